"""Columns on a day: which rule holds, how old they are, whether they are late (R65, R80–R84, R86)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenfa.lexicons.calendar import Calendar
from shenfa.patrol.freshness import (
    Column,
    ColumnState,
    Item,
    Knowledge,
    Period,
    State,
    UnknownRule,
    column_state,
    shipped_knowledge,
    shipped_rules,
)
from shenfa.patrol.freshness.days import add_months
from shenfa.patrol.freshness.periods import first_day, issue_name, last_day, number_of
from shenfa.text import Severity

TODAY = datetime.date(2026, 11, 24)
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1))


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def look(name: str, *published: str, today: str = "2026-11-24", **more: str) -> ColumnState:
    """Judge a column of items on a day; “-” is an item without a date."""
    items = tuple(Item("有关情况", None if one == "-" else day(one)) for one in published)
    return column_state(Column("http://xugu.gov.cn/lm/", name, items, **more), day(today))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("竹沟动态", "news"),
        ("虚谷要闻", "news"),
        ("今日虚谷", "news"),
        ("每日新闻", "news"),
        ("工作进展", "news"),
        ("低保动态管理", "other"),
        ("通知公告", "notice"),
        ("公示公告", "notice"),
        ("政策文件", "policy"),
        ("行政规范性文件", "policy"),
        ("政府信息公开年报", "annual_report"),
        ("政府信息公开年度报告", "annual_report"),
        ("年度总结", "year"),
        ("财政预决算", "budget"),
        ("半年工作总结", "half"),
        ("季度检查情况", "quarter"),
        ("空气质量月报", "month"),
        ("粮油价格旬报", "tenday"),
        ("疫情周报", "week"),
        ("政府信息公开指南", "fixed"),
        ("机构职能", "fixed"),
        ("竹沟镇简介", "fixed"),
        ("领导信息", "fixed"),
        ("部门简介", "fixed_alike"),
        ("办事统计", "statistics"),
        ("留言公开", "messages"),
        ("旬阳风光", "other"),
        ("月亮湖景区", "other"),
        ("四季虚谷", "other"),
        ("周边交通", "other"),
        ("招商引资", "other"),
    ],
)
def test_rule_by_name(name: str, rule: str) -> None:
    """R81: what the name of a column states."""
    assert look(name, "2026-11-20").rule == rule


def test_tag_is_asked_where_the_name_says_nothing() -> None:
    tagged = look("本地情况", "2026-11-20", tag="工作动态")
    named = look("通知公告", "2026-11-20", tag="工作动态")

    assert (tagged.rule, tagged.origin) == ("news", "tag")
    assert (named.rule, named.origin) == ("notice", "name")


@pytest.mark.parametrize(
    ("name", "published", "today", "state", "age"),
    [
        # R80: the fourteenth day passes and is warned of, the fifteenth fails.
        ("竹沟动态", "2026-11-11", "2026-11-24", "fresh", 13),
        ("竹沟动态", "2026-11-10", "2026-11-24", "due", 14),
        ("竹沟动态", "2026-11-09", "2026-11-24", "stale", 15),
        # Over the ends of months and of February.
        ("竹沟动态", "2026-01-31", "2026-02-14", "due", 14),
        ("竹沟动态", "2026-01-31", "2026-02-15", "stale", 15),
        ("竹沟动态", "2028-02-20", "2028-03-05", "due", 14),
        ("竹沟动态", "2026-02-20", "2026-03-07", "stale", 15),
        # R83, Q31: calendar months, to the last day of a shorter one.
        ("政策文件", "2026-08-31", "2027-02-13", "fresh", 166),
        ("政策文件", "2026-08-31", "2027-02-14", "due", 167),
        ("政策文件", "2026-08-31", "2027-02-28", "due", 181),
        ("政策文件", "2026-08-31", "2027-03-01", "stale", 182),
        ("政策文件", "2027-08-31", "2028-02-29", "due", 182),
        ("政策文件", "2027-08-31", "2028-03-01", "stale", 183),
        ("政策文件", "2028-02-29", "2028-08-29", "due", 182),
        ("政策文件", "2028-02-29", "2028-08-30", "stale", 183),
        # R84: once a year.
        ("竹沟镇简介", "2025-11-24", "2026-11-24", "due", 365),
        ("竹沟镇简介", "2025-11-23", "2026-11-24", "stale", 366),
        # 条例49: of 2025 by 31 March 2026, expected from 31 January on.
        ("政府信息公开年报", "2025-01-20", "2026-01-30", "fresh", 375),
        ("政府信息公开年报", "2025-01-20", "2026-01-31", "due", 376),
        ("政府信息公开年报", "2025-01-20", "2026-03-31", "due", 435),
        ("政府信息公开年报", "2025-01-20", "2026-04-01", "stale", 436),
        # R86: anything else, an advice.
        ("招商引资", "2026-05-24", "2026-11-24", "due", 184),
        ("招商引资", "2026-05-23", "2026-11-24", "stale", 185),
    ],
)
def test_state(name: str, published: str, today: str, state: str, age: int) -> None:
    seen = look(name, published, today=today)

    assert (seen.state, seen.age_days) == (state, age)


@pytest.mark.parametrize(
    ("name", "kind", "severity"),
    [
        ("竹沟动态", "column_stale", Severity.ERROR),
        ("政策文件", "column_stale", Severity.ERROR),
        ("季度检查", "column_stale", Severity.ERROR),
        ("机构职能", "fixed_page_stale", Severity.WARNING),
        ("招商引资", "column_stale", Severity.HINT),
    ],
)
def test_what_a_late_column_is(name: str, kind: str, severity: Severity) -> None:
    """No rule is stronger than its verb: 必须 is an error, 原则上 a warning, 建议 a hint (Q22)."""
    late = look(name, "2024-01-02")

    assert (late.state, late.kind, late.severity) == ("stale", kind, severity)


@pytest.mark.parametrize(
    ("name", "checked", "state"),
    [
        ("机构职能", None, "stale"),
        ("机构职能", "2026-03-01", "fresh"),
        ("机构职能", "2025-11-23", "stale"),
        # A check of tomorrow is none, an older one than the page itself says nothing.
        ("机构职能", "2026-12-01", "stale"),
        ("机构职能", "2024-12-01", "stale"),
        # News cannot be confirmed to be unchanged.
        ("竹沟动态", "2026-11-20", "stale"),
    ],
)
def test_unchanged_and_confirmed_by_a_person(name: str, checked: str | None, state: str) -> None:
    """R84: a fixed page may stay as it is, if a person says so on a day."""
    column = Column(
        "u", name, (Item(name, day("2025-01-02")),), checked=day(checked) if checked else None
    )
    seen = column_state(column, TODAY)

    assert (seen.state, seen.last_published) == (state, day("2025-01-02"))
    if state == "fresh":
        assert seen.notes == ("2026-03-01经人工核对，内容没有变化",)


def test_stricter_rule_wins_and_the_clash_is_shown() -> None:
    """Q29: 年度要闻 is news and yearly."""
    seen = look("年度要闻", "2026-11-01")

    assert (seen.rule, seen.state) == ("news", "stale")
    assert seen.clashes == ("栏目名称同时属于动态要闻类和年度类，按较严的动态要闻类执行",)
    assert look("政策动态", "2026-11-20").clashes == (
        "栏目名称同时属于动态要闻类和政策文件类，按较严的动态要闻类执行",
    )


def test_titles_that_contradict_the_name_are_shown() -> None:
    """A 月报 that comes out every quarter: the name binds, the clash is shown."""
    titles = [f"{year}年第{part}季度价格情况" for year in (2024, 2025) for part in "一二三四"]
    items = tuple(
        Item(title, datetime.date(2024 + number // 4, number % 4 * 3 + 3, 28))
        for number, title in enumerate(titles)
    )
    seen = column_state(Column("u", "价格月报", items), day("2026-01-05"))

    assert (seen.rule, seen.clashes) == (
        "month",
        ("栏目名称为月，标题显示按季度发布，请核对",),
    )


@pytest.mark.parametrize(
    ("published", "state", "undated", "future"),
    [
        ((), "empty", 0, 0),
        (("-",), "undecided", 1, 0),
        (("2026-12-24",), "undecided", 0, 1),
        (("-", "2026-11-01"), "stale", 1, 0),
        (("2026-12-24", "2026-11-01"), "stale", 0, 1),
        (("-", "2026-11-23"), "fresh", 1, 0),
    ],
)
def test_what_does_not_count(
    published: tuple[str, ...], state: str, undated: int, future: int
) -> None:
    """R80: an item without a date is no update, nor is one of tomorrow."""
    seen = look("竹沟动态", *published)

    assert (seen.state, seen.undated, seen.future) == (state, undated, future)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("14天", "2026-11-24"),
        ("14d", "2026-11-24"),
        ("2周", "2026-11-24"),
        ("3个月", "2027-02-10"),
        ("1年", "2027-11-10"),
        ("news", "2026-11-24"),
        ("动态要闻类", "2026-11-24"),
        ("工作动态", "2026-11-24"),
        ("14", "2026-11-24"),
        ("2w", "2026-11-24"),
        ("2周内更新", "2026-11-24"),
    ],
)
def test_operator_decides(rule: str, due: str) -> None:
    seen = look("招商引资", "2026-11-10", rule=rule)

    assert (seen.origin, seen.due) == ("operator", day(due))
    assert seen.is_confirmed


def test_type_given_by_an_operator() -> None:
    assert look("虚谷", "2025-01-01", type="fixed").kind == "fixed_page_stale"
    assert look("虚谷", "2026-11-01", type="news", rule="30天").severity is Severity.ERROR
    assert look("虚谷动态", "2026-08-01", type="other").state == "fresh"
    assert look("虚谷动态", "2026-08-01", type="自编类别").rule == "news"


@pytest.mark.parametrize("rule", ["偶尔", "0天", "d", "-3天", "week-end"])
def test_rule_that_nobody_understands(rule: str) -> None:
    with pytest.raises(UnknownRule, match=f"看不懂栏目规则“{rule}”"):
        look("招商引资", "2026-11-10", rule=rule)


def quarterly(last: int, *, left_out: int = -1, year: str = "年") -> tuple[Item, ...]:
    """Return issues of quarters up to number ``last``, each published 20 days after its end."""
    return tuple(
        Item(
            issue_name(number, Period.QUARTER).replace("年", year) + "粮油价格",
            last_day(number, Period.QUARTER) + datetime.timedelta(days=20),
        )
        for number in range(last - 9, last + 1)
        if number != left_out
    )


THIRD = number_of(day("2026-09-30"), Period.QUARTER)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-10-21", "fresh"),
        ("2027-01-20", "due"),
        ("2027-02-02", "due"),
        ("2027-02-03", "stale"),
    ],
)
def test_rhythm_learned_from_titles(today: str, state: str) -> None:
    """R82: nine quarters of history; due as usual, late after the grace."""
    seen = column_state(Column("u", "粮油", quarterly(THIRD)), day(today))

    assert (seen.rule, seen.origin, seen.period) == ("quarter", "titles", Period.QUARTER)
    assert seen.expected == day("2027-01-20")
    assert seen.state == state


def test_learned_rhythm_is_only_a_warning_until_confirmed() -> None:
    """R82: a person confirms by giving the rule."""
    learned = column_state(Column("u", "粮油", quarterly(THIRD)), day("2027-03-03"))
    confirmed = column_state(
        Column("u", "粮油", quarterly(THIRD), rule="每季度"), day("2027-03-03")
    )

    assert (learned.state, learned.is_confirmed, learned.severity) == (
        "stale",
        False,
        Severity.WARNING,
    )
    assert (confirmed.state, confirmed.is_confirmed, confirmed.severity) == (
        "stale",
        True,
        Severity.ERROR,
    )
    assert confirmed.due == learned.due


def test_missing_issues_are_named() -> None:
    items = quarterly(THIRD, left_out=THIRD - 1)

    assert column_state(Column("u", "粮油", items), day("2026-11-24")).missing == (
        "2026年第二季度",
    )
    assert column_state(Column("u", "粮油", items), day("2027-04-01")).missing == (
        "2026年第二季度",
        "2026年第四季度",
    )


def test_month_rhythm_in_dates_alone() -> None:
    items = tuple(
        Item("关于有关情况的公示", first_day(number, Period.MONTH) + datetime.timedelta(days=9))
        for number in range(24300, 24322)
    )
    seen = column_state(Column("u", "公开", items), day("2026-12-05"))

    assert (seen.period, seen.origin, seen.is_confirmed) == (Period.MONTH, "dates", False)
    assert seen.state == "stale"


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (("2025-03-18",), "2026-06-16"),
        (("2024-03-18", "2025-03-18"), "2026-06-16"),
        (("2022-03-18", "2023-03-18", "2024-03-18", "2025-03-18"), "2026-06-16"),
        (("2021-03-18", "2022-03-18", "2023-03-18", "2024-03-18", "2025-03-18"), "2026-05-02"),
        (("2023-01-10", "2024-06-18", "2025-03-18"), "2026-06-16"),
    ],
)
def test_yearly_column_with_little_history(published: tuple[str, ...], due: str) -> None:
    """The same time next year; the more punctual it was, the shorter the grace."""
    assert look("法治政府建设年度报告", *published).due == day(due)


def test_weekly_rhythm_is_not_learned_from_dates() -> None:
    """Busy columns look weekly by chance, and the notice names 旬 as the shortest."""
    weekly = [str(TODAY - datetime.timedelta(days=30 + 7 * n)) for n in range(40)]

    assert look("招商引资", *weekly).rule == "other"


def test_no_clear_rhythm_is_none() -> None:
    """R82: honestly no rhythm, so the advice of six months holds."""
    days = ["2026-01-05", "2026-01-06", "2026-03-20", "2026-03-29", "2026-08-02", "2026-10-30"]

    assert look("招商引资", *days).rule == "other"


def test_year_without_holidays_is_said() -> None:
    """Working days of a year nobody has announced are not guessed."""
    items = tuple(
        Item(
            f"{2026 + number // 12}年{number % 12 + 1}月份价格",
            first_day(24312 + number + 1, Period.MONTH),
        )
        for number in range(12)
    )
    column = Column("u", "价格月报", items)
    today = day("2027-01-20")
    known = Knowledge(shipped_rules(today), Calendar(frozenset(), frozenset(), frozenset({2027})))

    assert column_state(column, today).notes == ("没有2027年的节假日安排，期限未计入该年节假日",)
    assert column_state(column, today, known).notes == ()


def test_holidays_move_a_short_period() -> None:
    """春节 of 2026 lies between the January and the February issue."""
    months = [*((2025, month) for month in range(4, 13)), (2026, 1)]
    items = tuple(
        Item(f"{year}年{month}月份价格", datetime.date(year, month, 28)) for year, month in months
    )
    today = day("2026-03-01")
    without = Knowledge(
        shipped_rules(today), Calendar(frozenset(), frozenset(), frozenset({2025, 2026}))
    )
    usual = column_state(Column("u", "价格月报", items), today, without)
    moved = column_state(Column("u", "价格月报", items), today, shipped_knowledge(today))

    assert usual.due is not None
    assert moved.due is not None
    assert (moved.due - usual.due).days == 8


@given(DAYS, st.integers(0, 60))
def test_months_are_exact(start: datetime.date, months: int) -> None:
    """Never beyond the month meant, and the same day of it wherever there is one."""
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + datetime.timedelta(days=1)).day == 1


@given(DAYS, st.sampled_from(Period))
def test_every_day_lies_in_its_period(one: datetime.date, period: Period) -> None:
    number = number_of(one, period)

    assert first_day(number, period) <= one <= last_day(number, period)
    assert last_day(number, period) + datetime.timedelta(days=1) == first_day(number + 1, period)


@given(st.lists(st.dates(datetime.date(2018, 1, 1), TODAY), min_size=1, max_size=40), DAYS)
def test_only_what_is_past_its_due_day_is_late(
    published: list[datetime.date], today: datetime.date
) -> None:
    """Whatever the history: late is after the due day, and the age is that of the latest item."""
    column = Column("u", "公开", tuple(Item("情况", one) for one in published))
    seen = column_state(column, max(today, TODAY))

    assert seen.due is not None
    assert (seen.state is State.STALE) == (max(today, TODAY) > seen.due)
    assert seen.last_published == max(published)
    assert seen.due > max(published)
