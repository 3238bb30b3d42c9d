"""A column as it is seen from outside, and what is said about its freshness."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from shenfa.patrol.freshness.periods import Period
from shenfa.text import Severity


class State(StrEnum):
    """What a column is today (正常、临期、超期、空白、无法判定)."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    EMPTY = "empty"
    UNDECIDED = "undecided"


class Origin(StrEnum):
    """Where the rule of a column comes from, strongest first."""

    OPERATOR = "operator"
    NAME = "name"
    TAG = "tag"
    TITLES = "titles"
    DATES = "dates"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a column. ``published`` is the visible day in China, None where none is shown."""

    title: str
    published: datetime.date | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what it lists; a fixed page is a column whose one item is the page itself.

    ``tag`` is the ColumnType in its page. ``type`` and ``rule`` are what an operator gave: a
    name of a row of the lexicon (news, policy, fixed …), a limit (14天, 6个月) or a period
    (每月, 季度). A rule so given is a confirmed one. ``checked`` is the day on which a person
    found a fixed page still right as it stands, which renews it (R84).
    """

    url: str
    name: str
    items: tuple[Item, ...]
    tag: str = ""
    type: str = ""
    rule: str = ""
    is_first_level: bool = False
    checked: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ColumnState:
    """What is said about a column on one day.

    ``due`` is the last day that still passes; ``expected`` the day by which the next item is
    usually there, where a period says so. ``is_confirmed`` is False where the period was
    learned and nobody confirmed it. ``severity`` is that of a finding if the state is one.
    ``clashes`` are rules that disagree, ``missing`` the issues that are not there, ``notes``
    what could not be taken into account. ``undated`` and ``future`` count items that do not
    count.
    """

    url: str
    name: str
    type: str
    rule: str
    origin: Origin
    state: State
    severity: Severity
    basis: str
    is_confirmed: bool
    is_first_level: bool
    period: Period | None = None
    last_published: datetime.date | None = None
    age_days: int | None = None
    expected: datetime.date | None = None
    due: datetime.date | None = None
    undated: int = 0
    future: int = 0
    clashes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of observation it makes, or nothing."""
        if self.state is State.EMPTY:
            return "empty_column"
        if self.state is not State.STALE:
            return ""
        return "fixed_page_stale" if self.type == "fixed" else "column_stale"
