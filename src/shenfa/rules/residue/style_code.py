"""正文中残留样式代码

## 检查什么

从文字处理软件或网页复制时带进正文的样式代码：mso- 样式、font-family、“Normal 0 7.8 磅 0 2 false
false false”、Style Definitions、MicrosoftInternetExplorer4 等。

## 为什么

样式代码不是文稿内容，读者看到说明粘贴时带入了格式。

## 示例

错：⟦Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE⟧ 关于开展检查的通知
错：⟦/* Style Definitions */⟧ table
错：⟦mso-style-name:"普通表格";⟧
错：标题⟦font-family:宋体;⟧正文
对：本页使用的字体为宋体，字号为三号。
对：在 CSS 中，font-family 用于指定字体。
对：MSO 是软件套件的简称。

## 例外

只提到属性名、没有冒号和取值的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import codes, touches

PATTERN = re.compile(
    r"Normal\s0\s(?:[\d.]{1,5}\s(?:磅|pt|cm)\s)?0\s2\s(?:false\s?){1,3}(?:[A-Z\-]{4,6}\s?){0,3}"
    r"(?<=\S)|/\*\s?Style Definitions\s?\*/|MicrosoftInternetExplorer4"
    r"|(?<![A-Za-z\-])(?:mso-[\w\-]{2,40}|font-(?:family|size|weight)|text-indent|line-height"
    r"|text-align|margin(?:-\w{1,6})?|background-color)\s?:\s?[\"'“]?[^;:：；。，{}\n]{1,40};"
    r"|class=\"?Mso\w{3,30}\"?",
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not touches(codes(text), *match.span()):
            start, end = match.span()
            yield Hit(start, start + len(text[start:end].rstrip()), "正文残留样式代码，请删除", "")


RULE = TextRule(
    code="RE007",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("Normal 0", "Style Definitions", "MicrosoftInternetExplorer4", "mso-", "=Mso", '="Mso'),
        *("font-family", "font-size", "font-weight", "text-indent", "line-height", "text-align"),
        *("margin", "background-color"),
    ),
)
