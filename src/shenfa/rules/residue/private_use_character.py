"""只在某种字体里才能显示的字符

## 检查什么

专用区字符（U+E000 至 U+F8FF，如 Wingdings、Symbol 符号和自造字）。

## 为什么

离开原来的字体，这类字符在网页上显示为方框或空白；人名、地名里的自造字尤须改为规范编码。

## 示例

错：⟦\uf06c⟧加强组织领导
错：⟦\uf0b7⟧\u0009落实责任 → •\u0009落实责任
错：联系人：王⟦\ue863⟧
对：●加强组织领导
对：☑已办结　□未办结
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile("[\ue000-\uf8ff]+")
BULLET = "\uf0b7"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        fix = "•" if match[0] == BULLET else None
        yield Hit(*match.span(), "此字符换字体后显示不出，请改用通用字符", fix)


RULE = TextRule(
    code="RE012",
    severity=Severity.WARNING,
    basis=(REVIEW_POINTS,),
    check=check,
)
