"""What waits before the court, what was ruled, and which rule cries wolf."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from shenfa.audit.rule_version import rule_version
from shenfa.desk.court.models import AppealRecord
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import FindingRecord
from shenfa.desk.review.steps import decider_of
from shenfa.desk.wording.keepers import may_keep, may_read
from shenfa.review import Decider, MoveRefused
from shenfa.review.court import Judge, appeal_refusal, ruling_refusal
from shenfa.text import Scope

STRANGER = "只有在编在岗人员才能办理"


class State(StrEnum):
    """How an appeal stands."""

    WAITING = "waiting"
    SECOND = "second"
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ACCEPTED = frozenset({State.IN_FORCE, State.LAPSED, State.WITHDRAWN})
"""Once held for a false alarm, whatever came afterwards."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How the appeals about one rule stand."""

    rule: str
    asked: int
    waiting: int
    accepted: int
    declined: int


def appeal_visible(*, viewer: str, at: datetime.datetime) -> QuerySet[AppealRecord]:
    """Return the appeals that a person may see: the county's keepers all, others their units'."""
    rows = AppealRecord.objects.select_related(
        "by__unit",
        "finding",
        "revision__manuscript__unit",
        "ruling__by__unit",
        "ruling__row__proposal__decided_by",
        "ruling__row__withdrawal__by",
    ).prefetch_related("ruling__row__removals__proposal__decided_by")
    if not may_read(viewer=viewer, at=at):
        seen = revision_visible(viewer=viewer, at=at).order_by().values("id")
        rows = rows.filter(revision__in=seen)
    return rows.order_by("at", "id")


def appeal_get(*, viewer: str, appeal: str, at: datetime.datetime) -> AppealRecord:
    """Return an appeal that a person may see, or refuse as if there were none."""
    found = appeal_visible(viewer=viewer, at=at).filter(id=appeal).first()
    if found is None:
        raise NotFound("误报提请")
    return found


def appeals_of(revision: RevisionRecord) -> dict[str, AppealRecord]:
    """Return the appeals about the findings of a revision by their keys. Two queries."""
    rows = AppealRecord.objects.filter(revision=revision).select_related(
        "by", "ruling__by", "ruling__row__proposal", "ruling__row__withdrawal__by"
    )
    rows = rows.prefetch_related("ruling__row__removals__proposal")
    return {row.key: row for row in rows}


def state_of(appeal: AppealRecord) -> State:
    """Return how an appeal stands. No query for rows of this module."""
    ruling = getattr(appeal, "ruling", None)
    if ruling is None:
        return State.WAITING
    row = ruling.row
    if row is None or row.proposal.is_confirmed is False:
        return State.DECLINED
    if row.proposal.is_confirmed is None:
        return State.SECOND
    removed = any(one.proposal.is_confirmed for one in row.removals.all())
    if removed or getattr(row, "withdrawal", None) is not None:
        return State.WITHDRAWN
    return State.IN_FORCE if rule_version(appeal.rule) == appeal.version else State.LAPSED


def rule_counts() -> tuple[RuleCount, ...]:
    """Return the counts of every rule that was appealed, the loudest first. Two queries."""
    asked: Counter[str] = Counter()
    states: Counter[tuple[str, State]] = Counter()
    for appeal in _with_states(AppealRecord.objects.all()):
        asked[appeal.rule] += 1
        states[appeal.rule, state_of(appeal)] += 1
    counts = (
        RuleCount(
            rule,
            count,
            states[rule, State.WAITING] + states[rule, State.SECOND],
            sum(states[rule, state] for state in ACCEPTED),
            states[rule, State.DECLINED],
        )
        for rule, count in asked.items()
    )
    return tuple(sorted(counts, key=lambda one: (-one.waiting, -one.accepted, one.rule)))


def rule_count(rule: str) -> RuleCount | None:
    """Return the counts of one rule, None where nobody ever appealed. Two queries."""
    states = Counter(state_of(one) for one in _with_states(AppealRecord.objects.filter(rule=rule)))
    if not states:
        return None
    return RuleCount(
        rule,
        sum(states.values()),
        states[State.WAITING] + states[State.SECOND],
        sum(states[state] for state in ACCEPTED),
        states[State.DECLINED],
    )


def _with_states(rows: QuerySet[AppealRecord]) -> QuerySet[AppealRecord]:
    related = rows.select_related("ruling__row__proposal", "ruling__row__withdrawal")
    return related.prefetch_related("ruling__row__removals__proposal")


def appealable(
    *,
    record: RevisionRecord,
    findings: Iterable[FindingRecord],
    person: str,
    at: datetime.datetime,
) -> frozenset[str]:
    """Return the keys of the findings that a person may bring before the court. Four queries."""
    decider = _decider(record, person, at) if record.purged_at is None else None
    if decider is None:
        return frozenset()
    return frozenset(
        one.key for one in findings if appeal_refusal(one.to_finding(), decider) is None
    )


def judge_of(appeal: AppealRecord, person: str, at: datetime.datetime) -> Judge | None:
    """Return in which roles a person could rule on an appeal; None for whoever does not serve."""
    decider = _decider(appeal.revision, person, at)
    return None if decider is None else Judge(decider, may_keep(viewer=person, at=at))


def scopes_open(appeal: AppealRecord, judge: Judge | None) -> dict[Scope, str]:
    """Return why a person may not rule so far, for every scope; "" where they may."""
    finding = appeal.finding.to_finding()
    refusals = {
        scope: STRANGER if judge is None else ruling_refusal(finding, scope, judge, appeal.by_id)
        for scope in Scope
    }
    answers = {scope: refusal or "" for scope, refusal in refusals.items()}
    if not appeal.words:
        answers[Scope.ALWAYS] = answers[Scope.ALWAYS] or "文字太短或者不在一处，不能一律认定"
    if appeal.finding.detail["passage"] is None:
        for scope in (Scope.UNIT, Scope.COUNTY):
            answers[scope] = answers[scope] or "针对全文的问题点只能在本稿内认定"
    return answers


def withdrawal_refusal(appeal: AppealRecord, judge: Judge | None) -> str:
    """Return why a person may not take a ruling back; "" where they may."""
    if state_of(appeal) not in {State.IN_FORCE, State.LAPSED}:
        return "该认定没有生效或者已经撤销"
    if judge is None:
        return STRANGER
    finding, scope = appeal.finding.to_finding(), Scope(appeal.ruling.scope)
    return ruling_refusal(finding, scope, judge, "") or ""


def _decider(record: RevisionRecord, person: str, at: datetime.datetime) -> Decider | None:
    try:
        return decider_of(Dossier(record, person), at)
    except (CommandRefused, MoveRefused):
        return None
