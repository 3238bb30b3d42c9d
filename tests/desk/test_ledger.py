"""The ledger: hung on account, given to a person, fixed, looked at again, struck off (R66–R75)."""

import pytest
from county import County, accepted, refused
from ledger_county import (
    CHECKER,
    FIXER,
    RIGHT,
    WRONG,
    elsewhere,
    opened,
    staffed,
)

from shenfa.desk.ledger.models import ProblemRecord, ResponsibilityRecord
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_strike_off,
)

pytestmark = pytest.mark.db


def test_a_problem_goes_its_whole_way(county: County) -> None:
    """R69, R71, R75: nothing is struck off before another person saw the public page clean."""
    with elsewhere() as site:
        staffed(county, site)
        url = site.show("/a.html", WRONG)
        with accepted("problem.open"):
            problem = opened(county, url)
        with refused("person"):
            problem_assign(by=county.by(CHECKER), problem=problem.id, assignment=Assignment(""))
        with accepted("problem.assign"):
            assignment = Assignment(county.id(FIXER), "核对后更正")
            problem_assign(by=county.by(CHECKER), problem=problem.id, assignment=assignment)
        county.hands.move(minutes=5)
        with accepted("problem.fix"):
            repair = Repair("已更正原文", RIGHT)
            problem_fix(by=county.by(FIXER), problem=problem.id, repair=repair)
        with refused("problem_strike_off"):
            problem_strike_off(by=county.by(CHECKER), problem=problem.id)
        with accepted("problem.check"):
            assert problem_check(by=county.by(CHECKER), problem=problem.id).verdict == "shows"
        with refused("problem_strike_off"):
            problem_strike_off(by=county.by(CHECKER), problem=problem.id)
        site.fresh["/a.html"] = RIGHT.encode()
        assert problem_check(by=county.by(CHECKER), problem=problem.id).verdict == "shows"
        site.show("/a.html", RIGHT)
        with refused("problem_strike_off"):
            problem_strike_off(by=county.by(FIXER), problem=problem.id)
        assert problem_check(by=county.by(CHECKER), problem=problem.id).verdict == "clean"
        with refused("problem_strike_off"):
            problem_strike_off(by=county.by(FIXER), problem=problem.id)
        with accepted("problem.strike_off"):
            problem_strike_off(by=county.by(CHECKER), problem=problem.id)
    record = ProblemRecord.objects.get(id=problem.id)
    roles = ResponsibilityRecord.objects.values_list("role", "person__name")

    assert (record.state, record.number) == ("struck_off", "2026-000001")
    assert list(roles) == [("leader", "白副")]
