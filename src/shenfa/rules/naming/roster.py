"""The county's leaders in a line of text: a post and the name beside it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shenfa.rules.citing.past import YEAR, sentence
from shenfa.rules.naming.present import stands_alone
from shenfa.text import Context, County, Leader
from shenfa.text.regions import quotations, touches

HAN = r"[\u4e00-\u9fff㐀-䶿]"
NAME = re.compile(rf"{HAN}{{2,4}}")
AFTER = re.compile(
    r"$|[^\u4e00-\u9fff㐀-䶿]|同志|率|出席|参加|主持|带队|带领|陪同|调研|表示|指出|强调|要求|介绍|说|讲|作|致|宣布|代表"
    r"|到|赴|前往|深入|一行|等|在|对|向|为|与|和|及|主|任|的|会见|会同|签|检查|督导|慰问|走访|看望|听取|分别|先后|也|还|就"
)
"""What may follow a name: its end, or a word that speaks of the person."""
FORMER = re.compile(r"(?:原|前|时任|曾任|历任|候任|拟任|原任|代|副|第一|常务|名誉)$")
UNNAMED = re.compile(r"[某××xX*＊○□]")
YEARS_OF_NOW = 1


@dataclass(frozen=True, slots=True)
class Posted:
    """A post in a line and what stands where the name belongs."""

    post: str
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The leaders on a day: who holds which post, and every name that was ever listed."""

    holders: dict[str, tuple[Leader, ...]]
    names: frozenset[str]
    posts: re.Pattern[str] | None
    lengths: tuple[int, ...]

    def posts_of(self, name: str) -> tuple[str, ...]:
        """Return the posts somebody holds."""
        return tuple(
            post
            for post, leaders in self.holders.items()
            if any(one.name == name for one in leaders)
        )


@lru_cache(maxsize=64)
def roster(county: County, date: datetime.date | None) -> Roster:
    """Return the roster of a day; posts of the past are known, and nobody holds them."""
    holders: dict[str, list[Leader]] = {one.post: [] for one in county.leaders}
    for one in county.leaders:
        if one.holds_on(date):
            holders[one.post].append(one)
    posts = sorted(holders, key=len, reverse=True)
    return Roster(
        {post: tuple(found) for post, found in holders.items()},
        frozenset(one.name for one in county.leaders),
        re.compile("|".join(map(re.escape, posts))) if posts else None,
        tuple(sorted({len(one.name) for one in county.leaders}, reverse=True)),
    )


def posted(text: str, context: Context, listed: Roster) -> Iterator[Posted]:
    """Yield every post of the roster that is directly followed by what may be a name."""
    if listed.posts is None:
        return
    for match in listed.posts.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 12) : start]
        if FORMER.search(before) or touches(quotations(text), start, end):
            continue
        # 彭水县委书记 is somebody else's: what stands before the post must be ours, or no name.
        if not (stands_alone(text, start) or before.endswith(tuple(context.county.names))):
            continue
        if _is_of_another_time(text, start, end, context.date):
            continue
        place = end + (text[end : end + 1] in (" ", "\u3000"))
        for length in listed.lengths:
            name = text[place : place + length]
            if (
                NAME.fullmatch(name)
                and len(name) == length
                and not UNNAMED.search(name)
                and AFTER.match(text, place + length)
            ):
                yield Posted(match[0], place, place + length, name)


def _is_of_another_time(text: str, start: int, end: int, date: datetime.date | None) -> bool:
    """Return whether the sentence names a year that is not the text's own or the one before."""
    if date is None:
        return False
    first, last = sentence(text, start, end)
    return any(
        int(year["year"]) < date.year - YEARS_OF_NOW for year in YEAR.finditer(text, first, last)
    )
