"""An official document online without the words that say it may be (此件公开发布).

A document is known by its number: on a line of its own, before its text, or in its title.
News that quotes a number within a sentence is none.
"""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page, PageKind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,14}[发函字文办规令]{1,3}\s?[〔［\[(（]\s?(?:19|20)\d{2}\s?[〕］\])）]\s?第?\d{1,4}\s?号"
)
MARK = re.compile(
    r"此件(?:主动|依申请|不予|删减后|可)?公开|(?:公开|信息公开)(?:属性|方式|形式|类别|选项)\s?[:：]?\s?"
    r"(?:主动|依申请|不予)?公开|公开发布\s?[）)]"
)
QUOTING = re.compile(r"根据|按照|依据|依照|遵照|按|为|关于|结合|现将|贯彻|落实|执行|经")
FOREWORD = 60
"""Characters of the text within which the number of the document itself stands."""


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a document without its mark."""
    if page.kind is not PageKind.ARTICLE or page.body is None:
        return
    number = _own_number(page)
    if number and not any(MARK.search(line) for line in (*page.lines, *page.body.lines)):
        yield Sighting(Kind.NO_PUBLIC_MARK, page.url, page.url, {"number": number})


def _own_number(page: Page) -> str:
    body = page.body.lines if page.body else ()
    in_title = NUMBER.search(page.heading)
    if in_title:
        return in_title[0]
    for line in body[:12]:
        match = NUMBER.search(line)
        if match and len(line) <= len(match[0]) + 6:
            return match[0]
    match = NUMBER.match(" ".join(body)[:FOREWORD])
    return match[0] if match and not QUOTING.match(match[0]) else ""
