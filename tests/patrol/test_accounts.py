"""New-media accounts: two weeks, interaction by evidence, names against the register (R87–R92)."""

import datetime

import pytest

from shenfa.patrol.accounts import (
    Account,
    AccountState,
    Probe,
    Registered,
    SeenAccount,
    account_state,
    count_question,
    platform_of,
    probe_of_page,
    register_faults,
    with_posts,
)
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.media_sheet import Post

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
LIMITS = shipped_limits(TODAY)
PLATFORMS = ("抖音", "微信订阅号", "快手", "新浪微博")
REGISTER = tuple(
    Registered(platform, "平安虚谷", "县公安局", f"https://{number}.example/pa")
    for number, platform in enumerate(PLATFORMS)
)


def post(age: int, **more: int) -> Post:
    return Post(TODAY - DAY * age, "作品", "平安虚谷", "抖音", **more)


def check(*posts: Post, probes: tuple[Probe, ...] = ()) -> AccountState:
    return account_state(Account(REGISTER[0], posts, probes), TODAY, LIMITS)


@pytest.mark.parametrize(
    ("age", "state", "kinds"),
    [
        (0, "fresh", ()),
        (13, "fresh", ()),
        (14, "due", ()),
        (15, "stale", ("newmedia_stale",)),
        (100, "stale", ("newmedia_stale",)),
    ],
)
def test_two_weeks(age: int, state: str, kinds: tuple[str, ...]) -> None:
    """R89: as a column of news, for each account."""
    seen = check(post(age), post(age + 40))

    assert (seen.state, seen.age_days, seen.kinds) == (state, age, kinds)
    assert seen.due == TODAY - DAY * (age - 14)


def test_without_posts_nothing_is_claimed() -> None:
    seen = check()

    assert (seen.state, seen.kinds) == ("undecided", ())
    assert "没有发布记录，请导入平台导出的清单或登记最近一次发布" in seen.notes


def test_post_of_tomorrow_does_not_count() -> None:
    seen = check(post(-1), post(20))

    assert (seen.state, seen.notes[0]) == ("stale", "1条发布时间晚于今天，未计入")


@pytest.mark.parametrize(
    ("probe", "interacts"),
    [
        (Probe(TODAY - DAY * 3, works=("评论",)), "yes"),
        (Probe(TODAY - DAY * 31, works=("私信",)), "yes"),
        (Probe(TODAY - DAY * 32, works=("评论",)), "unknown"),
        (Probe(TODAY, fails=("评论", "私信")), "no"),
        # What is no interaction on this platform does not count.
        (Probe(TODAY, works=("点赞",)), "no"),
        (Probe(TODAY + DAY, works=("评论",)), "unknown"),
    ],
)
def test_interaction_by_probe(probe: Probe, interacts: str) -> None:
    """R90: evidence per platform, and not older than its month."""
    seen = check(post(1), probes=(probe,))

    assert seen.interacts == interacts
    assert ("newmedia_no_interaction" in seen.kinds) == (interacts == "no")


def test_latest_probe_counts() -> None:
    works, fails = Probe(TODAY - DAY * 9, works=("评论",)), Probe(TODAY, fails=("评论",))

    assert check(probes=(fails, works)).interacts == "no"


def test_interaction_by_replies() -> None:
    assert check(post(3, comments=4, replies=2)).interacts == "yes"
    assert check(post(40, comments=4, replies=2)).interacts == "unknown"


def test_silence_is_no_proof_but_is_shown() -> None:
    """Nobody commenting is not the same as nobody being able to."""
    seen = check(*(post(age, comments=0, replies=0) for age in range(12)))

    assert (seen.interacts, seen.evidence) == ("unknown", "最近10条没有评论和回复")
    assert seen.notes == ("请核验互动功能（评论、私信）",)
    assert check(*(post(age) for age in range(12))).evidence == ""


@pytest.mark.parametrize(
    ("platform", "text", "works"),
    [
        ("视频号", "虚谷融媒 作品 12 评论 3 转发", ("评论",)),
        ("微信订阅号", "平安虚谷 写留言 自定义菜单", ("留言", "自定义菜单")),
        ("抖音", "平安虚谷 作品 12 获赞 3", ()),
        ("抖音", "平安虚谷 评论已关闭 私信", ("私信",)),
        ("抖音", "平安虚谷 该账号未开通私信", ()),
        ("地方平台", "平安虚谷 欢迎给我们留言", ("留言",)),
    ],
)
def test_probe_of_a_page(platform: str, text: str, works: tuple[str, ...]) -> None:
    assert probe_of_page(platform, text, TODAY).works == works


def test_page_without_words_shows_nothing() -> None:
    """A script that wants a browser is no proof that nobody is answered."""
    probe = probe_of_page("抖音", "加载中", TODAY)

    assert check(post(1), probes=(probe,)).interacts == "unknown"


@pytest.mark.parametrize(
    ("written", "platform"),
    [
        ("微博", "新浪微博"),
        ("ＡＰＰ", "移动客户端"),
        ("公众号", "微信订阅号"),
        ("抖音", "抖音"),
        ("地方平台", "地方平台"),
    ],
)
def test_platform(written: str, platform: str) -> None:
    assert platform_of(written) == platform


def faults(*seen: SeenAccount) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in register_faults(REGISTER, seen)]


@pytest.mark.parametrize(
    ("platform", "name", "page", "kind"),
    [
        ("抖音", "平安虚谷", "https://0.example/pa", None),
        ("抖音", "平安 虚谷", "https://0.example/pa", None),
        ("抖音", "平安虚谷", "", None),
        ("微博", "平安虚谷", "https://3.example/pa", None),
        ("抖音", "虚谷公安", "https://0.example/pa", "renamed_account"),
        ("抖音", "虚谷公安", "https://9.example/", "unregistered_account"),
        # The same name elsewhere, or twice on one platform, is another account (R87).
        ("今日头条", "平安虚谷", "", "unregistered_account"),
        ("抖音", "平安虚谷", "https://9.example/", "unregistered_account"),
    ],
)
def test_register(platform: str, name: str, page: str, kind: str | None) -> None:
    """R91, R92: an account that nobody consented to, one that was renamed without filing."""
    assert faults(SeenAccount(platform, name, page)) == ([(kind, name)] if kind else [])


def test_posts_find_their_accounts() -> None:
    """Four accounts of one name; a post of an account that is not registered is not lost."""
    posts = [
        Post(TODAY, "甲", "平安虚谷", "抖音号"),
        Post(TODAY, "乙", "平安 虚谷", "微博"),
        Post(TODAY, "丙", "平安虚谷", "今日头条"),
    ]
    accounts, others = with_posts(REGISTER, posts)

    assert [[one.title for one in account.posts] for account in accounts] == [
        ["甲"],
        [],
        [],
        ["乙"],
    ]
    assert others == (SeenAccount("今日头条", "平安虚谷"),)


def test_stated_and_listed_number_stay_an_open_question() -> None:
    """R88, Q1: 13 stated, 12 listed; nothing is invented."""
    assert count_question(5, REGISTER) == "称有5个账号，列出4个，请向报送单位核对"
    assert count_question(4, REGISTER) == ""
