"""What a collector is given: the time that is looked at, and how a fact is written."""

import datetime
from dataclasses import dataclass

from shenfa.desk.clock import stamp
from shenfa.ledger.assess import Fact
from shenfa.ledger.period import Quarter


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` to ``end``, as far as it lies before ``at``."""

    begin: datetime.datetime
    end: datetime.datetime
    at: datetime.datetime

    @property
    def until(self) -> datetime.datetime:
        """The moment up to which something may have happened."""
        return min(self.end, self.at)

    def holds(self, moment: datetime.datetime) -> bool:
        """Whether a moment lies in it."""
        return self.begin <= moment < self.until


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on record about a fact: its object, the record that shows it, and a sentence."""

    about: str
    evidence: str
    text: str
    account: str = ""


def span_of(quarter: Quarter, at: datetime.datetime) -> Span:
    """Return the time of a quarter, seen from a moment."""
    return Span(quarter.begin, quarter.end, at)


def fact(measure: str, unit: str, at: datetime.datetime, shown: Shown) -> Fact:
    """Return a fact."""
    return Fact(measure, unit, stamp(at), shown.about, shown.evidence, shown.account, shown.text)
