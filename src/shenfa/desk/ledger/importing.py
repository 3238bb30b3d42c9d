"""A vendor's sheet is taken in whole: each row is new, merged or rejected with its reason (R68).

The preview does the work and undoes it, so that what it says and what the import does cannot
differ. The same sheet again finds every row where it was: nothing is lost and nothing doubled.
"""

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from shenfa.desk.ledger.authority import IN_UNIT, need_office
from shenfa.desk.ledger.entering import Entered, Outcome, enter
from shenfa.desk.ledger.models import ProblemRecord, SheetRecord, SheetRowRecord
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong, covered
from shenfa.desk.ledger.steps import person_or_none
from shenfa.desk.ledger.whose import Ground, ground_get, releases_at
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.desk.trail.services import trail_lock
from shenfa.ledger import Nature, Origin, State, place_of
from shenfa.ledger.columns import Reading
from shenfa.ledger.matching import host_of_place
from shenfa.ledger.sheet import UnreadableSheetError, read_lines
from shenfa.ledger.vendor import Unusable, VendorRow, VendorSheet, moment_of, read_vendor

VENDOR = "第三方监测平台"
BASIS = "第三方监测反馈"
TOLD, TOLD_TEXT = "sheet", "第三方监测反馈中有本单位的问题，请落实整改责任人"
NO_URL = "没有网址，不能确定问题位置，请向监测方核实后补充"
BAD_URL = "网址不完整，请核实后补充"
FOREIGN = "不是本县的网站或者单位"
UNNAMED = "网址不在登记的网站中，也没有写明本县哪个单位，请补充责任单位"
OUTCOME_NAMES = {
    "new": "新增",
    "merged": "并入已有问题",
    "duplicate": "与本表其他行重复",
    "returned": "销号后再次出现",
    "rejected": "不收",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A sheet as it is given in, and how to read it."""

    data: bytes
    name: str
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True, slots=True)
class RowTaken:
    """What became of a row."""

    row: VendorRow | Unusable
    outcome: str
    reason: str
    problem: ProblemRecord | None = None

    @property
    def told(self) -> str:
        """What the row says, as far as it may be shown."""
        return _told(self.row)


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of a sheet: how it was understood, its rows, since when it counts."""

    sheet: VendorSheet
    rows: tuple[RowTaken, ...]
    seen_at: datetime.datetime

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to what; together they are all rows."""
        counted = Counter(row.outcome for row in self.rows)
        return {name: counted[name] for name in OUTCOME_NAMES}


def sheet_preview(*, by: Acting, given: Given) -> Taken:
    """Return what an import would do, row by row, and leave everything as it was."""
    sheet = _read(given)
    with transaction.atomic(durable=True):
        trail_lock()
        now = Now(by.person, by.clock.now())
        _need_importer(now)
        taken = _take_in(now, sheet, given)
        transaction.set_rollback(True)
        return taken


def sheet_import(*, by: Acting, given: Given) -> SheetRecord:
    """Take a sheet in."""
    sheet = _read(given)
    with command("feedback.import", "sheet", by) as now:
        _need_importer(now)
        taken = _take_in(now, sheet, given)
        counts = taken.counts
        record = SheetRecord(
            id=new_id("sh"),
            name=covered(given.name)[:200],
            sha256=hashlib.sha256(given.data).hexdigest(),
            vendor=(given.reading.vendor or VENDOR)[:200],
            mapping=_mapping(sheet),
            seen_at=taken.seen_at,
            by_id=person_or_none(now),
            at=now.at,
            rows=len(taken.rows),
            new=counts["new"],
            merged=counts["merged"] + counts["duplicate"] + counts["returned"],
            rejected=counts["rejected"],
        )
        record.save(force_insert=True)
        SheetRowRecord.objects.bulk_create(
            SheetRowRecord(
                sheet=record,
                row=number,
                place=one.row.name[:80],
                outcome=one.outcome,
                reason=one.reason[:200],
                told=one.told,
                problem=one.problem,
            )
            for number, one in enumerate(taken.rows, start=1)
        )
        _tell(now, record, taken)
        facts = {"sha256": record.sha256, "vendor": record.vendor, "rows": record.rows, **counts}
        chain(now, "feedback.import", record.id, facts)
        return record


def _read(given: Given) -> VendorSheet:
    try:
        sheet = read_vendor(read_lines(given.data, given.name), given.reading)
    except UnreadableSheetError as error:
        raise CommandRefused("sheet", str(error)) from error
    if not sheet.rows:
        raise CommandRefused("sheet", "表中没有问题行，请核对文件")
    return sheet


def _need_importer(now: Now) -> None:
    """Refuse unless it is the county office, or the command line of the machine."""
    if now.person != SYSTEM:
        need_office(now)


def _take_in(now: Now, sheet: VendorSheet, given: Given) -> Taken:
    ground = ground_get()
    places = [place_of(row.url) for row in sheet.rows if isinstance(row, VendorRow)]
    own = releases_at(places, ground)
    vendor = given.reading.vendor or VENDOR
    seen_at = _seen_at(now, given)
    taken: list[RowTaken] = []
    first: dict[str, str] = {}
    for row in sheet.rows:
        if isinstance(row, Unusable):
            taken.append(RowTaken(row, "rejected", row.reason))
            continue
        seen = Seen(
            Origin.VENDOR,
            min(row.found or seen_at, now.at),
            source=row.source,
            finder=vendor,
        )
        sighting = _sighting(row, ground, own, seen)
        if isinstance(sighting, str):
            taken.append(RowTaken(row, "rejected", sighting))
            continue
        entered = enter(now, sighting)
        problem = entered.problem
        taken.append(_row_taken(row, entered, first.get(problem.id, "")))
        first.setdefault(problem.id, row.name)
    return Taken(sheet, tuple(taken), seen_at)


def _row_taken(row: VendorRow, entered: Entered, before: str) -> RowTaken:
    problem = entered.problem
    match entered.outcome:
        case Outcome.NEW:
            return RowTaken(row, "new", "", problem)
        case Outcome.RETURNED:
            told = f"{problem.number} 销号后再次出现，重新挂账"
            return RowTaken(row, "returned", told, problem)
        case _ if before:
            return RowTaken(row, "duplicate", f"与{before}是同一问题", problem)
        case _ if problem.state == State.DISMISSED:
            return RowTaken(row, "merged", f"{problem.number} 已认定为误报", problem)
        case Outcome.REPEATED:
            return RowTaken(row, "merged", f"{problem.number} 以前导入过", problem)
        case _:
            return RowTaken(row, "merged", f"{problem.number} 台账已有", problem)


def _seen_at(now: Now, given: Given) -> datetime.datetime:
    """Return since when a sheet counts: as it says, as the same file said before, or now."""
    written = moment_of(given.reading.found)
    if written is not None:
        return min(written, now.at)
    sha256 = hashlib.sha256(given.data).hexdigest()
    before = SheetRecord.objects.filter(sha256=sha256).order_by("at").first()
    return before.seen_at if before else now.at


def _sighting(
    row: VendorRow, ground: Ground, own: Mapping[str, ReleaseRecord], seen: Seen
) -> Sighting | str:
    """Return the sighting of a row, or why there is none."""
    if ground.is_other_county(row.county):
        return f"{FOREIGN}：{row.county[:40]}"
    place = place_of(row.url)
    if not place:
        return BAD_URL if row.url else NO_URL
    release = own.get(place)
    unit = release.revision.manuscript.unit if release else _unit_of(row, place, ground)
    if isinstance(unit, str):
        return unit
    meaning = row.meaning
    wrong = Wrong(
        nature=meaning.nature,
        title=row.kind or "监测反馈的问题",
        words=row.words,
        quote=row.quote,
        advice=row.right,
        basis=BASIS,
        rule=meaning.rule if meaning.nature is not Nature.TEXT else "",
        severity=meaning.severity,
    )
    where = Where(unit.id, row.url, row.title, release)
    return Sighting(wrong, where, seen)


def _unit_of(row: VendorRow, place: str, ground: Ground) -> UnitRecord | str:
    host = host_of_place(place)
    named = ground.unit_named(row.unit)
    if named is not None:
        return named
    if not ground.is_own_host(host):
        return FOREIGN if row.unit else UNNAMED
    watched = ground.watched.get(host, "")
    return next((one for one in ground.units if one.id == watched), ground.office)


def _mapping(sheet: VendorSheet) -> list[dict[str, object]]:
    return [
        {
            "sheet": name,
            "columns": {column.value: title for column, title in header.names.items()},
            "ignored": list(header.ignored),
        }
        for name, header in sheet.headers
    ]


def _told(row: VendorRow | Unusable) -> str:
    if isinstance(row, Unusable):
        return covered(row.told)[:300]
    is_personal = row.meaning.nature is Nature.PRIVACY
    wrong = "" if is_personal else row.words or row.quote
    return covered("；".join(filter(None, (row.kind, wrong, row.title, row.url))))[:300]


def _tell(now: Now, record: SheetRecord, taken: Taken) -> None:
    """Tell each unit once that it has new problems."""
    units = {
        one.problem.unit_id
        for one in taken.rows
        if one.problem is not None and one.outcome == "new"
    }
    tenures = tenure_list()
    for unit in sorted(units):
        people = holders((one for one in tenures if one.unit == unit), IN_UNIT, now.at)
        notify(now, people, Notice(TOLD, record.id, TOLD_TEXT))
