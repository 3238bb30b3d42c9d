"""汉字之后误用半角冒号

## 检查什么

汉字之后，或者数字、字母与汉字之间的半角冒号“:”。

## 为什么

国家标准规定冒号的形式是“：”。半角冒号多由输入法切换造成。

## 示例

错：会议强调⟦:⟧要压实责任。 → 会议强调：要压实责任。
错：附件1⟦: ⟧审核表 → 附件1：审核表
错：联系电话⟦:⟧023-81234567 → 联系电话：023-81234567
对：会议于上午9:30开始，主队3:2获胜。
错：各乡镇(街道)⟦:⟧ → 各乡镇(街道)：
对：网址为https://www.example.gov.cn/。
对：比例尺为1:10000。

## 例外

时刻、比分、比例、网址和程序代码中的半角冒号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r":(?![:/])(?:(?<=[\u3400-\u9fff]\):)(?=\s*$)|(?<=[\u3400-\u9fff〇”’》）】〕]:) *|(?<=[0-9A-Za-z)]:) *(?=[\u3400-\u9fff〇“‘《（【]))"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        start, end = match.span()
        # A run of blanks is room to write in, as on a form.
        end = end if end - start <= 2 else start + 1
        if not is_technical(text, start, end):
            yield Hit(start, end, "汉字之后应使用全角冒号“：”", "：")


RULE = TextRule(
    code="PU003",
    severity=Severity.ERROR,
    basis=(clause("第4.7条"),),
    check=check,
    triggers=(":",),
)
