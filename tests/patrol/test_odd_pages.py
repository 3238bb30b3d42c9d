"""Pages of nobody's system: dates cut up or in English, lists as data, menus, addresses of programs."""

import datetime

import pytest

from shenfa.patrol.address import Nature, canonical, form_of, nature_of
from shenfa.patrol.checks import display_error, empty_article, soft_404, turned_link
from shenfa.patrol.dating import dating_of
from shenfa.patrol.items import listed
from shenfa.patrol.reading import Page, decode, read_page
from shenfa.patrol.reading.foreign import FOLDED
from shenfa.patrol.reading.page import read_list
from shenfa.patrol.record import Record
from shenfa.patrol.site import site_of
from shenfa.patrol.target import Target

TODAY = datetime.date(2026, 11, 24)
MOMENT = datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
SITE = site_of(Target("http://www.xugu.gov.cn/"), MOMENT)
ARTICLE = "http://www.xugu.gov.cn/news/show.asp?id=7"
TAGS = '<meta name="ArticleTitle" content="关于防火的通知">'
FAR = "http://www.far-example.cn/"


def page(html: str, url: str = ARTICLE) -> Page:
    return read_page(decode(html.encode(), "text/html"), url, SITE.names, TODAY)


@pytest.mark.parametrize(
    "info",
    [
        "<div>Posted on Nov 3, 2026</div>",
        "<div>3rd November 2026</div>",
        "<div>发布时间：<b>2026</b>-<b>11</b>-<b>03</b></div>",
        "<div>发布时间：20261103</div>",
        "<div>发布日期：26-11-03</div>",
        "<div>[ 2026 - 11 - 03 ]</div>",
        "<div>2026-11-03，来源：县融媒体中心，浏览：12次</div>",
        "<table><tr><td>成文日期</td><td>2026-10-08</td><td>发布日期</td><td>2026-11-03</td></tr></table>",
    ],
)
@pytest.mark.parametrize("is_below", [False, True])
def test_dates_an_article_in_any_form(info: str, is_below: bool) -> None:
    """The day that a sentence tells of is never taken for it."""
    text = "<p>根据<span>2024年3月15日</span>印发的方案，各单位分工落实。</p>"
    parts = (text, info) if is_below else (info, text)
    found = page(f"{TAGS}<h1>关于防火的通知</h1><div class=entry-content>{''.join(parts)}</div>")

    assert found.shown is not None
    assert found.shown.day == datetime.date(2026, 11, 3)


def test_a_tag_that_most_of_its_articles_contradict_is_of_a_migration() -> None:
    rows = [
        Record(f"u{one}", "article", tagged="2024-01-01", shown=f"2026-10-{one:02}", weight=9.0)
        for one in range(1, 7)
    ]
    posted = [Record(f"v{one}", "article", tagged=f"2026-10-{one % 4 + 10}") for one in range(16)]
    found = dating_of([*rows, *posted])

    assert found.migrated == {"2024-01-01"}
    assert str(found.days["u4"].day) == "2026-10-04"


@pytest.mark.parametrize(
    ("html", "days"),
    [
        ("<p><a href='/a.asp?id=1'>第一篇</a> 11-03</p>", []),
        ("<p><a href='/a.asp?id=1'>第一篇文章</a> 2026-11-03</p>", ["2026-11-03"]),
        ("<dl><dt><a href=/x/1>文章之一</a></dt><dd>2026年11月3日</dd></dl>", ["2026-11-03"]),
        (
            "<div>11-03 <a href=/x/1>文章之一</a><br>10-02 <a href=/x/2>文章之二</a></div>",
            ["2026-11-03", "2026-10-02"],
        ),
        ("<p><a href=/x/1>文章之一</a><i>Nov 3, 2026</i></p>", ["2026-11-03"]),
        (
            '<script>var a=[{"title":"\\u6587\\u7ae0","url":"\\/x\\/1.html","pubDate":"2026-11-03 10:00"}]</script>',
            ["2026-11-03"],
        ),
        ('<script>var menu={"name":"首页","url":"/"}</script>', []),
    ],
)
def test_reads_lists_by_the_days_beside_the_links(html: str, days: list[str]) -> None:
    found = page(html, "http://www.xugu.gov.cn/zwdt/")

    assert [one.day for one in listed(found.items, found.base, TODAY)] == days


def test_reads_a_list_that_comes_as_data() -> None:
    text = '{"rows":[{"docTitle":"第一篇","docUrl":"./t1.html","time":"2026-11-03"}]}'
    items, links = read_list(text)

    assert [(one.title, one.raw, str(one.day)) for one in items] == [
        ("第一篇", "./t1.html", "2026-11-03")
    ]
    assert [one.raw for one in links] == ["./t1.html"]


def test_a_pinned_item_does_not_age_the_others() -> None:
    html = "".join(
        f"<li><a href=http://h/{n}>报道之{n}</a>[{day}]</li>"
        for n, day in enumerate(("03-15", "11-20", "11-02", "12-30"))
    )
    found = page(f"<ul>{html}</ul>", "http://www.xugu.gov.cn/zwdt/")

    assert [one.day for one in listed(found.items, found.base, TODAY)] == [
        "2026-03-15",
        "2026-11-20",
        "2026-11-02",
        "2025-12-30",
    ]


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        ("..\\files\\1.doc", "http://www.xugu.gov.cn/files/1.doc"),
        ("/a\n.html", "http://www.xugu.gov.cn/a.html"),
        ("/a.jsp;jsessionid=9F?b=1", "http://www.xugu.gov.cn/a.jsp?b=1"),
        ("/a.jsp?jsessionid=9F&b=1", "http://www.xugu.gov.cn/a.jsp?b=1"),
        ("/a.jsp?b=1&PHPSESSID=9F", "http://www.xugu.gov.cn/a.jsp?b=1"),
        ("/a.jsp?sid=12", "http://www.xugu.gov.cn/a.jsp?sid=12"),
    ],
)
def test_writes_addresses_as_browsers_do(raw: str, url: str) -> None:
    assert canonical(raw, ARTICLE) == url


def test_knows_what_one_program_answers() -> None:
    home = "http://h/show.asp"

    assert form_of(f"{home}?id=1&p=2") == form_of(f"{home}?p=9&id=3")
    assert form_of(f"{home}?a=show&id=1") != form_of(f"{home}?a=list&id=1")
    for query, nature in (("name=a.xls", Nature.ATTACHMENT), ("id=7", Nature.PAGE)):
        url = f"http://www.xugu.gov.cn/download.do?{query}"
        assert nature_of(url, Nature.PAGE, SITE.netlocs) is nature


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("<style>.sub{display:none}</style>", "隐藏文字"),
        ("<style>.sub{display:none} li:hover .sub{display:block}</style>", FOLDED),
        ("<style>.sub{display:none}</style><script>$('.sub').slideToggle()</script>", FOLDED),
        ("<style>div.sub a{font-size:0}</style>", "隐藏文字"),
        ("<style>@media print{.sub{display:none}}</style>", ""),
    ],
)
def test_tells_a_menu_from_what_is_hidden(head: str, reason: str) -> None:
    found = page(f"{head}<ul><li><div class=sub><a href={FAR}>某局</a></div></li></ul>")

    assert [one.reason for one in found.foreign] == [reason]


@pytest.mark.parametrize(
    ("script", "is_jump"),
    [
        (f"setTimeout(function(){{location.href='{FAR}'}},9)", True),
        (f"(function(){{top.location='{FAR}'}})()", True),
        (f'window["location"]="{FAR}"', True),
        (f"function go(){{location.href='{FAR}'}}", False),
        (f"a.onclick=()=>{{location.href='{FAR}'}}", False),
        (f"if(confirm('离开本站？')){{location.href='{FAR}'}}", False),
    ],
)
def test_tells_a_jump_from_a_click(script: str, is_jump: bool) -> None:
    found = page(f"<p>{'正文' * 2100}</p><script>{script}</script>")

    assert bool(found.jumps) == is_jump


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("[!--newstext--]", True),
        ("{dede:field.body/}", True),
        ("%E5%85%AC%E5%91%8A%E9%99%84", True),
        ("网址：http://h/%E5%85%AC%E5%91%8A%E9%99%84.docx", False),
        ("集合{甲，乙}的价格为$100", False),
        ("You have an error in your SQL syntax", True),
        ("æ–°é—»å‘å¸ƒ", True),
        ("法国友人 éàçù 来访", False),
    ],
)
def test_knows_what_no_visitor_should_see(line: str, is_found: bool) -> None:
    assert bool(list(display_error.check(page(f"<p>{line}</p>"), SITE))) == is_found


@pytest.mark.parametrize(
    ("body", "is_empty"),
    [
        ("<p>[2026/11/3]</p><p>　</p><a href='javascript:print()'>【打印】</a>", True),
        ("<p>[2026/11/3]</p><p>经研究，任命周明为副局长。</p>", False),
        ("<p>[2026/11/3]</p><img src=1.png>", False),
        ("<p>[2026/11/3]</p><a href=1.pdf>表</a>", False),
    ],
)
def test_knows_an_article_without_text_in_a_table(body: str, is_empty: bool) -> None:
    html = f"{TAGS}<table><tr><td><b>关于防火的通知</b>{body}</td></tr></table><p>网站标识码：5002990001</p>"

    assert bool(list(empty_article.check(page(html), SITE))) == is_empty


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("您要找的页面走丢了", True),
        ("该文章尚未审核", True),
        ("没有找到与“防汛”相关的信息", False),
        ("状态：尚未审核", False),
    ],
)
def test_tells_a_search_from_a_missing_page(line: str, is_found: bool) -> None:
    found = page(f"<p>{line}</p>", "http://www.xugu.gov.cn/s.do")

    assert bool(list(soft_404.check(found, SITE))) == is_found


@pytest.mark.parametrize(
    ("title", "is_found"),
    [("新葡京娱乐城", True), ("打击新葡京网络赌博", False), ("某某农业公司", False)],
)
def test_knows_a_site_that_changed_hands(title: str, is_found: bool) -> None:
    body = f"<title>{title}</title>".encode()

    assert bool(list(turned_link.check(FAR, body, "text/html; charset=utf-8"))) == is_found
