"""What is said about a column on a day: its rule, its age, and whether it is late (R65, R80–R86)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shenfa.lexicons.calendar import Calendar, shipped_calendar
from shenfa.patrol.freshness.column import Column, ColumnState, Item, Origin, State
from shenfa.patrol.freshness.days import add_days
from shenfa.patrol.freshness.due import Due, due_of
from shenfa.patrol.freshness.periods import Period, issue_name
from shenfa.patrol.freshness.rhythm import period_in_dates
from shenfa.patrol.freshness.rules import (
    DEFAULT,
    Choice,
    Rule,
    rule_by_sight,
    rule_given,
    shipped_rules,
)
from shenfa.patrol.freshness.titles import issues_of, period_in_titles
from shenfa.text import Severity

LEARNED = (Origin.TITLES, Origin.DATES)
MISSING_SHOWN = 12
FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The rules in force and the working days that are known."""

    rules: tuple[Rule, ...]
    calendar: Calendar


def shipped_knowledge(today: datetime.date) -> Knowledge:
    """Return what came with this version, as it holds on a day."""
    return Knowledge(shipped_rules(today), shipped_calendar())


def column_state(
    column: Column, today: datetime.date, knowledge: Knowledge | None = None
) -> ColumnState:
    """Judge one column on a day in China. Raises UnknownRule for a rule nobody understands."""
    known = knowledge or shipped_knowledge(today)
    dated = tuple(
        item for item in column.items if item.published is not None and item.published <= today
    )
    choice = _choice(column, dated, known.rules)
    state = _blank(column, choice, today)
    if not dated:
        return state
    last = max(item.published for item in dated if item.published)
    renewed = _checked(column, choice.rule, last, today)
    due = due_of(choice.rule.limit, (*dated, *renewed), known.calendar)
    return replace(
        state,
        state=_state(choice.rule, due, today),
        last_published=last,
        age_days=(today - last).days,
        expected=due.expected,
        due=due.last,
        notes=(*due.notes, *(item.title for item in renewed)),
        missing=_missing(state.period, dated, today if today > due.last else None),
    )


def _choice(column: Column, dated: Sequence[Item], rules: tuple[Rule, ...]) -> Choice:
    if rule := rule_given(column, rules):
        return Choice(rule, Origin.OPERATOR)
    seen = rule_by_sight(column, rules)
    period = period_in_titles(dated)
    if seen:
        return _with_clash(seen, period)
    if period:
        return Choice(_learned(period, rules), Origin.TITLES)
    if period := period_in_dates([item.published for item in dated if item.published]):
        return Choice(_learned(period, rules), Origin.DATES)
    return Choice(_row(DEFAULT, rules), Origin.DEFAULT)


def _with_clash(seen: Choice, period: Period | None) -> Choice:
    """Say so where the name states one period and the titles another."""
    named = seen.rule.limit
    if not isinstance(named, Period) or period is None or period is named:
        return seen
    clash = f"栏目名称为{named.label}，标题显示按{period.label}发布，请核对"
    return replace(seen, clashes=(*seen.clashes, clash))


def _learned(period: Period, rules: tuple[Rule, ...]) -> Rule:
    """Return the rule of a period, only a warning until a person has confirmed it (R82)."""
    return replace(
        _row(period.value, rules),
        label=f"按历史规律（{period.label}）",
        severity=Severity.WARNING,
    )


def _row(code: str, rules: tuple[Rule, ...]) -> Rule:
    return next(rule for rule in rules if rule.code == code)


def _checked(
    column: Column, rule: Rule, last: datetime.date, today: datetime.date
) -> tuple[Item, ...]:
    """Return the check of a fixed page as if it had been renewed on that day."""
    if rule.type != FIXED or column.checked is None or not last < column.checked <= today:
        return ()
    return (Item(f"{column.checked}经人工核对，内容没有变化", column.checked),)


def _blank(column: Column, choice: Choice, today: datetime.date) -> ColumnState:
    rule = choice.rule
    return ColumnState(
        url=column.url,
        name=column.name,
        type=rule.type,
        rule=rule.code,
        origin=choice.origin,
        state=State.UNDECIDED if column.items else State.EMPTY,
        severity=rule.severity if column.items else Severity.ERROR,
        basis=rule.basis,
        is_confirmed=choice.origin not in LEARNED,
        is_first_level=column.is_first_level,
        period=rule.limit if isinstance(rule.limit, Period) else None,
        undated=sum(item.published is None for item in column.items),
        future=sum(item.published is not None and item.published > today for item in column.items),
        clashes=choice.clashes,
    )


def _state(rule: Rule, due: Due, today: datetime.date) -> State:
    if today > due.last:
        return State.STALE
    warned = due.expected or add_days(due.last, -rule.lead)
    return State.DUE if today >= warned else State.FRESH


def _missing(
    period: Period | None, dated: Sequence[Item], late: datetime.date | None
) -> tuple[str, ...]:
    """Name the issues between the first and the last that are not there, and the late one."""
    if period is None:
        return ()
    numbers = [issue.number for issue in issues_of(dated, period)]
    if len(numbers) < 2:
        return ()
    end = numbers[-1] + (2 if late else 1)
    absent = sorted(set(range(numbers[0], end)) - set(numbers))
    return tuple(issue_name(number, period) for number in absent[-MISSING_SHOWN:])
