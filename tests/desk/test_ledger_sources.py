"""What comes to the account by itself, and what must never change there (R66, R73–R75)."""

import datetime

import pytest
from county import TOWN, County, accepted, refused
from django.db import IntegrityError
from ledger_county import (
    CHECKER,
    FIXER,
    JUDGE,
    WRONG,
    elsewhere,
    fixed,
    opened,
    sighting,
    staffed,
    struck_off,
)
from raw_sql import run
from release_county import Releasing

from shenfa.desk.deployment import Deployment
from shenfa.desk.ledger.entering import Outcome
from shenfa.desk.ledger.facts import late_days, problem_facts
from shenfa.desk.ledger.from_patrol import observation_enter
from shenfa.desk.ledger.gathering import problems_gather
from shenfa.desk.ledger.models import FixRecord, ProblemRecord, ResponsibilityRecord
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_open,
    problem_return,
    problem_strike_off,
)
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.patrol.models import StandingRecord, WatchedSiteRecord
from shenfa.desk.patrol.report_file import VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import run_begin, run_settle
from shenfa.ledger import Nature, Origin
from shenfa.patrol.standing import Observed
from shenfa.text import Severity

pytestmark = pytest.mark.db
STALE = Observed("column_stale", "http://x.example/a/", Severity.ERROR, 1, (), {"days": 20}, "依据")
TAGS = Observed("meta_missing", "http://x.example/", Severity.WARNING, 1, (), {"tags": "A"}, "依据")


def visit(county: County, *seen: Observed) -> None:
    """Let a day pass and its patrol see something."""
    county.hands.move(days=1)
    run_begin(by=county.by(), site=WatchedSiteRecord.objects.get())
    (one,) = runs_open()
    county.hands.move(minutes=10)
    run_settle(by=county.by(), run=one, report=VisitReport(3, seen))
    county.hands.move(minutes=10)


def test_patrol_hangs_up_what_is_grave_and_sees_it_come_back(county: County) -> None:
    """R63, R74, R75: a warning waits for a person; what returns has the number it had."""
    with elsewhere() as site:
        staffed(county, site)
        visit(county, STALE, TAGS)
        with accepted("problem.open"):
            assert problems_gather(county.hands.clock) == 1
        with accepted():
            assert problems_gather(county.hands.clock) == 0
        warning = StandingRecord.objects.get(kind="meta_missing")
        with accepted("problem.open"):
            entered = observation_enter(by=county.by(CHECKER), observation=warning.id)
        with accepted():
            again = observation_enter(by=county.by(CHECKER), observation=warning.id)
        assert (entered.outcome, again.outcome) == (Outcome.NEW, Outcome.REPEATED)
        problem = ProblemRecord.objects.get(nature=Nature.UPDATE)
        fixed(county, problem)
        assert problem_check(by=county.by(CHECKER), problem=problem.id).verdict == "undetermined"
        visit(county, TAGS)
        visit(county, TAGS)
        struck_off(county, problem)
        visit(county, STALE, TAGS)
        with accepted("problem.recur"):
            assert problems_gather(county.hands.clock) == 1
    problem.refresh_from_db()

    assert (problem.state, problem.round, problem.number) == ("opened", 2, "2026-000001")
    assert problem.person_id is None


def test_a_text_of_ours_is_corrected_by_another_release(
    county: County, deployment: Deployment
) -> None:
    """R71, R73: fixed through a new reviewed revision; who passed the old one answers for it."""
    town = Releasing(staffed(county), deployment)
    release = town.released(body="<p>切实做好避险迁徒工作</p>")
    county.hands.move(hours=1)
    wrong = Wrong(Nature.TEXT, "错别字", "避险迁徒", "切实做好避险迁徒工作", "避险迁徙")
    seen = Seen(Origin.INSPECTION, county.hands.at)
    where = Where(county.unit(TOWN), "", release.revision.title, release)
    problem = problem_open(by=county.by(JUDGE), sighting=Sighting(wrong, where, seen)).problem
    county.hands.move(hours=1)
    with refused("not_corrected"):
        problem_fix(by=county.by(FIXER), problem=problem.id, repair=Repair("改了"))
    revision = town.changed(release.revision, body="<p>切实做好避险迁徙工作</p>")
    town.publish(revision)
    county.hands.move(minutes=1)
    with accepted("problem.assign", "problem.fix"):
        problem_fix(by=county.by(FIXER), problem=problem.id, repair=Repair(""))
    assert FixRecord.objects.get().revision_id == revision.id
    struck_off(county, problem)
    answering = dict(ResponsibilityRecord.objects.values_list("role", "person__name"))

    assert set(answering) == {"maker", "first", "second", "final", "secrecy", "releaser"}
    assert answering["final"] == "白副"
    assert town.verified()


def test_what_was_done_is_never_rewritten(county: County) -> None:
    """R75: struck off by nobody but the services, whoever sends the statement."""
    with elsewhere() as site:
        staffed(county, site)
        problem = opened(county, site.show("/a.html", WRONG))
        other = opened(county, site.show("/b.html", WRONG))
        fixed(county, problem)
        problem_check(by=county.by(CHECKER), problem=problem.id)
        person = county.id(CHECKER)
        fake = f"fixed_at = reported_at, fixed_by_id = '{person}', check_due = due"
        off = f"struck_off_at = fixed_at, struck_off_by_id = '{person}'"
        statements = [
            "DELETE FROM ledger_problem",
            "UPDATE ledger_problem SET words = 'x'",
            "UPDATE ledger_problem SET found_at = '2020-01-01 00:00:00'",
            "UPDATE ledger_problem SET round = 2",
            f"UPDATE ledger_problem SET state = 'fixed', person_id = '{person}', {fake} WHERE id = '{other.id}'",  # noqa: S608 - a test of such statements
            f"UPDATE ledger_problem SET state = 'struck_off', {off} WHERE id = '{problem.id}'",  # noqa: S608 - as above
            "UPDATE ledger_check SET verdict = 'clean'",
            "DELETE FROM ledger_act",
            "UPDATE ledger_fix SET measure = 'x'",
            "DELETE FROM ledger_sighting",
        ]
        for statement in statements:
            with pytest.raises(IntegrityError):
                run(statement)


def test_the_facts_of_a_period_stay_as_they_were(county: County) -> None:
    """R66, R77: found, reported, fixed; late by working days; the same whenever it is asked."""
    with elsewhere() as site:
        staffed(county, site)
        begin = county.hands.at
        problem = opened(county, site.show("/a.html", WRONG), days=1)
        county.hands.move(days=3)
        fixed(county, problem)
        county.hands.move(seconds=1)
        end = county.hands.at
        before = problem_facts(begin=begin, end=end)
        site.show("/a.html", "好")
        struck_off(county, problem)
        county.hands.move(days=1)
        back = sighting(county, problem.url)
        problem_open(by=county.by(JUDGE), sighting=back)
    (fact,) = before
    later = problem_facts(begin=begin, end=county.hands.at + datetime.timedelta(seconds=1))

    assert problem_facts(begin=begin, end=end) == before
    assert (fact.number, fact.is_late, fact.late_days) == ("2026-000001", True, 2)
    assert fact.found_at < fact.reported_at < fact.due < (fact.fixed_at or begin)
    assert [one.recurrences for one in later] == [0, 1]
    assert later[0].struck_off_at is not None
    assert late_days(fact.due, fact.due) == 0


def test_refusals_say_why(county: County) -> None:
    """Each attempt of somebody else, and each that is half done, is refused with a sentence."""
    staffed(county)
    problem = opened(county, "http://www.xugu.example/a.html")
    with refused("not_entitled"):
        assignment = Assignment(county.id(FIXER))
        problem_assign(by=county.by("秦系"), problem=problem.id, assignment=assignment)
    with refused("due"):
        late = county.hands.at + datetime.timedelta(days=30)
        assignment = Assignment(county.id(FIXER), due=late)
        problem_assign(by=county.by(CHECKER), problem=problem.id, assignment=assignment)
    fixed(county, problem)
    with refused("problem_return"):
        problem_return(by=county.by(FIXER), problem=problem.id, reason="不行")
    with accepted("problem.return"):
        problem_return(by=county.by(CHECKER), problem=problem.id, reason="附件没有改")
    with refused("problem_strike_off"):
        problem_strike_off(by=county.by(CHECKER), problem=problem.id)
    with refused("url"):
        problem_open(by=county.by(JUDGE), sighting=sighting(county, "首页"))
