"""The result of a quarter as it is kept, and the sum of a year. One way of writing it.

What is kept is canonical JSON of texts, whole numbers and lists, so that whoever computes it
again from the same facts and scales gets the same bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shenfa.ledger.assess import (
    Fact,
    Line,
    Score,
    Verdict,
    account_scores,
    fact_row,
    facts_digest,
    in_order,
    site_score,
    unit_scores,
)
from shenfa.ledger.indicators import Scale, scale_of, table_of
from shenfa.ledger.period import Quarter, read_quarter
from shenfa.trail.entry import canonical

SCHEMA = "shenfa.assessment/1"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a quarter is computed from: who is judged, by what, and the facts."""

    quarter: Quarter
    national: Scale
    county: Scale | None
    units: Mapping[str, str]
    accounts: Mapping[str, str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A computed quarter: the inputs and the scores of the site, the accounts and the units."""

    inputs: Inputs
    site: Score
    accounts: tuple[Score, ...]
    units: tuple[Score, ...]

    @property
    def facts_sha256(self) -> str:
        """The digest of the facts."""
        return facts_digest(self.inputs.facts)


class UnreadableResult(ValueError):
    """Bytes that are no result of this kind."""


def compute(inputs: Inputs) -> Result:
    """Compute a quarter."""
    facts = in_order(inputs.facts)
    inputs = Inputs(
        inputs.quarter, inputs.national, inputs.county, inputs.units, inputs.accounts, facts
    )
    return Result(
        inputs=inputs,
        site=site_score(inputs.national, facts),
        accounts=account_scores(inputs.national, facts, inputs.accounts),
        units=unit_scores(inputs.national, inputs.county, facts, inputs.units),
    )


def write_result(result: Result) -> bytes:
    """Return a result as it is kept."""
    inputs = result.inputs
    return canonical(
        {
            "schema": SCHEMA,
            "quarter": inputs.quarter.code,
            "national": table_of(inputs.national),
            "county": table_of(inputs.county) if inputs.county else "",
            "names": {"units": dict(inputs.units), "accounts": dict(inputs.accounts)},
            "facts": [fact_row(one) for one in inputs.facts],
            "facts_sha256": result.facts_sha256,
            "site": _score_row(result.site),
            "accounts": [_score_row(one) for one in result.accounts],
            "units": [_score_row(one) for one in result.units],
        }
    )


def read_result(data: bytes) -> Result:
    """Return the result that was kept. Raises UnreadableResult."""
    try:
        table = json.loads(data)
        if table["schema"] != SCHEMA:
            raise UnreadableResult(f"考核结果的格式不是 {SCHEMA}")
        inputs = read_inputs(table)
        return Result(
            inputs,
            _score(table["site"]),
            tuple(map(_score, table["accounts"])),
            tuple(map(_score, table["units"])),
        )
    except (KeyError, TypeError, IndexError, json.JSONDecodeError) as error:
        raise UnreadableResult("考核结果不能读取") from error


def read_inputs(table: Mapping[str, Any]) -> Inputs:
    """Return what a kept result was computed from, so that it can be computed again."""
    quarter = read_quarter(table["quarter"])
    if quarter is None:
        raise UnreadableResult("季度应写成2026Q3的形式")
    return Inputs(
        quarter=quarter,
        national=scale_of(table["national"]),
        county=scale_of(table["county"]) if table["county"] else None,
        units=table["names"]["units"],
        accounts=table["names"]["accounts"],
        facts=tuple(Fact(*row) for row in table["facts"]),
    )


@dataclass(frozen=True, slots=True)
class YearLine:
    """An item over the quarters: how often it was counted and what it came to (R79).

    ``changes`` holds one value for each quarter that was given, None where points are unknown.
    """

    code: str
    name: str
    counts: tuple[int, ...]
    changes: tuple[int | None, ...]

    @property
    def count(self) -> int:
        """How often it was counted in the year."""
        return sum(self.counts)

    @property
    def change(self) -> int | None:
        """What it came to in the year; unknown as soon as one quarter is."""
        known = [one for one in self.changes if one is not None]
        return sum(known) if len(known) == len(self.changes) else None


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit over a year: the sum of its quarters, item by item."""

    unit: str
    totals: tuple[int | None, ...]
    vetoed: int
    lines: tuple[YearLine, ...]

    @property
    def total(self) -> int | None:
        """The sum of the quarters; None as soon as one has no total."""
        known = [one for one in self.totals if one is not None]
        return sum(known) if len(known) == len(self.totals) else None


def unit_years(results: Sequence[Result]) -> tuple[UnitYear, ...]:
    """Return the sums of quarters, item by item, for every unit that occurs in one of them."""
    units = sorted({score.subject for result in results for score in result.units})
    return tuple(_unit_year(unit, results) for unit in units)


def _unit_year(unit: str, results: Sequence[Result]) -> UnitYear:
    scores = [
        next((one for one in result.units if one.subject == unit), None) for result in results
    ]
    names = _names(results)
    codes: dict[str, None] = {}
    for score in scores:
        codes.update(dict.fromkeys(line.code for line in (score.lines if score else ())))
    lines = tuple(_year_line(code, names.get(code, code), scores) for code in codes)
    return UnitYear(
        unit=unit,
        totals=tuple(score.total if score else None for score in scores),
        vetoed=sum(score is not None and bool(score.vetoes) for score in scores),
        lines=lines,
    )


def _year_line(code: str, name: str, scores: Iterable[Score | None]) -> YearLine:
    found = [
        next((line for line in (score.lines if score else ()) if line.code == code), None)
        for score in scores
    ]
    return YearLine(
        code,
        name,
        tuple(len(line.facts) if line else 0 for line in found),
        tuple(line.change if line else 0 for line in found),
    )


def _names(results: Iterable[Result]) -> dict[str, str]:
    return {
        one.code: one.name
        for result in results
        for scale in (result.inputs.national, result.inputs.county)
        if scale is not None
        for one in scale.indicators
    }


def _score_row(score: Score) -> dict[str, object]:
    return {
        "subject": score.subject,
        "lines": [[line.code, list(line.facts), _written(line.change)] for line in score.lines],
        "vetoes": list(score.vetoes),
        "total": _written(score.total),
        "verdict": score.verdict.value,
        "unknown": list(score.unknown),
    }


def _score(row: Mapping[str, Any]) -> Score:
    return Score(
        subject=row["subject"],
        lines=tuple(
            Line(code, tuple(facts), _read(change)) for code, facts, change in row["lines"]
        ),
        vetoes=tuple(row["vetoes"]),
        total=_read(row["total"]),
        verdict=Verdict(row["verdict"]),
        unknown=tuple(row["unknown"]),
    )


def _written(value: int | None) -> int | str:
    return "" if value is None else value


def _read(value: int | str) -> int | None:
    return None if isinstance(value, str) else value
