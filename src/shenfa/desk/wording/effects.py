"""What a change of the county's tables would do to the texts there are, before it is confirmed.

Each text is read once and checked under both tables, in the checking process. Counted are the
findings that appear and those that go, rule by rule; what they quote is never kept. Working
copies are left out: they belong to who writes them, and are checked at every pause.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.review.auditing import parts_to_check, revision_audit
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.examining import ruleset
from shenfa.desk.review.models import AuditRecord
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.desk.wording.county_file import Tables
from shenfa.desk.wording.difference import Difference, EffectTask, difference_of
from shenfa.desk.wording.models import EffectRecord, ProposalRecord, WithdrawalRecord
from shenfa.desk.wording.selectors import (
    county_tables,
    effect_latest,
    present_number,
    tables_with,
)
from shenfa.text import Scope

SECONDS = 60.0
AT_ONCE = 200
"""So many texts are looked through while the proposer waits; more are left to the worker."""

Facts = dict[str, Any]  # a row of JSON


@dataclass(slots=True)
class _Sum:
    """The differences of the parts of one text, added up."""

    appear: Counter[str] = field(default_factory=Counter)
    go: Counter[str] = field(default_factory=Counter)
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """How many texts were looked at, how many parts nobody could read, and what differs where."""

    texts: int
    unread: int
    rows: list[Facts]


def effect_compute(*, clock: Clock, proposal: ProposalRecord) -> EffectRecord:
    """Work out what a proposal would change, and keep it for who decides.

    Reading takes long, so it is done before the command. Where another change was confirmed
    meanwhile, the effect names the tables it was made against, and is made anew.
    """
    number, before = present_number(), county_tables()
    changed = texts_changed(concerned(), before, tables_with(proposal, number))
    with command("wording.effect", proposal.id, Acting(SYSTEM, clock)) as now:
        if not ProposalRecord.objects.filter(id=proposal.id, decided_at=None).exists():
            raise CommandRefused("decided", "该变更已经确认或退回，请刷新后查看")
        effect = EffectRecord(
            id=new_id("we"),
            proposal=proposal,
            base=number,
            computed_at=now.at,
            texts=changed.texts,
            unread=changed.unread,
            rows=changed.rows,
        )
        effect.save(force_insert=True)
        facts = {
            "effect": effect.id,
            "base": number,
            "texts": changed.texts,
            "changed": len(changed.rows),
        }
        chain(now, "wording.effect", proposal.id, facts)
        return effect


def texts_changed(revisions: Iterable[RevisionRecord], before: Tables, after: Tables) -> Changed:
    """Check texts under two tables, and return how they differ."""
    live = set(live_releases().values_list("revision_id", flat=True))
    rows: list[Facts] = []
    texts = unread = 0
    for revision in revisions:
        found = _of_revision(revision, before, after)
        texts, unread = texts + 1, unread + found.unread
        if found.appear or found.go:
            rows.append(
                {
                    "revision": revision.id,
                    "is_live": revision.id in live,
                    "appear": dict(sorted(found.appear.items())),
                    "go": dict(sorted(found.go.items())),
                }
            )
    return Changed(texts, unread, rows)


def concerned() -> QuerySet[RevisionRecord]:
    """Return the texts that a change is shown on: what is public, and what is on its way there."""
    newest = RevisionRecord.objects.annotate(newest=Max("manuscript__revisions__number"))
    coming = newest.filter(number=F("newest"), end=None, release=None)
    chosen = Q(id__in=live_releases().values("revision")) | Q(id__in=coming.values("id"))
    return RevisionRecord.objects.filter(chosen, purged_at=None).order_by("id")


def effect_at_once(*, clock: Clock, proposal: ProposalRecord) -> EffectRecord | None:
    """Work it out now where there are few texts; otherwise the worker does."""
    if concerned().count() > AT_ONCE:
        return None
    return effect_compute(clock=clock, proposal=proposal)


def effects_pending(clock: Clock) -> int:
    """Work out what no proposal was shown yet against the present tables. The worker's job."""
    count, number = 0, present_number()
    for proposal in ProposalRecord.objects.filter(decided_at=None).order_by("proposed_at", "id"):
        effect = effect_latest(proposal)
        if effect is None or effect.base != number:
            effect_compute(clock=clock, proposal=proposal)
            count += 1
    return count


def audits_outdated() -> tuple[str, ...]:
    """Return the texts on their way that a confirmed change concerns, checked with other tables.

    What is public stays as it was checked: it is shown to who confirms, who has it corrected or
    taken down.
    """
    named: set[str] = set()
    for proposal in ProposalRecord.objects.filter(is_confirmed=True):
        effect = effect_latest(proposal)
        rows_of_it = effect.rows if effect else []
        named.update(row["revision"] for row in rows_of_it if not row["is_live"])
    last = AuditRecord.objects.filter(revision=OuterRef("id")).order_by("-number")
    coming = RevisionRecord.objects.filter(purged_at=None, end=None, release=None).annotate(
        checked_at=Subquery(last.values("finished_at")[:1])
    )
    rows = coming.filter(Q(id__in=named) | _withdrawn_from())
    checked = rows.annotate(checked=Subquery(last.values("ruleset")[:1])).exclude(checked=None)
    outdated = checked.exclude(checked=ruleset(county_tables()))
    return tuple(outdated.order_by("id").values_list("id", flat=True))


def _withdrawn_from() -> Q:
    """Return the texts that a ruling covered which was withdrawn after they were checked."""
    found = Q(pk__in=())
    for one in WithdrawalRecord.objects.select_related("row"):
        content, before = one.row.content, Q(checked_at__lt=one.at)
        match content["scope"]:
            case Scope.TEXT.value:
                found |= before & Q(manuscript=content["manuscript"])
            case Scope.UNIT.value:
                found |= before & Q(manuscript__unit=content["unit"])
            case _:
                found |= before
    return found


def audits_anew(clock: Clock) -> int:
    """Check again what a confirmed change concerns. The worker's job."""
    revisions = audits_outdated()
    for revision in revisions:
        revision_audit(clock=clock, revision=revision)
    return len(revisions)


def _of_revision(revision: RevisionRecord, before: Tables, after: Tables) -> _Sum:
    total = _Sum()
    for part in parts_to_check(revision):
        try:
            one = in_process(difference_of, EffectTask(part, before, after), SECONDS)
        except CheckingFailed:
            one = Difference(is_read=False)
        total.appear.update(dict(one.appear))
        total.go.update(dict(one.go))
        total.unread += not one.is_read
    return total
