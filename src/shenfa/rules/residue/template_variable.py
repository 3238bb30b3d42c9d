"""模板变量没有替换

## 检查什么

露在文字里的 ${name}、{{标题}}、<%= %>、«姓名»、[object Object]，以及整格整行的 undefined、null、NaN。

## 为什么

变量名露出来，说明网页模板、邮件合并或导出程序没有取到数据。

## 示例

错：尊敬的⟦${name}⟧，您的申请已受理
错：发布时间：⟦{{ publishDate }}⟧
错：兹证明⟦«姓名»⟧同志
错：⟦undefined⟧
错：附件：⟦[object Object]⟧
对：集合{1，2，3}是有限集。
对：价格为$30。
对：字段允许取 null 值。
对：深入落实«国务院关于印发发展规划的通知»精神

## 例外

代码记号里的不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import codes, touches

PATTERN = re.compile(
    r"[$#]\{[\w.\u4e00-\u9fff\[\]()]{1,40}\}|\{\{[^{}\n]{1,60}\}\}|\{%[^{}\n]{1,60}%\}|<%[^<>\n]{1,60}%>"
    r"|«[^«»\n]{1,10}»|\[object Object\]|^\s*(?:undefined|null|NaN|None)\s*$|(?<=[：:])\s?(?:undefined|NaN)(?=\s*$)"
)
WORD = re.compile(r"\S(?:.*\S)?")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not touches(codes(text), *match.span()):
            word = WORD.search(text, *match.span())
            start, end = word.span() if word else match.span()
            yield Hit(start, end, "模板变量没有替换，请补上实际内容")


RULE = TextRule(
    code="RE029",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("${", "#{", "{{", "{%", "<%", "«", "[object", "undefined", "null", "NaN", "None"),
)
