"""正文中残留网页标签

## 检查什么

显示在正文里的网页标签和注释，如 <br>、</p>、<span style="…">、<o:p>、<!-- … -->。

## 为什么

标签应由浏览器解释，读者看到说明录入或转换出错。

## 示例

错：第一条⟦<br>⟧第二条 → 第一条第二条
错：⟦<span style="color:red">⟧重要提示⟦</span>⟧ → 重要提示
错：联系人：张科长⟦<o:p>⟧⟦</o:p>⟧ → 联系人：张科长
错：正文⟦<!-- 广告位 -->⟧继续 → 正文继续
错：⟦＜br/＞⟧附件下载 → 附件下载
对：当 a<b 且 b>c 时，取 b。
对：<关于做好防汛工作的通知>
对：气温<5℃或>35℃时停工。

## 例外

代码记号（`…`）里的标签不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import codes, touches

NAMES = (
    "br|p|span|div|font|b|i|u|em|strong|a|img|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|hr|sup"
    "|sub|center|section|script|style|iframe|input|video|source|pre|code|blockquote|article"
    "|html|head|body|meta|link|title|figure|o:p|st1:\\w+|v:\\w+|w:\\w+|xml"
)
PATTERN = re.compile(
    rf"[<＜]/?(?:{NAMES})(?:\s[^<>＜＞\n=]{{1,40}}=[^<>＜＞\n]{{0,400}})?\s?/?[>＞]"
    r"|<!--.{0,200}?-->|<!\[(?:if|endif)[^\]\n]{0,40}\]>|<!DOCTYPE[^>\n]{0,100}>",
    re.IGNORECASE,
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        if not touches(codes(text), *match.span()):
            yield Hit(*match.span(), "正文残留网页标签，请删除", "")


RULE = TextRule(
    code="RE005",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("<", "＜"),
)
