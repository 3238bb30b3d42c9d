"""One fault is one row; it closes after two clean visits, and comes back as the same row (R63)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenfa.patrol.standing import (
    Condition,
    LateVisit,
    Observed,
    Standing,
    fold_visit,
    missed_days,
)
from shenfa.text import Severity

START = datetime.datetime(2026, 11, 1, 6, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
LINK = Observed("broken_page", "http://x/a", Severity.ERROR, 1, ("http://x/",), {"status": 404})


def after(visits: str) -> Standing:
    """Fold days into one fault: x it was seen, o it was not, ? it could not be looked at."""
    standing: tuple[Standing, ...] = ()
    for number, sign in enumerate(visits):
        standing = fold_visit(
            standing,
            [LINK] if sign == "x" else [],
            START + DAY * number,
            lambda _, looked=sign != "?": looked,
        ).standing
    (one,) = standing
    return one


@pytest.mark.parametrize(
    ("visits", "condition", "seen", "clean", "returned"),
    [
        ("x", "open", 1, 0, 0),
        ("xxx", "open", 3, 0, 0),
        ("xo", "open", 1, 1, 0),
        ("xoo", "cured", 1, 2, 0),
        ("xooo", "cured", 1, 2, 0),
        ("xox", "open", 2, 0, 0),
        ("xoxo", "open", 2, 1, 0),
        # A visit that did not get there proves nothing.
        ("x???", "open", 1, 0, 0),
        ("xo?o", "cured", 1, 2, 0),
        ("xoox", "open", 2, 0, 1),
        ("xooxoox", "open", 3, 0, 2),
    ],
)
def test_life(visits: str, condition: str, seen: int, clean: int, returned: int) -> None:
    one = after(visits)

    assert (one.condition, one.visits, one.clean, one.returned) == (
        condition,
        seen,
        clean,
        returned,
    )
    assert one.first_seen == START
    assert one.last_seen == START + DAY * visits.rindex("x")


def test_news_of_a_visit() -> None:
    """What opened, came back or closed is told once."""
    first = fold_visit((), [LINK], START, lambda _: True)
    second = fold_visit(first.standing, [], START + DAY, lambda _: True)
    third = fold_visit(second.standing, [], START + 2 * DAY, lambda _: True)
    fourth = fold_visit(third.standing, [LINK], START + 3 * DAY, lambda _: True)

    assert [len(f.opened) for f in (first, second, third, fourth)] == [1, 0, 0, 0]
    assert [len(f.cured) for f in (first, second, third, fourth)] == [0, 0, 1, 0]
    assert [len(f.returned) for f in (first, second, third, fourth)] == [0, 0, 0, 1]
    assert third.cured[0].cured_at == START + 2 * DAY


def test_the_same_fault_on_many_pages_is_one() -> None:
    many = [
        Observed("broken_page", "http://x/a", severity, 1, (f"http://x/{n}",), {})
        for n, severity in enumerate([Severity.WARNING, *[Severity.ERROR] * 29])
    ]
    (one,) = fold_visit((), many, START, lambda _: True).standing

    assert (one.observed.count, len(one.observed.pages)) == (30, 20)
    assert one.observed.severity is Severity.ERROR


def test_kind_and_target_make_a_fault() -> None:
    other = Observed("soft_404", LINK.target, Severity.ERROR, 1, (), {})

    assert len(fold_visit((), [LINK, other], START, lambda _: True).standing) == 2


@pytest.mark.parametrize("late", [datetime.timedelta(0), DAY])
def test_a_missed_visit_is_not_filled_in(late: datetime.timedelta) -> None:
    """R61, S7: what was not looked at that day stays not looked at."""
    standing = fold_visit((), [LINK], START, lambda _: True).standing

    with pytest.raises(LateVisit, match="不能补录"):
        fold_visit(standing, [], START - late, lambda _: True)


def test_missed_days() -> None:
    days = [datetime.date(2026, 11, 30), datetime.date(2026, 12, 2)]

    assert missed_days(days, datetime.date(2026, 11, 29), datetime.date(2026, 12, 3)) == (
        datetime.date(2026, 11, 29),
        datetime.date(2026, 12, 1),
        datetime.date(2026, 12, 3),
    )


@given(st.text("xo?", min_size=1, max_size=30))
def test_every_history_ends_as_its_last_looks_say(visits: str) -> None:
    """Open while one of the last two looks saw it, cured otherwise; never two rows."""
    one = after(f"x{visits}")
    looks = f"x{visits}".replace("?", "")

    assert (one.condition is Condition.CURED) == (looks[-2:] == "oo")
    assert one.visits == looks.count("x")
    assert one.returned == sum(part.endswith("oo") for part in looks.split("x")[1:-1])
