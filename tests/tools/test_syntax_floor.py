"""Our scripts and stylesheets run in Chromium 110, which many offices still have.

The table names what came later and would break a page there. What such a browser may leave out
without harm (text-wrap, field-sizing) is not in it. Vendor files are built for older browsers than that.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

LATER_SCRIPT = {
    r"\bObject\.groupBy\b|\bMap\.groupBy\b": 117,
    r"\bPromise\.withResolvers\b": 119,
    r"\bPromise\.try\b": 128,
    r"\bArray\.fromAsync\b": 121,
    r"\bURL\.(?:canParse|parse)\b": 120,
    r"\bAbortSignal\.any\b": 116,
    r"\bRegExp\.escape\b": 136,
    r"\.isWellFormed\(|\.toWellFormed\(": 111,
    r"\.startViewTransition\(": 111,
    r"\.(?:showPopover|hidePopover|togglePopover)\(": 114,
    r"\.(?:values|keys|entries)\(\)\.(?:map|filter|take|drop|toArray|find|some|every)\(": 122,
    r"\.(?:intersection|union|difference|symmetricDifference|isSubsetOf)\(": 122,
    r"\bscheduler\.yield\b": 129,
    r"\bmoveBefore\(": 133,
    r"\bsetHTMLUnsafe\(|\bparseHTMLUnsafe\(": 124,
    r"\bFloat16Array\b": 135,
    r"/[a-z]*v[a-z]*\.(?:test|exec)\(": 112,
    r"\bimport\b[^;]*\bwith\s*\{": 123,
    r"^\s*(?:await\s+)?using\s+\w+\s*=": 134,
}
LATER_STYLE = {
    r"^\s*&|\{\s*&": 112,
    r"@scope\b": 118,
    r"@starting-style\b": 117,
    r"@view-transition\b": 126,
    r"@container\s+style\(": 111,
    r"\blight-dark\(": 123,
    r"\bcolor-mix\(|\boklch\(|\boklab\(|\blab\(|\blch\(": 111,
    r"(?<![-\w])(?:round|mod|rem|sin|cos|tan|pow|sqrt|hypot|exp|abs|sign)\(": 125,
    r"\bcalc-size\(|\binterpolate-size\b": 129,
    r"\bsubgrid\b": 117,
    r"\banchor-name\b|\bposition-anchor\b|\banchor\(": 125,
    r":user-(?:in)?valid\b": 119,
    r":popover-open\b": 114,
    r":dir\(": 120,
    r":open\b": 133,
    r":state\(": 125,
    r"\btransition-behavior\b": 117,
    r"\banimation-timeline\b": 115,
    r"\bfont-size-adjust\b": 127,
    r"\breading-flow\b": 137,
}
LATER = {".js": LATER_SCRIPT, ".css": LATER_STYLE}
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


def later_in(name: str, text: str) -> list[str]:
    """Return what a file uses that came after the floor."""
    bare = COMMENT.sub("", text)
    table = LATER[name[name.rindex(".") :]]
    hits = (
        (found.strip(), since)
        for what, since in table.items()
        for found in re.findall(what, bare, re.MULTILINE)
    )
    return [f"{name}: {found} (Chromium {since})" for found, since in hits]


def ours() -> Iterator[Traversable]:
    """Yield our scripts and stylesheets."""
    places = (files("shenfa.web") / "static" / "desk", files("shenfa.desk.release") / "templates")
    for place in places:
        yield from (one for one in place.iterdir() if one.name.endswith(tuple(LATER)))


def test_nothing_of_ours_came_later() -> None:
    found = [hit for one in ours() for hit in later_in(one.name, one.read_text(encoding="utf-8"))]
    assert found == []
    assert len(list(ours())) >= 4


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.js", "const by = Object.groupBy(rows, (row) => row.kind);"),
        ("x.js", "for (const x of map.values().filter(Boolean)) go(x);"),
        ("x.js", "box.showPopover();"),
        ("x.css", ".card { & > p { margin: 0; } }"),
        ("x.css", "a { color: color-mix(in srgb, red, blue); }"),
        ("x.css", "a { width: round(1.5px, 1px); }"),
    ],
)
def test_what_came_later_is_found(name: str, text: str) -> None:
    assert len(later_in(name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.js", "// Object.groupBy would be nice\nconst sorted = rows.toSorted();"),
        ("x.js", "const rows = [...map.values()].filter(Boolean);"),
        ("x.css", "/* & */ .a:has(.b) { width: clamp(1rem, 2vw, 3rem); transform: rotate(3deg); }"),
    ],
)
def test_what_was_there_is_not(name: str, text: str) -> None:
    assert later_in(name, text) == []
