"""Reading the assessment. A unit sees its own marks, the county office all (I21)."""

import datetime
from dataclasses import dataclass

from shenfa.desk.assessment.models import PreviewRecord, QuarterRecord, TalkRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import NotFound
from shenfa.ledger.period import Quarter, quarters_of
from shenfa.ledger.result import Result, read_result


@dataclass(frozen=True, slots=True)
class Seen:
    """A result as a person may see it: frozen or only a look at the running quarter."""

    quarter: Quarter
    result: Result
    at: datetime.datetime
    frozen: QuarterRecord | None
    units: frozenset[str]


def result_of(data: str | bytes) -> Result:
    """Return a result that was kept."""
    return read_result(data.encode() if isinstance(data, str) else data)


def quarter_latest(quarter: Quarter) -> QuarterRecord | None:
    """Return the frozen result of a quarter that counts. One query."""
    return QuarterRecord.objects.filter(quarter=quarter.code).order_by("-number").first()


def quarter_list() -> tuple[QuarterRecord, ...]:
    """Return what was frozen, without the results, the newest first. One query."""
    return tuple(QuarterRecord.objects.defer("result").select_related("by"))


def result_seen(*, viewer: str, quarter: Quarter, at: datetime.datetime) -> Seen:
    """Return the result of a quarter with the units whose marks a person may see."""
    units = frozenset(unit_visible(viewer=viewer, at=at).values_list("id", flat=True))
    if not units:
        raise NotFound("考核结果")
    frozen = quarter_latest(quarter)
    if frozen is not None:
        return Seen(quarter, result_of(frozen.result), frozen.at, frozen, units)
    preview = PreviewRecord.objects.filter(quarter=quarter.code).first()
    if preview is None:
        raise NotFound("考核结果")
    return Seen(quarter, result_of(preview.result), preview.at, None, units)


def year_results(year: int) -> tuple[tuple[Quarter, Result | None], ...]:
    """Return the frozen results of a year's quarters; None where there is none yet."""
    found = ((quarter, quarter_latest(quarter)) for quarter in quarters_of(year))
    return tuple((quarter, result_of(row.result) if row else None) for quarter, row in found)


def talks_of(quarter: QuarterRecord) -> dict[str, TalkRecord]:
    """Return what was decided about units of a quarter, by unit. One query."""
    rows = TalkRecord.objects.filter(quarter=quarter)
    return {row.unit_id: row for row in rows.select_related("decided_by", "recorded_by")}
