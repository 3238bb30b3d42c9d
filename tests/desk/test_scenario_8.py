"""S8: 312 rows of a vendor, from the sheet to striking off; the sums hold, nothing is lost."""

import pytest
from county import TOWN, County
from ledger_county import CHECKER, FIXER, JUDGE, Elsewhere, elsewhere, sighting, staffed
from vendor_workbook import (
    ADDRESSLESS,
    DUPLICATES,
    FOREIGN,
    KNOWN,
    NEW,
    ROWS,
    Fault,
    known_faults,
    new_faults,
    workbook,
)

from shenfa.desk.ledger.feedback import feedback_accept, feedback_send
from shenfa.desk.ledger.gathering import problems_gather
from shenfa.desk.ledger.importing import Given, sheet_import, sheet_preview
from shenfa.desk.ledger.models import ProblemRecord, SheetRecord
from shenfa.desk.ledger.objections import Ruling, problem_appeal, problem_rule
from shenfa.desk.ledger.selectors import Wanted, problem_counts
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_open,
    problem_strike_off,
)
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.patrol.report_file import VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import run_begin, run_settle
from shenfa.desk.refusals import CommandRefused
from shenfa.patrol.standing import Observed
from shenfa.text import Severity

SUMS = {
    "new": NEW,
    "merged": KNOWN,
    "duplicate": DUPLICATES,
    "returned": 0,
    "rejected": ADDRESSLESS + FOREIGN,
}


@pytest.fixture
def vendor() -> str:
    """Run on one database: what is special to the other is tested row by row."""
    return "sqlite"


def prepared(county: County, site: Elsewhere) -> None:
    """Let patrol find what the county knows already, which comes on account by itself."""
    staffed(county, site)
    seen = [_observed(one) for one in known_faults(site.home)]
    run_begin(by=county.by(), site=WatchedSiteRecord.objects.get())
    (run,) = runs_open()
    county.hands.move(hours=1)
    run_settle(by=county.by(), run=run, report=VisitReport(3, tuple(seen)))
    assert problems_gather(county.hands.clock) == KNOWN
    assert problems_gather(county.hands.clock) == 0
    county.hands.move(hours=1)


def test_every_row_has_its_place(county: County) -> None:
    """R68: rows = new + merged + rejected; the same sheet again loses and doubles nothing."""
    with elsewhere() as site:
        prepared(county, site)
        faults = [*known_faults(site.home), *new_faults(site.home)]
        given = Given(workbook(faults), "监测报告.xlsx")
        by = county.by(JUDGE)
        preview = sheet_preview(by=by, given=given)
        assert preview.counts == SUMS
        assert not SheetRecord.objects.exists()
        first = sheet_import(by=by, given=given)
        problems = ProblemRecord.objects.count()
        county.hands.move(days=1)
        again = sheet_import(by=by, given=given)
    reasons = first.lines.filter(outcome="rejected").values_list("reason", flat=True)

    assert (first.rows, first.new, first.merged, first.rejected) == (
        ROWS,
        NEW,
        DUPLICATES + KNOWN,
        ADDRESSLESS + FOREIGN,
    )
    assert sum("没有网址" in one for one in reasons) == ADDRESSLESS
    assert sum("不是本县" in one for one in reasons) == FOREIGN
    assert problems == NEW + KNOWN
    assert ProblemRecord.objects.count() == problems
    assert (again.rows, again.new, again.rejected) == (ROWS, 0, ADDRESSLESS + FOREIGN)


def test_from_the_sheet_to_striking_off(county: County) -> None:
    """R69–R71, R75: a cached page holds back the strike-off; what returns has its old number."""
    with elsewhere() as site:
        staffed(county, site)
        faults = new_faults(site.home)[:4]
        given = Given(workbook(faults), "监测报告.xlsx")
        sheet_import(by=county.by(JUDGE), given=given)
        false_alarm, cached, *_ = (_problem(one) for one in faults)
        problem_appeal(by=county.by(FIXER), problem=false_alarm.id, reason="地名，原文无误")
        with pytest.raises(CommandRefused, match="县政府办公室"):
            problem_rule(
                by=county.by(CHECKER),
                problem=false_alarm.id,
                ruling=Ruling(is_false_alarm=True, reason="属实"),
            )
        ruling = Ruling(is_false_alarm=True, reason="经核对，原文无误")
        problem_rule(by=county.by(JUDGE), problem=false_alarm.id, ruling=ruling)
        _show(site, cached, cached.words)
        _fix(county, cached)
        site.fresh[_path(cached)] = cached.advice.encode()
        verdict = problem_check(by=county.by(CHECKER), problem=cached.id).verdict
        assert verdict == "shows"
        with pytest.raises(CommandRefused, match="缓存"):
            problem_strike_off(by=county.by(CHECKER), problem=cached.id)
        _show(site, cached, cached.advice)
        problem_check(by=county.by(CHECKER), problem=cached.id)
        with pytest.raises(CommandRefused, match="整改人不得"):
            problem_strike_off(by=county.by(FIXER), problem=cached.id)
        problem_strike_off(by=county.by(CHECKER), problem=cached.id)
        feedback = feedback_send(by=county.by(FIXER), unit=county.unit(TOWN))
        feedback_accept(by=county.by(JUDGE), feedback=feedback.id)
        county.hands.move(days=7)
        back = sighting(county, cached.url, words=cached.words)
        entered = problem_open(by=county.by(JUDGE), sighting=back)
        again = sheet_import(by=county.by(JUDGE), given=given)
    looking = {"viewer": county.id(JUDGE), "at": county.hands.at}
    counts = problem_counts(wanted=Wanted(), **looking)
    line = feedback.lines[0]

    assert (entered.outcome.value, entered.problem.number) == ("returned", cached.number)
    assert (counts["dismissed"], counts["struck_off"]) == (1, 0)
    assert sum(counts[one] for one in counts if one != "late") == len(faults)
    assert (line["person"], line["check"]) == (FIXER, "已看不到该问题")
    assert (line["before"], line["after"]) == (cached.quote, cached.advice)
    assert again.lines.filter(reason__contains="误报").count() == 1


def _observed(one: Fault) -> Observed:
    said = f"“{one.wrong}”应为“{one.right}”"
    evidence = {"title": "错别字", "quote": one.sentence, "message": said, "fix": one.right}
    return Observed("typo", one.page, Severity.ERROR, 1, (one.page,), evidence, "依据")


def _problem(one: Fault) -> ProblemRecord:
    return ProblemRecord.objects.get(words=one.wrong)


def _path(problem: ProblemRecord) -> str:
    return f"/{problem.url.rpartition('/')[2]}"


def _show(site: Elsewhere, problem: ProblemRecord, words: str) -> None:
    site.show(_path(problem), f"各有关单位要{words}，确保安全。")


def _fix(county: County, problem: ProblemRecord) -> None:
    assignment = Assignment(county.id(FIXER))
    problem_assign(by=county.by(JUDGE), problem=problem.id, assignment=assignment)
    county.hands.move(minutes=5)
    repair = Repair("已更正", problem.advice)
    problem_fix(by=county.by(FIXER), problem=problem.id, repair=repair)
