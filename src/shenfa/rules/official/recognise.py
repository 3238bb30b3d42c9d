"""Recognise the elements of an official document, once for all rules that ask."""

from shenfa.rules.official import lines as shape
from shenfa.rules.official.elements import Elements, trimmed
from shenfa.rules.official.head import head_end, read_head
from shenfa.rules.official.once import once
from shenfa.rules.official.tail import with_tail
from shenfa.text import Part, parts


def _recognise(part: Part) -> Elements:
    rows = [trimmed(line) for line in part.lines]
    rows = [row for row in rows if row.text and not shape.PAGE_NUMBER.fullmatch(row.text)]
    start = head_end(rows)
    return with_tail(read_head(rows[:start]), rows[start:])


elements = once(_recognise)
"""The elements of a part, recognised once for all who ask about the same part."""


def is_attachment(part: Part) -> bool:
    """Return whether ``part`` is an attachment packed in an archive beside its document.

    It needs no number, date or marker of its own. A file that has a document number is a
    document whatever it is called, and so is a file that stands alone.
    """
    if not _is_called_attachment(part) or elements(part).number is not None:
        return False
    return any(not _is_called_attachment(other) for other in parts(part.document))


def _is_called_attachment(part: Part) -> bool:
    name = part.enclosure.rpartition("/")[2]
    first = part.lines[0].text.strip() if part.lines else ""
    heading = shape.ANNEX.fullmatch(first)
    return bool(part.enclosure) and (
        name.startswith("附件") or (heading is not None and not heading["name"])
    )
