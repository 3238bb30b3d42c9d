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

from shenfa.desk.release.addresses import ICON, MAP, STYLESHEET, list_name, page_path, upwards_from

BEIJING = ZoneInfo("Asia/Shanghai")
UNNAMED = "政府信息公开"
PAGES_BESIDE = 2
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
class Frame:
    """What stands around a page. ``is_served``: this system answers there, not a folder or another.

    Only then a page offers what needs an answer: the search, and the report of an error.
    """

    site: Site
    is_served: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with what its tags say."""

    path: str
    name: str
    type: str = ""
    description: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A column as the home page and the map show it, with the newest of its texts."""

    column: Column
    is_main: bool
    newest: tuple["Item", ...] = ()


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


def article_page(frame: Frame, column: Column, release: str, article: Article) -> bytes:
    """Return the page of a release in a column."""
    place = page_path(column.path, release)
    published = shown_time(article.published)
    return page(
        "article.html.j2", frame, place, column=column, article=article, published=published
    )


def notice_page(frame: Frame, column: Column, release: str, withdrawn: datetime.datetime) -> bytes:
    """Return what stands in the place of a text that was withdrawn: fixed words and a date.

    Nobody's own words, not even a reason: those would have gone out without three reviews.
    """
    place, day = page_path(column.path, release), shown_time(withdrawn)[:10]
    return page("notice.html.j2", frame, place, column=column, day=day)


def column_page(
    frame: Frame, column: Column, items: Sequence[Item], *, number: int, count: int
) -> bytes:
    """Return one page of the list of a column; ``number`` of ``count``."""
    return page(
        "column.html.j2",
        frame,
        f"{column.path}/",
        column=column,
        items=items,
        number=number,
        pages=[(one, list_name(one)) for one in shown_pages(number, count)],
        before=list_name(number - 1) if number > 1 else "",
        after=list_name(number + 1) if number < count else "",
    )


def home_page(frame: Frame, shelves: Sequence[Shelf], latest: Sequence[Item]) -> bytes:
    """Return the home page: what is newest, and every column with its newest texts."""
    return page("home.html.j2", frame, "", shelves=shelves, latest=latest)


def map_page(frame: Frame, shelves: Sequence[Shelf]) -> bytes:
    """Return the map of the site for people: every column there is."""
    return page("map.html.j2", frame, MAP, shelves=shelves)


def missing_page(frame: Frame, root: str, title: str, text: str) -> bytes:
    """Return a page that says why there is nothing; ``root`` leads from there to the home page."""
    return page("missing.html.j2", frame, "", root=root, title=title, text=text)


def page(template: str, frame: Frame, place: str, **facts: object) -> bytes:
    """Return the page that stands at a place below the root of the site."""
    made = ENVIRONMENT.get_template(template)
    given = {"frame": frame, "site": frame.site, "place": place, "root": upwards_from(place)}
    return made.render(given | {"unnamed": UNNAMED, "map": MAP} | facts).encode()


def shown_pages(number: int, count: int) -> list[int]:
    """Return the pages of a list that a page of it leads to: the ends, and those around it."""
    near = range(number - PAGES_BESIDE, number + PAGES_BESIDE + 1)
    return sorted({1, count, *(one for one in near if 1 <= one <= count)})


@cache
def stylesheet() -> bytes:
    """Return the one stylesheet."""
    return (files("shenfa.desk.release") / "templates" / STYLESHEET).read_bytes()


@cache
def icon() -> bytes:
    """Return the picture beside the title of a page; an emblem is nobody's to invent."""
    return (files("shenfa.desk.release") / "templates" / ICON).read_bytes()


def shown_time(moment: datetime.datetime) -> str:
    """Return a time as citizens read it, and as the tag PubDate wants it."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def shown_size(size: int) -> str:
    """Return how large a file is, in words."""
    if size < 1024:
        return f"{size}字节"
    return f"{size / 1024:.0f}KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f}MB"


ENVIRONMENT.filters |= {"time": shown_time, "size": shown_size}
