"""用圆点、句号代替省略号

## 检查什么

汉字旁边用三个以上的句点“...”、句号“。。。”、间隔号“···”代替省略号。

## 为什么

国家标准规定省略号的形式是六个居中的小圆点“……”。

## 示例

错：材料包括身份证、户口簿⟦...⟧ → 材料包括身份证、户口簿……
错：事情还没有完⟦。。。⟧请继续关注。 → 事情还没有完……请继续关注。
错：材料包括身份证、户口簿⟦······⟧ → 材料包括身份证、户口簿……
对：材料包括身份证、户口簿……
对：第一章 总则................1
错：涵盖5G、AI⟦...⟧这些技术 → 涵盖5G、AI……这些技术
对：Loading...
对：详见`git log a...b`的输出。

## 例外

目录中的引线、英文和程序代码中的圆点不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

RUN = re.compile(r"\.{3,}|。{3,}|．{3,}|[·・•]{3,}")
HAN_BEFORE = re.compile(r"[\u3400-\u9fff”’》）、，]")
HAN_AFTER = re.compile(r"[\u3400-\u9fff]")
ALPHANUMERIC_OR_HAN = re.compile(r"[\u3400-\u9fff”’》）、，A-Za-z0-9]")
LEADER_AFTER = re.compile(r"[ \u3000]*[0-9IVX]|[ \u3000]*[（(]?[0-9]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in RUN.finditer(text):
        start, end = match.span()
        if (
            (HAN_BEFORE.match(text[:start][-1:]) or HAN_AFTER.match(text, end))
            and ALPHANUMERIC_OR_HAN.match(text[:start][-1:])
            and not (end - start > 6 or LEADER_AFTER.match(text, end))
            and not is_technical(text, start, end)
        ):
            yield Hit(start, end, "省略号应使用“……”", "……")


RULE = TextRule(
    code="PU032",
    severity=Severity.ERROR,
    basis=(clause("第4.11条"),),
    check=check,
    triggers=("...", "。。。", "．．．", "···", "・・・", "•••"),
)
