"""The week of a site: exact at five in a hundred and at fifteen seconds, our own outages apart (R64)."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenfa.patrol.availability import (
    CHINA,
    Availability,
    Beat,
    Outage,
    Outcome,
    Visit,
    availability,
    outages,
    visit_plan,
)
from shenfa.patrol.limits import shipped_limits

LAST = datetime.date(2026, 11, 24)
LIMITS = shipped_limits(LAST)
START = datetime.datetime(2026, 11, 18, tzinfo=CHINA)
MINUTE = datetime.timedelta(minutes=1)


def week(number: int, failed: int, *, milliseconds: int = 400) -> list[Visit]:
    """Return so many visits, evenly over seven days, the first of them failed."""
    apart = datetime.timedelta(days=7) / number
    return [
        Visit(
            START + apart * index, Outcome.FAILED if index < failed else Outcome.OPEN, milliseconds
        )
        for index in range(number)
    ]


def check(visits: list[Visit], *own: Outage) -> Availability:
    return availability(visits, LAST, LIMITS, own)


@pytest.mark.parametrize(
    ("number", "failed", "is_veto", "percent"),
    [
        (140, 0, False, "0.00%"),
        (140, 6, False, "4.28%"),
        (140, 7, True, "5.00%"),
        (168, 8, False, "4.76%"),
        (168, 9, True, "5.35%"),
        (2001, 100, False, "4.99%"),
        (2000, 100, True, "5.00%"),
        (140, 140, True, "100.00%"),
    ],
)
def test_five_in_a_hundred_count(number: int, failed: int, is_veto: bool, percent: str) -> None:
    seen = check(week(number, failed))

    assert (seen.counted, seen.failed) == (number, failed)
    assert (seen.is_veto, seen.percent) == (is_veto, percent)


@pytest.mark.parametrize(
    ("milliseconds", "failed"), [(14_999, 0), (15_000, 140), (15_001, 140), (400, 0)]
)
def test_fifteen_seconds_count(milliseconds: int, failed: int) -> None:
    assert check(week(140, 0, milliseconds=milliseconds)).failed == failed


def test_slow_is_not_failed() -> None:
    seen = check(week(140, 7, milliseconds=3_000))

    assert (seen.slow, seen.median_milliseconds) == (133, 3_000)


def test_a_day_with_too_few_visits_gives_no_verdict() -> None:
    visits = [one for one in week(140, 140) if one.at.day != 20]

    assert check(visits).is_veto is None
    assert check(visits).short_days == (datetime.date(2026, 11, 20),)
    assert check([]).is_veto is None
    assert check([]).percent == ""


def test_other_weeks_do_not_count() -> None:
    week_before = Visit(START - MINUTE, Outcome.FAILED)
    day_after = Visit(START + datetime.timedelta(days=7), Outcome.FAILED)

    assert check([*week(140, 0), week_before, day_after]).failed == 0


def test_our_own_outage_is_left_out_and_shown() -> None:
    """The first seven visits failed while our own line was down."""
    visits = week(168, 10)
    own = Outage(START - MINUTE, START + datetime.timedelta(hours=6, minutes=30))
    seen = check(visits, own)

    assert (seen.excluded, seen.counted, seen.failed) == (7, 161, 3)
    assert seen.short_days == (datetime.date(2026, 11, 18),)


def test_blocked_is_neither_open_nor_failed() -> None:
    visits = [*week(140, 0), *(Visit(START + MINUTE * n, Outcome.BLOCKED) for n in range(9))]
    seen = check(visits)

    assert (seen.blocked, seen.counted, seen.failed) == (9, 140, 0)


def beats(*minutes: int) -> list[Beat]:
    """Return beats at minutes; a negative one is a bad beat."""
    return [Beat(START + MINUTE * abs(one), one >= 0) for one in minutes]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((0, 5, 10), []),
        ((0, 5, 40, 45), [(5, 40)]),
        ((0, 5, -7, 9), [(5, 9)]),
        ((0, 5, -7, -9), [(5, 12)]),
        ((30,), [(0, 30)]),
        ((-3,), [(0, 12)]),
        ((), []),
    ],
)
def test_outages(minutes: tuple[int, ...], expected: list[tuple[int, int]]) -> None:
    """Between two good beats nothing is known to have been well if they lie far apart."""
    until = START + MINUTE * max(12, *(abs(one) for one in minutes), 0)
    found = outages(beats(*minutes), START, until, MINUTE * 15)

    assert [((o.since - START) // MINUTE, (o.until - START) // MINUTE) for o in found] == expected


@given(st.text(min_size=1, max_size=20), st.dates(datetime.date(2020, 1, 1)), st.integers(20, 96))
def test_plan_is_spread_jittered_and_repeatable(site: str, day: datetime.date, number: int) -> None:
    plan = visit_plan(site, day, number)
    share = datetime.timedelta(days=1) / number
    second = datetime.timedelta(seconds=1)

    assert len(plan) == number
    assert plan == visit_plan(site, day, number)
    assert {moment.date() for moment in plan} == {day}
    assert all(
        share * 0.2 - second <= later - earlier <= share * 1.8 + second
        for earlier, later in pairwise(plan)
    )


def test_plan_differs_between_days_and_sites() -> None:
    plans = {
        tuple(moment.time() for moment in visit_plan(site, LAST + datetime.timedelta(days=n), 24))
        for site in ("a", "b")
        for n in range(3)
    }

    assert len(plans) == 6
