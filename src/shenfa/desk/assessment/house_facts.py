"""Facts of the house itself: reports answered late, reviews that waited, forms sent back."""

import datetime
from collections.abc import Iterator

from django.db.models import Q

from shenfa.desk.assessment.models import InspectionRecord
from shenfa.desk.assessment.span import Shown, Span, fact
from shenfa.desk.catalogue.facts import catalogue_late, timers_late
from shenfa.desk.form.models import CountyDecisionRecord
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.models import LiveCheckRecord, StepRecord
from shenfa.desk.reports.models import ReportRecord
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.notices import ESCALATED
from shenfa.ledger.assess import Fact
from shenfa.ledger.period import BEIJING
from shenfa.review.release import CONFIRM_WITHIN

RETURNS = {"form_returned": "退回补表", "text_returned": "退回改稿"}


def report_facts(span: Span) -> Iterator[Fact]:
    """Yield the reports of citizens whose answer was due in the quarter and came late or not."""
    rows = ReportRecord.objects.filter(due__gte=span.begin, due__lt=span.until)
    for row in rows.order_by("id"):
        answered = row.answered_at
        if answered is None or answered > row.due:
            shown = Shown(row.title or "网站", f"report:{row.id}", "群众纠错没有在期限内答复")
            yield fact("report.late", row.unit_id, row.due, shown)


def review_facts(span: Span) -> Iterator[Fact]:
    """Yield the reviews that waited beyond their time, once for each stage. Two queries."""
    rows = NoticeRecord.objects.filter(
        kind__startswith=f"{ESCALATED}_", at__gte=span.begin, at__lt=span.until
    ).order_by("at", "id")
    first: dict[tuple[str, str], datetime.datetime] = {}
    for kind, about, at in rows.values_list("kind", "about", "at"):
        first.setdefault((kind, about), at)
    revisions = RevisionRecord.objects.filter(id__in={about for _, about in first})
    known = {row.id: row for row in revisions.select_related("manuscript")}
    for (kind, about), at in first.items():
        if row := known.get(about):
            stage = kind.removeprefix(f"{ESCALATED}_")
            shown = Shown(row.title, f"revision:{about}:{stage}", "审查超过期限，已催办")
            yield fact("review.late", row.manuscript.unit_id, at, shown)


def form_facts(span: Span) -> Iterator[Fact]:
    """Yield what the county office sent back (R37)."""
    rows = CountyDecisionRecord.objects.filter(
        result__in=RETURNS, at__gte=span.begin, at__lt=span.until
    ).select_related("submitted__form__revision__manuscript")
    for row in rows.order_by("at", "pk"):
        revision = row.submitted.form.revision
        evidence = f"submission:{revision.id}:{row.pk}"
        shown = Shown(revision.title, evidence, RETURNS[row.result])
        yield fact("form.returned", revision.manuscript.unit_id, row.at, shown)


def takedown_facts(span: Span) -> Iterator[Fact]:
    """Yield the take-downs that no second person confirmed within a day."""
    confirmed = dict(
        StepRecord.objects.filter(act=StepRecord.Act.CONFIRM).values_list("release_id", "at")
    )
    rows = StepRecord.objects.filter(
        act=StepRecord.Act.HIDE,
        at__gte=span.begin - CONFIRM_WITHIN,
        at__lt=span.until - CONFIRM_WITHIN,
    ).select_related("release__revision__manuscript")
    for row in rows.order_by("id"):
        limit = row.at + CONFIRM_WITHIN
        if confirmed.get(row.release_id, span.until) > limit:
            revision = row.release.revision
            shown = Shown(
                revision.title, f"release:{row.release_id}", "紧急下线超过一天没有第二人确认"
            )
            yield fact("takedown.late", revision.manuscript.unit_id, limit, shown)


def live_facts(span: Span) -> Iterator[Fact]:
    """Yield what stood in public otherwise than it was approved, once for each release (I14)."""
    rows = LiveCheckRecord.objects.filter(
        is_equal=False, at__gte=span.begin, at__lt=span.until
    ).select_related("release__revision__manuscript")
    seen: set[str] = set()
    for row in rows.order_by("at", "id"):
        if row.release_id not in seen:
            seen.add(row.release_id)
            revision = row.release.revision
            shown = Shown(revision.title, f"release:{row.release_id}", row.seen)
            yield fact("live.changed", revision.manuscript.unit_id, row.at, shown)


def catalogue_facts(span: Span) -> Iterator[Fact]:
    """Yield what the disclosure catalogue asked for and did not get in time (R10)."""
    for one in catalogue_late(span.begin, span.until):
        moment = datetime.datetime.combine(one.due, datetime.time(), BEIJING)
        shown = Shown(one.title, f"catalogue:{one.key}", f"应于{one.due}前公开")
        yield fact("catalogue.late", one.unit, moment, shown)


def timer_facts(span: Span) -> Iterator[Fact]:
    """Yield the statutory limits that ran out in the quarter."""
    for one in timers_late(span.begin, span.until):
        moment = datetime.datetime.combine(one.due, datetime.time(), BEIJING)
        shown = Shown(one.title, f"timer:{one.key}", f"应于{one.due}前办结")
        yield fact("timer.late", one.unit, moment, shown)


def inspection_facts(span: Span) -> Iterator[Fact]:
    """Yield what an inspection found and two people stand for."""
    first, last = (moment.astimezone(BEIJING).date() for moment in (span.begin, span.end))
    rows = InspectionRecord.objects.filter(
        Q(decided_at__lt=span.at) | Q(decided_at=span.at),
        is_confirmed=True,
        found_on__gte=first,
        found_on__lt=last,
    )
    for row in rows.order_by("id"):
        moment = datetime.datetime.combine(row.found_on, datetime.time(), BEIJING)
        about = row.address or row.code
        shown = Shown(about, f"inspection:{row.id}", row.note, row.account)
        yield fact(f"inspection.{row.code}", row.unit_id, moment, shown)
