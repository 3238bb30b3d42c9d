"""The writes about sites under patrol: which they are, their runs, what stands wrong with them.

Sites are kept by the county's site administrator, as channels are. Runs are begun and settled
by the system. What has gone goes to a person of the unit, who looks and confirms it.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.desk.channels.services import need_site_administrator
from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import unit_get
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.patrol.keeping import keep_day, keep_standing, without_stock
from shenfa.desk.patrol.models import (
    ChangeRecord,
    RunRecord,
    StandingRecord,
    WatchedSiteRecord,
)
from shenfa.desk.patrol.parts import parts_of
from shenfa.desk.patrol.report_file import VisitReport
from shenfa.desk.patrol.selectors import observation_get, site_get, unit_of
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command, repeated
from shenfa.patrol.freshness import UnknownRule
from shenfa.patrol.judging import check_rules
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.standing import Condition, fold_visit
from shenfa.patrol.target import SiteFileError, read_site_file
from shenfa.review import Position

LEASE = datetime.timedelta(minutes=10)
"""Who walks renews it every half minute; who is silent for longer is dead."""
MOST_RATE = 50
LONGEST_ERROR, LONGEST_FILE = 200, 100_000
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


@dataclass(frozen=True, slots=True)
class Setting:
    """How a site under patrol is looked at, without what makes it this site."""

    site_file: str
    rate: int
    hour: int


def site_watch(*, by: Acting, unit: str, watch: Watch) -> WatchedSiteRecord:
    """Put a site of a unit under daily patrol."""
    with command("patrol.watch", unit, by) as now:
        owner = _unit(now, unit)
        _need_keeper(now)
        home = _need_home(watch.home)
        setting = Setting(watch.site_file, watch.rate, watch.hour)
        _need_setting(now, setting, home)
        if WatchedSiteRecord.objects.filter(home=home, until=None).exists():
            raise CommandRefused("watched", "该网站已在巡查，请核对")
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


def site_change(*, by: Acting, site: str, setting: Setting) -> WatchedSiteRecord:
    """Look at a site in another way from the next run on."""
    with command("patrol.change", site, by) as now:
        record = _site(now, site)
        _need_keeper(now)
        if record.until is not None:
            raise CommandRefused("left", "该网站已经停止巡查")
        _need_setting(now, setting, record.home)
        changed = [
            name
            for name in ("site_file", "rate", "hour")
            if getattr(record, name) != getattr(setting, name)
        ]
        if not changed:
            repeated()
            return record
        record.site_file, record.rate, record.hour = setting.site_file, setting.rate, setting.hour
        record.save(update_fields=changed)
        facts = {"rate": setting.rate, "hour": setting.hour, "changed": changed}
        chain(now, "patrol.change", site, facts)
        return record


def site_leave(*, by: Acting, site: str, reason: str) -> None:
    """Patrol a site no more; what is known of it stays."""
    with command("patrol.leave", site, by) as now:
        record = _site(now, site)
        _need_keeper(now)
        if record.until is not None:
            raise CommandRefused("left", "该网站已经停止巡查")
        record.until = now.at
        record.save(update_fields=["until"])
        chain(now, "patrol.leave", site, {"reason": need_text(reason, "理由", 500)})


def observation_confirm(*, by: Acting, observation: str, note: str) -> None:
    """Confirm as a person of the unit that what patrol no longer sees is really gone."""
    with command("patrol.confirm", observation, by) as now:
        record = observation_get(viewer=by.person, observation=observation, at=now.at)
        need_position(now, unit_of(record).id, *CONFIRMING)
        if record.condition != Condition.CURED:
            raise CommandRefused("open", "巡查仍能看到该问题，整改后再核验")
        if record.confirmed_at is not None:
            raise CommandRefused("confirmed", "该问题已经核验")
        note = need_text(note, "核验情况", 500)
        record.confirmed_by, record.confirmed_at = need_person(now), now.at
        record.save(update_fields=["confirmed_by", "confirmed_at"])
        ChangeRecord(
            observation=record,
            kind=ChangeRecord.Kind.CONFIRMED.value,
            at=now.at,
            person=record.confirmed_by,
            note=note,
        ).save(force_insert=True)
        chain(now, "patrol.confirm", observation, {"note": note})


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
        observed, parts = without_stock(report.observed), parts_of(run.site)
        folded = fold_visit(
            [row.to_standing() for row in rows.values()],
            observed,
            now.at,
            report.looked_at,
            limits["closing_visits"],
        )
        keep_standing(run.site, parts, rows, folded.standing)
        keep_day(now, record, parts, report)
        _finish(record, now, "", report)
        facts = {
            "site": run.site_id,
            "found": len(observed),
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


def _unit(now: Now, unit: str) -> UnitRecord:
    """Return a unit; the command line, which is the system, knows every one."""
    if now.person != SYSTEM:
        return unit_get(viewer=now.person, unit=unit, at=now.at)
    found = UnitRecord.objects.filter(id=unit).first()
    if found is None:
        raise NotFound("单位")
    return found


def _site(now: Now, site: str) -> WatchedSiteRecord:
    if now.person != SYSTEM:
        return site_get(viewer=now.person, site=site, at=now.at)
    found = WatchedSiteRecord.objects.filter(id=site).first()
    if found is None:
        raise NotFound("网站")
    return found


def _need_keeper(now: Now) -> None:
    if now.person != SYSTEM:
        need_site_administrator(now)


def _need_home(written: str) -> str:
    home = need_text(written, "首页网址", 300)
    try:
        address = urlsplit(home)
        is_whole = address.scheme in {"http", "https"} and bool(address.hostname)
        is_whole = is_whole and address.port != 0 and home.isascii() and " " not in home
    except ValueError:
        is_whole = False
    if not is_whole:
        raise CommandRefused("home", "首页网址应以 http:// 或 https:// 开头")
    return home if address.path else f"{home}/"


def _need_setting(now: Now, setting: Setting, home: str) -> None:
    if not (1 <= setting.rate <= MOST_RATE and 0 <= setting.hour <= 23):
        raise CommandRefused("rate", f"每秒访问1至{MOST_RATE}次，开始时间为0至23时")
    if len(setting.site_file) > LONGEST_FILE:
        raise CommandRefused("site_file", f"网站登记信息不超过{LONGEST_FILE}个字")
    try:
        target = read_site_file(setting.site_file, home)
        check_rules(target, now.at.astimezone(BEIJING).date())
    except (SiteFileError, UnknownRule) as error:
        raise CommandRefused("site_file", f"网站登记信息有误：{error}") from error
    if target.home != home:
        raise CommandRefused(
            "site_file", "网站登记信息中的 home 与首页网址不同，请删去或者改为一致"
        )
