"""Limits counted in working days (R77 and the statutory timers), and years nobody has announced."""

import datetime
from pathlib import Path

import pytest

from shenfa.lexicons import LexiconError
from shenfa.lexicons.calendar import NoCalendar, calendar_with, shipped_calendar

HEADER = "date\tkind\tholiday\tsource\tconfidence\tlevel\tvalid_from\tvalid_to\n"
FACTS = "\t国务院办公厅通知\tV\tpolicy\t\t\n"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "number", "last"),
    [
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-04-30", 20, "2026-06-01"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-11-24", 20, "2026-12-22"),
        ("2026-11-24", 0, "2026-11-24"),
    ],
)
def test_a_limit_in_working_days(first: str, number: int, last: str) -> None:
    """The vectors count the day after as the first; 10 October is a Saturday that is worked."""
    found = shipped_calendar().after(day(first), number)

    assert found == day(last)
    assert shipped_calendar().between(day(first), found) == number


def test_the_year_has_the_announced_number_of_working_days() -> None:
    assert shipped_calendar().between(day("2025-12-31"), day("2026-12-31")) == 248


def test_a_year_without_data_is_not_guessed() -> None:
    with pytest.raises(NoCalendar, match="没有2027年的节假日安排"):
        shipped_calendar().after(day("2026-12-25"), 20)


def test_a_loaded_year_is_counted_and_may_move_a_december_day(tmp_path: Path) -> None:
    """Days of the fiction: nobody has announced 2030."""
    file = tmp_path / "2030.tsv"
    file.write_text(
        f"{HEADER}2029-12-29\twork\t元旦{FACTS}2030-01-01\toff\t元旦{FACTS}", encoding="utf-8"
    )
    found = calendar_with(file)

    assert found.years == shipped_calendar().years | {2030}
    assert found.after(day("2026-11-24"), 20) == day("2026-12-22")
    assert not found.is_working_day(day("2030-01-01"))
    assert found.is_working_day(day("2030-01-02"))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("2030-13-01\toff\t元旦", "第2行：日期写成"),
        ("2030-01-01\tfree\t元旦", "第2行：日期写成"),
    ],
)
def test_a_wrong_day_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    file = tmp_path / "2030.tsv"
    file.write_text(HEADER + row + FACTS, encoding="utf-8")

    with pytest.raises(LexiconError, match=complaint):
        calendar_with(file)
