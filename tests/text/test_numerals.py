"""Chinese numerals are read only where they can mean one thing."""

import pytest

from shenfa.text.numerals import parse_numeral, write_ordinal


@pytest.mark.parametrize("value", range(1, 100))
def test_ordinals_are_read_back(value: int) -> None:
    assert parse_numeral(write_ordinal(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("十", 10),
        ("十五", 15),
        ("一十五", 15),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("两千", 2000),
        ("一千零五十", 1050),
        ("二〇二六", 2026),
        ("二零二六", 2026),
        ("十万", 100_000),
        ("三万五千", 35_000),
        ("十万零五百", 100_500),
        ("一千零一万", 10_010_000),
        ("三千二百零六万八千", 32_068_000),
        ("一亿零三", 100_000_003),
        ("一亿二千万", 120_000_000),
        ("九千九百九十九亿", 999_900_000_000),
    ],
)
def test_numerals_of_the_standard(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "甲", "十十", "二三十", "一百二百", "万", "亿", "万一", "两十", "零三百", "二廿", "3十"],
)
def test_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("text", ["一百二", "一万二", "三亿五", "二百五"])
def test_a_numeral_cut_short_means_two_things(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("value", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_ordinals_are_written_as_paragraphs_are_numbered(value: int, text: str) -> None:
    assert write_ordinal(value) == text
