"""What the whole site shows: every check of the survey, and the freshness of its columns."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from shenfa.patrol.checks import (
    approval,
    dead_link,
    footer,
    hidden_link,
    home,
    page_tags,
    publish_date,
    site_code,
)
from shenfa.patrol.columns import ColumnFacts
from shenfa.patrol.dating import Dating
from shenfa.patrol.freshness import (
    Column,
    ColumnState,
    Item,
    State,
    column_state,
    rule_given,
    sentence,
    shipped_knowledge,
    shipped_rules,
)
from shenfa.patrol.kinds import Kind
from shenfa.patrol.observations import Judged
from shenfa.patrol.record import Listed, Sighting
from shenfa.patrol.survey import Survey
from shenfa.patrol.target import Target


def site_sightings(
    survey: Survey, dating: Dating, columns: tuple[ColumnFacts, ...]
) -> Iterator[Sighting]:
    """Yield everything that only the whole site shows."""
    yield from (one for one in survey.seen if not _is_only_shown_instead(one, survey))
    yield from home.check(survey)
    yield from dead_link.check(survey)
    yield from hidden_link.check(survey)
    yield from page_tags.check(survey)
    yield from site_code.check(survey)
    yield from footer.check(survey)
    yield from publish_date.check(survey, dating)
    yield from approval.check(survey, dating, columns)


def _is_only_shown_instead(sighting: Sighting, survey: Survey) -> bool:
    """Whether nobody links to a page that says there is none: those led there are told of."""
    if sighting.kind != Kind.SOFT_404 or survey.pages_of(sighting.page).count:
        return False
    return any(visit.final == sighting.page for visit in survey.visits.values())


def column_states(
    survey: Survey, dating: Dating, columns: tuple[ColumnFacts, ...]
) -> tuple[ColumnState, ...]:
    """Judge every column. Raises UnknownRule for a rule in the site file nobody understands."""
    knowledge = shipped_knowledge(survey.site.day)
    return tuple(
        column_state(_column(column, dating), survey.site.day, knowledge) for column in columns
    )


def check_rules(target: Target, day: datetime.date) -> None:
    """Raise UnknownRule for a rule in the site file nobody understands, before the long walk."""
    for column in target.columns:
        rule_given(
            Column(column.url, "", (), type=column.type, rule=column.rule), shipped_rules(day)
        )


def column_sightings(states: tuple[ColumnState, ...]) -> Iterator[Judged]:
    """Yield the columns that are late or empty."""
    for state in states:
        if not state.kind:
            continue
        evidence: dict[str, object] = {"column": state.name, "message": sentence(state)}
        if state.state is State.STALE:
            evidence |= {
                "last_published": _iso(state.last_published),
                "age_days": state.age_days,
                "due": _iso(state.due),
                "rule": state.rule,
                "confirmed": state.is_confirmed,
            }
        sighting = Sighting(Kind(state.kind), state.url, state.url, evidence)
        yield Judged(sighting, state.severity, state.basis)


def _column(column: ColumnFacts, dating: Dating) -> Column:
    items = tuple(Item(item.title, _day_of(item, dating), item.url) for item in column.items)
    if column.is_fixed:
        renewed = datetime.date.fromisoformat(column.renewed) if column.renewed else None
        items = (Item(column.name, renewed, column.url),)
    elif not items and not column.is_empty:
        items = (Item(column.name, None, column.url),)
    given = column.registered_type or ("fixed" if column.is_fixed else "")
    steps = [step for step in urlsplit(column.url).path.split("/") if step]
    return Column(
        url=column.url,
        name=column.name,
        items=items,
        tag=column.type,
        type=given,
        rule=column.rule,
        is_first_level=len(steps) <= 1,
        checked=column.checked,
    )


def _day_of(item: Listed, dating: Dating) -> datetime.date | None:
    dated = dating.days.get(item.url)
    if dated is not None and dated.day is not None:
        return dated.day
    return datetime.date.fromisoformat(item.day) if item.day else None


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
