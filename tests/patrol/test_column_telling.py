"""What people and programs are told of columns, and how a site's columns are counted (WV-4)."""

import datetime
import json

import pytest

from shenfa.patrol.freshness import (
    Column,
    ColumnState,
    Item,
    column_row,
    column_state,
    column_vetoes,
    sentence,
)
from shenfa.patrol.limits import shipped_limits

TODAY = datetime.date(2026, 11, 24)
LIMITS = shipped_limits(TODAY)


def look(name: str, published: str = "", *, top: bool = False, number: int = 0) -> ColumnState:
    items = (Item("情况", datetime.date.fromisoformat(published)),) if published else ()
    return column_state(Column(f"http://x/{name}{number}/", name, items, is_first_level=top), TODAY)


def test_row_is_plain_data() -> None:
    row = json.loads(json.dumps(column_row(look("竹沟动态", "2026-11-09"))))

    assert {key: row[key] for key in ("rule", "last_published", "age_days", "due", "state")} == {
        "rule": "news",
        "last_published": "2026-11-09",
        "age_days": 15,
        "due": "2026-11-23",
        "state": "stale",
    }
    assert column_row(look("竹沟动态"))["due"] is None


@pytest.mark.parametrize(
    ("name", "published", "expected"),
    [
        (
            "竹沟动态",
            "2026-11-09",
            "“竹沟动态”最近更新于2026-11-09，距今15天，应不晚于2026-11-23，请更新",
        ),
        (
            "竹沟动态",
            "2026-11-10",
            "“竹沟动态”最近更新于2026-11-10，距今14天，应不晚于2026-11-24，请及时更新",
        ),
        ("竹沟动态", "2026-11-20", "“竹沟动态”最近更新于2026-11-20，距今4天"),
        ("竹沟动态", "2026-12-20", "“竹沟动态”的信息都没有可计入的发布日期，请补充发布日期"),
        ("竹沟动态", "", "“竹沟动态”没有内容，请补充或者撤销该栏目"),
        (
            "特产",
            "2026-01-02",
            "“特产”最近更新于2026-01-02，距今326天，应不晚于2026-07-02，建议更新",
        ),
    ],
)
def test_sentence(name: str, published: str, expected: str) -> None:
    assert sentence(look(name, published)) == expected


def test_learned_rhythm_is_told_as_such() -> None:
    items = tuple(
        Item(f"2025年{month}月份价格", datetime.date(2025, month, 28)) for month in range(1, 12)
    )
    told = sentence(column_state(Column("u", "公开", items), TODAY))

    assert "缺2025年12月，按历史规律推断（月），请核实后更新" in told


@pytest.mark.parametrize(
    ("news", "notices", "lower", "is_reached"),
    [(5, 0, 0, True), (4, 0, 0, False), (3, 2, 0, True), (4, 0, 9, False)],
)
def test_news_and_first_level_count_together(
    news: int, notices: int, lower: int, is_reached: bool
) -> None:
    """Five of them are a veto; notices and policy columns below the first level do not count."""
    states = [
        *(look("动态", "2026-10-01", number=n) for n in range(news)),
        *(look("通知公告", "2026-01-01", top=True, number=n) for n in range(notices)),
        *(look("政策文件", "2026-01-01", number=n) for n in range(lower)),
    ]
    stale, _, _ = column_vetoes(states, LIMITS)

    assert (stale.count, stale.is_reached) == (news + notices, is_reached)


def test_overdue_and_empty_columns() -> None:
    """Ten overdue, five empty; what is only advised never counts."""
    states = [
        *(look("季度检查", "2024-01-01", number=n) for n in range(10)),
        *(look("特产", "2020-01-01", number=n) for n in range(20)),
        *(look("空的", number=n) for n in range(4)),
    ]
    _, overdue, empty = column_vetoes(states, LIMITS)

    assert (overdue.count, overdue.is_reached) == (10, True)
    assert (empty.count, empty.is_reached) == (4, False)
