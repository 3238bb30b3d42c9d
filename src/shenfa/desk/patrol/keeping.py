"""Storing what a run saw: standing faults, the columns of the day, articles met for the first time."""

from collections.abc import Iterable, Mapping

from shenfa.desk.organisation.steps import new_id
from shenfa.desk.patrol.models import (
    ChangeRecord,
    ColumnDayRecord,
    PageSeenRecord,
    RunRecord,
    StandingRecord,
    WatchedSiteRecord,
)
from shenfa.desk.patrol.parts import Parts
from shenfa.desk.patrol.report_file import ArticleSeen, ColumnSeen, VisitReport
from shenfa.desk.release.models import BaselineRecord
from shenfa.desk.trail.command import Now
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reconciliation import address_of
from shenfa.patrol.standing import Condition, Observed, Standing

AT_ONCE = 500
LONGEST_URL, LONGEST_NAME, LONGEST_TITLE = 2000, 200, 300
Rows = Mapping[tuple[str, str], StandingRecord]


def without_stock(observed: Iterable[Observed]) -> tuple[Observed, ...]:
    """Return what was seen without the pages registered as 存量: nobody approved them here."""
    seen = tuple(observed)
    if not any(one.kind == Kind.UNAPPROVED_PAGE for one in seen):
        return seen
    stock = set(map(address_of, BaselineRecord.objects.values_list("url", flat=True)))
    return tuple(
        one
        for one in seen
        if one.kind != Kind.UNAPPROVED_PAGE or address_of(one.target) not in stock
    )


def keep_standing(
    site: WatchedSiteRecord, parts: Parts, rows: Rows, standing: Iterable[Standing]
) -> None:
    """Write the standing faults that are new or have changed."""
    for one in standing:
        known = rows.get(one.observed.key)
        if known is not None and known.to_standing() == one:
            continue
        change = _change(known, one)
        record = known or StandingRecord(
            id=new_id("o"),
            site=site,
            kind=one.observed.kind,
            target=one.observed.target,
            first_seen=one.first_seen,
        )
        if one.condition is Condition.OPEN:
            record.confirmed_by = record.confirmed_at = None
        record.unit_id = parts.unit_of(one.observed.target, *one.observed.pages)
        record.severity, record.basis = one.observed.severity.value, one.observed.basis
        record.count, record.pages = one.observed.count, list(one.observed.pages)
        record.evidence, record.condition = dict(one.observed.evidence), one.condition.value
        record.last_seen, record.last_looked = one.last_seen, one.last_looked
        record.visits, record.clean_visits = one.visits, one.clean
        record.returned, record.cured_at = one.returned, one.cured_at
        record.save(force_insert=known is None, force_update=known is not None)
        if change is not None:
            ChangeRecord(observation=record, kind=change.value, at=one.last_looked).save(
                force_insert=True
            )


def keep_day(now: Now, run: RunRecord, parts: Parts, report: VisitReport) -> None:
    """Write the columns as they are today, and the articles that were never met before."""
    columns = {one.url: one for one in report.columns if len(one.url) <= LONGEST_URL}
    rows = [_column(run, parts, one) for one in columns.values()]
    ColumnDayRecord.objects.bulk_create(rows, batch_size=AT_ONCE)
    known = set(PageSeenRecord.objects.filter(site=run.site_id).values_list("url", flat=True))
    articles = {one.url: one for one in report.articles if len(one.url) <= LONGEST_URL}
    fresh = [_page(now, run, one) for url, one in articles.items() if url not in known]
    PageSeenRecord.objects.bulk_create(fresh, batch_size=AT_ONCE)


def _change(known: StandingRecord | None, now: Standing) -> ChangeRecord.Kind | None:
    if known is None:
        return ChangeRecord.Kind.OPENED
    if known.condition == now.condition:
        return None
    is_cured = now.condition is Condition.CURED
    return ChangeRecord.Kind.CURED if is_cured else ChangeRecord.Kind.RETURNED


def _column(run: RunRecord, parts: Parts, one: ColumnSeen) -> ColumnDayRecord:
    return ColumnDayRecord(
        run=run,
        unit_id=parts.unit_of(one.url),
        url=one.url,
        name=one.name[:LONGEST_NAME],
        type=one.type,
        rule=one.rule,
        period=one.period,
        last_published=one.last_published,
        age_days=one.age_days,
        due=one.due,
        state=one.state,
        confirmed=one.confirmed,
    )


def _page(now: Now, run: RunRecord, one: ArticleSeen) -> PageSeenRecord:
    return PageSeenRecord(
        site_id=run.site_id,
        url=one.url,
        title=one.title[:LONGEST_TITLE],
        published=one.published,
        first_seen=now.at,
    )
