"""A page that says it does not exist, with the status of one that does."""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

THING = r"(?:页面|网页|文件|文章|信息|内容|资源|地址|网址|栏目)"
GONE = re.compile(
    rf"^\W*(?:http|error|错误)?\W{{0,3}}404(?!\d)|not found|"
    rf"{THING}.{{0,6}}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线|失效)|找不到|未找到|无法找到|没有找到|无法访问)|"
    rf"(?:找不到|未找到|没有找到|无法找到).{{0,8}}{THING}",
    re.IGNORECASE,
)
LONGEST_HEAD = 30
LONGEST_TEXT = 160
"""Characters of an article beyond which it talks about missing pages rather than being one."""


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a page whose title or whole text is that there is nothing."""
    quote = _gone(page)
    if quote:
        evidence = {"status": 200, "quote": quote[:80]}
        yield Sighting(Kind.SOFT_404, page.url, page.url, evidence)


def _gone(page: Page) -> str:
    own = page.body.lines if page.body else page.lines
    length = sum(map(len, own))
    if page.body is not None and length > LONGEST_TEXT:
        return ""
    if page.body is None and (page.items or "pubdate" in page.tags):
        return ""
    for head in (page.heading, page.title):
        if len(head) <= LONGEST_HEAD and GONE.search(head):
            return head
    if page.tags.get("pubdate"):
        return ""
    for line in own if page.body is not None or length < 4 * LONGEST_TEXT else ():
        if len(line) <= 60 and GONE.search(line):
            return line
    return ""
