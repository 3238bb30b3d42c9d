"""Addresses that are what they seem, and those that only look like it (R56)."""

import datetime

import pytest

from shenfa.review import Source, Standing, judge_address

DAY = datetime.date(2026, 11, 24)
SOURCES = (
    Source("新华网", frozenset({"xinhuanet.com"}), frozenset({"weixin:xhw"})),
    Source("人民网", frozenset({"www.people.com.cn"})),
    Source("中国政府网", frozenset({"www.gov.cn"})),
    Source("县融媒体中心", frozenset({"media.xugu.example"}), valid_to=datetime.date(2026, 6, 30)),
)


@pytest.mark.parametrize(
    ("address", "standing"),
    [
        ("https://www.xinhuanet.com/politics/1.htm", Standing.PERMITTED),
        ("http://xinhuanet.com", Standing.PERMITTED),
        ("https://XINHUANET.com./a", Standing.PERMITTED),
        ("weixin:xhw", Standing.PERMITTED),
        ("https://xinhuanet-news.example/1.htm", Standing.LOOK_ALIKE),
        ("https://xinhuanet.com.evil.example/1.htm", Standing.LOOK_ALIKE),
        ("https://notxinhuanet.com/1.htm", Standing.LOOK_ALIKE),
        ("https://xinhuannet.com/1.htm", Standing.LOOK_ALIKE),
        ("https://xinhaunet.cc/1.htm", Standing.OTHER),
        ("https://evil.example/xinhuanet.com/1.htm", Standing.OTHER),
        ("https://xinhuanet.com@evil.example/1.htm", Standing.OTHER),
        ("https://media.xugu.example/1.htm", Standing.OTHER),
        ("ftp://xinhuanet.com/1.htm", Standing.OTHER),
        ("https://www.people.com.cn/1.htm", Standing.PERMITTED),
        ("https://world.people.com.cn/1.htm", Standing.OTHER),
        ("https://people-news.example/1.htm", Standing.LOOK_ALIKE),
        ("https://www.xugu.gov.cn/1.htm", Standing.OTHER),
        ("https://govnews.example/1.htm", Standing.OTHER),
        ("https://www.gov-cn.example/1.htm", Standing.LOOK_ALIKE),
        ("https://www.gov.cn.example/1.htm", Standing.LOOK_ALIKE),
        ("weixin:xhw2", Standing.OTHER),
        ("http://[bad", Standing.OTHER),
    ],
)
def test_addresses(address: str, standing: Standing) -> None:
    assert judge_address(address, SOURCES, DAY).standing is standing


def test_a_source_counts_on_its_days_only() -> None:
    address = "https://media.xugu.example/1.htm"

    assert (
        judge_address(address, SOURCES, datetime.date(2026, 6, 30)).standing is Standing.PERMITTED
    )
