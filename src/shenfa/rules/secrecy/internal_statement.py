"""文中声明不得外传、阅后收回

## 检查什么

正文句子里对材料自身的限制性声明：不得外传、请勿外传、会后收回、阅后清退、仅供内部使用、
未经许可不得转载公开等。

## 为什么

这类声明说明材料只供内部使用，未经重新定性不得公开。
句中写明“本资料”“此件”等自称的，按疑似禁止发布处理，其余按提醒处理。命中后只报位置，不摘录原文。

## 示例

错：本资料⟦仅供内部使用⟧，⟦不得外传⟧。
错：以上情况仅供领导参考，⟦请勿外传⟧。
错：此件由各单位专人领取，⟦阅后收回⟧。
错：材料⟦不 得 外 传⟧。
对：要严明考试纪律，严禁试题外传。
对：会议结束后收回选票。
对：监票人会后收回选票并当场清点。
对：“不得外传”的祖训今天已被打破，手艺向所有人传授。
对：非遗技艺传男不传女的规矩早已改变。

## 例外

引号里转述的话不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.internal_words import WORDS_IN_PROSE, internal_marks
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import INTERNAL
from shenfa.text import ANYWHERE, Certainty, Context, Hit, PassageKind, Severity, squeeze
from shenfa.text.regions import encloses, quotations, touches

# Ballots are collected after a meeting, and that is no secret.
PATTERN = re.compile(
    f"(?:{'|'.join(map(re.escape, WORDS_IN_PROSE))})(?!的|选票|表决票|测评|问卷|回执)"
)
SELF = re.compile(r"(?:此|本)(?:文件|资料|材料|件|稿|报告|通报|表|手册|群|课件)|以上|材料|仅供")
BEFORE = 30
MESSAGE = "此处声明材料不得外传或应收回，请停止发布，经保密审查员重新定性后再处理"
DOUBT = "此处有不得外传一类的声明，请确认所指的不是本文，并由保密审查员判断"


def check(text: str, _context: Context) -> Iterator[Hit]:
    tight = squeeze(text)
    marks = tuple(internal_marks(text))
    for match in PATTERN.finditer(tight.text):
        start, end = tight.span(*match.span())
        if encloses(quotations(text), start) or touches(marks, start, end):
            continue
        if SELF.search(tight.text, max(0, match.start() - BEFORE), match.start()):
            yield Hit(start, end, MESSAGE)
        else:
            yield Hit(start, end, DOUBT, severity=Severity.WARNING)


RULE = TextRule(
    code="SE008",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=INTERNAL,
    check=check,
    triggers=(*WORDS_IN_PROSE, "外 传", "外　传", "收 回", "收　回", "内 部", "内　部"),
    reads=ANYWHERE - {PassageKind.FILE_NAME},
)
