"""The writes about campaigns: opening, sweeping, leaving a page out, hanging on account, closing."""

import datetime
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.audit.rulebook import find_entry
from shenfa.desk.assessment.authority import need_assessor
from shenfa.desk.campaign.models import CampaignRecord, ExclusionRecord, PageRecord, SweepRecord
from shenfa.desk.campaign.sweeping import rulebook_digest
from shenfa.desk.ledger.entering import problem_open
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release.models import BaselineRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.desk.wording.selectors import present_number
from shenfa.ledger import Nature, Origin
from shenfa.text import Family, Severity

OPEN_WEIGHTS = {
    "certain_blocker": Severity.BLOCKER,
    "suspected_blocker": Severity.BLOCKER,
    "secrecy": Severity.BLOCKER,
    "error": Severity.ERROR,
}
"""What has to be dealt with; warnings and hints are shown and hung by nobody."""
PRIVATE = frozenset({Family.PRIVACY, Family.SECRECY})


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign as it is opened."""

    name: str
    basis: str
    ends_on: datetime.date


def campaign_open(*, by: Acting, plan: Plan) -> CampaignRecord:
    """Open a campaign."""
    with command("campaign.open", "new", by) as now:
        need_assessor(now)
        if plan.ends_on < localdate(now.at):
            raise CommandRefused("day", "截止日期不能早于今天")
        record = CampaignRecord(
            id=new_id("g"),
            name=need_text(plan.name, "名称", 200),
            basis=need_text(plan.basis, "依据", 300),
            ends_on=plan.ends_on,
            opened_by=need_person(now),
            opened_at=now.at,
        )
        record.save(force_insert=True)
        facts = {"name": record.name, "ends": plan.ends_on.isoformat()}
        chain(now, "campaign.open", record.id, facts)
        return record


def sweep_ask(*, by: Acting, campaign: str) -> SweepRecord:
    """Ask for a sweep with the rules of now; the worker does it."""
    with command("campaign.sweep", campaign, by) as now:
        record = _open(now, campaign)
        if SweepRecord.objects.filter(campaign=record, finished_at=None).exists():
            raise CommandRefused("running", "排查正在进行，完成后再开始下一次")
        sweep = SweepRecord(
            id=new_id("sw"),
            campaign=record,
            number=record.sweeps.count() + 1,
            rulebook=rulebook_digest(),
            tables=present_number(),
            asked_by=need_person(now),
            asked_at=now.at,
        )
        sweep.save(force_insert=True)
        facts = {"number": sweep.number, "rulebook": sweep.rulebook, "tables": sweep.tables}
        chain(now, "campaign.sweep", sweep.id, {"campaign": campaign, **facts})
        return sweep


def page_exclude(*, by: Acting, campaign: str, page: str, reason: str) -> ExclusionRecord:
    """Leave a page out of the sweeps to come; it is listed with the reason."""
    with command("campaign.exclude", campaign, by) as now:
        record = _open(now, campaign)
        is_live = live_releases().filter(id=page).exists()
        if not is_live and not BaselineRecord.objects.filter(url=page).exists():
            raise CommandRefused("page", "该页面不在排查范围，请从列表中选择")
        if record.exclusions.filter(page=page).exists():
            raise CommandRefused("excluded", "该页面已经移出排查范围")
        row = ExclusionRecord(
            campaign=record,
            page=page,
            reason=need_text(reason, "理由", 300),
            by=need_person(now),
            at=now.at,
        )
        row.save(force_insert=True)
        chain(now, "campaign.exclude", campaign, {"page": page[:200], "reason": row.reason})
        return row


def campaign_close(*, by: Acting, campaign: str) -> CampaignRecord:
    """Close a campaign; its board stays."""
    with command("campaign.close", campaign, by) as now:
        record = _open(now, campaign)
        record.closed_by, record.closed_at = need_person(now), now.at
        record.save(update_fields=["closed_by", "closed_at"])
        chain(now, "campaign.close", campaign, {"ends": record.ends_on.isoformat()})
        return record


def findings_hang(*, by: Acting, sweep: str) -> int:
    """Hang what a sweep found on account, each under its unit; return how many problems are new.

    The ledger knows a problem again, so a second time hangs nothing twice.
    """
    rows = PageRecord.objects.filter(sweep=sweep, sweep__finished_at__isnull=False)
    at = by.clock.now()
    count = 0
    for row in rows.select_related("release", "unit").order_by("id"):
        for key, weight, rule, _ in row.findings:
            if weight in OPEN_WEIGHTS:
                sighting = _sighting(row, (key, weight, rule), Seen(
                    Origin.OWN_CHECK, at, source=f"sweep:{sweep}", finder="全面清理排查",
                ))  # fmt: skip
                count += problem_open(by=by, sighting=sighting).outcome == "new"
    return count


def _sighting(row: PageRecord, finding: tuple[str, str, str], seen: Seen) -> Sighting:
    key, weight, rule = finding
    entry = find_entry(rule)
    is_private = entry is not None and entry.rule.family in PRIVATE
    wrong = Wrong(
        Nature.PRIVACY if is_private else Nature.TEXT,
        entry.title if entry else rule,
        rule=rule,
        severity=OPEN_WEIGHTS[weight],
    )
    url = "" if row.release else row.page
    return Sighting(wrong, Where(row.unit_id, url, row.title, row.release, key), seen)


def _open(now: Now, campaign: str) -> CampaignRecord:
    need_assessor(now)
    record = CampaignRecord.objects.filter(id=campaign).first()
    if record is None:
        raise NotFound("专项行动")
    if record.closed_at is not None:
        raise CommandRefused("closed", "该专项行动已经结束")
    return record
