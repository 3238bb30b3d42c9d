"""活动名称误用书名号

## 检查什么

书名号后面紧跟“评选活动”“主题活动”“大赛”“专项行动”等词的活动名称。

## 为什么

国家标准规定书名号只用于作品、文件等的名称，活动、会议、奖项等名称不用书名号，需要突出时用引号。

## 示例

错：启动⟦《最美虚谷人》⟧评选活动 → 启动“最美虚谷人”评选活动
错：参加⟦《乡村振兴》⟧主题大赛 → 参加“乡村振兴”主题大赛
对：启动“最美虚谷人”评选活动
对：开展《民法典》宣传活动
对：印发《“最美虚谷人”评选活动方案》

## 例外

法律法规、文件、作品名称后接“宣传”“学习”等活动的不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

PATTERN = re.compile(
    r"《(?P<name>[^《》\n]{2,16})》(?<![法典例定法知案见划书歌]》)"
    r"(?=(?:主题|专题)?(?:评选活动|征文活动|主题活动|志愿服务活动|系列活动|实践活动|大赛|专项行动"
    r"|专项整治|培训班|论坛|颁奖))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        message = "活动名称不用书名号，需要突出时请用引号"
        yield Hit(*match.span(), message, f"“{match['name']}”")


RULE = TextRule(
    code="PU045",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(clause("附录A.13"),),
    check=check,
    triggers=(
        "》评选",
        "》征文",
        "》主题",
        "》专题",
        "》志愿",
        "》系列",
        "》实践",
        "》大赛",
        "》专项",
        "》培训班",
        "》论坛",
        "》颁奖",
    ),
    review="国家标准附录A.13的适用范围待核",
)
