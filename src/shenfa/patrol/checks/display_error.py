"""What a visitor should never see: unfilled templates, messages of programs, broken characters."""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

SIGNS = re.compile(
    r"\{\{[^{}]{1,60}\}\}|\$\{[\w.]{2,60}\}|<%[=@][^%]{1,60}%>|</?TRS_\w+|\[object Object\]"
    r"|锟斤拷|烫烫烫|屯屯屯|ORA-\d{5}|NullPointerException|\bat [\w.$]+\(\w+\.java:\d+\)"
    r"|SQLException|Traceback \(most recent call last\)|Warning: mysqli?_|Fatal error: "
    r"|Parse error: |Notice: Undefined |You have an error in your SQL syntax|Microsoft OLE DB Provider"
    r"|Microsoft VBScript|ODBC (?:SQL Server )?Driver|Server Error in '|Internal Server Error"
    r"|Whitelabel Error Page|org\.(?:springframework|apache)\.\w+|SQLSTATE\["
    r"|HTTP Status 5\d\d|NaN-NaN|\ufffd{2,}"
    r"|\[!--\w+--\]|\{/?(?:dede|pboot|eyou|volist|cms|trs|pc|get):?[^{}]{0,60}\}|\{\$[\w.\[\]'\"]{2,60}\}"
    r"|#\{[\w.]{2,60}\}|\[/?TRS_\w+|锘縳|锟\?|\bUncaught \w*Error|找不到模板|模板(?:文件)?不存在|Invalid Date|NaN年"
    r"|[:：]\s?(?:undefined|NaN)\b|(?<![\w/=?&%.:#-])(?:%E[4-9]%[89AB][0-9A-F]%[89AB][0-9A-F]){3,}"
    r"|(?:[\u00e4-\u00e9][\u0080-\u024f\u2013-\u203a\u20ac\u2122\u02c6\u02dc]{2}){2,}"
    r"|<(?:img|a|table|iframe)\s[a-z-]+\s?=[^<>]{0,200}>"
    r"|</?(?:p|div|span|font|strong|o:p)(?:\s[^<>]{0,200})?>|<br\s?/?>|&nbsp;"
)
LONELY = re.compile(r"(?:[^:：]{0,8}[:：]\s?)?(?:undefined|null|NaN)")
"""A whole line or a whole value that says nothing but that there is none."""


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield the first sign; one broken template shows many."""
    if not page.lines and not page.links and not page.html.strip():
        yield Sighting(Kind.DISPLAY_ERROR, page.url, page.url, {"quote": "页面空白"})
    for line in page.lines:
        match = SIGNS.search(line) or LONELY.fullmatch(line)
        if match:
            evidence = {"quote": line[max(0, match.start() - 20) : match.end() + 20][:160]}
            yield Sighting(Kind.DISPLAY_ERROR, page.url, page.url, evidence, _group(match[0], page))
            return


def _group(sign: str, page: Page) -> str:
    return page.url if len(sign) > 40 else f"{sign} {page.kind}"
