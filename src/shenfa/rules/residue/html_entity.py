"""正文中残留网页转义符

## 检查什么

显示在正文里的 &nbsp;、&amp;、&#160;、&ldquo; 等转义符。

## 为什么

转义符应由浏览器换成空格或标点，读者看到说明录入或转换出错。

## 示例

错：各乡镇人民政府：⟦&nbsp;&nbsp;⟧现将有关事项通知如下 → 各乡镇人民政府：现将有关事项通知如下
错：要落实⟦&ldquo;⟧三审三校⟦&rdquo;⟧制度 → 要落实“三审三校”制度
错：研发⟦&amp;⟧生产一体化 → 研发&生产一体化
错：电话：023⟦&#160;⟧12345 → 电话：023 12345
错：⟦&#x3000;&#x3000;⟧正文 → 　　正文
错：现通知如下：⟦&#x3000;&#x3000;⟧一、总体要求 → 现通知如下：一、总体要求
错：完成投资⟦&nbsp; &nbsp;⟧300万元
对：R&D 经费投入增长8%。
对：详见 http://www.example.com/list?a=1&amp;b=2
对：文档中的 `&nbsp;` 表示空格。

## 例外

网址和代码记号里的不算。只代表空格的转义符作提醒，代表其他字符的应改。
"""

import html
import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import codes, encloses, links

ENTITY = re.compile(r"[&＆](?:[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5})[;；]")
RUN = re.compile(rf"{ENTITY.pattern}(?:[ \u3000]{{0,4}}{ENTITY.pattern}){{0,400}}")
BLANK = "\xa0"
FOUND = "正文残留网页转义符，请换成它所代表的字符"
CJK = re.compile(r"[\u3000-\u9fff\uff01-\uff60“”‘’]")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in RUN.finditer(text):
        start, end = match.span()
        if encloses(links(text), start) or encloses(codes(text), start):
            continue
        meant = ENTITY.sub(_character, match[0])
        if meant == match[0]:
            continue
        if meant.strip(f" {BLANK}") and (meant.strip() or not text[:start].strip()):
            yield Hit(start, end, FOUND, meant.replace(BLANK, " "))
        else:
            # A blank is no character lost: whoever pastes it into a page may never see it.
            yield Hit(start, end, FOUND, _blank(text, start, end), Severity.WARNING)


def _character(entity: re.Match[str]) -> str:
    written = f"&{entity[0][1:-1]};"
    meant = html.unescape(written)
    return meant if len(meant) == 1 else entity[0]


def _blank(text: str, start: int, end: int) -> str:
    # Between Chinese characters the entity only pushed words apart; elsewhere it is a space.
    around = (text[max(0, start - 1) : start], text[end : end + 1])
    near_chinese = any(CJK.match(one) for one in around if one)
    return "" if near_chinese or "" in around else " "


RULE = TextRule(
    code="RE006",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=("&", "＆"),
)
