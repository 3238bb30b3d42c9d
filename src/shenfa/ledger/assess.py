"""Assessing: from facts and a scale to marks. Pure, exact, and the same every time.

A fact counts once for an item. A veto overrides every sum. An item whose points nobody knows is
counted and named, and is no part of a sum.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shenfa.ledger.indicators import Indicator, Part, Scale, Subject
from shenfa.trail.entry import canonical


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Something that is on record and may count: what, whose, when, about what, and where it stands.

    ``measure`` is what indicators name in ``counts``; ``evidence`` is kind and id of the record
    that shows it ("observation:o-1"); ``account`` is the id of the account it concerns, if any;
    ``text`` says it in words.
    """

    measure: str
    unit: str
    at: str
    about: str
    evidence: str
    account: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What an item came to.

    ``facts`` are places in the list of facts; ``change`` is what it takes from or adds to the
    sum in hundredths, None where its points are unknown.
    """

    code: str
    facts: tuple[int, ...]
    change: int | None


class Verdict(StrEnum):
    """What comes of a score."""

    VETOED = "vetoed"
    FAILED = "failed"
    PASSED = "passed"
    OPEN = "open"


VERDICT_NAMES = {
    Verdict.VETOED: "单项否决，不合格",
    Verdict.FAILED: "不合格",
    Verdict.PASSED: "合格",
    Verdict.OPEN: "未设合格线",
}


@dataclass(frozen=True, slots=True)
class Score:
    """The marks of a site, an account or a unit.

    ``total`` is None where there is nothing to add up: an account has vetoes only, and a unit
    none before the county has a scale of its own. ``unknown`` are the codes left out of the sum.
    """

    subject: str
    lines: tuple[Line, ...]
    vetoes: tuple[str, ...]
    total: int | None
    verdict: Verdict
    unknown: tuple[str, ...]


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts each once, in the one order in which they are kept and counted."""
    return tuple(sorted(set(facts)))


def facts_digest(facts: Sequence[Fact]) -> str:
    """Return the digest of the facts that a score was computed from."""
    return hashlib.sha256(canonical([fact_row(one) for one in facts])).hexdigest()


def fact_row(fact: Fact) -> list[str]:
    """Return a fact as the list of texts that is kept and compared."""
    return [
        fact.measure,
        fact.unit,
        fact.at,
        fact.about,
        fact.evidence,
        fact.account,
        fact.text,
    ]


def site_score(scale: Scale, facts: Sequence[Fact]) -> Score:
    """Return the score of the county's site: what concerns an account does not count."""
    places = [place for place, fact in enumerate(facts) if not fact.account]
    return _score("site", _of(scale, Subject.SITE), scale, facts, places)


def account_scores(
    scale: Scale, facts: Sequence[Fact], accounts: Iterable[str]
) -> tuple[Score, ...]:
    """Return the score of each account: it passes or it does not, there are no points."""
    by_account: dict[str, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        by_account[fact.account].append(place)
    indicators = _of(scale, Subject.ACCOUNT)
    return tuple(
        _score(account, indicators, None, facts, by_account.get(account, []))
        for account in sorted(accounts)
    )


def unit_scores(
    national: Scale, county: Scale | None, facts: Sequence[Fact], units: Iterable[str]
) -> tuple[Score, ...]:
    """Return the score of each unit by the county's scale, under the national vetoes.

    A national veto that a single fact hits is hit by the unit whose fact it is. Those that need
    several are a matter of the whole site.
    """
    by_unit: dict[str, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        by_unit[fact.unit].append(place)
    vetoes = [one for one in national.indicators if one.part is Part.VETO and one.threshold == 1]
    own = list(county.indicators) if county else []
    return tuple(
        _unit_score(unit, vetoes, own, county, facts, by_unit[unit]) for unit in sorted(units)
    )


def _unit_score(  # noqa: PLR0913,PLR0917 - the private half of unit_scores
    unit: str,
    vetoes: Sequence[Indicator],
    own: Sequence[Indicator],
    county: Scale | None,
    facts: Sequence[Fact],
    places: Sequence[int],
) -> Score:
    account = [place for place in places if facts[place].account]
    site = [place for place in places if not facts[place].account]
    lines = [
        _line(one, facts, account if one.subject is Subject.ACCOUNT else site, {}) for one in vetoes
    ]
    hit = {line.code for line in lines if line.facts}
    national = tuple(line for line in lines if line.code in hit)
    score = _score(unit, own, county, facts, places)
    vetoed = (*(line.code for line in national), *score.vetoes)
    return Score(
        subject=unit,
        lines=(*national, *score.lines),
        vetoes=vetoed,
        total=score.total,
        verdict=Verdict.VETOED if vetoed else score.verdict,
        unknown=score.unknown,
    )


def _of(scale: Scale, subject: Subject) -> list[Indicator]:
    return [one for one in scale.indicators if one.subject is subject]


def _score(
    subject: str,
    indicators: Sequence[Indicator],
    scale: Scale | None,
    facts: Sequence[Fact],
    places: Sequence[int],
) -> Score:
    counted: dict[str, frozenset[str]] = {}
    lines = tuple(_line(one, facts, places, counted) for one in indicators)
    by_code = {line.code: line for line in lines}
    vetoes = tuple(
        one.code
        for one in indicators
        if one.part is Part.VETO and len(by_code[one.code].facts) >= one.threshold
    )
    total = _total(indicators, by_code, scale) if scale else None
    return Score(
        subject=subject,
        lines=lines,
        vetoes=vetoes,
        total=total,
        verdict=_verdict(vetoes, total, scale),
        unknown=tuple(one.code for one in indicators if not one.is_known),
    )


def _line(
    one: Indicator,
    facts: Sequence[Fact],
    places: Iterable[int],
    counted: dict[str, frozenset[str]],
) -> Line:
    before = frozenset[str]().union(*(counted.get(code, frozenset()) for code in one.unless))
    wanted = frozenset(one.counts) | {f"inspection.{one.code}"}
    found = tuple(
        place
        for place in places
        if facts[place].measure in wanted and facts[place].evidence not in before
    )
    counted[one.code] = frozenset(facts[place].evidence for place in found)
    return Line(one.code, found, _change(one, len(found)))


def _change(one: Indicator, count: int) -> int | None:
    if one.part is Part.VETO:
        return 0
    if one.points is None:
        return None
    points = one.points * count
    capped = points if one.most is None else min(points, one.most)
    return capped if one.part is Part.BONUS else -capped


def _total(indicators: Sequence[Indicator], lines: Mapping[str, Line], scale: Scale) -> int:
    lost = sum(lines[one.code].change or 0 for one in indicators if one.part is Part.DEDUCTION)
    total = max(0, scale.full + lost)
    if total <= scale.bonus_above:
        return total
    bonus = sum(lines[one.code].change or 0 for one in indicators if one.part is Part.BONUS)
    return total + (bonus if scale.most_bonus is None else min(bonus, scale.most_bonus))


def _verdict(vetoes: Sequence[str], total: int | None, scale: Scale | None) -> Verdict:
    if vetoes:
        return Verdict.VETOED
    if scale is None:
        return Verdict.PASSED if total is None else Verdict.OPEN
    if scale.passing is None or total is None:
        return Verdict.OPEN
    return Verdict.PASSED if total >= scale.passing else Verdict.FAILED
