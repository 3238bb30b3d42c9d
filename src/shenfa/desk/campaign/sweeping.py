"""A sweep: every public page read with the rules of today, and each of them accounted for (R72).

A second sweep reads anew only what a change can have touched. Before a change of the county's
tables is confirmed, its effect on every text is worked out by checking it under both tables; what
no effect names has the same findings as before. Where the program's own rules have changed, where
an effect left something unread or a ruling was withdrawn, everything is read anew.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.desk.campaign.models import ExclusionRecord, Outcome, PageRecord, SweepRecord
from shenfa.desk.clock import Clock
from shenfa.desk.ledger.outside import policy_of
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import BaselineRecord, ReleaseRecord
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.review.auditing import parts_to_check
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.examining import Examined, FilePart, Part, Task, examine, ruleset
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.desk.wording.county_file import Tables
from shenfa.desk.wording.models import ProposalRecord, WithdrawalRecord
from shenfa.desk.wording.selectors import county_tables, effect_latest
from shenfa.patrol.fetch import FetchFailed, Request, fetch
from shenfa.text import ContentKind

SECONDS = 120.0
AT_ONCE = 200
"""So many pages are read between two looks at what else waits."""
OK = 200
Finding = list[str]


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a page came to."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    is_anew: bool = True


def sweeps_pending(clock: Clock) -> int:
    """Go on with the sweeps that are not finished; return how many pages were accounted for. A job."""
    return sum(sweep_go_on(clock, sweep) for sweep in SweepRecord.objects.filter(finished_at=None))


def sweep_go_on(clock: Clock, sweep: SweepRecord, most: int = AT_ONCE) -> int:
    """Account for the next pages of a sweep, and finish it when there are none left."""
    known = set(PageRecord.objects.filter(sweep=sweep).values_list("page", flat=True))
    excluded = dict(
        ExclusionRecord.objects.filter(campaign=sweep.campaign_id).values_list("page", "reason")
    )
    before, tables, count = _before(sweep), county_tables(), 0
    for release in _releases(known)[:most]:
        read = (
            _excluded(release.id, excluded)
            or before.get(release.id)
            or _of_release(release, tables)
        )
        revision = release.revision
        _keep(sweep, PageRecord(
            page=release.id, release=release, unit=revision.manuscript.unit, title=revision.title,
        ), read)  # fmt: skip
        count += 1
    for old in _older(known)[: most - count]:
        read = _excluded(old.url, excluded) or before.get(old.url) or _of_address(old, tables)
        _keep(sweep, PageRecord(page=old.url, unit=county_office(), title=old.title), read)
        count += 1
    if count < most:
        _finish(clock, sweep)
    return count


def sweep_digest(sweep: SweepRecord) -> str:
    """Return the digest of every page with its outcome and findings: two sweeps can be compared."""
    rows = PageRecord.objects.filter(sweep=sweep).order_by("page")
    told = [
        [row.page, row.outcome, sorted(row.findings)]
        for row in rows.only("page", "outcome", "findings")
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def rulebook_digest() -> str:
    """Return the digest of the rules that come with the program."""
    return ruleset(Tables())


def _keep(sweep: SweepRecord, record: PageRecord, read: _Read) -> None:
    record.sweep, record.outcome, record.reason = sweep, read.outcome, read.reason[:300]
    record.title = record.title[:300]
    record.findings, record.is_anew = list(read.findings), read.is_anew
    record.save(force_insert=True)


def _finish(clock: Clock, sweep: SweepRecord) -> None:
    with command("campaign.finish", sweep.id, Acting(SYSTEM, clock)) as now:
        row = SweepRecord.objects.get(id=sweep.id)
        if row.finished_at is not None:
            raise CommandRefused("finished", "该次排查已经完成")
        items = PageRecord.objects.filter(sweep=row)
        counts = {one: items.filter(outcome=one).count() for one in Outcome}
        row.pages, row.finished_at = sum(counts.values()), now.at
        row.checked, row.unreachable = counts[Outcome.CHECKED], counts[Outcome.UNREACHABLE]
        row.excluded, row.examined = counts[Outcome.EXCLUDED], items.filter(is_anew=True).count()
        row.save(
            update_fields=["pages", "finished_at", "checked", "unreachable", "excluded", "examined"]
        )
        facts = {
            "pages": row.pages,
            "checked": row.checked,
            "unreachable": row.unreachable,
            "excluded": row.excluded,
            "examined": row.examined,
            "digest": sweep_digest(row),
        }
        chain(now, "campaign.finish", row.id, facts)


def _releases(known: Iterable[str]) -> list[ReleaseRecord]:
    rows = live_releases().exclude(id__in=tuple(known)).select_related("revision__manuscript__unit")
    return list(rows.order_by("id"))


def _older(known: Iterable[str]) -> list[BaselineRecord]:
    return list(BaselineRecord.objects.exclude(url__in=tuple(known)).order_by("url"))


def _excluded(page: str, excluded: Mapping[str, str]) -> _Read | None:
    return _Read(Outcome.EXCLUDED, (), excluded[page], is_anew=False) if page in excluded else None


def _before(sweep: SweepRecord) -> dict[str, _Read]:
    """Return what stands as the last finished sweep found it."""
    last = SweepRecord.objects.filter(finished_at__isnull=False, asked_at__lt=sweep.asked_at)
    previous = last.order_by("-asked_at").first()
    if previous is None or previous.rulebook != sweep.rulebook:
        return {}
    if WithdrawalRecord.objects.filter(at__gte=previous.asked_at).exists():
        return {}
    touched: set[str] = set()
    changes = ProposalRecord.objects.filter(
        is_confirmed=True, number__gt=previous.tables, number__lte=sweep.tables
    )
    for proposal in changes:
        effect = effect_latest(proposal)
        if effect is None or effect.unread:
            return {}
        touched.update(row["revision"] for row in effect.rows)
    rows = PageRecord.objects.filter(sweep=previous, outcome=Outcome.CHECKED, release__isnull=False)
    stands = rows.exclude(release__revision__in=touched)
    return {row.page: _Read(Outcome.CHECKED, tuple(row.findings), is_anew=False) for row in stands}


def _of_release(release: ReleaseRecord, tables: Tables) -> _Read:
    return _read(parts_to_check(release.revision), tables)


def _of_address(old: BaselineRecord, tables: Tables) -> _Read:
    """Read a page that was public before this system: it has to be fetched."""
    try:
        answer = fetch(Request(old.url), policy_of(old.url))
    except FetchFailed as failed:
        return _Read(Outcome.UNREACHABLE, (), f"没有打开：{failed}")
    if answer.status != OK:
        return _Read(Outcome.UNREACHABLE, (), f"没有打开，服务器答复{answer.status}")
    day = localdate(old.seen_at)
    return _read([FilePart("网页", "page.html", answer.body, ContentKind.GENERAL, day)], tables)


def _read(parts: Iterable[Part], tables: Tables) -> _Read:
    findings: list[Finding] = []
    for part in parts:
        try:
            examined = in_process(examine, Task(part, tables), SECONDS)
        except CheckingFailed as error:
            return _Read(Outcome.UNREACHABLE, (), f"{part.part}：{error}")
        if unread := next((gap for gap in examined.gaps if gap.kind == "unread"), None):
            return _Read(Outcome.UNREACHABLE, (), f"{unread.part}：{unread.reason}")
        findings.extend(_findings(examined))
    return _Read(Outcome.CHECKED, tuple(findings))


def _findings(examined: Examined) -> Iterator[Finding]:
    for one in examined.findings:
        yield [one.key, one.weight, one.rule, one.part]
