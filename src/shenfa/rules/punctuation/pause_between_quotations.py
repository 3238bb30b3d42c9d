"""并列的引号之间用了顿号

## 检查什么

并列的带引号成分之间的顿号，如“‘慢病’、‘特病’”。

## 为什么

国家标准规定标有引号的并列成分之间通常不用顿号。

## 示例

错：整治“僵尸”⟦、⟧“睡眠”账号。 → 整治“僵尸”“睡眠”账号。
错：“慢病”⟦、⟧“特病”⟦、⟧“大病”均可报销。 → “慢病”“特病”“大病”均可报销。
对：整治“僵尸”“睡眠”账号。
对：支持医保卡、“电子社保卡”、“一卡通”付费。
对：支持“电子社保卡”、“一卡通”、医保卡付费。
对：“慢病”（含糖尿病）、“特病”均可报销。

## 例外

引号之间插有其他成分，或者并列成分中有不带引号的，顿号可以保留。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

# A mark of a pair may still be a straight one, which is another rule's business.
RUN = re.compile(r"[“\"][^“”\"\n]{1,40}[”\"](?:、?[“\"][^“”\"\n]{1,40}[”\"])*")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for run in RUN.finditer(text):
        start, end = run.span()
        if text[start - 1 : start] == "、" or text[end : end + 1] in ("、", "（"):
            continue
        for match in re.finditer('[”"](、)[“"]', run[0]):
            place = start + match.start(1)
            yield Hit(place, place + 1, "并列的引号之间通常不用顿号，建议删去", "")


RULE = TextRule(
    code="PU028",
    severity=Severity.HINT,
    basis=(clause("第4.5.3.5条"),),
    check=check,
    triggers=tuple(f"{back}、{front}" for back in '”"' for front in '“"'),
)
