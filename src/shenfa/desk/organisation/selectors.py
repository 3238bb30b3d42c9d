"""Reading the organisation. What a person may see is their own unit, the county office all."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Exists, F, Q, QuerySet

from shenfa.desk.organisation.models import (
    FilingRecord,
    PersonRecord,
    TenureRecord,
    UnitRecord,
)
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.review import Employment, Position, duties, tenure_of
from shenfa.trail import Person


def county_office() -> UnitRecord:
    """Return the county office, or refuse because nobody has started yet. One query."""
    unit = UnitRecord.objects.filter(is_county_office=True).first()
    if unit is None:
        raise CommandRefused("not_started", "系统尚未启用，请先登记三名管理员")
    return unit


def county_office_id() -> str:
    """Return the id of the county office. One query."""
    return county_office().id


def person_holds(*, person: str, unit: str, position: Position, at: datetime.datetime) -> bool:
    """Return whether a person serves and holds a filed position. Two queries."""
    return person_holds_any(person=person, unit=unit, positions=(position,), at=at)


def person_holds_any(
    *, person: str, unit: str, positions: Iterable[Position], at: datetime.datetime
) -> bool:
    """Return whether a person serves and holds one of these filed positions. Two queries."""
    serving = PersonRecord.objects.filter(
        id=person, disabled_at=None, employment=Employment.IN_HOUSE.value
    )
    if not serving.exists():
        return False
    tenures = tenure_list(person=person)
    held = (tenure_of(person, unit, one, tenures=tenures, at=at) for one in positions)
    return any(one is not None for one in held)


def tenure_list(*, unit: str = "", person: str = "") -> tuple[duties.Tenure, ...]:
    """Return the filed tenures of a unit, of a person, or all, also past ones. One query."""
    filings = FilingRecord.objects.select_related("tenure").order_by("tenure_id")
    if unit:
        filings = filings.filter(tenure__unit_id=unit)
    if person:
        filings = filings.filter(tenure__person_id=person)
    return tuple(filing.tenure.to_tenure(filing) for filing in filings)


def unit_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[UnitRecord]:
    """Return the units whose affairs a person may see (I21).

    Their own and those in which they are appointed; all, with a filed position in the county
    office. Nothing is asked before the query that is returned, so that it costs nothing in others.
    """
    active = PersonRecord.objects.filter(id=viewer, disabled_at=None)
    held = TenureRecord.objects.filter(lasting(at), person=viewer, since__lte=at)
    in_office = held.filter(unit__is_county_office=True, filing__confirmed_at__isnull=False)
    own = Q(id__in=active.values("unit_id")) | Q(id__in=held.values("unit_id"))
    seen = Q(Exists(in_office)) | own
    return UnitRecord.objects.filter(Exists(active), seen).order_by("name")


def unit_name_list(*, viewer: str, at: datetime.datetime) -> tuple[UnitRecord, ...]:
    """Return every unit, by name, to whoever is with the county: to choose whom to hand a text.

    That a unit exists is no secret; what it does is not told by this. Two queries.
    """
    if not unit_visible(viewer=viewer, at=at).exists():
        return ()
    return tuple(UnitRecord.objects.order_by("name"))


def lasting(at: datetime.datetime) -> Q:
    """Return the condition of a tenure that is not over, and was not ended before it began."""
    return (Q(until=None) | Q(until__gt=at)) & (Q(until=None) | Q(until__gt=F("since")))


def unit_get(*, viewer: str, unit: str, at: datetime.datetime) -> UnitRecord:
    """Return a unit that the person may see, or refuse as if there were none."""
    found = unit_visible(viewer=viewer, at=at).filter(id=unit).first()
    if found is None:
        raise NotFound("单位")
    return found


def tenure_get(*, viewer: str, tenure: str, at: datetime.datetime) -> TenureRecord:
    """Return a tenure of a unit that the person may see, or refuse as if there were none."""
    visible = unit_visible(viewer=viewer, at=at)
    found = TenureRecord.objects.filter(id=tenure, unit__in=visible).first()
    if found is None:
        raise NotFound("任职")
    return found


def person_get(*, viewer: str, person: str, at: datetime.datetime) -> PersonRecord:
    """Return a person of a unit that the viewer may see, or refuse as if there were none."""
    visible = unit_visible(viewer=viewer, at=at)
    found = PersonRecord.objects.filter(id=person, unit__in=visible).first()
    if found is None:
        raise NotFound("人员")
    return found


def person_tenures(*, person: str, at: datetime.datetime) -> tuple[TenureRecord, ...]:
    """Return the running tenures of a person, filed or not, with their units. One query."""
    rows = TenureRecord.objects.filter(lasting(at), person=person)
    return tuple(rows.select_related("unit", "filing").order_by("since", "id"))


def office_positions(*, person: str, at: datetime.datetime) -> frozenset[Position]:
    """Return the filed positions that a person holds in the county office now. One query."""
    held = TenureRecord.objects.filter(
        lasting(at),
        person=person,
        person__disabled_at=None,
        unit__is_county_office=True,
        since__lte=at,
        filing__confirmed_at__lte=at,
    )
    return frozenset(map(Position, held.values_list("position", flat=True)))


def person_names() -> Mapping[str, Person]:
    """Return the table of names that an export carries. One query."""
    rows = PersonRecord.objects.order_by("id")
    return {row.id: Person(row.name, row.staff_number, row.salt) for row in rows}
