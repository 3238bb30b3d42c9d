"""New-media accounts: when they last posted, whether people are answered, and whose they are.

Every account is updated within two weeks and offers working interaction (R89, R90). Its key is
platform and account: the same name on four platforms is four accounts (R87).
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.patrol.freshness import Column, ColumnState, Item, State, column_state
from shenfa.patrol.media_sheet import Post
from shenfa.text import Severity, fold

COLUMNS = ("platform", "aliases", "evidence")
EVERY_WAY = ("评论", "留言", "私信")
"""What is looked for on a platform that is not in the list."""
SPEECHLESS = 10
CLOSED = r"{way}(?:功能)?\s?(?:已关闭|未开通|暂不|不可用)|(?:关闭|未开通|未开放|不支持){way}"


class Interacts(StrEnum):
    """Whether an account answers people (有、无、未核验)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Registered:
    """One account of the register; ``page`` is its public page or number, empty if not known."""

    platform: str
    name: str
    owner: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class SeenAccount:
    """One account as patrol met it."""

    platform: str
    name: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a person (or a page) showed about the interaction of an account on a day.

    ``works`` are the ways that were tried and worked (留言, 评论 …), ``fails`` those that did not.
    """

    day: datetime.date
    works: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of one account: its row of the register, its posts, its probes."""

    registered: Registered
    posts: tuple[Post, ...] = ()
    probes: tuple[Probe, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountState:
    """What is said about an account on a day; ``notes`` say what was not known."""

    account: Registered
    state: State
    last_post: datetime.date | None
    age_days: int | None
    due: datetime.date | None
    interacts: Interacts
    evidence: str
    notes: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of observation it makes."""
        return (
            *(("newmedia_stale",) if self.state is State.STALE else ()),
            *(("newmedia_no_interaction",) if self.interacts is Interacts.NO else ()),
        )


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """What does not agree with the register: a renamed account, or one that is not in it."""

    kind: str
    platform: str
    name: str
    page: str
    severity: Severity
    registered: Registered | None
    message: str


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform: what people call it, and what counts there as interaction."""

    name: str
    aliases: frozenset[str]
    evidence: tuple[str, ...]


@cache
def shipped_platforms() -> tuple[Platform, ...]:
    """Return the platforms of lexicons/data/account_platforms.tsv."""
    return tuple(
        Platform(name, frozenset(aliases.split("|")), tuple(evidence.split("|")))
        for name, aliases, evidence in (
            row.values for row in read_lexicon("account_platforms", COLUMNS)
        )
    )


def platform_of(written: str) -> str:
    """Return the platform that a word means; an unknown one stays as it is written."""
    word = fold(written).text.strip()
    return next(
        (one.name for one in shipped_platforms() if word == one.name or word in one.aliases), word
    )


def probe_of_page(platform: str, text: str, day: datetime.date) -> Probe:
    """Return what the public page of an account shows of interaction, by the words on it.

    A page with hardly any words (a script that wants a browser) shows nothing, for or against.
    """
    if len(_plain(text)) < SPEECHLESS:
        return Probe(day)
    ways = _evidence(platform) or EVERY_WAY
    plain = fold(text).text
    closed = {way for way in ways if re.search(CLOSED.format(way=re.escape(way)), plain)}
    works = tuple(way for way in ways if way in plain and way not in closed)
    return Probe(day, works, tuple(way for way in ways if way not in works))


def with_posts(
    register: Iterable[Registered], posts: Iterable[Post]
) -> tuple[tuple[Account, ...], tuple[SeenAccount, ...]]:
    """Sort posts to their accounts; the accounts of posts that fit none are returned apart."""
    sorted_posts: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        key = platform_of(post.platform), _plain(post.account)
        sorted_posts.setdefault(key, []).append(post)
    accounts = tuple(
        Account(one, tuple(sorted_posts.pop((platform_of(one.platform), _plain(one.name)), ())))
        for one in register
    )
    others = (rest[0] for rest in sorted_posts.values())
    return accounts, tuple(SeenAccount(platform_of(post.platform), post.account) for post in others)


def account_state(
    account: Account, today: datetime.date, limits: Mapping[str, int]
) -> AccountState:
    """Judge one account on a day in China."""
    row = account.registered
    items = tuple(Item(post.title, post.published, post.url) for post in account.posts)
    fresh = column_state(Column(row.page, row.name, items, rule="account"), today)
    interacts, evidence, notes = _interaction(account, today, limits)
    return AccountState(
        account=row,
        state=fresh.state if account.posts else State.UNDECIDED,
        last_post=fresh.last_published,
        age_days=fresh.age_days,
        due=fresh.due,
        interacts=interacts,
        evidence=evidence,
        notes=(*_unknown(account, fresh), *notes),
    )


def register_faults(
    register: Sequence[Registered], seen: Iterable[SeenAccount]
) -> Iterator[RegisterFault]:
    """Yield the accounts that were met under another name, or are not registered (R91, R92)."""
    for one in seen:
        platform = platform_of(one.platform)
        same = [row for row in register if platform_of(row.platform) == platform]
        known = next((row for row in same if one.page and row.page == one.page), None)
        if known is not None:
            if _plain(known.name) != _plain(one.name):
                message = f"{platform}账号“{known.name}”已改名为“{one.name}”，请报备案"
                yield _fault("renamed_account", one, known, message)
            continue
        named = next((row for row in same if _plain(row.name) == _plain(one.name)), None)
        if named is None:
            message = f"{platform}账号“{one.name}”未登记，请核实是否经同意开设"
            yield _fault("unregistered_account", one, None, message)
        elif named.page and one.page:
            message = f"{platform}账号“{one.name}”与登记账号同名而网址不同，请核实是否冒名或另开"
            yield _fault("unregistered_account", one, named, message)


def count_question(stated: int, register: Sequence[Registered]) -> str:
    """Return the open question where a register states another number than it lists (R88)."""
    if stated == len(register):
        return ""
    return f"称有{stated}个账号，列出{len(register)}个，请向报送单位核对"


def _fault(kind: str, one: SeenAccount, known: Registered | None, message: str) -> RegisterFault:
    return RegisterFault(
        kind, platform_of(one.platform), one.name, one.page, Severity.ERROR, known, message
    )


def _interaction(
    account: Account, today: datetime.date, limits: Mapping[str, int]
) -> tuple[Interacts, str, tuple[str, ...]]:
    """Return whether it interacts, by what that shows, and what is missing to say so."""
    wanted = _evidence(account.registered.platform)
    recent = [
        probe
        for probe in sorted(account.probes, key=lambda probe: probe.day)
        if 0 <= (today - probe.day).days <= limits["interaction_days"]
        and (probe.works or probe.fails)
    ]
    if recent:
        latest = recent[-1]
        works = [way for way in latest.works if not wanted or way in wanted]
        if works:
            return Interacts.YES, f"{latest.day}核验{'、'.join(works)}可用", ()
        return Interacts.NO, f"{latest.day}核验{'、'.join(latest.fails or wanted)}不可用", ()
    posts = sorted(
        (post for post in account.posts if post.published <= today), key=lambda post: post.published
    )
    near = [post for post in posts if (today - post.published).days <= limits["interaction_days"]]
    answered = [post for post in near if post.replies]
    if answered:
        return Interacts.YES, f"{answered[-1].published}有回复{answered[-1].replies}条", ()
    asked = f"请核验互动功能（{'、'.join(wanted)}）" if wanted else "请核验互动功能"
    latest_posts = posts[-limits["interaction_posts"] :]
    silent = [post for post in latest_posts if post.comments == 0 and not post.replies]
    if len(silent) == limits["interaction_posts"]:
        return Interacts.UNKNOWN, f"最近{len(silent)}条没有评论和回复", (asked,)
    return Interacts.UNKNOWN, "", (asked,)


def _evidence(platform: str) -> tuple[str, ...]:
    name = platform_of(platform)
    return next((one.evidence for one in shipped_platforms() if one.name == name), ())


def _unknown(account: Account, fresh: ColumnState) -> tuple[str, ...]:
    if not account.posts:
        return ("没有发布记录，请导入平台导出的清单或登记最近一次发布",)
    if fresh.future:
        return (f"{fresh.future}条发布时间晚于今天，未计入",)
    return ()


def _plain(name: str) -> str:
    return "".join(fold(name).text.split())
