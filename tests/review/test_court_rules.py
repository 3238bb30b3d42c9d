"""Who may ask the false-alarm court, who rules how far (requirements §0, I5, I22)."""

import pytest

from shenfa.review.court import Judge, appeal_refusal, ruling_refusal
from shenfa.review.findings import Decider, OpenFinding
from shenfa.text import Certainty, Family, Scope, Severity

TEXT, UNIT, COUNTY, ALWAYS = Scope.TEXT, Scope.UNIT, Scope.COUNTY, Scope.ALWAYS
EVERY = {TEXT, UNIT, COUNTY, ALWAYS}
ERROR = OpenFinding("f", Severity.ERROR, Certainty.CERTAIN, Family.PUNCTUATION)
HINT = OpenFinding("f", Severity.HINT, Certainty.SUSPECTED, Family.WORDING)
CERTAIN = OpenFinding("f", Severity.BLOCKER, Certainty.CERTAIN, Family.PRIVACY)
SUSPECTED = OpenFinding("f", Severity.BLOCKER, Certainty.SUSPECTED, Family.PRIVACY)
WEAK_MASK = OpenFinding("f", Severity.WARNING, Certainty.CERTAIN, Family.PRIVACY)
SECRET = OpenFinding("f", Severity.BLOCKER, Certainty.SUSPECTED, Family.SECRECY)
INNER = OpenFinding("f", Severity.WARNING, Certainty.SUSPECTED, Family.SECRECY)

MAKER = Judge(Decider("p", is_maker=True), is_keeper=False)
REVIEWER = Judge(Decider("p", is_reviewer=True), is_keeper=False)
OWN_REVIEWER = Judge(Decider("p", is_maker=True, is_reviewer=True), is_keeper=False)
SECRECY = Judge(Decider("p", is_secrecy_reviewer=True), is_keeper=False)
OWN_SECRECY = Judge(Decider("p", is_maker=True, is_secrecy_reviewer=True), is_keeper=False)
RELEASER = Judge(Decider("p", is_releaser=True), is_keeper=False)
KEEPER = Judge(Decider("p"), is_keeper=True)
STRANGER = Judge(Decider("p"), is_keeper=False)


@pytest.mark.parametrize(
    ("finding", "judge", "scopes"),
    [
        (ERROR, REVIEWER, {TEXT, UNIT}),
        (ERROR, KEEPER, EVERY),
        (ERROR, MAKER, set()),
        (ERROR, OWN_REVIEWER, set()),
        (ERROR, RELEASER, set()),
        (ERROR, SECRECY, set()),
        (ERROR, STRANGER, set()),
        (HINT, REVIEWER, {TEXT, UNIT}),
        (CERTAIN, REVIEWER, set()),
        (CERTAIN, KEEPER, set()),
        (SUSPECTED, REVIEWER, {TEXT}),
        (SUSPECTED, OWN_REVIEWER, set()),
        (SUSPECTED, KEEPER, set()),
        (WEAK_MASK, REVIEWER, {TEXT}),
        (WEAK_MASK, KEEPER, {TEXT}),
        (SECRET, SECRECY, {TEXT}),
        (SECRET, OWN_SECRECY, set()),
        (SECRET, REVIEWER, set()),
        (INNER, SECRECY, {TEXT}),
        (INNER, KEEPER, set()),
    ],
)
def test_how_far_one_may_rule(finding: OpenFinding, judge: Judge, scopes: set[Scope]) -> None:
    open_to = {scope for scope in Scope if ruling_refusal(finding, scope, judge, "q") is None}
    assert open_to == scopes
    assert all(ruling_refusal(finding, scope, judge, "p") for scope in Scope)


@pytest.mark.parametrize(
    ("finding", "judge", "may"),
    [
        (ERROR, MAKER, True),
        (ERROR, REVIEWER, True),
        (ERROR, RELEASER, True),
        (SECRET, SECRECY, True),
        (ERROR, STRANGER, False),
        (ERROR, KEEPER, False),
        (CERTAIN, REVIEWER, False),
    ],
)
def test_who_may_ask(finding: OpenFinding, judge: Judge, may: bool) -> None:
    assert (appeal_refusal(finding, judge.decider) is None) is may
