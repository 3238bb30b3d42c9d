"""What word processors, converters, templates and drafts leave behind in a text (RE)."""

import re
from collections.abc import Iterator

from shenfa.text import Line, Part, Passage

WEB = "html"
"""The origin of passages of a web page, where what is hidden or noted may be so by design."""

ANNEX = re.compile(r"\s*附\s*[件表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?\s*")


def passages_within(part: Part) -> Iterator[tuple[int, Passage]]:
    """Yield the passages of a text and of the files embedded in it, with their indices."""
    inside = f"{part.enclosure}/" if part.enclosure else ""
    for index, passage in enumerate(part.document.passages):
        if passage.enclosure == part.enclosure or passage.enclosure.startswith(inside):
            yield index, passage


def main_text(part: Part) -> tuple[Line, ...]:
    """Return the lines before the first annex: forms to be filled in stand after it."""
    for number, line in enumerate(part.lines):
        if len(line.text) <= 20 and ANNEX.fullmatch(line.text):
            return part.lines[:number]
    return part.lines
