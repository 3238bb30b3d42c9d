"""Limits of law and catalogue, on the calendar of working days; a year without data is said."""

import datetime

import pytest

from shenfa.ledger.catalogue import Rhythm, TimeLimit, Window, event_window, read_limit, windows
from shenfa.ledger.statutory import Counted, Running, last_day, statutory_limits
from shenfa.lexicons.calendar import NoCalendar, shipped_calendar


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("code", "begun", "due"),
    [
        ("answer", "2026-02-10", "2026-03-16"),  # over the Spring Festival
        ("answer", "2026-04-30", "2026-06-01"),
        ("disclose", "2026-09-18", "2026-10-22"),
        ("disclose", "2026-11-24", "2026-12-22"),
        ("budget", "2026-09-18", "2026-10-08"),
        ("penalty", "2026-09-30", "2026-10-03"),
        ("annual_unit", "2026-01-31", "2026-01-31"),
        ("annual_unit", "2026-02-01", "2027-01-31"),
        ("annual_county", "2026-11-24", "2027-03-31"),
        ("leak", "2026-11-24", "2026-11-25"),
    ],
)
def test_limits_of_law(code: str, begun: str, due: str) -> None:
    """政府信息公开条例, 行政处罚法, 预算法, 保密法实施条例; the vectors of the working-day calendar."""
    assert last_day(Running(statutory_limits()[code], day(begun)), shipped_calendar()) == day(due)


def test_three_working_days_end_on_a_worked_saturday() -> None:
    assert shipped_calendar().after(day("2026-09-30"), 3) == day("2026-10-10")


def test_an_answer_may_be_extended_and_waits_for_third_parties() -> None:
    """第三十三条: twenty more with consent; the time of third parties does not count."""
    limit, calendar = statutory_limits()["answer"], shipped_calendar()
    begun = day("2026-05-11")
    plain = last_day(Running(limit, begun), calendar)
    paused = Running(limit, begun, pauses=((day("2026-05-12"), day("2026-05-20")),))

    assert plain == day("2026-06-08")
    assert last_day(Running(limit, begun, extended=20), calendar) == day("2026-07-07")
    assert last_day(paused, calendar) == calendar.after(plain, 6)
    assert last_day(Running(limit, begun, pauses=((begun, None),)), calendar) is None
    assert limit.extension == 20


def test_a_year_without_data_is_said_and_not_guessed() -> None:
    with pytest.raises(NoCalendar, match="2027"):
        last_day(Running(statutory_limits()["answer"], day("2026-12-15")), shipped_calendar())


def test_every_limit_names_its_law() -> None:
    limits = statutory_limits().values()

    assert all("条" in one.source and one.words for one in limits)
    assert {one.counted for one in limits} == set(Counted)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20个工作日", TimeLimit(Rhythm.EVENT, days=20)),
        ("形成或者变更之日起20个工作日内", TimeLimit(Rhythm.EVENT, days=20)),
        ("每月", TimeLimit(Rhythm.MONTH)),
        ("每季度", TimeLimit(Rhythm.QUARTER)),
        ("每 半年", TimeLimit(Rhythm.HALF)),
        ("每年1月31日前", TimeLimit(Rhythm.DATE, month=1, day=31)),
        ("每年2月29日前", None),
        ("0个工作日", None),
        ("及时", None),
        ("", None),
    ],
)
def test_written_limits(text: str, limit: TimeLimit | None) -> None:
    assert read_limit(text) == limit


def test_windows_come_round() -> None:
    quarters = list(windows(TimeLimit(Rhythm.QUARTER), day("2026-02-01"), day("2026-11-24")))
    assert quarters == [
        Window(day("2026-01-01"), day("2026-03-31")),
        Window(day("2026-04-01"), day("2026-06-30")),
        Window(day("2026-07-01"), day("2026-09-30")),
        Window(day("2026-10-01"), day("2026-12-31")),
    ]
    report = list(
        windows(TimeLimit(Rhythm.DATE, month=1, day=31), day("2026-01-20"), day("2026-11-24"))
    )
    assert report == [Window(day("2026-01-01"), day("2026-01-31"))]
    assert quarters[1].holds([day("2026-06-30")])
    assert not quarters[1].holds([day("2026-07-01")])
    months = list(windows(TimeLimit(Rhythm.MONTH), day("2026-12-01"), day("2026-12-31")))
    assert months == [Window(day("2026-12-01"), day("2026-12-31"))]


def test_an_event_has_its_working_days() -> None:
    limit = TimeLimit(Rhythm.EVENT, days=20)

    assert event_window(limit, day("2026-02-10"), shipped_calendar()).due == day("2026-03-16")
