"""Two sightings of one problem have one number; by when it is due; whether it still shows."""

import datetime

import pytest

from shenfa.ledger import Fault, Nature, Verdict, group_of, key_of, place_of, same_among
from shenfa.ledger.due import after_days, after_hours
from shenfa.ledger.matching import is_same
from shenfa.ledger.rechecking import Look, Searched, shows, verdict_of
from shenfa.lexicons.calendar import shipped_calendar

PAGE = "www.xugu.example/a/1.html"
WORKED = shipped_calendar().is_working_day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.xugu.example/a/", "https://WWW.xugu.example:443/a/index.html#top"),
        ("http://www.xugu.example/a?b=2&a=1", "http://www.xugu.example/a?a=1&b=2&from=wx"),
        ("www.xugu.example/%E5%85%AC", "http://www.xugu.example/公"),
        ("http://www.xugu.example", "http://www.xugu.example/default.htm"),
    ],
)
def test_one_place_is_written_in_many_ways(one: str, other: str) -> None:
    assert place_of(one) == place_of(other) != ""


@pytest.mark.parametrize("url", ["", "无", "/a/b.html", "file:///c:/a", "http://[", "javascript:x"])
def test_what_is_no_address_has_no_place(url: str) -> None:
    assert place_of(url) == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Fault(Nature.TEXT, PAGE, "迁徒"), Fault(Nature.TEXT, PAGE, "做好避险迁徒工作。"), True),
        (Fault(Nature.TEXT, PAGE, "迁徒"), Fault(Nature.TEXT, PAGE, "迁　徒"), True),
        (Fault(Nature.TEXT, PAGE, "迁徒"), Fault(Nature.TEXT, PAGE, "帐目"), False),
        (Fault(Nature.TEXT, PAGE, "迁徒"), Fault(Nature.TEXT, "x.example/b", "迁徒"), False),
        (Fault(Nature.TEXT, PAGE, "的"), Fault(Nature.TEXT, PAGE, "这里的地方"), False),
        (Fault(Nature.TEXT, PAGE, "迁徒"), Fault(Nature.LINK, PAGE, "迁徒"), False),
        (
            Fault(Nature.LINK, PAGE, "http://x.example/f.pdf"),
            Fault(Nature.LINK, PAGE, "https://x.example/f.pdf"),
            True,
        ),
        (
            Fault(Nature.LINK, PAGE, "http://x.example/f.pdf"),
            Fault(Nature.LINK, PAGE, "http://x.example/g.pdf"),
            False,
        ),
        (Fault(Nature.PRIVACY, PAGE), Fault(Nature.PRIVACY, PAGE), True),
        (Fault(Nature.SITE, PAGE, rule="a"), Fault(Nature.SITE, PAGE, rule="b"), False),
    ],
)
def test_a_fault_is_known_again(one: Fault, other: Fault, *, same: bool) -> None:
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_the_exact_one_goes_before_the_one_that_contains_it() -> None:
    known = [
        ("long", Fault(Nature.TEXT, PAGE, "做好避险迁徒工作")),
        ("exact", Fault(Nature.TEXT, PAGE, "迁徒")),
    ]

    assert same_among(Fault(Nature.TEXT, PAGE, "迁徒"), known) == "exact"
    assert same_among(Fault(Nature.TEXT, PAGE, "帐目"), known) == ""


def test_identical_problems_are_one_group_and_not_one_problem() -> None:
    one, other = Fault(Nature.TEXT, PAGE, "帐目"), Fault(Nature.TEXT, "x.example/b", "帐 目")

    assert group_of(one) == group_of(other)
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("text", "searched", "verdict"),
    [
        ("切实做好避险迁徒工作。", Searched("避险迁徒"), Verdict.SHOWS),
        ("切实做好避险 迁\n徒工作。", Searched("避险迁徒"), Verdict.SHOWS),
        ("切实做好避险迁徙工作。", Searched("避险迁徒"), Verdict.CLEAN),
        # Only a sign was wrong: the same letters without it are right.
        ("各位代表，大家好", Searched("各位代表,", right="各位代表，"), Verdict.CLEAN),
        ("各位代表,大家好", Searched("各位代表,", right="各位代表，"), Verdict.SHOWS),
        # Quoted with other signs than the page has: still the same fault.
        ("“避险迁徒”工作", Searched("避险迁徒工作"), Verdict.SHOWS),
        # Short words that are right elsewhere ask for a person.
        ("他说座落很好", Searched("座落", "会址座落于镇", "坐落"), Verdict.UNDETERMINED),
        ("会址座落于镇", Searched("座落", "会址座落于镇", "坐落"), Verdict.SHOWS),
        ("电话1380000****联系", Searched("", "电话***********联系"), Verdict.SHOWS),
    ],
)
def test_whether_it_still_shows(text: str, searched: Searched, verdict: Verdict) -> None:
    assert shows(text, searched) is verdict


CLEAN, SHOWN = Look("网页", "", Verdict.CLEAN, ""), Look("缓存", "", Verdict.SHOWS, "")
AWAY = Look("网页", "", Verdict.UNDETERMINED, "没有打开")
EYES = Look("账号", "", Verdict.UNDETERMINED, "", is_for_eyes=True)


@pytest.mark.parametrize(
    ("looks", "note", "verdict"),
    [
        ((CLEAN,), "", Verdict.CLEAN),
        ((CLEAN, SHOWN), "看过了", Verdict.SHOWS),
        ((CLEAN, AWAY), "看过了", Verdict.UNDETERMINED),
        ((CLEAN, EYES), "", Verdict.UNDETERMINED),
        ((CLEAN, EYES), "看过了", Verdict.CLEAN),
        ((), "看过了", Verdict.UNDETERMINED),
    ],
)
def test_a_word_settles_only_what_eyes_can(
    looks: tuple[Look, ...], note: str, verdict: Verdict
) -> None:
    assert verdict_of(looks, note) is verdict


def moment(written: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{written}+08:00")


@pytest.mark.parametrize(
    ("at", "hours", "due"),
    [
        ("2026-11-24T09:30", 4, "2026-11-24T13:30"),
        ("2026-11-24T16:00", 4, "2026-11-25T11:00"),
        ("2026-11-20T17:00", 4, "2026-11-23T12:00"),
        ("2026-09-30T17:00", 2, "2026-10-08T10:00"),
        ("2026-11-21T03:00", 1, "2026-11-23T10:00"),
    ],
)
def test_hours_are_working_hours(at: str, hours: int, due: str) -> None:
    assert after_hours(moment(at), hours, WORKED) == moment(due)


@pytest.mark.parametrize(
    ("at", "days", "due"),
    [
        ("2026-11-24T23:30", 0, "2026-11-25T00:00"),
        ("2026-11-20T10:00", 1, "2026-11-24T00:00"),
        ("2026-09-30T10:00", 3, "2026-10-11T00:00"),
    ],
)
def test_days_are_working_days(at: str, days: int, due: str) -> None:
    """The third working day after 30 September 2026 is Saturday, 10 October, which is worked."""
    assert after_days(moment(at), days, WORKED) == moment(due)
