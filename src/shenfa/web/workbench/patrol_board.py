"""The board of the day and the looks of all units: what is gone through, signed, or was missed."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localtime

from shenfa.desk.looks.board import board_get
from shenfa.desk.looks.selectors import looks_of_units
from shenfa.desk.looks.services import look_sign
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.patrol.models import ColumnDayRecord, StandingRecord
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.patrol_words import (
    rule_name,
    shown_observation,
    state_look,
    state_name,
)


@signed_in
def board(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the board of the visitor's unit, or of another that they may see."""
    unit = request.GET.get("unit", "") or visitor.unit
    found = board_get(unit=unit, **visitor.looking)
    units = tuple(unit_visible(**visitor.looking))
    today = found.day
    groups = (
        ("new", "今天新发现", found.counts["new"], _shown(found.new, visitor)),
        ("open", "仍未消除", found.counts["standing"], _shown(found.standing, visitor)),
        ("cured", "已消失，请到页面核验", found.counts["cured"], _shown(found.cured, visitor)),
    )
    context = {
        "board": found,
        "units": units if len(units) > 1 else (),
        "groups": groups,
        "late": [_column(row, visitor) for row in found.late],
        "due": [_column(row, visitor) for row in found.due],
        "weekday": "一二三四五六日"[today.weekday()],
        "is_own": unit == visitor.unit,
    }
    return show(request, visitor, "patrol/board.html", context)


@posted
@signed_in
def look(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Sign that one has looked."""
    record = look_sign(by=visitor.acting, unit=unit, notes=request.POST.get("notes", ""))
    at = localtime(record.at)
    return done(request, f"已签名，今天{at:%H:%M}的巡查已经登记", f"/patrol?unit={unit}")


@signed_in
def units(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show for each unit which days were looked at and which were missed (R67)."""
    found = looks_of_units(**visitor.looking)
    rows = [
        (
            one,
            [
                (day, one.looks.get(day), day in one.missed, number == len(found.days) - 1)
                for number, day in enumerate(found.days)
            ],
            len(one.missed),
        )
        for one in found.units
    ]
    context = {"days": found.days, "rows": sorted(rows, key=lambda row: -row[2])}
    return show(request, visitor, "patrol/units.html", context)


def _shown(rows: Iterable[StandingRecord], visitor: Visitor) -> list[object]:
    today = localtime(visitor.looking["at"]).date()
    return [shown_observation(row, today) for row in rows]


def _column(row: ColumnDayRecord, visitor: Visitor) -> dict[str, object]:
    today = localtime(visitor.looking["at"]).date()
    return {
        "row": row,
        "rule": rule_name(row, today),
        "state": state_name(row.state),
        "look": state_look(row.state),
        "age": (today - row.last_published).days if row.last_published else None,
    }
