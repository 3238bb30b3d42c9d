"""The hours in which a site may be walked: over midnight, to the minute, written in the site file."""

import datetime

import pytest

from shenfa.patrol.target import SiteFileError, read_site_file
from shenfa.patrol.window import Window, read_window


@pytest.mark.parametrize(
    ("window", "time", "wait"),
    [
        ("22:00-06:00", "21:59", 60),
        ("22:00-06:00", "22:00", 0),
        ("22:00-06:00", "00:00", 0),
        ("22:00-06:00", "05:59", 0),
        ("22:00-06:00", "06:00", 16 * 3600),
        ("1:30-5:00", "01:29", 60),
        ("1:30-5:00", "04:59", 0),
        ("1:30-5:00", "05:00", 20.5 * 3600),
    ],
)
def test_waits_until_the_window_opens(window: str, time: str, wait: float) -> None:
    found = read_window(window)
    moment = datetime.datetime.fromisoformat(f"2026-11-24T{time}:00+08:00")

    assert found is not None
    assert found.seconds_to_wait(moment) == wait


def test_site_file_names_the_window() -> None:
    target = read_site_file('window = "22:00-06:00"\n', "http://xugu.example/")

    assert target.window == Window(datetime.time(22), datetime.time(6))


@pytest.mark.parametrize("text", ["22-6", "25:00-06:00", "22:00-22:00", "夜间"])
def test_a_window_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(SiteFileError, match="window"):
        read_site_file(f'window = "{text}"\n', "http://xugu.example/")
