"""A county site of some thousand pages, served from memory by a process of its own.

Started as a script with a number of articles; prints its address.
"""

import asyncio
import datetime
import sys
from typing import ClassVar, cast

COUNT = b"/answered"
NAVIGATION = 39
COLUMNS = 60
PER_PAGE = 20
TODAY = datetime.date(2026, 11, 24)
SENTENCES = (
    "会议听取了有关情况汇报，研究了下一阶段的重点任务，要求各单位加强协作配合，确保各项措施落到实处。",
    "工作人员走访了沿线村庄，了解群众生产生活情况，现场协调解决了饮水和道路方面的困难。",
    "项目建成后将进一步改善当地的交通和饮水条件，预计惠及周边七个村的居民。",
    "培训采取集中授课和现场教学相结合的方式，参训人员结合实际交流了经验做法。",
)
FOOT = (
    "<div>主办：虚谷土家族苗族自治县人民政府办公室 网站标识码：5002990001 渝ICP备20260001号-1 "
    '渝公网安备 50029902000001号<img src="/red.png" alt="党政机关网站标识">'
    '<a href="/c0/">我为政府网站找错</a></div></body></html>'
)


def build(articles: int) -> dict[bytes, tuple[bytes, bytes]]:
    """Return type and body for every path."""
    links = "".join(
        f'<li><a href="/c{number % COLUMNS}/">栏目{number}</a></li>' for number in range(NAVIGATION)
    )
    navigation = f"<body><ul class='nav'>{links}</ul>"
    found: dict[str, tuple[str, bytes]] = {"/red.png": ("image/png", b"\x89PNG" + bytes(90))}
    columns: dict[int, list[tuple[str, str, datetime.date]]] = {}
    for number in range(articles):
        column = number % COLUMNS
        day = TODAY - datetime.timedelta(days=1 + number // COLUMNS * 3)
        path = f"/c{column}/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"
        title = f"第{number}号工作动态信息"
        text = "".join(
            f"<p>{SENTENCES[(number + k) % 4]}本条为第{number}条第{k}段。</p>" for k in range(12)
        )
        html = (
            _head(
                title,
                column,
                f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:00"><meta name="ContentSource" content="县政府办公室">',
            )
            + navigation
            + f"<h1>{title}</h1><div>发布时间：{day} 09:00 来源：县政府办公室</div><div class='TRS_Editor'>{text}</div>{FOOT}"
        )
        found[path] = ("text/html; charset=utf-8", html.encode())
        columns.setdefault(column, []).append((path, title, day))
    for column in range(COLUMNS):
        items = columns.get(column, [])
        pages = [items[k : k + PER_PAGE] for k in range(0, len(items), PER_PAGE)] or [[]]
        for number, page in enumerate(pages):
            rows = "".join(
                f'<li><a href="{path}">{title}</a> {day}</li>' for path, title, day in page
            )
            following = (
                f'<a href="/c{column}/index_{number + 1}.html">下一页</a>'
                if number + 1 < len(pages)
                else ""
            )
            html = (
                _head(f"栏目{column}工作动态", column, "")
                + navigation
                + f"<ul>{rows}</ul>{following}{FOOT}"
            )
            name = f"/c{column}/" if number == 0 else f"/c{column}/index_{number}.html"
            found[name] = ("text/html; charset=utf-8", html.encode())
    every = "".join(f'<a href="/c{number}/">栏目{number}</a>' for number in range(COLUMNS))
    found["/"] = (
        "text/html; charset=utf-8",
        (_head("首页", 0, "") + navigation + every + FOOT).encode(),
    )
    return {path.encode(): (kind.encode(), body) for path, (kind, body) in found.items()}


def _head(title: str, column: int, tags: str) -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="SiteName" content="虚谷"><meta name="SiteDomain" content="www.xugu.gov.cn">'
        f'<meta name="SiteIDCode" content="5002990001"><meta name="ColumnName" content="工作动态{column}">'
        '<meta name="ColumnDescription" content="动态"><meta name="ColumnKeywords" content="动态">'
        f'<meta name="ColumnType" content="工作动态">{tags}</head>'
    )


class Site(asyncio.Protocol):
    """Answers what is asked, one request after another."""

    replies: ClassVar[dict[bytes, tuple[bytes, bytes]]] = {}
    answered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin a connection."""
        self.transport = cast("asyncio.Transport", transport)  # a TCP server makes no other
        self.buffer = b""

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            request, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            method, path, _ = request.split(b" ", 2)
            found = self.replies.get(path)
            Site.answered += 1
            if path == COUNT:
                found = (b"text/plain", b"%d" % Site.answered)
            status = b"200 OK" if found else b"404 Not Found"
            kind, body = found or (b"text/plain", b"no")
            tag = b'"%d"' % len(body)
            if b"If-None-Match: " + tag in request:
                self.transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n")
                continue
            head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\nETag: %b\r\nContent-Length: %d\r\n\r\n" % (
                status,
                kind,
                tag,
                len(body),
            )
            self.transport.write(head + (b"" if method == b"HEAD" else body))


async def serve(articles: int) -> None:
    """Serve until killed."""
    Site.replies = build(articles)
    server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], len(Site.replies), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
