"""Where things stand on a public site: one layout for the built-in site and for a folder.

    index.html                              the home page
    site.css                                the one stylesheet
    icon.svg                                the picture beside the title of a page
    map.html                                the map of the site for people
    <column>/index.html, index_2.html …     what is live in a column, newest first
    <column>/<release>/index.html           a page, byte for byte as it was stored
    <column>/<release>/attachments/<name>   the files that go out with it
    releases/<release>/package, files/<n>   what was approved, for whoever wants to check it

All addresses in pages are relative, so that a page is the same wherever it is served.
"""

import re
from urllib.parse import quote

from shenfa.desk.manuscripts.cleaning import ATTACHMENTS

STYLESHEET = "site.css"
ICON = "icon.svg"
MAP = "map.html"
INDEX = "index.html"
PACKAGE = "package"
SEGMENTS = re.compile(r"[0-9A-Za-z_-]{1,60}(?:/[0-9A-Za-z_-]{1,60}){0,5}")
RESERVED = frozenset({"releases", "index", "robots", "sitemap"})


def is_address(path: str) -> bool:
    """Return whether a column can be served under this path."""
    return SEGMENTS.fullmatch(path) is not None and path.split("/", maxsplit=1)[0] not in RESERVED


def page_path(column: str, release: str) -> str:
    """Return where the page of a release stands, seen from the root of the site."""
    return f"{column}/{release}/"


def file_href(name: str) -> str:
    """Return how a page refers to a file that goes out with it."""
    return ATTACHMENTS + quote(name)


def list_name(number: int) -> str:
    """Return the name of a page of a list."""
    return INDEX if number == 1 else f"index_{number}.html"


def upwards_from(place: str) -> str:
    """Return the way from a place below the root of the site back to the root."""
    return "../" * place.count("/")
