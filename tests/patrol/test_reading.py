"""One page at a time: characters, dates, lists, ways out, files that are not what they say."""

import datetime

import pytest

from shenfa.patrol.address import Nature, canonical, is_trap, nature_of
from shenfa.patrol.checks import attachment, display_error, public_mark, soft_404, tampered_tags
from shenfa.patrol.items import listed
from shenfa.patrol.reading import Page, PageKind, decode, read_page, shown_date
from shenfa.patrol.reading.dates import SURE, sign_off
from shenfa.patrol.reading.listing import page_addresses, proxy_addresses
from shenfa.patrol.site import Site, site_of
from shenfa.patrol.target import SiteFileError, Target, read_site_file

TODAY = datetime.date(2026, 11, 24)
MOMENT = datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
SITE: Site = site_of(Target("http://www.xugu.gov.cn/"), MOMENT)
URL = "http://www.xugu.gov.cn/zwdt/202611/t20261102_12.html"
LONG = "会议研究了下一阶段的重点任务，要求各单位加强配合。" * 8


def page(html: str, url: str = URL) -> Page:
    return read_page(decode(html.encode(), "text/html"), url, SITE.names, TODAY)


@pytest.mark.parametrize(
    ("body", "kind", "actual", "is_garbled"),
    [
        ('<meta charset="utf-8">中文'.encode(), "text/html", "utf-8", False),
        ('<meta charset="gb2312">中文'.encode("gbk"), "text/html", "gb18030", False),
        ("中文页面".encode("gb18030"), "text/html", "gb18030", False),
        ("中文页面".encode(), "text/html", "utf-8", False),
        ('<meta charset="utf-8">中文页'.encode("gbk"), "text/html", "gb18030", True),
        ('<meta charset="gbk">中文页'.encode("gbk"), "text/html; charset=utf-8", "gb18030", True),
        ("\ufeff中文".encode(), "text/html; charset=gbk", "utf-8-sig", False),
        (b'<meta charset="utf-8">plain', "text/html", "utf-8", False),
        ('<meta charset="utf-8">中文'.encode() + b"\xff", "text/html", "utf-8", False),
    ],
)
def test_decodes(body: bytes, kind: str, actual: str, is_garbled: bool) -> None:
    found = decode(body, kind)

    assert (found.actual, found.is_garbled) == (actual, is_garbled)


@pytest.mark.parametrize(
    ("text", "day", "is_sure"),
    [
        ("关于防火的通知\n发布时间：2026-11-02 09:10\n来源：县府办", "2026-11-02", True),
        ("关于防火的通知\n日期：2026/11/2", "2026-11-02", True),
        ("关于防火的通知\n发布日期：2026年11月2日", "2026-11-02", True),
        ("关于防火的通知\n时间：2026.11.02", "2026-11-02", True),
        ("关于防火的通知\n2026-11-02 08:18\n来源：县府办", "2026-11-02", True),
        ("关于防火的通知\n发布时间：２０２６－１１－０２".replace("－", "-"), None, False),
        ("关于防火的通知\n发布时间：2027-11-02", None, False),
        ("今天是2026年11月24日\n关于防火的通知\n发布时间：2026-11-02\n" + LONG, "2026-11-02", True),
        (
            "关于防火的通知\n发布时间：2026-11-02\n截至2026年10月30日，共检查12次。" + LONG,
            "2026-11-02",
            True,
        ),
        ("关于防火的通知\n没有日期", None, False),
    ],
)
def test_finds_the_shown_date(text: str, day: str | None, is_sure: bool) -> None:
    found = shown_date(text, "关于防火的通知", TODAY)

    assert (str(found.day) if found else None) == day
    assert (found is not None and found.weight >= SURE) == is_sure


def test_reads_the_date_below_an_article() -> None:
    assert sign_off((LONG, "虚谷县人民政府", "二〇二六年十一月二日"), TODAY) == datetime.date(
        2026, 11, 2
    )
    assert sign_off((LONG, "定于2026年11月2日在县政府三楼会议室召开动员部署会"), TODAY) is None


def test_a_list_without_years_goes_back_in_time() -> None:
    rows = "".join(
        f'<li><a href="/a/t20{number:06}_{number}.htm">第{number}条</a><span>[{day}]</span></li>'
        for number, day in enumerate(("11-20", "03-01", "12-30", "12-29", "01-05"))
    )
    html = f"<ul>{rows}</ul>".replace("/a/t20", "/content/post_")
    found = page(html, "http://www.xugu.gov.cn/zwdt/")

    assert [one.day for one in listed(found.items, found.url, TODAY)] == [
        "2026-11-20",
        "2026-03-01",
        "2025-12-30",
        "2025-12-29",
        "2025-01-05",
    ]


def test_reads_pagers_and_proxies() -> None:
    pager = '<script>createPageHTML(3, 0, "index", "html");</script>'
    proxy = "$('#1').jpage({totalRecord:50,perPage:10,proxyUrl:'/x/dataproxy.jsp',ajaxParam:'columnid=7&amp;unitid=2'});"

    assert list(page_addresses(pager, "http://h/a/")) == [
        "http://h/a/index_1.html",
        "http://h/a/index_2.html",
    ]
    assert list(proxy_addresses(proxy, "http://h/a/")) == [
        "http://h/x/dataproxy.jsp?startrecord=1&endrecord=30&perpage=10&columnid=7&unitid=2",
        "http://h/x/dataproxy.jsp?startrecord=31&endrecord=50&perpage=10&columnid=7&unitid=2",
    ]


@pytest.mark.parametrize(
    ("raw", "nature"),
    [
        ("t1.html", Nature.PAGE),
        ("/files/a.DOCX", Nature.ATTACHMENT),
        ("a.jpg", Nature.PICTURE),
        ("http://www.gov.cn/", Nature.EXTERNAL),
        ("//www.gov.cn/a", Nature.EXTERNAL),
        ("http://10.1.2.3/a", Nature.INTRANET),
        ("http://oa/login", Nature.INTRANET),
        ("http://localhost:8080/", Nature.INTRANET),
        ("http://[fd00::1]/", Nature.INTRANET),
        ("file:///C:/a.doc", Nature.LOCAL),
        ("C:\\a.doc", Nature.LOCAL),
        ("\\\\server\\share\\a.doc", Nature.LOCAL),
    ],
)
def test_knows_what_an_address_is(raw: str, nature: Nature) -> None:
    url = canonical(raw, URL)

    assert url is not None
    assert nature_of(url, Nature.PAGE, SITE.netlocs) is nature


@pytest.mark.parametrize(
    "raw", ["", "#top", "javascript:void(0)", "mailto:a@b.cn", "tel:023", "http://a:b/", "ftp://a/"]
)
def test_follows_nothing_that_is_no_address(raw: str) -> None:
    assert canonical(raw, URL) is None


def test_knows_a_trap() -> None:
    assert is_trap("http://h/" + "a/b/" * 5)
    assert not is_trap("http://h/zwgk/zfxxgk/fdzdgknr/202611/t20261102_1.html")


@pytest.mark.parametrize(
    ("name", "body", "kinds"),
    [
        ("a.pdf", b"%PDF-1.7", []),
        ("a.pdf", b"", ["attachment_zero_bytes"]),
        ("a.pdf", b"<!DOCTYPE html><html>", ["attachment_type_mismatch"]),
        ("a.docx", b"PK\x03\x04", []),
        ("a.docx", b"\xd0\xcf\x11\xe0", []),
        ("a.docx", b"<html>404</html>", ["attachment_type_mismatch"]),
        ("a.doc", b"{\\rtf1", []),
        ("a.doc", b"PK\x03\x04", []),
        ("a.xls", b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">', []),
        ("a.xls", b"\r\n <html><body>login", ["attachment_type_mismatch"]),
        ("a.rar", b"PK\x03\x04", ["attachment_type_mismatch"]),
    ],
)
def test_looks_into_files(name: str, body: bytes, kinds: list[str]) -> None:
    assert [one.kind for one in attachment.check(f"http://h/{name}", body)] == kinds


@pytest.mark.parametrize(
    ("html", "is_found"),
    [
        ("<title>404 Not Found</title><p>x</p>", True),
        ("<title>提示</title><p>抱歉，您访问的页面不存在</p>", True),
        ("<title>提示</title><p>对不起，该信息已被删除！</p>", True),
        (
            f"<title>关于页面不存在问题的答复</title><h1>关于页面不存在问题的答复</h1><div id='zoom'>{LONG}</div>",
            False,
        ),
        ("<h1>第404次常务会议</h1><div id='zoom'>研究了三件事。</div>", False),
        ("<h1>讲话</h1><div id='zoom'>形式主义的问题已经不存在，信息公开没有死角。</div>", False),
    ],
)
def test_knows_a_missing_page(html: str, is_found: bool) -> None:
    assert bool(list(soft_404.check(page(html), SITE))) is is_found


@pytest.mark.parametrize(
    ("html", "is_found"),
    [
        ("<p>{{item.title}}</p>", True),
        ("<p>作者：undefined</p>", True),
        ("<p>java.lang.NullPointerException</p>", True),
        ('<p>&lt;p style="x"&gt;正文</p>', True),
        ("<script>var a = '{{x}}';</script><p>正常</p>", False),
        ("<p>字段未定义（undefined）时请联系管理员</p>", False),
        ("<p>3 &lt; 5，a&amp;b</p>", False),
    ],
)
def test_knows_what_should_not_be_seen(html: str, is_found: bool) -> None:
    assert bool(list(display_error.check(page(html), SITE))) is is_found


@pytest.mark.parametrize(
    ("head", "text", "is_found"),
    [
        ("<title>澳门金沙官网</title>", "关于道路施工的情况", True),
        ('<title>通告</title><meta name="keywords" content="时时彩,百家乐">', "道路施工", True),
        ("<title>关于打击六合彩赌博的通告</title>", "严禁六合彩赌博", False),
        ("<title>防范博彩诈骗宣传</title>", "防范网络诈骗", False),
        ("<title>道路施工</title>", "查处线上赌场一处", False),
    ],
)
def test_knows_written_over_tags(head: str, text: str, is_found: bool) -> None:
    found = tampered_tags.check(page(f"<head>{head}</head><p>{text}</p>"), SITE)

    assert bool(list(found)) is is_found


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("<p>虚谷府发〔2026〕18号</p><p>各乡镇：请执行。</p>", True),
        ("<p>虚谷府发〔2026〕18号</p><p>各乡镇：请执行。</p><p>（此件公开发布）</p>", False),
        ("<p>根据虚谷府发〔2026〕18号要求，开展检查。</p>", False),
        ("<p>县政府印发通知（虚谷府发〔2026〕18号），部署工作。</p>", False),
    ],
)
def test_asks_for_the_mark_of_documents(body: str, is_found: bool) -> None:
    found = public_mark.check(page(f"<h1>通知</h1><div class='TRS_Editor'>{body}</div>"), SITE)

    assert bool(list(found)) is is_found


def test_a_page_that_only_leads_on_is_a_stub() -> None:
    html = '<meta http-equiv="refresh" content="0; url=/sy/">'

    assert page(html, "http://www.xugu.gov.cn/").kind is PageKind.STUB


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = 3", "name 应为文字"),
        ("allow_private = 'yes'", "allow_private 应为 true 或者 false"),
        ("colour = 'red'", "不认识“colour”"),
        ("home = 'xugu'", "home 不完整"),
        ("columns = ['a']", "columns 应为若干个表"),
        ("name =", "不是有效的 TOML"),
    ],
)
def test_says_what_is_wrong_in_the_site_file(text: str, words: str) -> None:
    with pytest.raises(SiteFileError, match=words):
        read_site_file(text, "http://www.xugu.gov.cn/")


@pytest.mark.parametrize(
    ("html", "is_hidden"),
    [
        ('<a href="http://x.example/">友情链接</a>', False),
        ('<a href="http://x.example/"></a>', True),
        ('<a href="http://x.example/">　.</a>', True),
        ('<a class="icon" href="http://x.example/"></a>', False),
        ('<a href="http://x.example/"><img src="/a.png"></a>', False),
        ('<div style="left:-9999px"><a href="http://x.example/">x</a></div>', True),
        ('<div style="width:100%"><a href="http://x.example/">x</a></div>', False),
        ('<div style="height:10px"><a href="http://x.example/">x</a></div>', False),
        ('<p style="opacity:0.8"><a href="http://x.example/">x</a></p>', False),
        ('<iframe src="http://x.example/" width="1" height="1"></iframe>', True),
        ('<iframe src="http://x.example/" width="100%" height="400"></iframe>', False),
        ("<script>document.write('<a href=\"http://x.example/\">x</a>')</script>", None),
        (
            "<script>document.write('<scr'+'ipt src=\"http://x.example/\"></scr'+'ipt>')</script>",
            True,
        ),
        (
            "<script>eval(atob('ZG9jdW1lbnQud3JpdGUoJzxpZnJhbWUgc3JjPSJodHRwOi8veC5leGFtcGxlLyI+Jyk='))</script>",
            True,
        ),
    ],
)
def test_sees_what_is_hidden(html: str, is_hidden: bool | None) -> None:
    """None: an open link that a script writes is none of our business."""
    found = [one.reason for one in page(f"<body>{html}</body>").foreign if one.host == "x.example"]

    assert found == [] if is_hidden is None else [bool(reason) for reason in found] == [is_hidden]
