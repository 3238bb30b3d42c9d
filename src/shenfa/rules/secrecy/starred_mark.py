"""文中有“密级★保密期限”标志

## 检查什么

绝密、机密、秘密三个密级与星号连写的国家秘密标志，包括字间加空格、全角数字、零宽字符、
空心星、用“*”代替星号等变形。正文、表格、页眉页脚、文本框、批注、修订、隐藏文字、文档属性、
文件名和图片识别出的文字都检查。

## 为什么

有这种标志的载体就是国家秘密载体，不得公开；不是国家秘密的，也不得作国家秘密标志。
命中后只报位置，不摘录原文。

## 示例

错：⟦秘密★1年⟧
错：⟦机密★⟧
错：⟦绝密★长期⟧　　特急
错：⟦机 密 ★ ５ 年⟧
错：⟦秘\u200b密☆一年⟧
错：000123⟦机密★10年⟧
错：⟦秘密＊3年⟧
错：⟦绝密★启用前⟧
错：请查收附件，该件为⟦机密★5年⟧。
错：高考试卷“⟦绝密★启用前⟧”的字样十分醒目，监考员当众拆封。
对：国家秘密的密级分为绝密、机密、秘密三级。
对：★国家秘密★保密常识★
对：各单位要严守国家秘密，*为必填项。
对：密级★保密期限是国家秘密标志的法定形式。

```错 passage=property
⟦秘密★1年⟧
```

## 例外

引号里转述的标志（如新闻写高考试卷）只作提示；句子中间的标志作疑似处理，由保密审查员判断。
没有期限的“*”常是加粗记号或必填记号，不算标志。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import TextRule
from shenfa.rules.secrecy import GRADE, MARK_FOUND, MARK_SUSPECTED, STARS, STATE_SECRET, TERM
from shenfa.text import ANYWHERE, Basis, Certainty, Context, Hit, Level, Severity, squeeze
from shenfa.text.regions import encloses, quotations

CONDITION = r"[^。!?;“”]{1,15}?(?:前|后|解密)"
MARK = re.compile(
    rf"(?<!国家)(?<!工作)(?<!商业){GRADE}级?"
    rf"(?:[{STARS}]+(?P<term>{TERM}|{CONDITION})?|[*∗](?![*∗])(?P<plain>{TERM}|启用前))"
)
HEAD = re.compile(r"[【〔\[(<]?(?:份号:?)?(?:\d{6})?")
DECLASSIFIED = re.compile(r"[【〔\[(<]?(?:[现均]?已|予以)?(?:解密|解除密级)")
LONGEST_TAIL = 12
PROSE = 8
QUOTED = "此处转述了国家秘密标志，请保密审查员确认所述内容可以公开"


def check(text: str, _context: Context) -> Iterator[Hit]:
    if "密" not in text:
        return
    tight = squeeze(text)
    for match in MARK.finditer(tight.text):
        start, end = tight.span(*match.span())
        before, after = tight.text[: match.start()], tight.text[match.end() :]
        if encloses(quotations(text), start) and len(before) + len(after) >= PROSE:
            yield Hit(start, end, QUOTED, severity=Severity.HINT, certainty=Certainty.SUSPECTED)
        elif DECLASSIFIED.match(after):
            yield Hit(start, end, MARK_SUSPECTED, certainty=Certainty.SUSPECTED)
        elif HEAD.fullmatch(before) and len(after) <= LONGEST_TAIL:
            yield Hit(start, end, MARK_FOUND)
        elif match["term"] or match["plain"] or not after or HEAD.fullmatch(before):
            yield Hit(start, end, MARK_SUSPECTED, certainty=Certainty.SUSPECTED)


RULE = TextRule(
    code="SE001",
    severity=Severity.BLOCKER,
    basis=(
        *STATE_SECRET,
        Basis(
            "政府网站与政务新媒体检查指标",
            "国办秘函〔2019〕19号",
            "安全、泄密事故等严重问题",
            level=Level.POLICY,
        ),
    ),
    check=check,
    triggers=(*STARS, "*", "＊", "﹡", "∗"),
    reads=ANYWHERE,
)
