"""A page of a government site read once: links, tags, lists, title, date, source, text."""

from shenfa.patrol.reading.charset import Decoded, decode
from shenfa.patrol.reading.dates import Dated, How, Shown, shown_date
from shenfa.patrol.reading.entries import Item
from shenfa.patrol.reading.links import Link
from shenfa.patrol.reading.page import Page, PageKind, read_page

__all__ = [
    "Dated",
    "Decoded",
    "How",
    "Item",
    "Link",
    "Page",
    "PageKind",
    "Shown",
    "decode",
    "read_page",
    "shown_date",
]
