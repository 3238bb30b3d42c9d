"""The clock shows whole seconds in UTC and does not go back."""

import datetime
import zoneinfo

import pytest
from county import START, Hands

from shenfa.desk.clock import Clock, ClockWentBack, stamp


def test_shows_whole_seconds_in_utc() -> None:
    beijing = datetime.datetime(
        2026, 11, 24, 9, 0, 0, 999_999, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai")
    )
    now = Clock(lambda: beijing).now()

    assert now == START
    assert now.tzinfo is datetime.UTC
    assert stamp(now) == "2026-11-24T01:00:00Z"
    assert stamp(None) == ""


def test_refuses_to_go_back() -> None:
    hands = Hands()
    hands.clock.now()
    hands.move(seconds=-1)

    with pytest.raises(ClockWentBack):
        hands.clock.now()
    hands.move(seconds=1)
    assert hands.clock.now() == START
