"""Full dates are found however they are written, and told apart from days that are none."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenfa.text.dates import written_dates
from shenfa.text.numerals import write_ordinal

steady = settings(derandomize=True, deadline=None)
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
DIGITS = "〇一二三四五六七八九"


@steady
@given(days)
def test_every_day_is_found_in_arabic_numerals(day: datetime.date) -> None:
    text = f"于{day.year}年{day.month}月{day.day}日印发"

    assert [(date.value, text[date.start : date.end]) for date in written_dates(text)] == [
        (day, text[1:-2])
    ]


@steady
@given(days)
def test_every_day_is_found_in_chinese_numerals(day: datetime.date) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    text = f"{year}年{write_ordinal(day.month)}月{write_ordinal(day.day)}日"

    assert [date.value for date in written_dates(text)] == [day]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年2月30日", [(2026, 2, 30)]),
        ("2026 年 5 月 8 日", [(2026, 5, 8)]),
        ("2026年05月08日", [(2026, 5, 8)]),
        ("二零二六年五月廿三日", [(2026, 5, 23)]),
        ("二〇二六年十三月三日", [(2026, 13, 3)]),
        ("二〇二六年五月八日、2026年5月9日", [(2026, 5, 8), (2026, 5, 9)]),
        ("2026年5月9日、二〇二六年五月八日", [(2026, 5, 9), (2026, 5, 8)]),
        ("二〇二六年五月三四日", []),
        ("二〇二六年一二月三日", []),
        ("12026年5月8日", []),
        ("26年5月8日", []),
        ("2026年5月", []),
        ("5月8日", []),
    ],
)
def test_what_is_a_full_date(text: str, found: list[tuple[int, int, int]]) -> None:
    assert [(date.year, date.month, date.day) for date in written_dates(text)] == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年2月29日", datetime.date(2024, 2, 29)),
        ("2026年2月29日", None),
        ("2026年13月1日", None),
        ("2026年6月31日", None),
        ("2026年5月0日", None),
    ],
)
def test_a_day_that_is_none_has_no_value(text: str, value: datetime.date | None) -> None:
    assert [date.value for date in written_dates(text)] == [value]
