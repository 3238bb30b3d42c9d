"""Reminders from the tasks: one working day before, when late, never twice: I31, Q21."""

import datetime

import pytest
from county import County, accepted
from review_county import FIRST, SECOND, Reviewing, ask, pass_stage

from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.reminding import remind_due, working_day_before
from shenfa.review import Stage

pytestmark = pytest.mark.db
BEIJING = datetime.timezone(datetime.timedelta(hours=8))


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    return Reviewing(county)


def reminded(county: County, name: str) -> list[str]:
    rows = NoticeRecord.objects.filter(person=county.id(name)).order_by("id")
    return [row.kind for row in rows if row.kind.startswith(("due_", "late_"))]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-11-26T00:00", "2026-11-25T00:00"),  # ends Wednesday: Wednesday begins
        ("2026-11-24T00:00", "2026-11-21T00:00"),  # ends Monday: Friday ends
        ("2026-11-25T15:00", "2026-11-24T15:00"),
        ("2026-11-23T09:00", "2026-11-20T09:00"),  # Monday morning: Friday morning
        ("2026-10-09T00:00", "2026-10-01T00:00"),  # ends the day after the holidays: before them
    ],
)
def test_one_working_day_before(due: str, expected: str) -> None:
    at = datetime.datetime.fromisoformat(due).replace(tzinfo=BEIJING)

    assert f"{working_day_before(at):%Y-%m-%dT%H:%M}" == expected


def test_who_is_waited_for_is_reminded_before_and_when_late(reviewing: Reviewing) -> None:
    """The county's clock stands at Tuesday 09:00 in Beijing; the stage is due when Wednesday ends."""
    county = reviewing.county
    reviewing.submitted()
    clock = county.hands.clock
    with accepted():
        assert remind_due(clock) == 0
    county.hands.move(hours=15)
    with accepted("notice.remind"):
        assert remind_due(clock) == 1
    with accepted():
        assert remind_due(clock) == 0
    county.hands.move(hours=24)
    with accepted("notice.remind"):
        assert remind_due(clock) == 1
    with accepted():
        assert remind_due(clock) == 0

    assert reminded(county, FIRST) == ["due_stage_1_0", "late_stage_1_0"]
    assert reminded(county, SECOND) == []


def test_each_stage_is_reminded_of_anew_and_what_is_done_is_not(reviewing: Reviewing) -> None:
    county = reviewing.county
    revision = reviewing.submitted()
    county.hands.move(hours=15)
    pass_stage(county, revision, Stage.FIRST)
    assert remind_due(county.hands.clock) == 0
    county.hands.move(hours=24)
    assert remind_due(county.hands.clock) == 1

    assert reminded(county, FIRST) == []
    assert reminded(county, SECOND) == ["due_stage_2_0"]


def test_what_is_urgent_is_only_told_when_late(reviewing: Reviewing) -> None:
    county = reviewing.county
    reviewing.submitted(is_urgent=True)
    county.hands.move(minutes=9)
    assert remind_due(county.hands.clock) == 0
    county.hands.move(minutes=1)
    assert remind_due(county.hands.clock) == 1

    assert reminded(county, FIRST) == ["late_stage_1_0"]


def test_who_must_answer_is_reminded(reviewing: Reviewing) -> None:
    county = reviewing.county
    revision = reviewing.submitted()
    ask(county, revision, FIRST, hours=72)
    assert remind_due(county.hands.clock) == 0
    county.hands.move(hours=49)
    assert remind_due(county.hands.clock) == 1
    kinds = NoticeRecord.objects.filter(kind__startswith="due_").values_list("kind", flat=True)

    assert set(kinds) == {"due_answer_1"}
