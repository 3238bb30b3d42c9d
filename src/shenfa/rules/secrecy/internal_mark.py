"""标有内部资料、注意保存一类的内部标识

## 检查什么

单独成行，或用括号单独标出的内部使用标识：内部资料、内部文件、注意保存、不得外传、会后收回、
仅供参阅、领导参阅件、发至某级、工作秘密、不宜公开等，可以几个连写。

## 为什么

有这类标识的材料未经重新定性不得公开；其中的工作秘密同样受法律保护。
命中后只报位置，不摘录原文。

## 示例

错：⟦内部资料　注意保存⟧
错：⟦【内部资料】【注意保存】⟧
错：关于有关情况的汇报⟦（内 部 使 用）⟧
错：⟦（此件发至县处级）⟧
错：⟦★内部文件，严禁外传★⟧
错：⟦会后收回⟧
对：请各考生妥善保管准考证，考后注意保存。
对：景区内部资料陈列室面向游客免费开放。
对：各部门要加强内部文件流转管理。
对：加油站内严禁拍照、严禁吸烟。
对：通知要求发至各乡镇级单位。

```错 passage=comment
⟦内部资料⟧
```

## 例外

句子里的同样词语不算标识；“不得外传”等自述性语句由“文中声明不得外传”检查。
"""

import re
from collections.abc import Iterator

from shenfa.lexicons.load import read_lexicon
from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import INTERNAL, MARGIN
from shenfa.text import ANYWHERE, Certainty, Context, Hit, Severity, squeeze

WORDS = sorted(
    (entry.values[0] for entry in read_lexicon("secrecy_internal_words", ("word", "position"))),
    key=len,
    reverse=True,
)
RANK = "[省市地厅县区乡镇科局处团师军股]{1,4}级"
LIMIT = (
    rf"(?:此件|本件)?(?:仅|只|限)?发(?:至|到){RANK}(?:以上|干部|领导|单位|及以上)*"
    rf"|(?:此件|本件|仅)?限{RANK}(?:以上|干部|领导|单位|及以上)*(?:阅|阅读|使用|掌握|参阅)?"
)
WORD = rf"(?:{'|'.join(map(re.escape, WORDS))}|{LIMIT})"
OPENING, CLOSING = r"[【〔\[(<]", r"[】〕\])>]"
ALONE = re.compile(
    rf"[★☆*]*(?:(?:此件|本件|仅|请)?{OPENING}*{WORD}[!。;★☆*]*{CLOSING}*)+(?:第?\d{{1,6}}[号期份]?)?"
)
GROUP = rf"(?:{OPENING}(?:此件|仅|请)?{WORD}+{CLOSING})+"
BRACKETED = re.compile(rf"^{GROUP}|{GROUP}$")
BRACKETS = re.compile(r"^\s*[【〔\[(<（［＜]|[】〕\])>）］＞]\s*$")
LONGEST_LINE = 40
LONGEST_SPACED_LINE = 80
MESSAGE = "此处有内部使用标识，请停止发布，经保密审查员重新定性后再处理"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if len(text) > LONGEST_SPACED_LINE and not BRACKETS.search(text):
        return
    tight = squeeze(text)
    if len(tight.text) <= LONGEST_LINE and ALONE.fullmatch(tight.text):
        yield Hit(*tight.span(0, len(tight.text)), MESSAGE)
        return
    for match in BRACKETED.finditer(tight.text):
        yield Hit(*tight.span(*match.span()), MESSAGE)


RULE = TextRule(
    code="SE007",
    severity=Severity.BLOCKER,
    certainty=Certainty.SUSPECTED,
    basis=INTERNAL,
    check=check,
    reads=ANYWHERE - MARGIN,
)
