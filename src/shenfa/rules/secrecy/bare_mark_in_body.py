"""正文中单独成行的密级字样

## 检查什么

正文任何位置上只有密级字样的一行，例如附件首页左上角的标志；“密级：秘密”一类的填写项，以及“此件涉密”一类的自述。

## 为什么

合并成一个文件的多份材料，每一份的首页都可能有密级标志，不只在全文开头。
命中后只报位置，不摘录原文。

## 示例

错：⟦机 密⟧
错：⟦密级：秘密⟧
错：（⟦秘密⟧）
错：报送单位：县应急局　　⟦密级：机密⟧　　份数：3
错：⟦此件涉密⟧，由专人保管。
对：密级：
对：密级：公开
对：本文件涉及国家秘密的内容另行印发。
对：此件不涉密。
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
OF_ITSELF = re.compile(
    r"(?:此|本)(?:件|文件?|资料|材料|文稿)(?:为|系|属于?|含有?|涉及)?(?:国家秘密|涉密(?:文件|材料|资料|件)?)(?![的等]|事项目录)"
    r"|^国家秘密(?:严禁|不得|请勿|禁止)(?:外传|复印|翻印|拍照|转发|上网)"
)
"""What a text says of itself; 涉及国家秘密的内容 speaks of others."""


def check(text: str, _context: Context) -> Iterator[Hit]:
    if span := bare_mark(text):
        yield Hit(*span, MARK_SUSPECTED)
        return
    if "此" in text or "本" in text or "国家秘密" in text:
        tight = squeeze(text)
        for match in OF_ITSELF.finditer(tight.text):
            yield Hit(*tight.span(*match.span()), MARK_SUSPECTED)
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
