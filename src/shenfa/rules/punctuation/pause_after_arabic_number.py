"""阿拉伯数字序号后误用顿号

## 检查什么

行首用作序号的阿拉伯数字后面的顿号，如“1、”。

## 为什么

国家标准规定不带括号的阿拉伯数字作序号时，后面用下脚点。

## 示例

错：⟦1、⟧加强巡查。 → 1.加强巡查。
错：　　⟦12、⟧“僵尸”账号一律关停。 → 　　12.“僵尸”账号一律关停。
错：⟦3、⟧2026年重点工作 → 3.2026年重点工作
错：⟦4、⟧GDP增长目标 → 4.GDP增长目标
对：1.加强巡查。
对：1、2号楼已经封顶。
对：3、4月份为集中整治期。
对：1．拟发布内容符合要求。

## 例外

行中的序号和“1．”不提示；“3、4天”这样的概数由数字类规则检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"[ \t\u3000]*(?P<mark>(?P<number>[0-9]{1,2})、[ \u3000]?)(?=[\u3400-\u9fff“‘《（]|[A-Za-z]{2}|(?:19|20)[0-9]{2}年)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    if match := PATTERN.match(text):
        yield Hit(
            *match.span("mark"), "阿拉伯数字序号后应使用下脚点，如“1.”", f"{match['number']}."
        )


RULE = TextRule(
    code="PU023",
    severity=Severity.WARNING,
    basis=(clause("附录B.3.3"),),
    check=check,
    triggers=tuple(f"{digit}、" for digit in range(10)),
)
