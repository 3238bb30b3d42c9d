"""Locate in a text what was found in one of its lines."""

from dataclasses import replace

from shenfa.text import Hit, Line, Located


def in_line(line: Line, hit: Hit) -> Located:
    """Return a hit on code points of ``line`` where it stands in the text."""
    moved = replace(hit, start=line.start + hit.start, end=line.start + hit.end)
    return Located(line.passage, moved)


def mark(line: Line, span: tuple[int, int], message: str, fix: str | None = None) -> Located:
    """Return the hit on code points ``span`` of ``line``."""
    return in_line(line, Hit(*span, message, fix))


def mark_all(line: Line, message: str, fix: str | None = None) -> Located:
    """Return the hit on the whole line."""
    return mark(line, (0, len(line.text)), message, fix)
