"""Every kind of page in a browser, wide and on a phone: axe-core, policy, width, no way out."""

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from journey import PHONE, WIDE, Journey
from playwright.sync_api import Error, Page

pytestmark = pytest.mark.prove
AXE = Path(__file__).parents[2] / "build/assets/node_modules/axe-core/axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
RUN = f"""
() => axe.run({{ runOnly: {RULES} }}).then((result) => result.violations.map(
  (one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')))
"""
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"
LINKS = "() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"
PEOPLE = ("石雨桐", "彭志成", "白晓峰", "冉秋实", "谢明远", "田继网", "孟安然", "纪明察")
DOWNLOAD = "Download is starting"
OF_A_KIND = 2
"""So many pages of a kind are looked at: the same template, another content."""


def kind_of(address: str) -> str:
    """Return what an address has in common with others of its template."""
    path = urlsplit(address).path
    return "/".join("*" if any(map(str.isdigit, step)) else step for step in path.split("/"))


def look(page: Page, address: str) -> list[str]:
    """Open a page and return what is wrong with it."""
    try:
        answer = page.goto(address)
    except Error as error:
        # A file to be kept is no page.
        if DOWNLOAD in str(error):
            return []
        raise
    assert answer is not None
    if "html" not in answer.headers.get("content-type", ""):
        return []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    if page.evaluate(WIDER):
        found.append("wider than the window")
    return found if answer.ok else [*found, f"answered {answer.status}"]


def sweep(page: Page, start: str, inside: str, seen: Counter[str]) -> dict[str, list[str]]:
    """Follow links from a page; return what is wrong, by address."""
    waiting, opened, faults = [start], set[str](), {}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in opened or seen[kind] >= OF_A_KIND or "/attachments/" in address:
            continue
        seen[kind] += 1
        opened.add(address)
        if found := look(page, address):
            faults[address] = found
        links = (urljoin(address, link).partition("#")[0] for link in page.evaluate(LINKS))
        waiting += [link for link in links if link.startswith(inside) and "/package" not in link]
    return faults


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_every_kind_of_page(journey: Journey, size: tuple[int, int]) -> None:
    """The journey itself asserts that no page complained and nothing left this machine."""
    root = journey.desk.address
    seen: Counter[str] = Counter()
    context = journey.stranger(size)
    faults = sweep(context.new_page(), f"{root}/site/", f"{root}/site/", seen)
    faults |= sweep(context.new_page(), f"{root}/sign-in", f"{root}/recover", seen)
    public = len(seen)
    for name in PEOPLE:
        person = journey.person(name, size)
        found = sweep(person.page, f"{root}/tasks", root, seen)
        faults |= {address: told for address, told in found.items() if "/site/" not in address}
    print(f"{size}: {len(seen)} kinds of pages, {public} of them public")  # noqa: T201 - shown

    assert faults == {}
    assert len(seen) > 25
