"""正文中单独成行的密级字样

## 检查什么

正文任何位置上只有密级字样的一行，例如附件首页左上角的标志；以及“密级：秘密”一类的填写项。

## 为什么

合并成一个文件的多份材料，每一份的首页都可能有密级标志，不只在全文开头。
命中后只报位置，不摘录原文。

## 示例

错：⟦机 密⟧
错：⟦密级：秘密⟧
错：（⟦秘密⟧）
错：报送单位：县应急局　　⟦密级：机密⟧　　份数：3
对：密级：
对：密级：公开
对：商业秘密
对：密级（绝密、机密、秘密）由承办人拟定。
对：涉密载体的密级：机密级载体由专人保管

## 例外

表格单元格另行检查：训练材料里的密级对照表很常见。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import GRADE, MARK_SUSPECTED, STATE_SECRET, bare_mark
from shenfa.text import Certainty, Context, Hit, Severity, squeeze

FIELD = re.compile(rf"密级:{GRADE}(?!级)")
LONGEST_FORM_LINE = 80


def check(text: str, _context: Context) -> Iterator[Hit]:
    if span := bare_mark(text):
        yield Hit(*span, MARK_SUSPECTED)
        return
    if "级" in text and len(text) <= LONGEST_FORM_LINE:
        tight = squeeze(text)
        for match in FIELD.finditer(tight.text):
            yield Hit(*tight.span(*match.span()), MARK_SUSPECTED)


RULE = TextRule(
    code="SE004",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=STATE_SECRET,
    check=check,
    triggers=("密",),
    in_cells=False,
)
