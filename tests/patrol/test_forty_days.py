"""Scenario S7, the part of columns, accounts and pages: forty days, one patrol a day (R61–R65, R80–R92).

Everything that happens stands in the tables at the head; the tests say on which day it is seen.
"""

import datetime
from collections.abc import Iterator
from functools import cache

from shenfa.lexicons.calendar import shipped_calendar
from shenfa.patrol.accounts import (
    Account,
    Probe,
    Registered,
    SeenAccount,
    account_state,
    count_question,
    register_faults,
)
from shenfa.patrol.checks import home, wrong_charset
from shenfa.patrol.fetch import Failure
from shenfa.patrol.fetch import Probe as Fetch
from shenfa.patrol.freshness import Column, ColumnState, Item, State, column_state
from shenfa.patrol.kinds import MEANINGS
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.media_sheet import Post
from shenfa.patrol.reading import decode, read_page
from shenfa.patrol.reconciliation import CHINA, Approved, LivePage, reconcile, surges, text_hash
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import site_of
from shenfa.patrol.standing import Folded, Observed, Standing, fold_visit, missed_days
from shenfa.patrol.survey import Survey
from shenfa.patrol.target import Target
from shenfa.text import Severity

FIRST = datetime.date(2027, 1, 25)
DAY = datetime.timedelta(days=1)
MISSED = 22
PLATFORMS = ("抖音", "微信订阅号", "快手", "新浪微博")
REGISTER = (
    *(Registered(one, "平安虚谷", "县公安局", f"https://{one}/pa") for one in PLATFORMS),
    Registered("微信视频号", "虚谷融媒", "县融媒体中心", "https://sph/xg"),
)
SILENT_FROM, CURED_ON = 3, 30
CERTIFICATE_ENDS, CERTIFICATE_RENEWED = 12, 16
GARBLED_FROM, GARBLED_UNTIL = 15, 25
HOME = "https://xg/"
FILLED_ON = 33


def date(number: int) -> datetime.date:
    """Return a day of the scenario; the first is 1."""
    return FIRST + DAY * (number - 1)


def at(number: int) -> datetime.datetime:
    """Return when that day's patrol runs."""
    return datetime.datetime.combine(date(number), datetime.time(6), CHINA)


def columns(today: int) -> Iterator[Column]:
    """Yield the columns as the public sees them on a day."""
    news = [Item("竹沟信息", date(one)) for one in range(-5, SILENT_FROM + 1)]
    if today >= 10:
        news.append(Item("没有日期的一条", None))
    if today >= CURED_ON:
        news.append(Item("竹沟信息", date(CURED_ON)))
    if today >= FILLED_ON:
        news += [Item("补录", date(20 + one)) for one in range(5)]
    yield Column("http://xg/zgdt/", "竹沟动态", tuple(news))
    yield Column("http://xg/ndyw/", "年度要闻", (Item("要闻", date(today)),))
    yield Column("http://xg/zcwj/", "政策文件", (Item("办法", datetime.date(2026, 8, 31)),))
    quarters = [(year, part) for year in (2024, 2025, 2026) for part in range(4)][:9]
    yield Column(
        "http://xg/jg/",
        "价格监测",
        tuple(
            Item(
                f"{year}年第{'一二三四'[part]}季度价格监测",
                datetime.date(year + (part == 3), (part * 3 + 3) % 12 + 1, 18),
            )
            for year, part in quarters
        ),
    )
    profile = datetime.date(2026, 2, 20) if today < 36 else date(36)
    yield Column("http://xg/zgjj/", "竹沟镇简介", (Item("竹沟镇简介", profile),))


def accounts(today: int) -> Iterator[Account]:
    for one in REGISTER:
        probes = (Probe(date(today), fails=("评论", "私信")),) if "视频" in one.platform else ()
        last = 2 if one.platform == "快手" else today
        yield Account(one, (Post(date(last), "作品", one.name, one.platform),), probes)


def seen_accounts(today: int) -> Iterator[SeenAccount]:
    for one in REGISTER:
        renamed = today >= 18 and one.platform == "微信订阅号"
        yield SeenAccount(one.platform, "虚谷警方" if renamed else one.name, one.page)
    if today >= 20:
        yield SeenAccount("今日头条", "平安虚谷", "https://toutiao/pa")


def pages(today: int) -> Iterator[LivePage]:
    """Yield what stands in the column: approved ones, and five that were filled in on one day."""
    for one in range(1, SILENT_FROM + 1):
        if one <= today:
            yield LivePage(
                f"http://xg/zgdt/{one}", (text_hash(f"正文{one}"),), date(one), at(one), "zgdt"
            )
    if today >= FILLED_ON:
        for one in range(5):
            shown = date(20 + one)
            yield LivePage(
                f"http://xg/zgdt/b{one}", (text_hash(f"补{one}"),), shown, at(FILLED_ON), "zgdt"
            )


APPROVED = tuple(
    Approved(f"http://xg/zgdt/{one}", text_hash(f"正文{one}"), at(one) - DAY / 12)
    for one in range(1, SILENT_FROM + 1)
)


def states(today: int) -> dict[str, ColumnState]:
    return {one.name: column_state(one, date(today)) for one in columns(today)}


def home_page(today: int) -> Fetch:
    """How the home page answers: from the day after, nobody can vouch for its certificate."""
    if CERTIFICATE_ENDS < today < CERTIFICATE_RENEWED:
        return Fetch(0, 0.2, Failure.TLS)
    ends = at(CERTIFICATE_ENDS + 1) if today <= CERTIFICATE_ENDS else at(today) + DAY * 365
    return Fetch(200, 0.3, None, ends)


def page_sightings(today: int) -> Iterator[Sighting]:
    """What the profile of a town shows; a new template calls its GBK text UTF-8 for ten days."""
    site = site_of(Target(HOME), at(today))
    garbled = GARBLED_FROM <= today < GARBLED_UNTIL
    text = "<html><head><meta charset=utf-8><title>竹沟镇</title></head><body><p>竹沟镇位于县境北部</p>"
    body = text.encode("gb18030" if garbled else "utf-8")
    page = read_page(decode(body, "text/html"), "https://xg/zg/", site.names, site.day)
    yield from wrong_charset.check(page, site)
    survey = Survey(site, {}, (), {}, {}, {}, {}, (), home=home_page(today))
    yield from home.check(survey)


def visits(today: int) -> list[datetime.datetime]:
    return [at(one) for one in range(1, today + 1) if one != MISSED]


def observed(today: int) -> Iterator[Observed]:
    """Yield what one patrol finds."""
    limits = shipped_limits(date(today))
    for state in states(today).values():
        if state.kind:
            yield Observed(state.kind, state.url, state.severity, 1, (state.url,), {}, state.basis)
    for account in accounts(today):
        for kind in account_state(account, date(today), limits).kinds:
            page = account.registered.page
            yield Observed(kind, page, Severity.ERROR, 1, (page,), {})
    for fault in register_faults(REGISTER, seen_accounts(today)):
        yield Observed(fault.kind, fault.page, fault.severity, 1, (fault.page,), {})
    for one in page_sightings(today):
        meaning = MEANINGS[one.kind]
        yield Observed(one.kind, one.target, meaning.severity, 1, (one.page,), dict(one.evidence))
    live = list(pages(today))
    for found in (*reconcile(live, APPROVED, visits(today)), *surges(live, visits(today), limits)):
        yield Observed(
            found.kind, found.target, Severity.ERROR, 1, found.pages, dict(found.evidence)
        )


@cache
def forty_days() -> dict[int, Folded]:
    """Run one patrol a day, day 22 left out as nobody was there."""
    standing: tuple[Standing, ...] = ()
    folded: dict[int, Folded] = {}
    for today in range(1, 41):
        if today != MISSED:
            folded[today] = fold_visit(standing, observed(today), at(today), lambda _: True)
            standing = folded[today].standing
    return folded


def opened() -> dict[tuple[str, str], int]:
    """Return the day on which each observation was first told."""
    return {one.observed.key: today for today, fold in forty_days().items() for one in fold.opened}


def cured() -> dict[tuple[str, str], int]:
    return {one.observed.key: today for today, fold in forty_days().items() for one in fold.cured}


def test_silent_column_is_warned_of_on_day_14_and_found_on_day_15() -> None:
    """The undated item of day 10 changes nothing."""
    by_day = {today: states(today)["竹沟动态"] for today in range(1, 30)}

    assert [today for today, one in by_day.items() if one.state is State.DUE] == [17]
    assert [t for t, one in by_day.items() if one.state is State.STALE] == [*range(18, 30)]
    assert (by_day[17].age_days, by_day[18].age_days) == (14, 15)
    assert by_day[18].undated == 1
    assert opened()["column_stale", "http://xg/zgdt/"] == 18


def test_cured_column_closes_itself_after_two_clean_visits() -> None:
    assert cured()["column_stale", "http://xg/zgdt/"] == 31
    assert cured()["fixed_page_stale", "http://xg/zgjj/"] == 37


def test_clash_of_the_yearly_news_is_shown_and_harms_nobody() -> None:
    assert {len(states(today)["年度要闻"].clashes) for today in range(1, 41)} == {1}
    assert ("column_stale", "http://xg/ndyw/") not in opened()


def test_policy_column_of_31_august_is_late_on_1_march() -> None:
    late = [today for today in range(1, 41) if states(today)["政策文件"].state is State.STALE]

    assert date(late[0]) == datetime.date(2027, 3, 1)
    assert opened()["column_stale", "http://xg/zcwj/"] == late[0]


def test_quarterly_column_is_a_warning_with_the_missing_issue_named() -> None:
    """Nine quarters of history, then nothing: the issue after the last one is named."""
    seen = states(1)["价格监测"]

    assert (seen.period, seen.is_confirmed, seen.state) == ("quarter", False, "stale")
    assert seen.severity is Severity.WARNING
    assert seen.missing == ("2026年第二季度",)


def test_township_profile_older_than_a_year() -> None:
    """Of 20 February: the day a year later still passes."""
    assert date(opened()["fixed_page_stale", "http://xg/zgjj/"]) == datetime.date(2027, 2, 21)


def test_certificate_is_told_of_before_it_ends_and_closes_the_site_when_it_has() -> None:
    told, gone = opened(), cured()

    assert told["certificate_expiring", HOME] == 1
    assert gone["certificate_expiring", HOME] == CERTIFICATE_ENDS + 2
    assert told["home_unavailable", HOME] == CERTIFICATE_ENDS + 1
    assert gone["home_unavailable", HOME] == CERTIFICATE_RENEWED + 1


def test_a_page_that_turns_to_nonsense_is_found_on_that_day() -> None:
    assert opened()["charset_mismatch", "https://xg/zg/"] == GARBLED_FROM
    assert cured()["charset_mismatch", "https://xg/zg/"] == GARBLED_UNTIL + 1


def test_accounts() -> None:
    """Rename and unapproved account within one patrol; the same name is four accounts."""
    told = opened()

    assert told["renamed_account", "https://微信订阅号/pa"] == 18
    assert told["unregistered_account", "https://toutiao/pa"] == 20
    assert told["newmedia_stale", "https://快手/pa"] == 17
    assert told["newmedia_no_interaction", "https://sph/xg"] == 1
    assert [kind for kind, _ in told].count("newmedia_stale") == 1


def test_dated_back_and_filled_in_bulk_before_the_inspection() -> None:
    told = opened()
    back = {target for (kind, target), today in told.items() if kind == "backdated"}
    (surge,) = [
        one for one in forty_days()[FILLED_ON].opened if one.observed.kind == "surge_update"
    ]

    assert back == {f"http://xg/zgdt/b{one}" for one in range(5)}
    assert {told["backdated", one] for one in back} == {FILLED_ON}
    assert {told["unapproved_page", one] for one in back} == {FILLED_ON}
    assert surge.observed.pages == tuple(f"http://xg/zgdt/b{one}" for one in range(5))
    assert surge.observed.evidence["first_seen"] == f"{at(33).isoformat()}/{at(33).isoformat()}"


def test_one_fault_is_told_once() -> None:
    """Forty days of a standing fault are one row with its count."""
    last = forty_days()[40].standing
    keys = [one.observed.key for one in last]
    sph = next(one for one in last if one.observed.kind == "newmedia_no_interaction")

    assert len(keys) == len(set(keys))
    assert (sph.visits, sph.first_seen, sph.last_seen) == (39, at(1), at(40))


def test_missed_patrol_is_known_and_cannot_be_filled_in() -> None:
    done = [one.astimezone(CHINA).date() for one in visits(40)]

    assert missed_days(done, date(1), date(40)) == (date(MISSED),)


def test_year_without_holidays_is_said() -> None:
    """The scenario plays in a year whose holidays came with no version so far."""
    column = Column("u", "价格月报", (Item("2026年12月价格", date(1)),))

    assert 2027 not in shipped_calendar().years
    assert column_state(column, date(2)).notes


def test_stated_and_listed_accounts_stay_open() -> None:
    assert count_question(13, REGISTER)
