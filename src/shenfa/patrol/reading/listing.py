"""Lists of articles that anchors alone do not show: datastores, proxies, data, pagers by script."""

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
PAGER = re.compile(r"createPageHTML\(\s*(\d+)\s*,\s*\d+\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)")
PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy[^\"'\s]*)[\"']", re.IGNORECASE)
PARAMETERS = re.compile(r"(?:ajaxParam|param(?:eter)?s?)\s*[:=]\s*[\"']([^\"']+)[\"']")
TOTAL = re.compile(r"totalRecords?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
PER_PAGE = re.compile(r"perPage\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
LOADED = re.compile(
    r"(?:\burl\s*:|getJSON\(|\$\.get\(|\bfetch\(|axios\.get\(|open\(\s*[\"']GET[\"']\s*,)"
    r"\s*[\"']([^\"'\s]+?\.json(?:\?[^\"'\s]*)?)[\"']",
    re.IGNORECASE,
)
OBJECT = re.compile(r"\{[^{}]{10,2000}\}")
PAIR = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')")
TITLE_KEY = re.compile(r"(?:doc|info|article|news)?_?(?:title|subject|name)", re.IGNORECASE)
URL_KEY = re.compile(r"(?:\w*_?)?(?:url|href|link|path)", re.IGNORECASE)
DAY_KEY = re.compile(r"\w*(?:date|time)\w*", re.IGNORECASE)
FOLLOWABLE = re.compile(r"(?:https?:)?/?/?[\w./?=&%#-]+\.?\w*")
MOST_PAGES = 500
AT_ONCE = 3
"""Pages that one request to a proxy brings, as the system's own script asks for them."""


def records(html: str) -> str:
    """Return the records of a datastore as mark-up, empty where there is none."""
    if "<![CDATA[" not in html or "recordset" not in html:
        return ""
    return "\n".join(match[1] for match in CDATA.finditer(html))


def page_addresses(html: str, url: str) -> Iterator[str]:
    """Yield the further pages of a list whose pager is written by a script."""
    if "createPageHTML" not in html:
        return
    for match in PAGER.finditer(html):
        for number in range(1, min(int(match[1]), MOST_PAGES)):
            yield urljoin(url, f"{match[2]}_{number}.{match[3]}")


def proxy_addresses(html: str, url: str) -> Iterator[str]:
    """Yield the requests with which a script of the page would load its list."""
    if "dataproxy" not in html.lower():
        return
    parameters, total, per_page = (
        pattern.search(html) for pattern in (PARAMETERS, TOTAL, PER_PAGE)
    )
    count = min(int(total[1]) if total else 1, MOST_PAGES * 50)
    step = AT_ONCE * max(1, int(per_page[1]) if per_page else 15)
    for match in PROXY.finditer(html):
        address = urljoin(url, unescape(match[1]))
        if "?" in address or parameters is None:
            yield address
            continue
        query = unescape(parameters[1])
        for first in range(1, count + 1, step):
            last = min(first + step - 1, count) if total else first + step - 1
            size = step // AT_ONCE
            yield f"{address}?startrecord={first}&endrecord={last}&perpage={size}&{query}"


def data_addresses(html: str, url: str) -> Iterator[str]:
    """Yield the files of data from which scripts of the page build a list."""
    if ".json" in html:
        for match in LOADED.finditer(html):
            yield urljoin(url, unescape(match[1]))


def is_list_source(address: str) -> bool:
    """Whether an address brings a list rather than a page."""
    return "dataproxy" in address.lower() or ".json" in address


def data_entries(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and time (empty: none) of the entries of a list written as data."""
    if "url" not in text.lower() and "href" not in text and "link" not in text.lower():
        return
    for found in OBJECT.finditer(text):
        title = url = day = ""
        for match in PAIR.finditer(found[0]):
            value = _plain(match[2] if match[2] is not None else match[3])
            if not title and TITLE_KEY.fullmatch(match[1]):
                title = value
            elif not url and URL_KEY.fullmatch(match[1]) and FOLLOWABLE.fullmatch(value):
                url = value
            elif not day and DAY_KEY.fullmatch(match[1]):
                day = value
        if title and url:
            yield url, title, day


def _plain(value: str) -> str:
    if "\\" not in value:
        return value.strip()
    try:
        return str(json.loads(f'"{value}"', strict=False)).strip()
    except ValueError:
        return value.replace("\\/", "/").strip()
