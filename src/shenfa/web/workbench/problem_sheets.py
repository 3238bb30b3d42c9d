"""A vendor's sheet in the pages: chosen, shown row by row as it would be taken in, taken in.

Between the two steps the sheet travels with the page, so that what was shown is what is taken in.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.ledger.authority import is_in_office
from shenfa.desk.ledger.importing import (
    OUTCOME_NAMES,
    VENDOR,
    Given,
    Taken,
    sheet_import,
    sheet_preview,
)
from shenfa.desk.ledger.models import SheetRecord
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.ledger.columns import COLUMN_NAMES, Column, Header, Reading
from shenfa.web.workbench.frame import Visitor, done, show, signed_in
from shenfa.web.workbench.problems import sheets_recent, tabs_of

LARGEST = 5 * 1024 * 1024
MOST_SHOWN = 300
LOOKS = {"new": "now", "merged": "", "duplicate": "", "returned": "bad", "rejected": "wait"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A column of ours, and which of theirs it was taken to be."""

    key: str
    name: str
    chosen: str


@signed_in
def sheets(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the sheets that were taken in; choose one, and see what it would bring."""
    _need_office(visitor)
    if request.method != "POST":
        return show(
            request,
            visitor,
            "problems/sheets.html",
            {
                "sheets": sheets_recent(),
                "tabs": tabs_of(visitor),
                "at_tab": "sheets",
                "vendor": VENDOR,
            },
        )
    given = _given(request)
    if "write" in request.POST:
        record = sheet_import(by=visitor.acting, given=given)
        told = (
            f"已导入{record.rows}行＝新增{record.new}＋并入{record.merged}＋不收{record.rejected}"
        )
        return done(request, told, f"/problems/sheets/{record.id}")
    taken = sheet_preview(by=visitor.acting, given=given)
    context: dict[str, object] = {
        "given": given,
        "data": base64.b64encode(given.data).decode(),
        "taken": taken,
        "rows": _shown(taken),
        "more": max(0, len(taken.rows) - MOST_SHOWN),
        "sums": _sums(taken.counts),
        "total": len(taken.rows),
        "merged": sum(taken.counts[one] for one in ("merged", "duplicate", "returned")),
        "headers": [
            (name, tuple(_choices(header)), _titles(header), header.ignored)
            for name, header in taken.sheet.headers
        ],
        "tabs": tabs_of(visitor),
        "at_tab": "sheets",
    }
    return show(request, visitor, "problems/sheet_preview.html", context)


@signed_in
def sheet(request: HttpRequest, visitor: Visitor, sheet: str) -> HttpResponseBase:
    """Show what became of each row of a sheet."""
    _need_office(visitor)
    record = SheetRecord.objects.select_related("by").filter(id=sheet).first()
    if record is None:
        raise NotFound("导入记录")
    outcome = request.GET.get("outcome", "")
    lines = record.lines.select_related("problem__unit")
    counted = {
        name: sum(one == name for one in record.lines.values_list("outcome", flat=True))
        for name in OUTCOME_NAMES
    }
    if outcome in OUTCOME_NAMES:
        lines = lines.filter(outcome=outcome)
    context = {
        "sheet": record,
        "lines": [(one, OUTCOME_NAMES[one.outcome], LOOKS[one.outcome]) for one in lines[:2000]],
        "sums": _sums(counted),
        "outcome": outcome,
        "columns": COLUMN_NAMES,
        "tabs": tabs_of(visitor),
        "at_tab": "sheets",
    }
    return show(request, visitor, "problems/sheet.html", context)


def _need_office(visitor: Visitor) -> None:
    if not is_in_office(visitor.acting.person, visitor.looking["at"]):
        raise CommandRefused("not_entitled", "第三方反馈由县政府办公室在岗且已备案的人员导入")


def _given(request: HttpRequest) -> Given:
    sent = request.FILES.get("file")
    if isinstance(sent, Sent):
        if (sent.size or 0) > LARGEST:
            raise CommandRefused("file", "表格不得超过5MB，请分开导入")
        name, data = sent.name or "", sent.read()
    else:
        name = request.POST.get("name", "")
        try:
            data = base64.b64decode(request.POST.get("data", ""), validate=True)
        except binascii.Error as error:
            raise CommandRefused("file", "请重新选择表格") from error
    if not data:
        raise CommandRefused("file", "请选择第三方反馈的 .xlsx 或 .csv 表格")
    columns = {
        column: request.POST[f"column-{column}"]
        for column in Column
        if f"column-{column}" in request.POST
    }
    vendor, found = request.POST.get("vendor", ""), request.POST.get("found", "")
    return Given(data, name, Reading(columns, vendor=vendor, found=found))


def _shown(taken: Taken) -> list[tuple[object, str, str]]:
    """Return rows with what becomes of them: those that need a look come first."""
    order = ("rejected", "returned", "new", "merged", "duplicate")
    rows = sorted(taken.rows, key=lambda one: order.index(one.outcome))
    return [(one, OUTCOME_NAMES[one.outcome], LOOKS[one.outcome]) for one in rows[:MOST_SHOWN]]


def _sums(counts: dict[str, int]) -> list[tuple[str, str, str, int]]:
    return [(key, name, LOOKS[key], counts[key]) for key, name in OUTCOME_NAMES.items()]


def _choices(header: Header) -> Iterator[Choice]:
    for column, name in COLUMN_NAMES.items():
        yield Choice(column.value, name, header.names.get(column, ""))


def _titles(header: Header) -> tuple[str, ...]:
    """Return the names of the vendor's columns, to choose from."""
    return (*header.names.values(), *header.ignored)
