"""Body and tail of an official document: attachments, signature, date, notes, colophon."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shenfa.rules.official import lines as shape
from shenfa.rules.official.elements import Annex, Elements, Item, cut, is_behind
from shenfa.text import Line

SIGNATURES = 12


def with_tail(head: Elements, rows: Sequence[Line]) -> Elements:
    """Return ``head`` completed by the elements among the lines behind it."""
    main: list[Line] = [*head.body]
    annexes: list[tuple[Line, list[Line]]] = []
    copies: list[Line] = []
    colophon: list[Line] = []
    printing: Line | None = None
    for index, row in enumerate(rows):
        in_colophon = colophon and not (annexes and is_behind(annexes[-1][0], colophon[-1]))
        if _opens_annex(main, rows[index : index + 5], is_after=bool(annexes)):
            annexes.append((row, []))
        elif shape.COPIES.match(row.text):
            copies.append(row)
            colophon.append(row)
        elif shape.is_printing(row.text):
            printing = row
            colophon.append(row)
        elif in_colophon:
            if copies and colophon[-1] is copies[-1] and _goes_on(copies[-1].text, row.text):
                copies.append(row)
            colophon.append(row)
        elif annexes:
            annexes[-1][1].append(row)
        else:
            main.append(row)
    return replace(
        _with_main(head, main),
        annexes=tuple(_annex(heading, lines) for heading, lines in annexes),
        copies=tuple(copies),
        printing=printing,
        colophon=tuple(colophon),
    )


def _goes_on(text: str, following: str) -> bool:
    """Whether the bodies in ``text`` go on in the line below it."""
    return not text.endswith("。") and (text.endswith(("，", "、")) or following.endswith("。"))


def _opens_annex(main: Sequence[Line], rows: Sequence[Line], *, is_after: bool) -> bool:
    """Whether ``rows`` begin with the heading of an attachment page."""
    match = shape.ANNEX.fullmatch(rows[0].text)
    if not match:
        return False
    behind = [row.text for row in rows[1:]]
    name = match["name"]
    if not name and match["number"]:
        return True
    if not name:
        opens_list = behind and (
            shape.LISTED.match(behind[0])
            or shape.ANNEX.match(behind[0])
            or (match["colon"] and shape.listed_number(rows[1].label))
        )
        names_one = match["colon"] and any(shape.date_in(text) for text in behind)
        return bool(behind) and not opens_list and not names_one
    return (
        bool(match["number"] and (match["colon"] or match["gap"]))
        and bool(behind)
        and not shape.ANNEX.match(behind[0])
        and len(name) <= 60
        and "。" not in name
        and not shape.FILE_SUFFIX.search(name)
        and (is_after or any(shape.date_in(row.text) for row in main))
    )


def _annex(heading: Line, lines: Sequence[Line]) -> Annex:
    match = shape.ANNEX.fullmatch(heading.text)
    if match is None:
        return Annex(heading, "", None, tuple(lines))
    colon = cut(heading, *match.span("colon")) if match["colon"] else None
    named = [cut(heading, *match.span("name"))] if match["name"] else []
    return Annex(heading, match["number"] or "", colon, (*named, *lines))


def _with_main(head: Elements, main: Sequence[Line]) -> Elements:
    """Split body, list of attachments, signature, date and notes."""
    dates = {
        index: cut(row, *match.span("date"))
        for index, row in enumerate(main)
        if (match := shape.date_in(row.text))
    }
    signed = [index for index in dates if _signature(main, index)]
    end = (signed or [*dates][-1:] or [len(main)])[0]
    signature = _signature(main, end)
    stop = end - sum(1 for row in signature if row in main[:end])
    first, last, attachments = _listing(main[:stop])
    notes, below, appended = _notes(main[end:])
    return replace(
        head,
        body=(*main[:first], *main[last:stop]),
        listing=main[first] if attachments else None,
        attachments=tuple(attachments),
        signature=tuple(signature),
        date=dates.get(end),
        dates=tuple(date for at, date in dates.items() if _is_at_end(main, at, end)),
        notes=tuple(notes),
        below=tuple(below),
        appended=tuple(appended),
    )


def _is_at_end(main: Sequence[Line], at: int, end: int) -> bool:
    """Whether a date can be one of the document: in the body it may be that of a meeting."""
    between = main[at:end]
    return bool(_signature(main, at)) or all(
        shape.date_in(row.text) or shape.is_signature(row.text) for row in between
    )


def _signature(main: Sequence[Line], end: int) -> list[Line]:
    """The lines that may be the signature above the date at ``end``, in order."""
    names: list[Line] = []
    if end < len(main):
        match = shape.date_in(main[end].text)
        if match and match["before"]:
            names.append(cut(main[end], *match.span("before")))
    for row in reversed(main[max(0, end - SIGNATURES) : end]):
        if not shape.is_signature(row.text) or shape.is_numbered(row.label):
            break
        names.insert(0, row)
    return names


def _listing(rows: Sequence[Line]) -> tuple[int, int, list[Item]]:
    """The list of attachments: its first line, the line behind it, and its entries."""
    for first, row in enumerate(rows):
        match = shape.ANNEX.fullmatch(row.text)
        if not match or "。" in match["name"][:-1]:
            continue
        if match["colon"] or shape.LISTED.fullmatch(match["name"]):
            last = first + 1
            while last < len(rows) and _continues(rows[last:]):
                last += 1
            return first, last, list(_items(rows[first:last]))
    return len(rows), len(rows), []


def _continues(rows: Sequence[Line]) -> bool:
    """Whether ``rows`` go on with a list of attachments begun above."""
    text = rows[0].text
    if _is_listed(rows[0]) or shape.ANNEX.fullmatch(text):
        return "。" not in text[:-1]
    if len(rows) > 1 and _is_listed(rows[1]) and shape.BRACKETED.fullmatch(text):
        # The end of a long name, as in （2026年版）.
        return True
    return len(text) <= 40 and not shape.is_note(text) and "：" not in text and "。" not in text


def _is_listed(row: Line) -> bool:
    return bool(shape.listed_number(row.label) or shape.LISTED.fullmatch(row.text))


def _items(rows: Sequence[Line]) -> Iterator[Item]:
    """The entries of a list; a line without number goes on with the name above it."""
    item: Item | None = None
    for row in rows:
        automatic = shape.listed_number(row.label)
        if automatic:
            if item:
                yield item
            item = Item(row, automatic, (row,))
            continue
        label = shape.ANNEX.fullmatch(row.text)
        number = label["number"] or "" if label else ""
        for piece in _pieces(cut(row, label.start("name") if label else 0, len(row.text))):
            listed = shape.LISTED.fullmatch(piece.text)
            if item and not label and not listed:
                item = replace(item, names=(*item.names, piece))
                continue
            if item:
                yield item
            if listed:
                name, ordinal = cut(piece, *listed.span("name")), cut(piece, *listed.span("number"))
                item = Item(row, ordinal.text, (name,), ordinal)
            else:
                item = Item(row, number, (piece,))
    if item:
        yield item


def _pieces(line: Line) -> Iterator[Line]:
    """The entries of one line: several stand in one where line breaks have been lost."""
    starts = [0, *(match.end() for match in shape.NEXT_ITEM.finditer(line.text)), len(line.text)]
    for start, end in itertools.pairwise(starts):
        if start < end:
            yield cut(line, start, end)


def _notes(rows: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The notes behind the date, the organs named there, and the text that comes after them."""
    notes: list[Line] = []
    below: list[Line] = []
    for index, row in enumerate(rows):
        match = shape.date_in(row.text)
        if match:
            if match["after"]:
                notes.append(cut(row, *match.span("after")))
        elif shape.is_note(row.text):
            notes.append(row)
        elif shape.is_organ(row.text):
            below.append(row)
        else:
            return notes, below, list(rows[index:])
    return notes, below, []
