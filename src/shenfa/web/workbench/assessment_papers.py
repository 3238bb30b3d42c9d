"""What is printed and handed out of the assessment: bulletin, tables, result, review times, a year."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.assessment.authority import may_assess
from shenfa.desk.assessment.bulletin import (
    bulletin,
    change_text,
    indicators_by_code,
    total_text,
    units_in_order,
)
from shenfa.desk.assessment.measures import measure_name
from shenfa.desk.assessment.reviewers import reviewer_statistics
from shenfa.desk.assessment.selectors import (
    Seen,
    talks_of,
    year_results,
)
from shenfa.desk.organisation.selectors import county_office, county_office_id
from shenfa.desk.refusals import NotFound
from shenfa.ledger.assess import VERDICT_NAMES
from shenfa.ledger.indicators import points_text
from shenfa.ledger.period import quarter_at
from shenfa.ledger.result import UnitYear, unit_years
from shenfa.web.workbench.assessment import frame_of, office_seen
from shenfa.web.workbench.frame import Visitor, show, signed_in
from shenfa.web.workbench.sending import send, send_paper, send_sheets
from shenfa.writers.sheet import Sheet


@signed_in
def paper(
    request: HttpRequest, visitor: Visitor, quarter: str, suffix: str = ""
) -> HttpResponseBase:
    """Show the bulletin for print, or hand it out as Word, PDF or tables."""
    seen = office_seen(visitor, quarter)
    talks = talks_of(seen.frozen) if seen.frozen else {}
    reviewers = reviewer_statistics(quarter=seen.quarter, **visitor.looking)
    made = bulletin(seen.result, seen.frozen, county_office().name, talks, reviewers)
    if suffix in {"docx", "pdf"}:
        return send_paper(made, suffix)
    if suffix:
        return send_sheets(made.title, suffix, *_sheets(seen))
    context = {**frame_of(visitor, seen, "bulletin"), "paper": made}
    return show(request, visitor, "assessment/bulletin.html", context)


@signed_in
def result_file(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Hand out the result as it is kept, to be computed again elsewhere."""
    del request
    seen = office_seen(visitor, quarter)
    if seen.frozen is None:
        raise NotFound("封存的考核结果")
    return send(seen.frozen.result.encode(), f"{seen.quarter.code}考核结果", "json")


@signed_in
def reviewers(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Show how carefully people review; nothing follows from it by itself."""
    seen = office_seen(visitor, quarter)
    rows = reviewer_statistics(quarter=seen.quarter, **visitor.looking)
    context = {**frame_of(visitor, seen, "reviewers"), "rows": rows}
    return show(request, visitor, "assessment/reviewers.html", context)


@signed_in
def year(request: HttpRequest, visitor: Visitor, year: int) -> HttpResponseBase:
    """Show the sum of the year's quarters, item by item (R79)."""
    looking = visitor.looking
    if visitor.unit != county_office_id() and not may_assess(**looking):
        raise NotFound("年度考核")
    quarters = year_results(year)
    results = [result for _, result in quarters if result is not None]
    names = {unit: name for result in results for unit, name in result.inputs.units.items()}
    units = sorted(unit_years(results), key=lambda one: names[one.unit])
    context = {
        "at_tab": "year",
        "year": year,
        "quarter": quarter_at(looking["at"]),
        "quarters": [(one, result is not None) for one, result in quarters],
        "heads": [one.name.removeprefix(f"{year}年") for one, result in quarters if result],
        "units": [(names[one.unit], one, _year_total(one), _year_lines(one)) for one in units],
        "may_assess": may_assess(**looking),
    }
    return show(request, visitor, "assessment/year.html", context)


def _sheets(seen: Seen) -> tuple[Sheet, ...]:
    result, known = seen.result, indicators_by_code(seen.result)
    units = result.inputs.units
    scores = tuple(
        (units[one.subject], total_text(one), VERDICT_NAMES[one.verdict], "、".join(one.vetoes))
        for one in units_in_order(result)
    )
    lines = tuple(
        (
            units[one.subject],
            line.code,
            known[line.code].name,
            len(line.facts),
            change_text(line.change),
        )
        for one in units_in_order(result)
        for line in one.lines
    )
    facts = tuple(
        (
            measure_name(one.measure),
            units.get(one.unit, ""),
            one.at,
            one.about,
            one.text,
            one.evidence,
        )
        for one in result.inputs.facts
    )
    return (
        Sheet("各单位得分", ("单位", "得分", "结论", "单项否决"), scores),
        Sheet("逐项", ("单位", "代码", "项目", "件数", "分值"), lines),
        Sheet("事实", ("事实", "单位", "时间", "对象", "情况", "凭据"), facts),
    )


def _year_total(one: UnitYear) -> str:
    return "—" if one.total is None else points_text(one.total)


def _year_lines(one: UnitYear) -> list[tuple[str, str, int, list[str], str]]:
    return [
        (
            line.code,
            line.name,
            line.count,
            [change_text(each) for each in line.changes],
            change_text(line.change),
        )
        for line in one.lines
        if line.count
    ]
