"""The roster and the aliases come in from the county's file, or are refused with a sentence (R42)."""

import datetime

import pytest

from shenfa.audit import CountyFileError, read_county_file
from shenfa.text import Alias, ContentKind, Leader

GOOD = """
[[leader]]
name = "向云舟"
post = "县委副书记"
order = 2
valid_from = 2024-03-01
listed = true
[[leader]]
name = "田野"
post = "副县长"
order = "5"
listed = "否"
[[alias]]
alias = "县扶贫办"
name = "县农业农村委"
source = "县机构改革方案"
kinds = ["动态新闻", "post"]
allowed = ["原县扶贫办"]
valid_from = 2021-06-01
"""
SINCE = datetime.date(2024, 3, 1)


def test_rows_are_read() -> None:
    county, _ = read_county_file(GOOD, "本县.toml")

    assert county.leaders == (
        Leader("向云舟", "县委副书记", 2, SINCE, listed=True),
        Leader("田野", "副县长", 5),
    )
    assert county.aliases == (
        Alias(
            "县扶贫办",
            "县农业农村委",
            "县机构改革方案",
            (ContentKind.NEWS, ContentKind.POST),
            ("原县扶贫办",),
            datetime.date(2021, 6, 1),
        ),
    )


@pytest.mark.parametrize(
    ("date", "holds"),
    [(None, True), (SINCE, True), (datetime.date(2024, 2, 29), False)],
)
def test_a_post_is_held_from_its_first_day(date: datetime.date | None, holds: bool) -> None:
    assert Leader("向云舟", "县委副书记", 2, SINCE).holds_on(date) is holds


def test_a_change_of_the_roster_changes_the_digest() -> None:
    """A text is checked again when the roster changes (R54)."""
    county, _ = read_county_file(GOOD, "本县.toml")
    changed, _ = read_county_file(GOOD.replace("副县长", "县长"), "本县.toml")

    assert county != changed


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('name = "向云舟"', ""), "第1条 leader：缺少name"),
        (('"向云舟"', '"向 云舟"'), "应为姓名，中间不空格"),
        (('post = "副县长"', ""), "第2条 leader：缺少post"),
        (("order = 2", 'order = "二"'), "order应为整数"),
        (("order = 2", "order = true"), "order应为整数"),
        (("listed = true", 'listed = "也许"'), "listed应为是、否之一"),
        (("listed = true", "rank = 3"), "不认识 rank"),
        (("2024-03-01\n", "2024-03-01\nvalid_to = 2023-01-01\n"), "valid_to早于valid_from"),
        (('"县扶贫办"', '"办"'), "alias应为2至40个字"),
        (('name = "县农业农村委"', 'name = "县扶贫办"'), "alias与name相同"),
        (('"动态新闻"', '"公报"'), "kinds应为公文"),
        (('["原县扶贫办"]', '["县扶贫"]'), "应为包含“县扶贫办”的更长词语"),
        (("[[alias]]\n", "[[alias]]\nvalid_to = 2020-01-01\n"), "valid_to早于valid_from"),
    ],
)
def test_mistakes_are_named(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(CountyFileError, match=complaint):
        read_county_file(GOOD.replace(*change, 1), "本县.toml")
