"""A walk through a site under way: what it knows, and how it was told to go."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

from shenfa.patrol.address import Nature
from shenfa.patrol.content import Auditor
from shenfa.patrol.fetch import Answer, Ask, Terms, visit_many
from shenfa.patrol.frontier import Frontier
from shenfa.patrol.site import Site
from shenfa.patrol.visits import Place


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is walked. ``pauses`` are seconds before each new try of what was dead.

    ``read_time`` tells by the clock on the wall whether the site may be visited now.
    """

    terms: Terms
    pauses: tuple[float, ...]
    sleep: Callable[[float], None]
    tell: Callable[[int, int], None]
    read_time: Callable[[], datetime.datetime]
    most_pages: int = 0


@dataclass(slots=True)
class Walk:
    """A walk under way."""

    site: Site
    frontier: Frontier
    auditor: Auditor
    plan: Plan
    robots: RobotFileParser
    flying: dict[int, Place] = field(default_factory=dict)
    known: dict[tuple[str, str, Nature], int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    idle: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fruits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pages: int = 0
    done: int = 0


def visits(walk: Walk, take: Callable[[], Ask | None]) -> Iterator[Answer]:
    """Make the visits that ``take`` gives, and none outside the hours that the site allows."""
    window, plan = walk.site.target.window, walk.plan
    if window is None:
        yield from visit_many(take, plan.terms)
        return
    is_left = True

    def take_within() -> Ask | None:
        nonlocal is_left
        if window.seconds_to_wait(plan.read_time()):
            is_left = True
            return None
        ask = take()
        is_left = ask is not None
        return ask

    while is_left:
        wait = window.seconds_to_wait(plan.read_time())
        if wait:
            walk.frontier.save()
            plan.sleep(wait)
        yield from visit_many(take_within, plan.terms)
