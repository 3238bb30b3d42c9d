"""Due times as people say them, in Beijing time."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from shenfa.web.workbench.due_words import due_words

BEIJING = ZoneInfo("Asia/Shanghai")
NOW = datetime.datetime(2026, 11, 24, 10, 30, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ((2026, 11, 24, 18, 0), "今天 18:00"),
        ((2026, 11, 25, 0, 0), "今天 24:00"),
        ((2026, 11, 25, 9, 5), "明天 09:05"),
        ((2026, 11, 26, 0, 0), "明天 24:00"),
        ((2026, 11, 26, 12, 0), "后天 12:00"),
        ((2026, 11, 27, 18, 0), "11月27日（周五）18:00"),
        ((2026, 12, 1, 0, 0), "11月30日（周一）24:00"),
        ((2027, 1, 4, 18, 0), "2027年1月4日"),
        ((2026, 11, 24, 10, 30), "刚刚超期"),
        ((2026, 11, 24, 9, 30), "已超1小时"),
        ((2026, 11, 23, 10, 31), "已超23小时"),
        ((2026, 11, 22, 10, 30), "已超2天"),
    ],
)
def test_how_far_off(due: tuple[int, int, int, int, int], said: str) -> None:
    at = datetime.datetime(*due, tzinfo=BEIJING)

    assert due_words(at, NOW.astimezone(datetime.UTC)) == said
