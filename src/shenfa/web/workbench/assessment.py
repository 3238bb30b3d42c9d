"""The assessment in the pages: the board, one unit's marks with their evidence, the bulletin, a year."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponseBase
from django.utils.safestring import SafeString

from shenfa.desk.assessment.authority import may_assess, may_call
from shenfa.desk.assessment.board import (
    GROUPS,
    freshness_by_unit,
    open_problems,
    released_count,
    weeks_of,
)
from shenfa.desk.assessment.bulletin import (
    change_text,
    indicators_by_code,
    total_text,
    units_in_order,
)
from shenfa.desk.assessment.measures import measure_name
from shenfa.desk.assessment.selectors import (
    Seen,
    quarter_list,
    result_seen,
)
from shenfa.desk.organisation.selectors import county_office, county_office_id
from shenfa.desk.refusals import NotFound
from shenfa.ledger.assess import VERDICT_NAMES, Fact, Line, Score, Verdict
from shenfa.ledger.indicators import PART_NAMES, Indicator, Part, points_text
from shenfa.ledger.period import Quarter, quarter_at, read_quarter
from shenfa.ledger.talks import candidates, talk_list
from shenfa.web.workbench.charts import bar, weeks_chart
from shenfa.web.workbench.evidence import evidence_address
from shenfa.web.workbench.frame import Visitor, show, signed_in

LOOKS = {Verdict.VETOED: "bad", Verdict.FAILED: "bad", Verdict.PASSED: "good", Verdict.OPEN: ""}
STALE = "patrol.column_stale"
FAIR, POOR = 90, 80


@dataclass(frozen=True, slots=True)
class ShownScore:
    """Marks as pages show them."""

    subject: str
    name: str
    total: str
    verdict: str
    look: str
    vetoes: tuple[str, ...]
    bar: SafeString


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as pages show it, with its place in the list and the page that proves it."""

    place: int
    fact: Fact
    measure: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """An item with what it came to and the facts behind it."""

    indicator: Indicator
    part: str
    change: str
    look: str
    facts: tuple[ShownFact, ...]


@signed_in
def board(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the marks of a quarter, and beside them what the office looks at each morning."""
    written, looking = request.GET.get("quarter", ""), visitor.looking
    try:
        seen = _seen(visitor, written)
    except NotFound:
        if written:
            raise
        context = {"at_tab": "board", "may_assess": may_assess(**looking)}
        return show(request, visitor, "assessment/none.html", context)
    result = seen.result
    if not is_office(seen):
        return _unit_page(request, visitor, seen, visitor.unit)
    counts = [one for one in candidates(result) if one.unit in seen.units]
    due, late = sum(one.due for one in counts), sum(one.late for one in counts)
    running, overdue = open_problems(**looking)
    failing = sum(bool(one.vetoes) for one in result.accounts)
    fresh, county = freshness_by_unit(**looking), _county()
    context = {
        **frame_of(visitor, seen, "board"),
        "scores": [
            replace(one, name=short_name(one.name, county))
            for one in (_shown(score, seen) for score in units_in_order(result))
        ],
        "site": _shown(result.site, seen),
        "county": result.inputs.county,
        "full": points_text(result.inputs.county.full) if result.inputs.county else "",
        "released": released_count(quarter=seen.quarter, **looking),
        "running": running,
        "overdue": overdue,
        "stale": sum(one.measure.startswith(STALE) for one in result.inputs.facts),
        "rate": f"{(due - late) * 100 // due}%" if due else "—",
        "due": due,
        "late": late,
        "accounts": len(result.accounts),
        "failing": failing,
        "groups": list(GROUPS),
        "heat": [
            (short_name(result.inputs.units[unit], county), [own.get(group) for group in GROUPS])
            for unit, own in sorted(
                fresh.items(), key=lambda row: result.inputs.units.get(row[0], "")
            )
            if unit in result.inputs.units
        ],
        "chart": weeks_chart(weeks_of(**looking)),
        "listed": [
            (short_name(result.inputs.units[one.unit], county), one)
            for one in talk_list(result)
            if one.unit in seen.units
        ],
    }
    return show(request, visitor, "assessment/board.html", context)


@signed_in
def unit(request: HttpRequest, visitor: Visitor, quarter: str, unit: str) -> HttpResponseBase:
    """Show the marks of one unit, item by item, each with its evidence."""
    return _unit_page(request, visitor, _seen(visitor, quarter), unit)


@signed_in
def site(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Show what the national indicators say about the county's site and its accounts."""
    seen = office_seen(visitor, quarter)
    result = seen.result
    context = {
        **frame_of(visitor, seen, "site"),
        "score": _shown(result.site, seen),
        "lines": _lines(result.site, seen),
        "unknown": [indicators_by_code(result)[code] for code in result.site.unknown],
        "national": result.inputs.national,
        "accounts": [(_shown(one, seen), _lines(one, seen)) for one in result.accounts],
    }
    return show(request, visitor, "assessment/site.html", context)


@signed_in
def fact(request: HttpRequest, visitor: Visitor, quarter: str, place: int) -> HttpResponseBase:
    """Show a fact as it was counted, and where it can be seen."""
    seen = _seen(visitor, quarter)
    facts = seen.result.inputs.facts
    if place >= len(facts) or facts[place].unit not in seen.units:
        raise NotFound("事实")
    one = facts[place]
    known = indicators_by_code(seen.result)
    scores = (seen.result.site, *seen.result.accounts, *seen.result.units)
    counted = {line.code for score in scores for line in score.lines if place in line.facts}
    context = {
        **frame_of(visitor, seen, ""),
        "shown": _fact(place, one),
        "unit_id": one.unit,
        "unit_name": seen.result.inputs.units.get(one.unit, ""),
        "counted": [known[code] for code in sorted(counted)],
    }
    return show(request, visitor, "assessment/fact.html", context)


def is_office(seen: Seen) -> bool:
    """Whether all units are seen, as the county office does."""
    return len(seen.units) > 1 and county_office_id() in seen.units


def short_name(unit: str, county: str) -> str:
    """Return a unit's name as the county's own people say it: 县民政局."""
    return f"县{unit.removeprefix(county)}" if county and unit.startswith(county) else unit


def _county() -> str:
    return county_office().name.removesuffix("人民政府办公室").removesuffix("政府办公室")


def _seen(visitor: Visitor, written: str) -> Seen:
    quarter = read_quarter(written) if written else _first_quarter(visitor)
    if quarter is None:
        raise NotFound("季度")
    return result_seen(quarter=quarter, **visitor.looking)


def office_seen(visitor: Visitor, written: str) -> Seen:
    """Return the result of a quarter to whoever sees all units."""
    seen = _seen(visitor, written)
    if not is_office(seen):
        raise NotFound("考核通报")
    return seen


def _first_quarter(visitor: Visitor) -> Quarter:
    """Return the running quarter, or the newest one that was frozen."""
    running = quarter_at(visitor.looking["at"])
    try:
        result_seen(quarter=running, **visitor.looking)
    except NotFound:
        frozen = quarter_list()
        known = read_quarter(frozen[0].quarter) if frozen else None
        return known or running
    return running


def frame_of(visitor: Visitor, seen: Seen, tab: str) -> dict[str, object]:
    """Return what every page of a quarter shows around its content."""
    running = quarter_at(visitor.looking["at"])
    quarters = dict.fromkeys([running.code, *(row.quarter for row in quarter_list())])
    return {
        "at_tab": tab,
        "quarter": seen.quarter,
        "seen": seen,
        "is_office": is_office(seen),
        "quarters": [read_quarter(code) for code in quarters],
        "may_assess": may_assess(**visitor.looking),
        "may_call": may_call(**visitor.looking),
        "is_over": visitor.looking["at"] >= seen.quarter.end,
    }


def _unit_page(request: HttpRequest, visitor: Visitor, seen: Seen, unit: str) -> HttpResponseBase:
    score = next((one for one in seen.result.units if one.subject == unit), None)
    if unit not in seen.units or score is None:
        raise NotFound("单位")
    known = indicators_by_code(seen.result)
    counts = next(one for one in candidates(seen.result) if one.unit == unit)
    context = {
        **frame_of(visitor, seen, "unit"),
        "score": _shown(score, seen),
        "lines": _lines(score, seen),
        "unknown": [known[code] for code in score.unknown],
        "county": seen.result.inputs.county,
        "counts": counts,
        "others": [
            _fact(place, one)
            for place, one in enumerate(seen.result.inputs.facts)
            if one.unit == unit and not any(place in line.facts for line in score.lines)
        ],
    }
    return show(request, visitor, "assessment/unit.html", context)


def _shown(score: Score, seen: Seen) -> ShownScore:
    inputs = seen.result.inputs
    names = {**inputs.units, **inputs.accounts, "site": "门户网站"}
    known = indicators_by_code(seen.result)
    full = inputs.county.full if inputs.county else 1
    share = (score.total or 0) * 1000 // full
    look = "bad" if score.vetoes or share < POOR * 10 else "fair" if share < FAIR * 10 else "fine"
    return ShownScore(
        score.subject,
        names.get(score.subject, score.subject),
        total_text(score),
        VERDICT_NAMES[score.verdict],
        LOOKS[score.verdict],
        tuple(known[code].name for code in score.vetoes),
        bar(share, look),
    )


def _lines(score: Score, seen: Seen) -> list[ShownLine]:
    known = indicators_by_code(seen.result)
    return [_line(line, known[line.code], seen) for line in score.lines]


def _line(line: Line, indicator: Indicator, seen: Seen) -> ShownLine:
    facts = seen.result.inputs.facts
    is_hit = indicator.part is Part.VETO and len(line.facts) >= indicator.threshold
    change = "否决" if is_hit else "—" if indicator.part is Part.VETO else change_text(line.change)
    look = "bad" if is_hit or (line.change or 0) < 0 else "wait" if line.change is None else ""
    return ShownLine(
        indicator,
        PART_NAMES[indicator.part],
        change,
        look if line.facts else "",
        tuple(_fact(place, facts[place]) for place in line.facts),
    )


def _fact(place: int, one: Fact) -> ShownFact:
    return ShownFact(place, one, measure_name(one.measure), evidence_address(one))
