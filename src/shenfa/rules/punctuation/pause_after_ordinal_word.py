"""“首先”“第一”“其一”等词后误用顿号

## 检查什么

句首“首先、其次、再次、最后、第一、其一……”后面的顿号。

## 为什么

国家标准规定“首先”“第一”之类表示次序的词后面用逗号。

## 示例

错：第一⟦、⟧抓学习。 → 第一，抓学习。
错：会议提出三点要求：首先⟦、⟧要提高认识；其次⟦、⟧要落实责任。 → 会议提出三点要求：首先，要提高认识；其次，要落实责任。
错：会议要求：第一⟦、⟧抓学习；第二⟦、⟧抓整改。 → 会议要求：第一，抓学习；第二，抓整改。
错：其一⟦、⟧组织不力；其二⟦、⟧措施不实。 → 其一，组织不力；其二，措施不实。
对：第一、第二产业协调发展。
对：第一、二、三季度增长平稳。
对：第一，抓学习。
对：获得第一、第三名的队伍

## 例外

并列“第一、第二”“第一、二、三”的顿号不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity

WORDS = (
    "首先",
    "其次",
    "再次",
    "最后",
    *(f"{head}{number}" for head in "第其" for number in "一二三四五六七八九十"),
)
PATTERN = re.compile(
    rf"(?:^[ \t\u3000]*|(?<=[。；：！？“;:!?]))(?:{'|'.join(WORDS)})(?P<mark>、)"
    r"(?![0-9一二三四五六七八九十两]|[^。；，]{0,8}第|其)"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span("mark"), "“首先”“第一”等次序词后应使用逗号", "，")


RULE = TextRule(
    code="PU026",
    severity=Severity.ERROR,
    certainty=Certainty.SUSPECTED,
    basis=(clause("附录B.3.1"),),
    check=check,
    triggers=tuple(f"{word}、" for word in WORDS),
)
