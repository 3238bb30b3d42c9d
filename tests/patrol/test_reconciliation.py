"""Live pages against what was approved: unapproved, changed, dated back, filled in bulk (R26)."""

import datetime
import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.reconciliation import (
    CHINA,
    Approved,
    LivePage,
    address_of,
    reconcile,
    surges,
    text_hash,
    text_hashes,
)

URL = "http://www.xugu.gov.cn/tz/202611/t20261102_7.html"
TEXT = "关于开展秋季消防检查的通知\n各乡镇：\n现将“秋季检查”有关事项通知如下，共3.5万元。"
RELEASED = datetime.datetime(2026, 11, 2, 9, 30, tzinfo=CHINA)
DAY = datetime.timedelta(days=1)
LIMITS = shipped_limits(datetime.date(2026, 11, 24))


def approved(text: str = TEXT, url: str = URL, time: datetime.datetime = RELEASED) -> Approved:
    return Approved(url, text_hash(text), time)


def page(text: str = TEXT, url: str = URL, **more: object) -> LivePage:
    return replace(LivePage(url, text_hashes(text), datetime.date(2026, 11, 2)), **more)


def kinds(
    live: LivePage, *known: Approved, visits: tuple[datetime.datetime, ...] = ()
) -> list[str]:
    return [one.kind for one in reconcile([live], known, visits)]


@pytest.mark.parametrize(
    "shown",
    [
        TEXT,
        TEXT.replace("\n", " \r\n　　"),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("3.5", "３.５"),
        f"\u200b{TEXT}\u00a0",
    ],
)
def test_another_setting_of_the_same_text_is_no_change(shown: str) -> None:
    assert kinds(page(shown), approved()) == []


@pytest.mark.parametrize(
    "shown",
    [
        TEXT.replace("3.5", "35"),
        TEXT.replace("秋季", "冬季", 1),
        TEXT.replace("，", "。"),
        TEXT + "附件：名单",
        TEXT[:-1],
        "",
    ],
)
def test_one_other_character_is_a_change(shown: str) -> None:
    assert kinds(page(shown), approved()) == ["changed_after_approval"]


def test_page_that_nobody_approved() -> None:
    assert kinds(page(url=f"{URL}?x=1", text="另一篇"), approved()) == ["unapproved_page"]
    assert kinds(page()) == ["unapproved_page"]


def test_approved_text_at_another_address_is_approved() -> None:
    assert kinds(page(url="http://www.xugu.gov.cn/moved/9.html"), approved()) == []


def test_one_of_several_readings_of_a_page_is_enough() -> None:
    """A reader cannot know whether title or source line belong to the approved text."""
    live = page(text_hashes=text_hashes(f"首页 > 通知\n{TEXT}\n打印", TEXT))

    assert kinds(live, approved()) == []


def test_digest_of_the_plain_text_is_understood() -> None:
    """Whoever exports without our normalisation may take the digest of the text as it is."""
    plain = Approved(URL, hashlib.sha256(TEXT.encode()).hexdigest().upper(), RELEASED)

    assert kinds(page(), plain) == []


def test_old_version_on_the_page_is_said() -> None:
    """A correction was released, the page still shows what stood there before."""
    corrected = approved(TEXT.replace("3.5", "3.6"), time=RELEASED + DAY)
    (found,) = reconcile([page()], [approved(), corrected])

    assert found.kind == "changed_after_approval"
    assert found.evidence["older"] == RELEASED.isoformat()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.xugu.gov.cn/a/index.html", "https://xugu.gov.cn/a/"),
        ("http://xugu.gov.cn:80/a", "http://xugu.gov.cn/a/"),
        ("http://xugu.gov.cn/%E9%80%9A", "http://xugu.gov.cn/通"),
        ("http://XUGU.gov.cn/a#top", "http://xugu.gov.cn/a"),
        ("http://[坏的", " http://[坏的"),
        ("http://x:port/", "http://x:port/"),
    ],
)
def test_addresses_of_the_same_page(one: str, other: str) -> None:
    assert address_of(one) == address_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://xugu.gov.cn/a?id=1", "http://xugu.gov.cn/a?id=2"),
        ("http://xugu.gov.cn:8080/a", "http://xugu.gov.cn/a"),
        ("http://zg.xugu.gov.cn/a", "http://xugu.gov.cn/a"),
        ("http://xugu.gov.cn/A", "http://xugu.gov.cn/a"),
    ],
)
def test_addresses_of_different_pages(one: str, other: str) -> None:
    assert address_of(one) != address_of(other)


def test_dated_before_it_was_approved() -> None:
    """A correction keeps its day: the first approval counts."""
    later = approved(time=RELEASED + 5 * DAY)

    assert kinds(page(), later) == ["backdated"]
    assert kinds(page(), approved(), later) == []
    assert kinds(page(published=None), later) == []


@pytest.mark.parametrize(
    ("published", "first_seen", "visits", "is_backdated"),
    [
        # Patrol saw the whole site on the 20th without it; it shows the 3rd.
        (3, 21, (19, 20, 21), True),
        # It shows the day on which it was first seen, or that of the visit before.
        (21, 21, (19, 20, 21), False),
        (20, 21, (19, 20, 21), False),
        # Patrol began later than the day it shows, so nobody knows.
        (3, 21, (21,), False),
        # It was seen at once, visits after that prove nothing.
        (3, 4, (2, 4, 5, 6), False),
    ],
)
def test_dated_before_a_visit_that_did_not_see_it(
    published: int, first_seen: int, visits: tuple[int, ...], is_backdated: bool
) -> None:
    times = tuple(datetime.datetime(2026, 11, one, 6, tzinfo=CHINA) for one in visits)
    live = page(
        published=datetime.date(2026, 11, published),
        first_seen=datetime.datetime(2026, 11, first_seen, 6, tzinfo=CHINA),
    )
    early = approved(time=datetime.datetime(2026, 11, 1, tzinfo=CHINA))

    assert kinds(live, early, visits=times) == ["backdated"] * is_backdated


def surge(per_day: dict[int, int], days: int = 10) -> list[str]:
    """Return the columns that were filled in bulk on the last of so many days of patrol."""
    visits = [datetime.datetime(2026, 11, one, 6, tzinfo=CHINA) for one in range(1, days + 1)]
    pages = [
        LivePage(f"http://x/{one}/{n}", (), None, visits[one - 1], "http://x/dt/")
        for one, number in per_day.items()
        for n in range(number)
    ]
    return [one.target for one in surges(pages, visits, LIMITS)]


@pytest.mark.parametrize(
    ("per_day", "days", "is_surge"),
    [
        ({10: 5}, 10, True),
        ({10: 4}, 10, False),
        ({5: 1, 10: 5}, 10, True),
        ({5: 2, 10: 5}, 10, False),
        ({5: 2, 10: 8}, 10, True),
        # The first visit sees everything for the first time.
        ({1: 60, 10: 5}, 10, True),
        ({1: 60}, 10, False),
        # Too short a watch to know what is usual.
        ({7: 9}, 7, False),
        ({8: 9}, 8, True),
        # Bulk on an earlier day was told that day.
        ({9: 9}, 10, False),
    ],
)
def test_filled_in_bulk(per_day: dict[int, int], days: int, is_surge: bool) -> None:
    assert surge(per_day, days) == ["http://x/dt/"] * is_surge


@given(st.text(max_size=80), st.text(max_size=80))
def test_digest_is_of_characters_only(one: str, other: str) -> None:
    joined = text_hash(f"{one}\n {other}")

    assert joined == text_hash(one + other) == text_hash(f"{one}{other}\n")
    assert (text_hash(one) == text_hash(f"{one}字")) is False
