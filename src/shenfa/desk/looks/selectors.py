"""Reading looks and missed days: of one unit, and of all for the county office (R67)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.looks.models import LookRecord, MissedRecord
from shenfa.desk.looks.obligations import DAY, day_list, obliged, spans
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_visible

DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class UnitLooks:
    """A unit's days: a look, a missed day, or neither where it is open or was not owed."""

    unit: UnitRecord
    looks: Mapping[datetime.date, LookRecord]
    missed: frozenset[datetime.date]
    owes_today: bool


@dataclass(frozen=True, slots=True)
class Looks:
    """The days, the latest last, and each unit's."""

    days: tuple[datetime.date, ...]
    units: tuple[UnitLooks, ...]


def look_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[LookRecord]:
    """Return the looks of units that a person may see, the latest first."""
    units = unit_visible(viewer=viewer, at=at)
    rows = LookRecord.objects.filter(unit__in=units).select_related("unit", "person")
    return rows.order_by("-day", "unit__name")


def missed_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[MissedRecord]:
    """Return the missed days of units that a person may see, the latest first."""
    units = unit_visible(viewer=viewer, at=at)
    rows = MissedRecord.objects.filter(unit__in=units).select_related("unit")
    return rows.order_by("-day", "unit__name")


def looks_of_units(*, viewer: str, at: datetime.datetime) -> Looks:
    """Return the last days of all units that a person may see and that have to look. Five queries."""
    today = at.astimezone(BEIJING).date()
    days = tuple(day_list(today - DAY * (DAYS_SHOWN - 1), today))
    units = {unit.id: unit for unit in unit_visible(viewer=viewer, at=at)}
    looks: dict[str, dict[datetime.date, LookRecord]] = {}
    signed = LookRecord.objects.filter(unit__in=units, day__gte=days[0]).select_related("person")
    for row in signed:
        looks.setdefault(row.unit_id, {})[row.day] = row
    missed: dict[str, set[datetime.date]] = {}
    for gap in MissedRecord.objects.filter(unit__in=units, day__gte=days[0]):
        missed.setdefault(gap.unit_id, set()).add(gap.day)
    known = spans()
    owing = {one.unit for one in known if one.until is None or one.until > at}
    owed_today = obliged(known, today)
    return Looks(
        days,
        tuple(
            UnitLooks(
                unit,
                looks.get(key, {}),
                frozenset(missed.get(key, ())),
                key in owed_today and today not in looks.get(key, {}),
            )
            for key, unit in units.items()
            if key in owing or key in looks or key in missed
        ),
    )
