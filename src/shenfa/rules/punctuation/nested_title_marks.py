"""书名号里套双书名号

## 检查什么

双书名号“《》”里面又用双书名号。

## 为什么

国家标准规定书名号里还要用书名号时，外层用双书名号，里层用单书名号。

## 示例

错：《关于印发⟦《值班制度》⟧的通知》 → 《关于印发〈值班制度〉的通知》
错：《关于修改⟦《甲办法》⟧和⟦《乙办法》⟧的决定》 → 《关于修改〈甲办法〉和〈乙办法〉的决定》
对：《关于印发〈值班制度〉的通知》
对：《关于修改〈虚谷县实施《土地管理法》办法〉的决定》
对：《值班制度》和《应急预案》
对：关于印发《值班制度》的通知

## 例外

第三层又用双书名号是对的。书名号不成对的见 PU016。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

# A back mark before the next outer one: the pair is closed, not a mark that was forgotten.
OUTER = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)+》")
INNER = re.compile(r"《([^《》]*)》")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for outer in OUTER.finditer(text):
        for match in INNER.finditer(text, outer.start() + 1, outer.end() - 1):
            if text.count("〈", outer.start(), match.start()) > text.count(
                "〉", outer.start(), match.start()
            ):
                continue  # The third level is double again.
            yield Hit(*match.span(), "书名号里层应使用单书名号“〈〉”", f"〈{match[1]}〉")


RULE = TextRule(
    code="PU017",
    severity=Severity.ERROR,
    basis=(clause("第4.15.3.5条"),),
    check=check,
    triggers=("》",),
)
