r"""正文中残留域代码

## 检查什么

露在正文里的域代码：{ PAGE \* MERGEFORMAT }、HYPERLINK "网址"、REF _Ref123 \h、TOC \o "1-3"、
PAGEREF、SEQ、FORMTEXT、MERGEFIELD、EMBED 等。

## 为什么

域代码是软件生成页码、目录和链接的指令，读者看到就是错误。

## 示例

错：第⟦{ PAGE \* MERGEFORMAT }⟧页 → 第页
错：详见⟦HYPERLINK "http://www.example.com/a.html"⟧县政府网站。 → 详见县政府网站。
错：⟦TOC \o "1-3" \h \z \u⟧
错：如⟦REF _Ref123456 \h⟧表1所示 → 如表1所示
错：姓名⟦FORMTEXT⟧
错：图⟦SEQ 图 \* ARABIC⟧1 组织架构 → 图1 组织架构
错：尊敬的⟦{MERGEFIELD 姓名}⟧同志 → 尊敬的同志
对：HTML 页面中的 PAGE 参数表示页码。
对：请参考 REF 规范和 SEQ 编号。
对：TOC 是总有机碳的缩写，限值为5 mg/L。

## 例外

只有英文缩写、没有开关参数的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

NAMES = (
    "PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|NOTEREF|HYPERLINK|REF|TOC|SEQ|DATE|TIME|CREATEDATE"
    "|SAVEDATE|FILENAME|AUTHOR|TITLE|MERGEFIELD|INCLUDEPICTURE|INCLUDETEXT|EMBED|LINK|EQ"
    "|SYMBOL|DOCPROPERTY|STYLEREF|ADDIN|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|SHAPE|QUOTE|IF"
)
SWITCH = r"\s?\\(?:\*\s?[A-Za-z]+|[@#]\s?\"[^\"\n]{0,30}\"|[a-zA-Z](?:\s?\"[^\"\n]{0,30}\")?)"
PATTERN = re.compile(
    rf"\{{\s?(?:{NAMES})(?![A-Za-z])[^{{}}\n]{{0,200}}\}}"
    r"|(?<![A-Za-z])(?:HYPERLINK|INCLUDEPICTURE)\s?(?:\\l\s?)?[\"“][^\"”\n]{1,300}[\"”]"
    rf"(?:{SWITCH}){{0,4}}"
    rf"|(?<![A-Za-z])(?:PAGEREF|REF|NOTEREF)\s_\w{{1,40}}(?:{SWITCH}){{0,4}}"
    rf"|(?<![A-Za-z])TOC(?:{SWITCH}){{1,6}}"
    rf"|(?<![A-Za-z])SEQ\s\S{{1,12}}(?:{SWITCH}){{1,3}}"
    rf"|(?<![A-Za-z])(?:PAGE|NUMPAGES|DATE|TIME|MERGEFIELD\s\S{{1,30}})(?:{SWITCH}){{1,3}}"
    r"|(?<![A-Za-z])(?:FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:EMBED|ADDIN)\s[A-Za-z]{3,20}[.\w]{0,30}(?:\s?\\\*\s?MERGEFORMAT)?"
    r"|\\\*\s?MERGEFORMAT"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "正文残留域代码，请更新域后删除", "")


RULE = TextRule(
    code="RE002",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("HYPERLINK", "INCLUDEPICTURE", "MERGEFORMAT", "MERGEFIELD", "PAGEREF", "NOTEREF"),
        *("REF _", "TOC \\", "TOC\\", "SEQ ", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
        *("PAGE", "DATE \\", "TIME \\", "{ ", "{DATE", "{TIME", "{REF", "{EQ", "EMBED ", "ADDIN "),
    ),
)
