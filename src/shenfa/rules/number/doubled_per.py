"""“每”与斜线重复

## 检查什么

“元/每人”“每亩补助500元/亩”等重复表示“每”的写法。

## 为什么

斜线已经表示“每”，再写“每”就重复了，标准究竟怎么算也容易误解。

## 示例

错：补助标准为100元⟦/每⟧人。 → 补助标准为100元/人。
错：每亩补助500元⟦/亩⟧。 → 每亩补助500元。
对：补助标准为100元/人。
对：每户每年0.3元/平方米。
对：每亩补助500元，每人不超过2000元/年。
对：详见附件/每月动态。

## 例外

斜线前不是计量单位的不查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

SLASH = re.compile(
    r"(?<=[元斤吨克升米个度次人户亩天里时分角万])(?P<doubled>[/／]每)"
    r"(?=[人户亩次天月年日个吨只头平立米辆台套斤家班件份间床学车])"
)
EACH = re.compile(
    r"每(?P<unit>人|户|亩|吨|个|台|辆|头|只|次|天|月|年|名|间)[^，。；、/／\d]{0,8}"
    r"\d[\d.,]{0,10}(?:[—～~\-]\d[\d.]{0,8})?[万亿]?元(?P<doubled>[/／](?P=unit))(?![/／·次均])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in SLASH.finditer(text):
        yield Hit(*match.span("doubled"), "斜线已表示“每”，请删去“每”", "/")
    for match in EACH.finditer(text):
        yield Hit(*match.span("doubled"), "前面已写“每”，请删去后面的单位", "")


RULE = TextRule(
    code="NU032",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        "/每",
        "／每",
        *(f"元{slash}{unit}" for slash in "/／" for unit in "人户亩吨个台辆头只次天月年名间"),
    ),
)
