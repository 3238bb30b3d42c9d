"""Taking away is easy, bringing back takes three reviews (R85, I18, I24)."""

import datetime

import pytest

from shenfa.review.release import NEXT, Act, Doing, Released, ReleaseRefused, State, after

START = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)


def play(history: str, reason: str = "理由") -> Released:
    released = Released("a" * 64, START)
    for minute, words in enumerate(history.split(", "), start=1):
        person, act = words.split(" ")
        at = START + datetime.timedelta(minutes=minute)
        released = after(released, Doing(person, Act(act), at, reason))
    return released


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ("甲 hide", State.HIDDEN),
        ("甲 hide, 乙 confirm", State.HIDDEN),
        ("甲 hide, 乙 confirm, 甲 withdraw", State.WITHDRAWN),
        ("甲 withdraw, 甲 archive, 甲 delete", State.DELETED),
    ],
)
def test_lawful(history: str, state: State) -> None:
    assert play(history).state is state


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        ("甲 hide, 甲 confirm", "另一人确认"),
        ("甲 hide, 乙 confirm, 丙 confirm", "已经确认"),
        ("甲 delete", "先撤销发布并归档"),
        ("甲 withdraw, 甲 delete", "先撤销发布并归档"),
        ("甲 withdraw, 甲 hide", "不能执行该操作"),
        ("甲 confirm", "不能执行该操作"),
    ],
)
def test_refused(history: str, reason: str) -> None:
    with pytest.raises(ReleaseRefused, match=reason):
        play(history)


def test_a_reason_is_always_asked() -> None:
    with pytest.raises(ReleaseRefused, match="写明理由"):
        play("甲 hide", reason=" ")


def test_nothing_leads_back_to_the_public() -> None:
    """I18: whatever is done here, the public sees less."""
    assert State.LIVE not in NEXT.values()


@pytest.mark.parametrize(
    ("history", "hours", "overdue"),
    [
        ("甲 hide", 24, False),
        ("甲 hide", 25, True),
        ("甲 hide, 乙 confirm", 25, False),
    ],
)
def test_a_take_down_waits_a_day_for_its_second_person(
    history: str, hours: int, overdue: bool
) -> None:
    assert play(history).is_overdue(START + datetime.timedelta(hours=hours)) is overdue
