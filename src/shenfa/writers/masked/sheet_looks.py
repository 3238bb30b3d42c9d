"""How the sheets of a masked workbook look: rows and columns that are seen, dressed as before."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shenfa.readers.sheets.worksheet import LAST_COLUMN
from shenfa.writers.masked.sheet_values import is_telling

DRESS = ("font", "fill", "border", "alignment", "number_format")

Looks = dict[int, Any]
"""The style arrays of the copy by the style numbers of the original (Any: openpyxl's own type)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows and columns of a sheet stand in the copy; hidden ones are missing."""

    rows: Mapping[int, int] = field(default_factory=dict)
    columns: Mapping[int, int] = field(default_factory=dict)


def layout_of(own: Worksheet, hidden: frozenset[int]) -> Layout:
    """Return the rows and columns that are seen, closed up."""
    rows = (number for number in range(1, own.max_row + 1) if not _is_hidden(own, number))
    last = min(own.max_column, LAST_COLUMN)
    columns = (number for number in range(1, last + 1) if number not in hidden)
    return Layout(
        {old: new for new, old in enumerate(rows, start=1)},
        {old: new for new, old in enumerate(columns, start=1)},
    )


def moved_titles(own: Worksheet, layout: Layout) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return where merged cells begin in the copy whose own first column is hidden."""
    moved = {}
    for area in own.merged_cells.ranges:
        columns = _places(layout.columns, area.min_col, area.max_col)
        row = layout.rows.get(area.min_row)
        if row is not None and columns and area.min_col not in layout.columns:
            moved[area.min_row, area.min_col] = (row, columns[0])
    return moved


def dress(cell: Cell, made: Cell, looks: Looks) -> None:
    """Give a new cell the look of an old one."""
    if not cell.has_style:
        return
    number = cell.style_id
    if number not in looks:
        for name in DRESS:
            setattr(made, name, copy(getattr(cell, name)))
        if is_telling(cell.number_format):
            made.number_format = "General"
        looks[number] = copy(made._style)  # type: ignore[attr-defined]  # noqa: SLF001 - no stub
    # The public way looks every font and border up again, which takes ten times as long.
    made._style = copy(looks[number])  # type: ignore[attr-defined]  # noqa: SLF001 - no stub


def look(own: Worksheet, new: Worksheet, layout: Layout) -> None:
    """Copy merged cells, widths, heights and the set-up of the page."""
    for area in own.merged_cells.ranges:
        rows = _places(layout.rows, area.min_row, area.max_row)
        columns = _places(layout.columns, area.min_col, area.max_col)
        if len(rows) * len(columns) > 1:
            new.merge_cells(
                start_row=rows[0], end_row=rows[-1], start_column=columns[0], end_column=columns[-1]
            )
    for dimension in own.column_dimensions.values():
        for column in _places(layout.columns, dimension.min or 0, dimension.max or 0):
            if dimension.width:
                new.column_dimensions[get_column_letter(column)].width = dimension.width
    for row, place in layout.rows.items():
        if row in own.row_dimensions and own.row_dimensions[row].height:
            new.row_dimensions[place].height = own.row_dimensions[row].height
    new.sheet_format.defaultRowHeight = own.sheet_format.defaultRowHeight
    if own.sheet_format.defaultColWidth:
        new.sheet_format.defaultColWidth = own.sheet_format.defaultColWidth
    new.sheet_view.showGridLines = own.sheet_view.showGridLines
    new.page_setup.orientation = own.page_setup.orientation
    new.page_setup.paperSize = own.page_setup.paperSize
    new.page_setup.scale = own.page_setup.scale
    new.page_margins = copy(own.page_margins)
    new.print_options.horizontalCentered = own.print_options.horizontalCentered


def _is_hidden(own: Worksheet, row: int) -> bool:
    # Asking the mapping itself would make a record of every row.
    if row not in own.row_dimensions:
        return bool(own.sheet_format.zeroHeight)
    dimension = own.row_dimensions[row]
    is_unset = dimension.height is None and bool(own.sheet_format.zeroHeight)
    return bool(dimension.hidden) or dimension.height == 0 or is_unset


def _places(numbers: Mapping[int, int], first: int, last: int) -> list[int]:
    return [numbers[one] for one in range(first, min(last, LAST_COLUMN * 64) + 1) if one in numbers]
