"""A page that says it does not exist, with the status of one that does."""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page, PageKind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

THING = r"(?:页面|网页|文件|文章|信息|内容|资源|地址|网址|栏目)"
GONE = re.compile(
    rf"^\W*(?:http|error|错误)?\W{{0,3}}404(?!\d)|not found|"
    rf"{THING}.{{0,6}}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线|失效)|找不到|未找到|无法找到|没有找到|无法访问)|"
    rf"(?:找不到|未找到|没有找到|无法找到).{{0,8}}{THING}",
    re.IGNORECASE,
)
SAID = re.compile(
    rf"(?:\W|抱歉|对不起|很|非常|您|你|所|要|想|正在|访问|查看|请求|浏览|查找|找|的|该|此|当前|404|Sorry|Error)*"
    rf"(?:{THING}.{{0,6}}(?:不存在|已(?:经)?(?:被)?(?:删除|移除|下线|失效)|找不到|未找到|无法找到|无法访问)|"
    rf"(?:找不到|未找到|没有找到|无法找到).{{0,8}}{THING}|"
    rf"(?:页面|网页|内容|东西)?(?:走丢|迷路|飞走|被外星人)了|{THING}.{{0,6}}(?:尚未审核|未通过审核|已被屏蔽))",
    re.IGNORECASE,
)
SEARCHED = re.compile(r"相关|符合|匹配|查询结果|检索|搜索|条件")
"""What a search says that found nothing, and an empty list: that page is there."""
LONGEST_LINE = 60
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
    is_article = page.kind is PageKind.ARTICLE and page.body is not None
    own = page.body.lines if is_article and page.body is not None else page.lines
    if is_article and sum(map(len, own)) > LONGEST_TEXT:
        return ""
    if not is_article and page.items:
        return ""
    for head in (page.heading, page.title):
        if len(head) <= LONGEST_HEAD and GONE.search(head) and not page.tags.get("pubdate"):
            return head
    said = (line for line in own if len(line) <= LONGEST_LINE and SAID.match(line))
    return next((line for line in said if not SEARCHED.search(line)), "")
