"""The words of the patrol's pages: kinds, states of columns, rules, how an observation stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.timezone import localtime

from shenfa.audit.rulebook import find_entry
from shenfa.desk.patrol.models import ColumnDayRecord, StandingRecord
from shenfa.desk.patrol.selectors import unit_of
from shenfa.patrol.freshness import State, shipped_rules
from shenfa.patrol.freshness.periods import LABELS, Period
from shenfa.patrol.freshness.telling import NAMES
from shenfa.patrol.kinds import MEANINGS, Kind
from shenfa.patrol.report import reason_told
from shenfa.patrol.standing import Condition

LOOKS = {
    State.FRESH: "good",
    State.DUE: "wait",
    State.STALE: "bad",
    State.EMPTY: "bad",
    State.UNDECIDED: "",
}
QUOTED = 160


@dataclass(frozen=True, slots=True)
class ShownObservation:
    """An observation in words. ``quote`` is what stands wrong there, ``about`` where."""

    record: StandingRecord
    name: str
    advice: str
    about: str
    quote: str
    message: str
    fix: str
    state: str
    look: str
    unit_name: str


def shown_observation(record: StandingRecord, today: datetime.date) -> ShownObservation:
    """Return an observation in words, as they are right on a day."""
    kind = Kind(record.kind) if record.kind in set(Kind) else None
    meaning = MEANINGS[kind] if kind else None
    evidence: Mapping[str, object] = record.evidence
    state, look = _standing(record, today)
    title = str(evidence.get("title", "")) if record.kind != Kind.TAMPER_SEO_META else ""
    named = str(evidence.get("column", "") or evidence.get("account", ""))
    return ShownObservation(
        record=record,
        name=f"{meaning.name if meaning else record.kind}{f'：{title}' if title else ''}",
        advice=meaning.advice if meaning else "",
        about=named or record.target,
        quote=str(evidence.get("quote", ""))[:QUOTED],
        message=str(evidence.get("message", "")) or reason_told(evidence.get("reason", "")),
        fix=str(evidence.get("fix", "")),
        state=state,
        look=look,
        unit_name=unit_of(record).name,
    )


def rule_of(record: StandingRecord) -> tuple[str, str]:
    """Return code and title of the rule of a content fault, empty where no page tells of it."""
    code = str(record.evidence.get("rule", ""))
    entry = find_entry(code) if code else None
    return (entry.rule.code, entry.title) if entry else ("", "")


def state_name(state: str) -> str:
    """Return how the state of a column is called."""
    return NAMES[State(state)]


def state_look(state: str) -> str:
    """Return the look of the state of a column."""
    return LOOKS[State(state)]


def rule_name(row: ColumnDayRecord, today: datetime.date) -> str:
    """Return the rule under which a column falls, in words."""
    if row.period:
        return LABELS[Period(row.period)] + ("" if row.confirmed else "（推断）")
    return _labels(today).get(row.rule, row.rule)


def limit_days(row: ColumnDayRecord) -> int | None:
    """Return how many days may pass between two updates of a column."""
    if row.due is None or row.last_published is None:
        return None
    return max(1, (row.due - row.last_published).days)


@cache
def _labels(today: datetime.date) -> Mapping[str, str]:
    return {rule.code: rule.label for rule in shipped_rules(today)}


def _standing(record: StandingRecord, today: datetime.date) -> tuple[str, str]:
    if record.confirmed_at is not None:
        return "已核验", "good"
    if record.condition == Condition.CURED:
        return "已消失待核验", "wait"
    if record.returned:
        return f"第{record.returned}次复发", "bad"
    if localtime(record.first_seen).date() == today:
        return "新发现", "now"
    return f"第{record.visits}次看到", ""
