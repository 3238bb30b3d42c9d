"""The writes about sites under patrol: which they are, their runs, what stands wrong with them.

Sites are kept by the county's site administrator, as channels are. Runs are begun and settled
by the system. What has gone goes to a person of the unit, who looks and confirms it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.channels.services import need_site_administrator
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.patrol.models import RunRecord, StandingRecord, WatchedSiteRecord
from shenfa.desk.patrol.report_file import VisitReport
from shenfa.desk.patrol.selectors import observation_get, site_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.standing import Condition, Standing, fold_visit
from shenfa.patrol.target import SiteFileError, read_site_file
from shenfa.review import Position

LEASE = datetime.timedelta(minutes=10)
"""Who walks renews it every half minute; who is silent for longer is dead."""
MOST_RATE = 50
LONGEST_TARGET, LONGEST_BASIS, LONGEST_ERROR = 2000, 300, 200
CONFIRMING = (
    Position.RELEASER,
    Position.INFORMATION_OFFICER,
    Position.SITE_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Watch:
    """A site as it is put under patrol."""

    home: str
    site_file: str = ""
    rate: int = 5
    hour: int = 1


def site_watch(*, by: Acting, unit: str, watch: Watch) -> WatchedSiteRecord:
    """Put a site of a unit under daily patrol."""
    with command("patrol.watch", unit, by) as now:
        owner = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_site_administrator(now)
        home = need_text(watch.home, "首页网址", 300)
        if not home.startswith(("http://", "https://")):
            raise CommandRefused("home", "首页网址应以 http:// 或 https:// 开头")
        if not (1 <= watch.rate <= MOST_RATE and 0 <= watch.hour <= 23):
            raise CommandRefused("rate", f"每秒访问1至{MOST_RATE}次，开始时间为0至23时")
        if WatchedSiteRecord.objects.filter(home=home, until=None).exists():
            raise CommandRefused("watched", "该网站已在巡查，请核对")
        _need_site_file(watch.site_file, home)
        site = WatchedSiteRecord(
            id=new_id("w"),
            unit=owner,
            home=home,
            site_file=watch.site_file,
            rate=watch.rate,
            hour=watch.hour,
            since=now.at,
        )
        site.save(force_insert=True)
        chain(now, "patrol.watch", site.id, {"unit": unit, "home": home, "rate": watch.rate})
        return site


def site_leave(*, by: Acting, site: str, reason: str) -> None:
    """Patrol a site no more; what is known of it stays."""
    with command("patrol.leave", site, by) as now:
        record = site_get(viewer=by.person, site=site, at=now.at)
        need_site_administrator(now)
        if record.until is not None:
            raise CommandRefused("left", "该网站已经停止巡查")
        record.until = now.at
        record.save(update_fields=["until"])
        chain(now, "patrol.leave", site, {"reason": need_text(reason, "理由", 500)})


def observation_confirm(*, by: Acting, observation: str, note: str) -> None:
    """Confirm as a person of the unit that what patrol no longer sees is really gone."""
    with command("patrol.confirm", observation, by) as now:
        record = observation_get(viewer=by.person, observation=observation, at=now.at)
        need_position(now, record.site.unit_id, *CONFIRMING)
        if record.condition != Condition.CURED:
            raise CommandRefused("open", "巡查仍能看到该问题，整改后再核验")
        if record.confirmed_at is not None:
            raise CommandRefused("confirmed", "该问题已经核验")
        record.confirmed_by, record.confirmed_at = need_person(now), now.at
        record.save(update_fields=["confirmed_by", "confirmed_at"])
        chain(now, "patrol.confirm", observation, {"note": need_text(note, "核验情况", 500)})


def run_begin(*, by: Acting, site: WatchedSiteRecord) -> None:
    """Begin the run of today, unless another process has."""
    with command("patrol.begin", site.id, by) as now:
        day = now.at.astimezone(BEIJING).date()
        if RunRecord.objects.filter(site=site, day=day).exists():
            repeated()
            return
        run = RunRecord(id=new_id("u"), site=site, day=day, begun_at=now.at)
        run.save(force_insert=True)
        chain(now, "patrol.begin", run.id, {"site": site.id, "day": day.isoformat()})


def run_take(*, run: RunRecord, at: datetime.datetime) -> bool:
    """Take the lease of a run that nobody holds, or whose holder is dead. As for a job."""
    if run.until is not None and run.until > at:
        return False
    seen = RunRecord.objects.filter(id=run.id, attempts=run.attempts, finished_at=None)
    return bool(seen.update(until=at + LEASE, attempts=run.attempts + 1))


def run_drop(*, run: RunRecord) -> None:
    """Give the lease back, because the process that walked has died under our eyes."""
    RunRecord.objects.filter(id=run.id, finished_at=None).update(until=None)


def run_renew(*, run: RunRecord, at: datetime.datetime) -> None:
    """Say that who walks is alive."""
    RunRecord.objects.filter(id=run.id, finished_at=None).update(until=at + LEASE)


def run_settle(*, by: Acting, run: RunRecord, report: VisitReport) -> None:
    """Take in what a run saw: new, standing, returned and vanished faults, in one transaction."""
    with command("patrol.finish", run.id, by) as now:
        record = RunRecord.objects.get(id=run.id)
        if record.finished_at is not None:
            repeated()
            return
        rows = {(row.kind, row.target): row for row in StandingRecord.objects.filter(site=run.site)}
        limits = shipped_limits(now.at.astimezone(BEIJING).date())
        folded = fold_visit(
            [row.to_standing() for row in rows.values()],
            report.observed,
            now.at,
            report.looked_at,
            limits["closing_visits"],
        )
        _store(run.site, rows, folded.standing)
        _finish(record, now, "", report)
        facts = {
            "site": run.site_id,
            "found": len(report.observed),
            "opened": len(folded.opened),
            "returned": len(folded.returned),
            "cured": len(folded.cured),
        }
        chain(now, "patrol.finish", run.id, facts)


def run_abandon(*, by: Acting, run: RunRecord, reason: str) -> None:
    """End a run that came to nothing: the day counts as not patrolled, for ever."""
    with command("patrol.abandon", run.id, by) as now:
        record = RunRecord.objects.get(id=run.id)
        if record.finished_at is not None:
            repeated()
            return
        _finish(record, now, reason[:LONGEST_ERROR], VisitReport(0, ()))
        chain(now, "patrol.abandon", run.id, {"site": run.site_id, "reason": record.error})


def _finish(record: RunRecord, now: Now, error: str, report: VisitReport) -> None:
    record.finished_at, record.until, record.error = now.at, None, error
    record.pages, record.found = report.pages, len(report.observed)
    record.save(update_fields=["finished_at", "until", "error", "pages", "found"])


def _store(
    site: WatchedSiteRecord,
    rows: dict[tuple[str, str], StandingRecord],
    standing: Iterable[Standing],
) -> None:
    for one in standing:
        known = rows.get(one.observed.key)
        if known is not None and known.to_standing() == one:
            continue
        record = known or StandingRecord(
            id=new_id("o"),
            site=site,
            kind=one.observed.kind,
            target=one.observed.target,
            first_seen=one.first_seen,
        )
        if one.condition is Condition.OPEN:
            record.confirmed_by = record.confirmed_at = None
        record.severity, record.basis = one.observed.severity.value, one.observed.basis
        record.count, record.pages = one.observed.count, list(one.observed.pages)
        record.evidence, record.condition = dict(one.observed.evidence), one.condition.value
        record.last_seen, record.last_looked = one.last_seen, one.last_looked
        record.visits, record.clean_visits = one.visits, one.clean
        record.returned, record.cured_at = one.returned, one.cured_at
        record.save(force_insert=known is None, force_update=known is not None)


def _need_site_file(text: str, home: str) -> None:
    try:
        read_site_file(text, home)
    except SiteFileError as error:
        raise CommandRefused("site_file", f"网站登记信息有误：{error}") from error
