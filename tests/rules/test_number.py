"""The number family as a whole: every impossible day is found, and good prose stays silent (R10)."""

import calendar
import datetime
import time
from functools import cache

import pytest

from shenfa.audit.engine import Engine, audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import ContentKind, Context, Document, Family, Finding, Passage, Severity

SECONDS = 2
DATE = datetime.date(2026, 11, 24)
PRESENT = Context(date=DATE)
SILENT = (
    "2026年2月28日至3月30日公示，2028年2月29日复查。",
    "会议定于2026年11月24日（星期二）14:30召开，每周二、周四接听热线12345。",
    "从业26年5个月，历时3年10个月，刑期10年6个月。",
    "增速为5%～10%，补助3万～5万元，年产30～50吨，工期2026—2030年。",
    "全镇约300人，近30多年来共有1,234户搬迁，其中200余户已脱贫。",
    "第3、4条和附件1、2中的个别表述已修改，第二个、十二个单位均已报送。",
    "占比由5%提高到7%，提高2个百分点；投诉量下降50%，产量增加2倍。",
    "新建厂房50平方米，装机容量500kW，用电300kW·h，5G基站覆盖12个村。",
    "联系电话：023-75550107，监督电话：023-12388，手机：138****0000。",
    "比分为25:22，比例为1:60，地图比例尺为1:50000。",
    "正月十五、五四青年节、“3·15”国际消费者权益日期间举办活动。",
    "每亩补助500元，标准为100元/人，票价30元。",
    "三分之二以上代表同意，完成率为120%，百分之三十的项目已竣工。",
    "二次供水、二级公路、二期工程、二孩政策、二维码均按规定执行。",
    "2026年年底、5月月末、8日日终、2025年年均数据已汇总。",
)


@cache
def engine() -> Engine:
    return engine_of(
        tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.NUMBER)
    )


def check(text: str, context: Context = PRESENT) -> tuple[Finding, ...]:
    return audit(engine(), Document("x", (Passage("", text),)), context).findings


def marked(text: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in check(text)]


def test_a_day_that_is_none_gives_one_finding_on_it() -> None:
    assert marked("经研究，2026年2月30日前完成。") == ["2026年2月30日"]


@pytest.mark.parametrize("text", SILENT)
@pytest.mark.parametrize("kind", [ContentKind.OFFICIAL, ContentKind.GENERAL])
def test_good_prose_is_left_alone(text: str, kind: ContentKind) -> None:
    assert check(text, Context(kind, DATE)) == ()


@pytest.mark.parametrize("year", [2024, 2026])
def test_every_impossible_day_is_found_and_no_real_one(year: int) -> None:
    wrong = [
        text
        for month in range(15)
        for day in range(100)
        if bool(marked(text := f"于{year}年{month}月{day}日办理"))
        is (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1])
    ]

    assert wrong == []


@pytest.mark.parametrize("month", range(1, 13))
def test_every_impossible_day_in_chinese_numerals_is_found(month: int) -> None:
    ordinals = ["", *"一二三四五六七八九"]
    months = [*ordinals[1:], "十", "十一", "十二"]
    days = [f"{tens}{ones}" for tens in ("", "十", "二十", "三十") for ones in ordinals][1:]
    last = calendar.monthrange(2026, month)[1]
    found = [
        day
        for day, name in enumerate(days, start=1)
        if marked(f"二〇二六年{months[month - 1]}月{name}日印发")
    ]

    assert found == list(range(last + 1, 40))


@pytest.mark.parametrize(
    "day", [datetime.date(2026, 1, 1) + datetime.timedelta(i) for i in range(7)]
)
def test_only_the_right_weekday_is_silent(day: datetime.date) -> None:
    silent = [
        name
        for name in "一二三四五六日"
        if not marked(f"{day.year}年{day.month}月{day.day}日（星期{name}）召开")
    ]

    assert silent == ["一二三四五六日"[day.weekday()]]


def test_without_a_date_of_the_text_nothing_is_presumed_about_the_year() -> None:
    text = "会议定于11月24日（星期一）召开"

    assert check(text, Context()) == ()
    assert [finding.severity for finding in check(text)] == [Severity.WARNING]


def test_a_deadline_before_the_date_of_the_text_is_no_mistake() -> None:
    assert check("已于2026年5月8日前完成。") == ()


@pytest.mark.parametrize(
    "text",
    [
        *("1" * 50_000, "1,1" * 20_000, "1、2" * 20_000, "约1" * 20_000, "2026年" * 10_000),
        *("电话1-" * 10_000, "1至2月3日、" * 10_000, "每人1元/" * 10_000, "由1%增" * 10_000),
        *("一" * 50_000 + "年零", "约一万" * 10_000 + "左右", "近十" * 20_000, "0 " * 20_000),
    ],
    ids=lambda text: text[:6],
)
def test_odd_text_is_checked_in_time(text: str) -> None:
    start = time.process_time()
    check(text)

    assert time.process_time() - start < SECONDS
