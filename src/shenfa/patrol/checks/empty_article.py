"""An article page without an article: no text, no picture, no file."""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page, PageKind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

SHORTEST = 8
NO_TEXT = re.compile(
    r"\W*(?:发布|发稿|更新|来源|信息来源|作者|时间|日期|浏览|点击|阅读|字号|字体|编辑|责任编辑|责编|审核|打印|关闭|分享|收藏|"
    r"返回|上一篇|下一篇|附件|正文|当前位置|您的位置|首页|大|中|小|Posted)[^，。；]{0,60}"
    r"|\W*(?:\d{4}[-/.年]|[A-Z][a-z]{2,8} \d|\d{1,2} [A-Z])[^，。；]{0,60}",
)
"""What stands around an article within the element that holds it."""


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a page whose place for the article is known and empty."""
    if page.kind is not PageKind.ARTICLE or page.body is None or page.body.has_media:
        return
    length = sum(
        len(line)
        for line in page.body.lines
        if line != page.heading and not NO_TEXT.fullmatch(line)
    )
    if length < SHORTEST:
        evidence = {"title": page.heading, "characters": length}
        yield Sighting(Kind.EMPTY_ARTICLE, page.url, page.url, evidence)
