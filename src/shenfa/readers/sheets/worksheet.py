"""One worksheet of an Excel workbook: its cells as shown, and what hides them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from shenfa.readers.office.package import Element, local
from shenfa.readers.sheets.number_format import hides_text, is_masked, number_of, plain, shown
from shenfa.readers.sheets.sheet import HIDDEN_COLUMN, HIDDEN_ROW, Area, SheetCell, camouflage
from shenfa.readers.sheets.workbook import Runs, Style, Workbook, runs

NARROWEST = 0.5
LAST_COLUMN = 16_384
DIGITS = "0123456789"
PICTURE_FORMULA = "DISPIMG("
"""WPS puts a picture into a cell by this formula; the picture is read as a picture."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet as read: its cells in order, its merged areas and its other elements.

    ``formulas`` are places (C17) with texts, ``unsolved`` counts those without a result,
    ``hidden_columns`` are those no one sees, ``used`` are the shared strings it refers to, ``is_cut`` says that cells are left out.
    """

    cells: tuple[SheetCell, ...]
    merged: tuple[Area, ...]
    formulas: tuple[tuple[str, str], ...]
    unsolved: int
    hidden_columns: frozenset[int]
    used: frozenset[int]
    is_cut: bool
    root: Element


@dataclass(frozen=True, slots=True)
class _Raw:
    """A cell as stored; ``value`` and ``formula`` are None where there is no such element."""

    row: int
    column: int
    kind: str
    style: Style
    value: str | None
    formula: str | None
    pieces: Runs
    reasons: tuple[str, ...]


def read_worksheet(data: bytes, book: Workbook, limit: int) -> Worksheet:
    """Return the sheet, cut once it has more than ``limit`` cells with text."""
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag="{*}row",
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    cells: list[SheetCell] = []
    formulas: list[tuple[str, str]] = []
    used: set[int] = set()
    unsolved = 0
    for raw in _stored(events, book):
        if raw.kind == "s" and raw.value:
            used.add(int(raw.value))
        if raw.formula:
            formulas.append((f"{get_column_letter(raw.column)}{raw.row}", raw.formula))
        unsolved += _is_unsolved(raw)
        if len(cells) <= limit:
            cells += _shown(raw, book)
    root = events.root
    return Worksheet(
        tuple(cells[:limit]),
        tuple(_area(one.get("ref", "")) for one in root.iterfind("{*}mergeCells/{*}mergeCell")),
        tuple(formulas),
        unsolved,
        _hidden_columns(root),
        frozenset(used),
        len(cells) > limit,
        root,
    )


def _area(reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(top or 1, left or 1, bottom or 1, right or 1)


def _stored(events: "etree.iterparse[tuple[str, Element]]", book: Workbook) -> Iterator[_Raw]:
    hidden: frozenset[int] | None = None
    number = 0
    for _, row in events:
        if hidden is None:
            hidden = _hidden_columns(row.getroottree().getroot())
        number = int(row.get("r", number + 1))
        yield from _row(row, number, hidden, book.styles, book.theme)
        row.clear()
        parent = row.getparent()
        if parent is not None and len(parent) > 1:
            del parent[0]


def _hidden_columns(root: Element) -> frozenset[int]:
    listed: set[int] = set()
    hidden: set[int] = set()
    for column in root.iterfind("{*}cols/{*}col"):
        # One element may stand for many neighbouring columns.
        last = min(int(column.get("max", "1")), LAST_COLUMN)
        reach = range(int(column.get("min", "1")), last + 1)
        listed.update(reach)
        if _is_on(column.get("hidden")) or float(column.get("width", "8")) < NARROWEST:
            hidden.update(reach)
    default = root.find("{*}sheetFormatPr")
    if default is not None and float(default.get("defaultColWidth", "8")) < NARROWEST:
        hidden.update(number for number in range(1, LAST_COLUMN + 1) if number not in listed)
    return frozenset(hidden)


def _is_on(switch: str | None) -> bool:
    return switch in {"1", "true"}


def _row(
    row: Element,
    number: int,
    hidden: frozenset[int],
    styles: tuple[Style, ...],
    theme: tuple[str, ...],
) -> Iterator[_Raw]:
    is_hidden = _is_on(row.get("hidden")) or float(row.get("ht", "14")) < NARROWEST
    column = 0
    for cell in row.iterchildren("{*}c"):
        reference = cell.get("r")
        column = column_index_from_string(reference.rstrip(DIGITS)) if reference else column + 1
        value = formula = None
        pieces: Runs = ()
        for child in cell:
            name = local(child)
            if name == "v":
                value = child.text
            elif name == "f":
                formula = child.text or ""
            elif name == "is":
                pieces = runs(child, theme)
        if value is None and formula is None and not pieces:
            continue
        index = int(cell.get("s", "0"))
        yield _Raw(
            number,
            column,
            cell.get("t", "n"),
            styles[index] if index < len(styles) else Style(),
            value,
            formula,
            pieces,
            (HIDDEN_ROW,) * is_hidden + (HIDDEN_COLUMN,) * (column in hidden),
        )


def _is_unsolved(raw: _Raw) -> bool:
    return raw.formula is not None and raw.value is None and raw.kind != "str" and not raw.pieces


def _shown(raw: _Raw, book: Workbook) -> Iterator[SheetCell]:
    if raw.kind == "n" and raw.value is not None:
        yield from _number(raw, raw.value, book)
        return
    style = raw.style
    whole = camouflage(style.colour, style.fill, style.size)
    if hides_text(style.code):
        whole = (*whole, f"数字格式{style.code}隐藏")
    seen, unseen = "", ""
    why: tuple[str, ...] = ()
    for text, colour in _pieces(raw, book):
        reasons = camouflage(colour, style.fill, style.size) if colour else whole
        if reasons:
            unseen, why = unseen + text, reasons
        else:
            seen += text
    if PICTURE_FORMULA in seen:
        return
    for text, reasons in ((seen, ()), (unseen, why)):
        if text.strip():
            yield SheetCell(raw.row, raw.column, text, reasons=(*raw.reasons, *reasons))


def _pieces(raw: _Raw, book: Workbook) -> Runs:
    if raw.kind == "s" and raw.value:
        return book.strings[int(raw.value)]
    if raw.kind == "b":
        return (("TRUE" if raw.value == "1" else "FALSE", ""),)
    return ((raw.value.replace("_x000D_", ""), ""),) if raw.value else raw.pieces


def _number(raw: _Raw, value: str, book: Workbook) -> Iterator[SheetCell]:
    reasons = (*raw.reasons, *camouflage(raw.style.colour, raw.style.fill, raw.style.size))
    number = number_of(value)
    if number is None:
        yield SheetCell(raw.row, raw.column, value, reasons=reasons)
        return
    text = shown(number, raw.style.code, book.epoch)
    if not text.strip():
        text, reasons = plain(number), (*reasons, f"数字格式{raw.style.code}隐藏")
    elif is_masked(number, text):
        whole = (*reasons, f"数字格式{raw.style.code}遮盖")
        yield SheetCell(raw.row, raw.column, plain(number), is_number=True, reasons=whole)
    yield SheetCell(raw.row, raw.column, text, is_number=True, reasons=reasons)
