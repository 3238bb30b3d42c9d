"""What somebody saw that is wrong on the public side, before it is known whether it is news."""

import datetime
import re
from dataclasses import dataclass

from shenfa.desk.court.models import AppealRecord
from shenfa.desk.ledger.models import ADDRESS, LONG, SHORT
from shenfa.desk.patrol.models import StandingRecord
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.reports.models import ReportRecord
from shenfa.ledger import Fault, Nature, Origin, place_of
from shenfa.text import Severity

UNREPEATED = "（涉及个人信息或者涉密内容，原文不在台账中重复）"
NUMBER = re.compile(r"\d(?:[ -]?\d){8,}[Xx]?")
"""So many digits may be somebody's: they are covered in any quotation."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong: ``words`` are the wrong ones, ``quote`` what stands around them."""

    nature: Nature
    title: str
    words: str = ""
    quote: str = ""
    advice: str = ""
    basis: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Where:
    """Where it stands: the address, whose it is, and what of ours it is if it is ours."""

    unit: str
    url: str = ""
    page_title: str = ""
    release: ReleaseRecord | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw it and when; ``source`` is the id of what they wrote down."""

    origin: Origin
    at: datetime.datetime
    source: str = ""
    finder: str = ""
    person: str = ""
    observation: StandingRecord | None = None
    report: ReportRecord | None = None
    appeal: AppealRecord | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sighting: what, where, by whom."""

    wrong: Wrong
    where: Where
    seen: Seen

    @property
    def fault(self) -> Fault:
        """What makes it the same problem as another."""
        wrong = kept(self.wrong)
        words = wrong.words or wrong.quote if wrong.nature is Nature.TEXT else wrong.words
        return Fault(wrong.nature, self.place, words[:LONG], wrong.rule)

    @property
    def place(self) -> str:
        """The address as places are compared; a release of ours is its own place."""
        if self.where.release is not None:
            return f"manuscript:{self.where.release.revision.manuscript_id}"
        return place_of(self.where.url) or f"unit:{self.where.unit}"


def kept(wrong: Wrong) -> Wrong:
    """Return what may be kept of a sighting: nothing personal, nothing too long."""
    is_personal = wrong.nature is Nature.PRIVACY
    return Wrong(
        nature=wrong.nature,
        title=_covered(wrong.title)[:SHORT],
        words="" if is_personal else _covered(wrong.words)[:LONG],
        quote=UNREPEATED if is_personal else _covered(wrong.quote)[:LONG],
        advice="" if is_personal else _covered(wrong.advice)[:LONG],
        basis=wrong.basis[:300],
        rule=wrong.rule[:40],
        severity=wrong.severity,
    )


def kept_address(url: str) -> str:
    """Return an address as it is kept."""
    return " ".join(url.split())[:ADDRESS]


def _covered(text: str) -> str:
    plain = "".join(one for one in " ".join(text.split()) if one.isprintable())
    return NUMBER.sub(lambda found: "*" * len(found[0]), plain)
