"""Apply suggested repairs to plain text."""

from collections.abc import Iterable

from shenfa.text import Hit


def apply_fixes(text: str, hits: Iterable[Hit]) -> str:
    """Return ``text`` with every repair made, last one first so that offsets stay valid.

    Hits without a repair, and repairs that overlap one already made, are left alone.
    """
    limit = len(text)
    for hit in sorted(hits, key=lambda one: (one.start, one.end), reverse=True):
        if hit.fix is not None and hit.end <= limit:
            text = text[: hit.start] + hit.fix + text[hit.end :]
            limit = hit.start
    return text
