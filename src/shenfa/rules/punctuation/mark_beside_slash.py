"""分隔号旁误加点号

## 检查什么

分隔号“/”前后的逗号、顿号、句号、分号、冒号。

## 为什么

国家标准规定分隔号前后通常不用点号。

## 示例

错：请填写电话⟦、/⟧传真。 → 请填写电话/传真。
错：单位⟦/，⟧个人均可申报。 → 单位/个人均可申报。
对：请填写电话/传真。
对：登录https://www.example.gov.cn/，按提示操作。
对：路径为/data/，请勿修改。

## 例外

网址、路径末尾的斜线不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[，。、；：][/／]|[/／][，、；：])(?=[\u3400-\u9fff])"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not is_technical(text, *match.span()):
            yield Hit(*match.span(), "分隔号前后不用点号，请删去", "/")


RULE = TextRule(
    code="PU057",
    severity=Severity.ERROR,
    basis=(clause("附录A.14"),),
    check=check,
    triggers=tuple(mark + slash for mark in "，。、；：" for slash in "/／")
    + tuple(slash + mark for mark in "，、；：" for slash in "/／"),
)
