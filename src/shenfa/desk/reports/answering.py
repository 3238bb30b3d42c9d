"""Reading reports and answering them: whoever is told of a report of theirs may do so."""

import datetime

from django.db.models import F, QuerySet

from shenfa.desk.organisation.authority import holds_any, need_person
from shenfa.desk.organisation.selectors import county_office_id, person_holds, unit_visible
from shenfa.desk.organisation.steps import need_text
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.reports.models import Outcome, ReportRecord
from shenfa.desk.reports.receiving import TOLD_IN_OFFICE, TOLD_IN_UNIT
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.review import Position

LEADERS = (Position.SECTION_HEAD, Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
ANSWERERS = (*TOLD_IN_UNIT, *LEADERS)
LONGEST_ANSWER = 1000


def report_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[ReportRecord]:
    """Return the reports about units that a person may see: what is open first, by its time."""
    units = unit_visible(viewer=viewer, at=at)
    rows = ReportRecord.objects.filter(unit__in=units).select_related("unit", "answered_by")
    newest = F("answered_at").desc(nulls_first=True)
    return rows.order_by(newest, "due", "id")


def report_get(*, viewer: str, report: str, at: datetime.datetime) -> ReportRecord:
    """Return a report that the person may see, or refuse as if there were none."""
    found = report_visible(viewer=viewer, at=at).filter(id=report).first()
    if found is None:
        raise NotFound("纠错")
    return found


def report_by_token(token: str) -> ReportRecord | None:
    """Return the report of a receipt. One query."""
    return ReportRecord.objects.filter(token=token).first()


def may_answer(*, person: str, report: ReportRecord, at: datetime.datetime) -> bool:
    """Return whether a person may say what became of a report that is open."""
    places = ((report.unit_id, ANSWERERS), (county_office_id(), TOLD_IN_OFFICE))
    return report.answered_at is None and any(
        person_holds(person=person, unit=unit, position=position, at=at)
        for unit, positions in places
        for position in positions
    )


def report_answer(*, by: Acting, report: str, outcome: str, answer: str) -> ReportRecord:
    """Say what became of a report, once. What was written stays inside the house."""
    with command("report.answer", report, by) as now:
        record = report_get(viewer=by.person, report=report, at=now.at)
        is_entitled = holds_any(now, record.unit_id, *ANSWERERS)
        if not is_entitled and not holds_any(now, county_office_id(), *TOLD_IN_OFFICE):
            raise CommandRefused("not_entitled", "纠错须由该单位或者县政府办公室的在岗人员答复")
        if record.answered_at is not None:
            raise CommandRefused("answered", "该纠错已经办结，请查看处理情况")
        if outcome not in Outcome.values:
            raise CommandRefused("outcome", "请选择处理结果")
        record.outcome = outcome
        record.answer = need_text(answer, "处理情况", LONGEST_ANSWER)
        record.answered_by, record.answered_at = need_person(now), now.at
        record.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
        chain(now, "report.answer", report, {"unit": record.unit_id, "outcome": outcome})
        return record
