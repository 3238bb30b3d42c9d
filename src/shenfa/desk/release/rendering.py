"""The pages of the public site, as bytes. Nothing here knows a row, a clock or a setting.

What was approved is the text in the middle. Everything around it is furniture and is outside
the digest. Furniture says only what somebody registered: what is unknown is left out. The tags
are those of 政府网站发展指引.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader

from shenfa.desk.release.addresses import STYLESHEET, list_name, upwards

BEIJING = ZoneInfo("Asia/Shanghai")
UNNAMED = "政府信息公开"
ENVIRONMENT = Environment(
    loader=PackageLoader("shenfa.desk.release"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Site:
    """What stands on every page; empty is what nobody has registered."""

    name: str = ""
    domain: str = ""
    id_code: str = ""
    icp: str = ""
    police: str = ""
    sponsor: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with what its tags say."""

    path: str
    name: str
    type: str = ""
    description: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A file that goes out with a page."""

    name: str
    href: str
    size: int


@dataclass(frozen=True, slots=True)
class Article:
    """What a page shows. ``body`` is clean HTML, as it was approved."""

    title: str
    body: str
    published: datetime.datetime
    source: str
    source_url: str
    note: str
    files: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list."""

    title: str
    href: str
    published: datetime.datetime


def article_page(site: Site, column: Column, article: Article) -> bytes:
    """Return the page of a text in a column."""
    return _page(
        "article.html.j2",
        upwards(f"{column.path}/one"),
        site=site,
        column=column,
        article=article,
        published=shown_time(article.published),
    )


def notice_page(site: Site, column: Column, withdrawn: datetime.datetime) -> bytes:
    """Return what stands in the place of a text that was withdrawn: fixed words and a date.

    Nobody's own words, not even a reason: those would have gone out without three reviews.
    """
    return _page(
        "notice.html.j2",
        upwards(f"{column.path}/one"),
        site=site,
        column=column,
        day=shown_time(withdrawn)[:10],
    )


def column_page(
    site: Site, column: Column, items: Sequence[Item], *, number: int, count: int
) -> bytes:
    """Return one page of the list of a column; ``number`` of ``count``."""
    return _page(
        "column.html.j2",
        upwards(column.path),
        site=site,
        column=column,
        items=items,
        number=number,
        before=list_name(number - 1) if number > 1 else "",
        after=list_name(number + 1) if number < count else "",
    )


def home_page(site: Site, columns: Sequence[tuple[Column, Sequence[Item]]]) -> bytes:
    """Return the home page: every column with its newest texts."""
    return _page("home.html.j2", "", site=site, columns=columns)


def missing_page(title: str, text: str) -> bytes:
    """Return a page that says why there is nothing, and names nothing."""
    return _page("missing.html.j2", "", title=title, text=text)


@cache
def stylesheet() -> bytes:
    """Return the one stylesheet."""
    return (files("shenfa.desk.release") / "templates" / STYLESHEET).read_bytes()


def shown_time(moment: datetime.datetime) -> str:
    """Return a time as citizens read it, and as the tag PubDate wants it."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def shown_size(size: int) -> str:
    """Return how large a file is, in words."""
    if size < 1024:
        return f"{size}字节"
    return f"{size / 1024:.0f}KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f}MB"


def _page(template: str, root: str, **facts: object) -> bytes:
    page = ENVIRONMENT.get_template(template)
    return page.render(root=root, unnamed=UNNAMED, **facts).encode()


ENVIRONMENT.filters |= {"size": shown_size, "time": shown_time}
