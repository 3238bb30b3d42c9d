"""What period a title names, and when a row of titles shows a rhythm (R81, R82)."""

import datetime

import pytest

from shenfa.patrol.freshness import Item
from shenfa.patrol.freshness.periods import Period, issue_name
from shenfa.patrol.freshness.titles import issue_of, issues_of, period_in_titles


def named(title: str, published: str) -> str:
    issue = issue_of(Item(title, datetime.date.fromisoformat(published)))
    return f"{issue.period} {issue_name(issue.number, issue.period)}" if issue else ""


@pytest.mark.parametrize(
    ("title", "published", "expected"),
    [
        ("2025年第三季度检查情况", "2025-10-20", "quarter 2025年第三季度"),
        ("2025年3季度检查情况", "2025-10-20", "quarter 2025年第三季度"),
        ("四季度检查情况", "2026-01-20", "quarter 2025年第四季度"),
        ("一季度检查情况", "2026-04-20", "quarter 2026年第一季度"),
        ("２０２５年第１季度", "2025-04-20", "quarter 2025年第一季度"),
        ("2025年上半年总结", "2025-07-20", "half 2025年上半年"),
        ("2025年度下半年总结", "2026-01-20", "half 2025年下半年"),
        ("下半年总结", "2026-01-20", "half 2025年下半年"),
        ("10月份空气质量", "2026-11-03", "month 2026年10月"),
        ("12月份空气质量", "2026-01-03", "month 2025年12月"),
        ("2025年12月空气质量", "2026-01-03", "month 2025年12月"),
        ("2025年1—11月财政收支情况", "2025-12-10", "month 2025年11月"),
        ("1-11月财政收支情况", "2025-12-10", "month 2025年11月"),
        ("十一月份空气质量", "2025-12-03", "month 2025年11月"),
        ("9月", "2026-10-03", "month 2026年9月"),
        ("11月上旬粮油价格", "2026-11-12", "tenday 2026年11月上旬"),
        ("12月下旬粮油价格", "2026-01-02", "tenday 2025年12月下旬"),
        ("2025年12月中旬粮油价格", "2026-01-02", "tenday 2025年12月中旬"),
        ("2026年第2周菜价", "2026-01-12", "week 2026年1月5日当周"),
        ("2025年度部门决算", "2026-09-20", "year 2025年"),
        ("2025年政府信息公开工作年度报告", "2026-01-20", "year 2025年"),
        # These name a day, a season, a span or nothing.
        ("11月24日停水通知", "2026-11-23", ""),
        ("冬季森林防火", "2026-11-23", ""),
        ("3—4月安排", "2026-03-01", ""),
        ("10月底前完成", "2026-09-01", ""),
        ("3个月行动", "2026-09-01", ""),
        ("2025年第60周菜价", "2026-01-12", ""),
        ("关于开展专项检查的通知", "2026-01-12", ""),
    ],
)
def test_title(title: str, published: str, expected: str) -> None:
    assert named(title, published) == expected


def test_slip_of_the_pen_puts_nothing_off() -> None:
    """An issue of 2062 is none; the two real ones remain."""
    issues = issues_of(row("2023年度决算", "2024年度决算", "2062年度决算"), Period.YEAR)

    assert [issue.number for issue in issues] == [2023, 2024]


def row(*titles: str) -> list[Item]:
    start = datetime.date(2025, 1, 5)
    return [Item(one, start + datetime.timedelta(days=31 * n)) for n, one in enumerate(titles)]


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (("2024年12月价格", "2025年1月价格", "2025年2月价格"), "month"),
        (("2024年12月价格", "2025年1月价格"), None),
        (("2024年1月价格", "2024年6月价格", "2024年11月价格"), None),
        (("2024年12月价格", "通知", "公示", "2025年1月价格", "2025年2月价格", "说明"), None),
        (("2023年度决算", "2024年度决算"), "year"),
        (("通知", "公示"), None),
        ((), None),
    ],
)
def test_row(titles: tuple[str, ...], period: str | None) -> None:
    assert period_in_titles(row(*titles)) == period
