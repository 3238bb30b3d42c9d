"""The false-alarm court in the pages: what waits, one ruling, taking it back, which rule cries wolf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase

from shenfa.audit.rulebook import find_entry
from shenfa.desk.court.models import AppealRecord
from shenfa.desk.court.selectors import (
    RuleCount,
    State,
    appeal_get,
    appeal_visible,
    judge_of,
    rule_counts,
    scopes_open,
    state_of,
    withdrawal_refusal,
)
from shenfa.desk.court.services import Verdict, appeal_make, ruling_make, ruling_take_back
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.auditing import is_small, revision_audit
from shenfa.desk.review.selectors import is_ended
from shenfa.desk.wording.effects import effect_at_once
from shenfa.desk.wording.kinds import SCOPE_NAMES
from shenfa.review.court import WIDE
from shenfa.text import Scope
from shenfa.web.workbench.administration.rooms import in_room, show_room
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in

MOST_SHOWN = 100
DECLINED = "declined"
SCOPE_ABOUT = {
    Scope.TEXT: "只对本篇稿件，今后的版本也不再提出",
    Scope.UNIT: "本单位的稿件，同样的文字和前后文不再提出",
    Scope.COUNTY: "全县的稿件，同样的文字和前后文不再提出，须另一人确认",
    Scope.ALWAYS: "全县的稿件，这些文字不论前后文都不再提出，须另一人确认",
}
STATES = {
    State.WAITING: ("待认定", "wait"),
    State.SECOND: ("待第二人确认", "wait"),
    State.IN_FORCE: ("已认定为误报", "good"),
    State.LAPSED: ("规则已变更，认定失效", ""),
    State.DECLINED: ("不属误报", "bad"),
    State.WITHDRAWN: ("认定已撤销", ""),
}


@dataclass(frozen=True, slots=True)
class ShownAppeal:
    """An appeal as pages show it, with how it stands in words."""

    record: AppealRecord
    state: State
    name: str
    look: str
    scope: str

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to say a word."""
        return self.state in {State.WAITING, State.SECOND}


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A rule, what its appeals come to, and those that wait."""

    title: str
    count: RuleCount
    waiting: tuple[ShownAppeal, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """How far one may rule, or why not."""

    scope: str
    name: str
    about: str
    refusal: str


def shown_appeal(record: AppealRecord) -> ShownAppeal:
    """Return an appeal in words."""
    state = state_of(record)
    name, look = STATES[state]
    ruling = getattr(record, "ruling", None)
    scope = SCOPE_NAMES[Scope(ruling.scope)] if ruling and ruling.scope else ""
    return ShownAppeal(record, state, name, look, scope)


@in_room("court")
def court(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what waits by rule, the loudest rule first, and what was ruled."""
    shown = [shown_appeal(row) for row in appeal_visible(**visitor.looking)]
    counts = rule_counts()
    asked = request.GET.get("rule", "").upper()
    ruled = [one for one in shown if not one.is_open and asked in {"", one.record.rule}]
    context = {
        "groups": tuple(_groups(counts, (one for one in shown if one.is_open))),
        "counts": [(one, _title(one.rule)) for one in counts],
        "ruled": sorted(ruled, key=lambda one: one.record.ruling.at, reverse=True)[:MOST_SHOWN],
        "asked": asked,
        "waiting": sum(one.is_open for one in shown),
    }
    return show_room(request, visitor, "court.html", context)


@signed_in
def appeal(request: HttpRequest, visitor: Visitor, appeal: str) -> HttpResponseBase:
    """Show one appeal to whoever may see it, with what they may do about it."""
    record = appeal_get(appeal=appeal, **visitor.looking)
    shown = shown_appeal(record)
    judge = judge_of(record, visitor.acting.person, visitor.looking["at"])
    choices = [
        Choice(scope.value, SCOPE_NAMES[scope], SCOPE_ABOUT[scope], refusal)
        for scope, refusal in scopes_open(record, judge).items()
    ]
    may = [one for one in choices if not one.refusal]
    context = {
        "shown": shown,
        "appeal": record,
        "ruling": getattr(record, "ruling", None),
        "title": _title(record.rule),
        "choices": choices,
        "may": bool(may) and shown.state is State.WAITING,
        "first": may[0].scope if may else "",
        "refusal": choices[0].refusal,
        "may_withdraw": not withdrawal_refusal(record, judge),
        "sees_text": revision_visible(**visitor.looking).filter(id=record.revision_id).exists(),
    }
    return show(request, visitor, "court/appeal.html", context)


@posted
@signed_in
def ask(request: HttpRequest, visitor: Visitor, revision: str, key: str) -> HttpResponseBase:
    """Bring a finding before the court from its card."""
    reason = request.POST.get("reason", "")
    appeal_make(by=visitor.acting, revision=revision, finding=key, reason=reason)
    return done(
        request, "已提请误报认定，认定以前按现有问题点办理", f"/revisions/{revision}/#c-{key}"
    )


@posted
@signed_in
def rule(request: HttpRequest, visitor: Visitor, appeal: str) -> HttpResponseBase:
    """Rule on an appeal; the text that it was asked for is checked anew at once."""
    said = request.POST.get("scope", "")
    if said != DECLINED and said not in set(Scope):
        raise CommandRefused("scope", "请选择认定的范围，或者选择不属误报")
    scope = None if said == DECLINED else Scope(said)
    reason = request.POST.get("reason", "")
    ruling = ruling_make(by=visitor.acting, appeal=appeal, verdict=Verdict(scope, reason))
    if ruling.row is None:
        return done(request, "已认定不属误报，问题点仍须处置", f"/appeals/{appeal}")
    if scope in WIDE:
        proposal = ruling.row.proposal
        effect_at_once(clock=visitor.acting.clock, proposal=proposal)
        address = f"/administration/words/{proposal.id}"
        return done(request, "已提出全县适用的认定，待另一人看过影响后确认", address)
    _check_anew(visitor, ruling.appeal.revision)
    return done(request, "已认定为误报，该处文字或者规则改变以前不再提出", f"/appeals/{appeal}")


@posted
@signed_in
def withdraw(request: HttpRequest, visitor: Visitor, appeal: str) -> HttpResponseBase:
    """Take a ruling back."""
    reason = request.POST.get("reason", "")
    ruling = ruling_take_back(by=visitor.acting, appeal=appeal, reason=reason)
    _check_anew(visitor, ruling.appeal.revision)
    return done(request, "已撤销认定，该处从下一次检查起重新提出", f"/appeals/{appeal}")


def _check_anew(visitor: Visitor, revision: RevisionRecord) -> None:
    """Check the text at once that people are looking at; the worker sees to the others."""
    is_running = not is_ended(revision) and getattr(revision, "release", None) is None
    if is_running and revision.purged_at is None and is_small(revision):
        revision_audit(clock=visitor.acting.clock, revision=revision.id)


def _groups(counts: Iterable[RuleCount], waiting: Iterable[ShownAppeal]) -> Iterator[RuleGroup]:
    ordered = sorted(waiting, key=lambda one: one.record.rule)
    by_rule = {
        rule: tuple(group) for rule, group in groupby(ordered, key=lambda one: one.record.rule)
    }
    for count in counts:
        if count.rule in by_rule:
            yield RuleGroup(_title(count.rule), count, by_rule[count.rule])


def _title(code: str) -> str:
    entry = find_entry(code)
    return entry.title if entry else code
