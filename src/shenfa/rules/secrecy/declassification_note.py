"""标有解密、密级变更说明

## 检查什么

单独成行或括号内的解密、降密、密级变更说明，例如标题下方的解密标注。

## 为什么

有解密说明的文件原是国家秘密载体，是否已依法解密、能否公开，要由人核对解密手续。
命中后只报位置，不摘录原文。

## 示例

错：⟦（此件已解密）⟧
错：⟦机密5年　已解密⟧
错：⟦解密日期：2026年5月1日⟧
错：⟦本件经审查解除密级⟧
对：国家秘密的保密期限已满的，自行解密。
对：专家解密桃花源景区的前世今生。
对：（解密加密压缩包的方法见附件）
对：解密
对：机密★5年　已解密

## 例外

一般的“解密”报道不算；旁边还有带星号标志的，由“密级★保密期限”规则报告。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import GRADE, REVIEW_ITEM_BY_ITEM, STARS, TERM
from shenfa.text import ANYWHERE, Certainty, Context, Hit, PassageKind, Severity, squeeze

OPENING, CLOSING = r"[【〔\[(<]?", r"[】〕\])>]?"
DONE = (
    "(?:(?:现|均)?(?:已|予以|经审[查核核定]{1,3}(?:已|同意|予以)?)(?:解密|解除密级|降密|变更密级))"
)
NOTE = re.compile(
    rf"{OPENING}(?:(?:此件|本件|本文件?|该件|原件)(?:于{TERM})?{DONE}"
    rf"|(?:原(?:密级|定密级?)?:?)?{GRADE}[{STARS}*]?{TERM}?{OPENING}(?:{DONE}|解密)"
    rf"|{DONE}|解密(?:日期|时间|条件):.{{2,20}}|(?:密级变更|变更密级)(?:通知|说明|为.{{2,6}}))"
    rf"[。;]?{CLOSING}"
)
LONGEST_LINE = 60
MESSAGE = "此处有解密或密级变更说明，请停止发布，由保密审查员核对解密手续"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) > LONGEST_LINE:
        return
    tight = squeeze(text)
    if any(star in tight.text for star in STARS):
        return  # The mark beside the note is found by the rule of starred marks.
    if NOTE.fullmatch(tight.text):
        yield Hit(*tight.span(0, len(tight.text)), MESSAGE)


RULE = TextRule(
    code="SE012",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=(REVIEW_ITEM_BY_ITEM, REVIEW_POINTS),
    check=check,
    triggers=("解密", "解除密级", "降密", "密级变更", "变更密级", "解 密", "解　密"),
    reads=ANYWHERE - {PassageKind.FILE_NAME},
)
