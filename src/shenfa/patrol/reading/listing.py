"""Lists of articles that anchors alone do not show: datastores, proxies, pagers by script."""

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
