"""A cell of a masked copy says no more than the sheet showed."""

import datetime

import pytest

from shenfa.writers.masked.sheet_values import is_telling, kept_value

BIRTH = datetime.datetime(1980, 3, 5)  # noqa: DTZ001 - a serial number has no zone
NOON = datetime.datetime(2026, 5, 8, 12, 30)  # noqa: DTZ001 - as above


@pytest.mark.parametrize(
    ("stored", "shown", "kept"),
    [
        (1200.5, "1,200.50", 1200.5),
        (1200.456, "1200.46", 1200.456),
        (0.256, "25.6%", 0.256),
        (12_300_000, "1230.00万元", 12_300_000),
        (-5, "（5）", -5),
        (13912345678, "已登记", "已登记"),
        (13912345678, "5678", "5678"),
        (BIRTH, "1980年3月5日", BIRTH),
        (BIRTH, "1980年", "1980年"),
        (NOON, "2026-05-08", datetime.datetime(2026, 5, 8)),  # noqa: DTZ001 - as above
        (datetime.time(9, 30), "9:30", datetime.time(9, 30)),
        (True, "TRUE", True),
        ("=1+1", "=1+1", "=1+1"),
        (None, "缓存", "缓存"),
    ],
)
def test_kept_value(stored: object, shown: str, kept: object) -> None:
    assert kept_value(stored, shown) == kept


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("#,##0.00", False),
        ('0.00"万元"', False),
        ('yyyy"年"m"月"d"日"', False),
        ('0;"张三13912345678"', True),
        (r"0;\1\3\9\1\2", True),
        ('0;"家住竹沟镇竹沟村"', True),
    ],
)
def test_a_format_with_words_of_its_own_is_not_kept(code: str, expected: object) -> None:
    """The part of a format for negative numbers is never seen where there are none."""
    assert is_telling(code) == expected
