"""法规名误用引号

## 检查什么

“根据”“依据”“违反”等词后面，用引号括起的法律、条例、办法、规定。

## 为什么

国家标准规定文件、法规的名称用书名号。

## 示例

错：根据⟦“行政处罚法”⟧作出决定。 → 根据《行政处罚法》作出决定。
错：贯彻落实⟦“防汛抗旱条例”⟧ → 贯彻落实《防汛抗旱条例》
错：违反⟦“政府信息公开条例”⟧的规定 → 违反《政府信息公开条例》的规定
对：根据《行政处罚法》作出决定。
对：按照“枫桥工作法”化解矛盾。
对：按照“谁执法谁普法”的责任制
对：严格执行“三个规定”，按照“三步法”推进。
对：推广“笨办法”，落实“老规定”。

## 例外

“工作法”“执法”“普法”等不是法规名称，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

VERBS = "根据|依据|依照|按照|违反|贯彻落实|贯彻|执行|遵守|触犯"
PATTERN = re.compile(
    rf"(?:{VERBS})(?:了|国家|我国)?(?P<quoted>“(?P<name>[\u4e00-\u9fff]{{2,28}}(?:法|条例|办法|规定))”)"
)
NOT_A_LAW = re.compile(
    r".*(?:[工作做说方打算执普司立守用看想写手语书活战]法|[笨老土好新]办法|[老死]规定)|[一二三四五六七八九十两].*|.*的.{0,2}办法"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not NOT_A_LAW.fullmatch(match["name"]):
            yield Hit(*match.span("quoted"), "法规名称应使用书名号“《》”", f"《{match['name']}》")


RULE = TextRule(
    code="PU047",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(clause("第4.15条"),),
    check=check,
    triggers=("法”", "条例”", "规定”"),
)
