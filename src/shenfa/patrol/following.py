"""What a page names becomes what is wanted, each address once, and no calendar without end."""

from collections.abc import Iterable, Iterator

from shenfa.patrol.address import Nature, canonical, form_of, is_trap, nature_of, shape_of
from shenfa.patrol.reading import Link
from shenfa.patrol.robots import may_read
from shenfa.patrol.visits import Place
from shenfa.patrol.walk import Walk

NOBODY = frozenset({Nature.INTRANET, Nature.LOCAL})
MOST_VARIANTS = 50
"""Addresses of one form that pages of that form alone lead to, beyond which it is a calendar."""
MOST_OF_A_FORM = 20_000
NOT_FROM_HERE = -1
"""What this page may not lead to, though another may."""
DEEPEST = 200


def follow(
    walk: Walk, place: Place, links: Iterable[Link], more: Iterable[tuple[str, Nature]]
) -> Iterator[int]:
    """Want what a page names, and yield the numbers of it."""
    base = place.url.rpartition("/")[0]
    numbers: set[int] = set()
    for link in links:
        raw = link.raw
        is_whole = raw[:1] == "/" and raw[1:2] != "/"
        key = ("" if is_whole else base, raw, link.use)
        number = walk.known.get(key)
        if number is None:
            number = _want(walk, raw, link.use, place)
            if number != NOT_FROM_HERE:
                walk.known[key] = number
        if number > 0:
            numbers.add(number)
    for url, use in more:
        number = _want(walk, url, use, place)
        if number > 0:
            numbers.add(number)
    return iter(numbers)


def _want(walk: Walk, raw: str, use: Nature, place: Place) -> int:
    """Return the number of an address, 0 for what is nothing to follow, or NOT_FROM_HERE."""
    url = canonical(raw, place.url)
    if url is None:
        return 0
    nature = nature_of(url, use, walk.site.netlocs)
    if nature in NOBODY:
        return walk.frontier.skip(url, nature, place.depth + 1)
    known = walk.frontier.ids.get(url)
    if known is not None and known in walk.frontier.wanted:
        return known
    if nature is not Nature.EXTERNAL and not _may_go(walk, url, nature, place):
        return NOT_FROM_HERE
    return walk.frontier.put(url, nature, place.depth + 1)


def _may_go(walk: Walk, url: str, nature: Nature, place: Place) -> bool:
    if walk.idle[shape_of(url)] > MOST_VARIANTS:
        return False
    if is_trap(url) or place.depth >= DEEPEST or not may_read(walk.robots, url):
        return False
    if "?" not in url or nature is Nature.LIST:
        return True
    frontier, form = walk.frontier, form_of(url)
    frontier.variants[form] += 1
    if form == form_of(place.url):
        # Pages that lead to their like for ever are a calendar; lists lead to articles as well.
        frontier.loops[form] += 1
        if frontier.loops[form] > MOST_VARIANTS + walk.fruits[form]:
            return False
    return frontier.variants[form] <= MOST_OF_A_FORM
