"""行首或行尾用括号标注的密级字样

## 检查什么

行首或行尾用方头括号、圆括号等单独括住的密级字样，例如标题后面的密级标注。

## 为什么

非正式的密级标注多写在标题前后的括号里，复制到网页上时容易漏删。
命中后只报位置，不摘录原文。

## 示例

错：关于防汛物资储备点分布情况的报告⟦（机密）⟧
错：⟦【秘 密】⟧关于有关情况的通报
错：⟦[绝密]⟧附件2
对：《国家的秘密》（秘密花园系列）
对：本级共有国家秘密事项（秘密）若干，详见目录说明。
对：国家秘密按密级管理（绝密、机密、秘密）
对：《机密》

## 例外

书名号里的字样是作品名，不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import GRADE, MARK_SUSPECTED, STATE_SECRET, bare_mark
from shenfa.text import ANYWHERE, Certainty, Context, Hit, PassageKind, Severity, squeeze

MARK = re.compile(rf"^[【〔\[(<]{GRADE}级?(?:件|文件)?[】〕\])>]|[【〔\[(<]{GRADE}级?[】〕\])>]$")
LONGEST_LINE = 120


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) > LONGEST_LINE:
        return
    if span := bare_mark(text):
        # Alone on the line: the rules of bare marks find it with this very span.
        yield Hit(*span, MARK_SUSPECTED)
        return
    tight = squeeze(text)
    for match in MARK.finditer(tight.text):
        yield Hit(*tight.span(*match.span()), MARK_SUSPECTED)


RULE = TextRule(
    code="SE005",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=STATE_SECRET,
    check=check,
    triggers=(
        *("密】", "密〕", "密]", "密)", "密）", "密］", "密＞"),
        *("密 】", "密 ）", "密 )"),
        *("密级】", "密级）", "密级)", "密件】", "密件）", "密文件】"),
    ),
    reads=ANYWHERE - {PassageKind.FILE_NAME},
)
