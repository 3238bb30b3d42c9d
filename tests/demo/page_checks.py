"""What holds for every page: as it is sent, without looking at what it is about."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

HANDLER = re.compile("on[a-z]+")
ANONYMOUS = "report"
"""The one form without a session that could be misused, and therefore without a token."""


@dataclass
class Asked:
    """A page that was asked for: how it answered, by how many queries and in which time."""

    address: str
    status: int
    queries: int
    milliseconds: float
    faults: list[str] = field(default_factory=list)


def faults_of(page: str) -> list[str]:
    """Return what is wrong with a page, in words."""
    tree = LexborHTMLParser(page)
    return [told for told, is_wrong in _questions(tree) if is_wrong]


def _questions(tree: LexborHTMLParser) -> list[tuple[str, bool]]:
    root = tree.css_first("html")
    title = tree.css_first("title")
    headings = len(tree.css("h1"))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    attributes = {name for node in tree.css("*") for name in node.attributes}
    targets = [node.attributes.get("href") or "" for node in tree.css("a, area")]
    forms = [form for form in tree.css("form") if _sends(form.attributes)]
    return [
        ("no language", root is None or root.attributes.get("lang") != "zh-Hans"),
        ("no title", title is None or not title.text().strip()),
        (f"{headings} headings of the first level", headings != 1),
        ("an inline script", any("src" not in node.attributes for node in tree.css("script"))),
        ("an inline style", bool(tree.css("style")) or "style" in attributes),
        ("an inline handler", any(HANDLER.fullmatch(name) for name in attributes)),
        ("a scripted link", any(href.startswith("javascript:") for href in targets)),
        ("the same id twice", len(ids) != len(set(ids))),
        ("a form without token", any(not _has_token(form) for form in forms)),
        ("no main part", len(tree.css("main")) != 1),
    ]


def _sends(attributes: dict[str, str | None]) -> bool:
    is_post = (attributes.get("method") or "").lower() == "post"
    return is_post and attributes.get("action") != ANONYMOUS


def _has_token(form: object) -> bool:
    return form.css_first('input[name="csrfmiddlewaretoken"]') is not None  # type: ignore[attr-defined]  # a node of the tree
