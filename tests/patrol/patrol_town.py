"""A generated site of the fictional 虚谷 county: layouts, charsets, planted faults, decoys.

``build`` returns what the server answers at each path, and a manifest of what a patrol must
find. Everything that is not in the manifest must stay silent.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

NOW = datetime.datetime(2026, 11, 24, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
TODAY = NOW.date()
NAME = "虚谷土家族苗族自治县人民政府"
CODE = "5002990001"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.4\n" + b"%\xe2\xe3\xcf\xd3\n" + bytes(200) + b"\n%%EOF"
FOOT = (
    '<div class="foot"><p>主办：虚谷土家族苗族自治县人民政府办公室　联系电话：023-70000000</p>'
    "<p>网站标识码：{code}　渝ICP备20260001号-1　渝公网安备 50029902000001号</p>"
    '<a style="color:#fff" href="http://www.vendor-example.com/">技术支持</a>'
    '<a href="/wzdt/">网站地图</a><img src="/images/red.png" alt="党政机关网站标识">'
    '<a href="/zhaocuo.html"><img src="/images/jiucuo.png" alt="我为政府网站找错"></a></div>'
)
NAVIGATION = (
    ("政务动态", "/zwdt/"),
    ("通知公告", "/tzgg/"),
    ("政策文件", "/zcwj/"),
    ("部门动态", "/col/col101/index.html"),
    ("乡镇动态", "/col/col102/index.html"),
    ("统计月报", "/tjyb/"),
    ("机构概况", "/jggk/"),
)
WORDS = (
    "会议听取了有关情况汇报，研究了下一阶段的重点任务。",
    "工作人员走访了沿线村庄，了解群众生产生活情况。",
    "各单位要加强协作配合，确保各项措施落到实处。",
    "活动现场气氛热烈，参加人员纷纷表示收获很大。",
    "项目建成后将进一步改善当地的交通和饮水条件。",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers. ``delay`` in seconds, ``spider`` is shown to search engines."""

    body: bytes
    type: str = "text/html"
    status: int = 200
    location: str = ""
    delay: float = 0.0
    spider: bytes = b""
    refuses_head: bool = False


@dataclass(slots=True)
class Town:
    """The site under construction: replies, planted faults as (kind, path), dates of articles."""

    replies: dict[str, Reply] = field(default_factory=dict)
    faults: set[tuple[str, str]] = field(default_factory=set)
    dates: dict[str, str] = field(default_factory=dict)
    decoys: set[str] = field(default_factory=set)
    lists: dict[str, list[tuple[str, str, datetime.date]]] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    number: int = 0

    def put(self, path: str, html: str, charset: str = "utf-8", **more: object) -> None:
        """Serve a page."""
        self.replies[path] = Reply(html.encode(charset, "xmlcharrefreplace"), **more)  # type: ignore[arg-type]  # fields by name


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to be written; what is left out is as it should be."""

    title: str
    day: datetime.date
    text: str = ""
    column: str = "zwdt"
    pubdate: str | None = None
    shown: str | None = None
    tags: str = ""
    leave_out: tuple[str, ...] = ()
    head: str = ""
    body: str = ""
    foot: str = FOOT
    code: str = CODE
    charset: str = "utf-8"
    declared: str | None = None
    source: str = "县政府办公室"


def head(title: str, column: str, article: dict[str, str], draft: Draft | None = None) -> str:
    """The tags of a page."""
    values = {
        "SiteName": NAME,
        "SiteDomain": "www.xugu.gov.cn",
        "SiteIDCode": draft.code if draft else CODE,
        "ColumnName": column,
        "ColumnDescription": f"{column}栏目",
        "ColumnKeywords": column,
        "ColumnType": "工作动态",
        **article,
    }
    dropped = draft.leave_out if draft else ()
    tags = "".join(
        f'<meta name="{name}" content="{value}">\n'
        for name, value in values.items()
        if name not in dropped
    )
    declared = draft.declared if draft and draft.declared is not None else "utf-8"
    charset = f'<meta charset="{declared}">' if declared else ""
    return (
        f"<!doctype html><html><head>{charset}<title>{title}_{NAME}</title>\n{tags}"
        f'<link rel="stylesheet" href="/css/site.css"><script src="/js/site.js"></script>'
        f"{draft.head if draft else ''}</head>"
    )


def navigation() -> str:
    """The navigation of every page, with a folded menu of the own site."""
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in NAVIGATION)
    return (
        f'<div class="nav"><ul>{links}</ul><div style="display:none">'
        '<a href="/tzgg/">全部公告</a><a href="https://www.gov.cn/">中国政府网</a></div></div>'
    )


def article(town: Town, draft: Draft, *, is_listed: bool = True) -> str:
    """Write an article in the TRS layout and return its path."""
    town.number += 1
    stamp = draft.day.strftime("%Y%m%d")
    path = f"/{draft.column}/{stamp[:6]}/t{stamp}_{1000 + town.number}.html"
    shown = f"{draft.day:%Y-%m-%d} 09:{town.number % 60:02}" if draft.shown is None else draft.shown
    pubdate = (
        f"{draft.day:%Y-%m-%d} 09:{town.number % 60:02}" if draft.pubdate is None else draft.pubdate
    )
    text = (
        draft.text or f"{WORDS[town.number % 5]}第{town.number}次。{WORDS[(town.number + 2) % 5]}"
    )
    body = draft.body or "".join(f"<p>{line}</p>" for line in text.split("\n"))
    tags = {"ArticleTitle": draft.title, "PubDate": pubdate, "ContentSource": draft.source}
    time = (
        f'<div class="info">发布时间：{shown}　来源：{draft.source}　浏览次数：8</div>'
        if shown
        else ""
    )
    html = (
        head(draft.title, "政务动态", tags, draft)
        + f"<body>{navigation()}<div class='crumb'>当前位置：首页 &gt; 政务动态</div>"
        + f"<h1>{draft.title}</h1>{time}<div class='TRS_Editor'>{body}</div>"
        + draft.tags
        + draft.foot.format(code=draft.code)
        + "</body></html>"
    )
    town.put(path, html, draft.charset)
    if is_listed:
        town.lists.setdefault(draft.column, []).append((path, draft.title, draft.day))
    if not draft.leave_out and draft.pubdate is None:
        town.dates[path] = draft.day.isoformat()
    return path


def column(town: Town, slug: str, name: str, *, per_page: int = 12) -> None:
    """Write a TRS column; its further pages are known to a script only."""
    items = sorted(town.lists.get(slug, []), key=lambda item: item[2], reverse=True)
    pages = [items[start : start + per_page] for start in range(0, len(items), per_page)] or [[]]
    for number, page in enumerate(pages):
        rows = "".join(
            f'<li><a href="{path}" title="{title}">{title}</a><span>[{day:%m-%d}]</span></li>'
            for path, title, day in page
        )
        pager = f'<script>createPageHTML({len(pages)}, {number}, "index", "html");</script>'
        html = (
            head(name, name, {})
            + f"<body>{navigation()}<div class='list'><ul>{rows}</ul></div>{pager}"
            + FOOT.format(code=CODE)
            + "</body></html>"
        )
        town.put(f"/{slug}/" if number == 0 else f"/{slug}/index_{number}.html", html)


def days(first: datetime.date, step: int, count: int) -> Iterator[datetime.date]:
    """Yield days going back."""
    return (first - datetime.timedelta(days=step * number) for number in range(count))


def fixed_page(town: Town, slug: str, name: str, renewed: str) -> None:
    """Write a page with a text that is renewed once a year."""
    text = f"<p>{name}由县政府办公室负责编制和维护，内容包括主要职责、内设部门和办公地址等。{WORDS[1]}</p>"
    html = (
        head(name, name, {})
        + f"<body>{navigation()}<h1>{name}</h1><div>更新时间：{renewed}</div>"
        + f"<div class='TRS_Editor'>{text * 2}</div>{FOOT.format(code=CODE)}</body></html>"
    )
    town.put(f"/{slug}/", html.replace("工作动态", "机构职能"))


def jcms_column(town: Town) -> None:
    """Two columns of the other system, in GBK: a store within the page, and a proxy."""
    for column_id, name, is_proxy in ((101, "部门动态", False), (102, "乡镇动态", True)):
        rows = []
        for number, day in enumerate(days(TODAY - datetime.timedelta(days=1), 4, 9)):
            path = f"/art/{day.year}/{day.month}/{day.day}/art_{column_id}_{5000 + number}.html"
            title = f"{name}：第{number + 1}期工作纪实"
            rows.append(
                f'<record><![CDATA[<li><a href="{path}">{title}</a><b>{day}</b></li>]]></record>'
            )
            tags = {"ArticleTitle": title, "PubDate": f"{day} 10:00", "ContentSource": "县府办"}
            html = (
                head(title, name, tags, Draft(title, day, declared="gbk"))
                + f"<body>{navigation()}<h1>{title}</h1><p>发布日期：{day.year}年{day.month}月{day.day}日</p>"
                + f"<div id='zoom'><p>{WORDS[number % 5]}{column_id}第{number}号。</p><p>{WORDS[(number + 1) % 5]}</p></div>"
                + FOOT.format(code=CODE)
                + "</body></html>"
            )
            town.put(path, html, "gbk")
            town.dates[path] = day.isoformat()
        store = f"<datastore><recordset>{''.join(rows)}</recordset></datastore>"
        proxy = "/module/web/jpage/dataproxy.jsp"
        query = f"columnid={column_id}&unitid=9"
        inside = f'<script type="text/xml">{store}</script>'
        if is_proxy:
            inside = (
                f"<script>$('#x').jpage({{totalRecord:9,perPage:15,proxyUrl:'{proxy}',"
                f"ajaxParam:'{query}'}});</script>"
            )
            town.replies[f"{proxy}?startrecord=1&endrecord=9&perpage=15&{query}"] = Reply(
                store.encode("gbk"), "text/xml"
            )
        html = (
            head(name, name, {}, Draft(name, TODAY, declared="gb2312"))
            + f"<body>{navigation()}<div id='x'>{inside}</div>{FOOT.format(code=CODE)}</body></html>"
        )
        town.put(f"/col/col{column_id}/index.html", html, "gbk")


def office_file(text: str) -> bytes:
    """A Word document with one paragraph, as small as Word reads it."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        )
    return stream.getvalue()
