"""A walk through a site under way: what it knows, and how it was told to go."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

from shenfa.patrol.address import Nature
from shenfa.patrol.content import Auditor
from shenfa.patrol.fetch import Terms
from shenfa.patrol.frontier import Frontier
from shenfa.patrol.site import Site
from shenfa.patrol.visits import Place


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is walked. ``pauses`` are seconds before each new try of what was dead."""

    terms: Terms
    pauses: tuple[float, ...]
    sleep: Callable[[float], None]
    tell: Callable[[int, int], None]
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
