"""What people may do about findings (R23, R39–R45): a table of who, what, on which."""

import datetime
from dataclasses import replace

import pytest

from shenfa.review import (
    Decider,
    FindingDecision,
    OpenFinding,
    Verb,
    decision_refusal,
    undecided,
    weight_of,
)
from shenfa.text import Certainty, Family, Severity

AT = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
MAKER = Decider("撰稿人", is_maker=True)
REVIEWER = Decider("审查人", is_reviewer=True)
SECRECY = Decider("保密员", is_secrecy_reviewer=True)
RELEASER = Decider("发布员", is_releaser=True)
STRANGER = Decider("路人")
CERTAIN, SUSPECTED = Certainty.CERTAIN, Certainty.SUSPECTED


def finding(
    severity: Severity, certainty: Certainty = CERTAIN, family: Family = Family.TYPO
) -> OpenFinding:
    return OpenFinding("f1", severity, certainty, family)


def say(verb: Verb, decider: Decider, reason: str = "理由") -> FindingDecision:
    return FindingDecision("f1", verb, decider.person, AT, reason)


BLOCKER = finding(Severity.BLOCKER)
MAYBE = finding(Severity.BLOCKER, SUSPECTED)
ERROR = finding(Severity.ERROR)
WARNING = finding(Severity.WARNING)
SECRET = finding(Severity.BLOCKER, SUSPECTED, Family.SECRECY)
SAME = replace(ERROR, stands_in_source=True)


@pytest.mark.parametrize(
    ("one", "verb", "decider", "reason"),
    [
        (BLOCKER, Verb.CLEAR, REVIEWER, "只能改稿消除"),
        (BLOCKER, Verb.ARGUE, REVIEWER, "不能这样处置"),
        (MAYBE, Verb.CLEAR, MAKER, "撰稿人不得放行"),
        (MAYBE, Verb.CLEAR, REVIEWER, None),
        (SECRET, Verb.CLEAR, REVIEWER, "保密审查员"),
        (SECRET, Verb.CLEAR, SECRECY, None),
        (SECRET, Verb.CLEAR, Decider("甲", is_maker=True, is_secrecy_reviewer=True), "撰稿人不得"),
        (ERROR, Verb.ARGUE, MAKER, None),
        (ERROR, Verb.ARGUE, REVIEWER, None),
        (ERROR, Verb.CONFIRM, MAKER, "不能这样处置"),
        (WARNING, Verb.CONFIRM, MAKER, None),
        (WARNING, Verb.REOPEN, REVIEWER, "尚未处置"),
        (MAYBE, Verb.CLEAR, RELEASER, "由审查人"),
        (ERROR, Verb.ARGUE, RELEASER, None),
        (ERROR, Verb.ARGUE, STRANGER, "由本稿的撰稿人"),
        (SAME, Verb.SAME_AS_SOURCE, REVIEWER, None),
        (SAME, Verb.SAME_AS_SOURCE, MAKER, None),
        (SAME, Verb.SAME_AS_SOURCE, STRANGER, "由本稿的撰稿人"),
        (ERROR, Verb.SAME_AS_SOURCE, REVIEWER, "逐字相同"),
        (replace(SAME, severity=Severity.BLOCKER), Verb.SAME_AS_SOURCE, REVIEWER, "禁止发布"),
        (replace(SAME, is_serious=True), Verb.SAME_AS_SOURCE, REVIEWER, "严重表述错误"),
        (replace(SAME, family=Family.SECRECY), Verb.SAME_AS_SOURCE, SECRECY, "涉密和个人信息"),
        (replace(SAME, family=Family.PRIVACY), Verb.SAME_AS_SOURCE, REVIEWER, "涉密和个人信息"),
    ],
)
def test_who_may_decide_what(
    one: OpenFinding, verb: Verb, decider: Decider, reason: str | None
) -> None:
    refused = decision_refusal(one, say(verb, decider), decider, ())

    assert (refused is None) if reason is None else (reason in str(refused))


def test_a_reason_is_asked_for_what_is_let_through() -> None:
    assert decision_refusal(ERROR, say(Verb.ARGUE, MAKER, " "), MAKER, ()) == "请写明理由"
    assert decision_refusal(WARNING, say(Verb.CONFIRM, MAKER, ""), MAKER, ()) is None


def test_a_finding_is_decided_once_and_reopened_by_a_later_reviewer() -> None:
    argued = (say(Verb.ARGUE, MAKER),)
    reopened = (*argued, say(Verb.REOPEN, REVIEWER))

    assert "已有处置" in str(decision_refusal(ERROR, say(Verb.ARGUE, REVIEWER), REVIEWER, argued))
    assert "只有审查人" in str(decision_refusal(ERROR, say(Verb.REOPEN, MAKER), MAKER, argued))
    for one in (REVIEWER, SECRECY, RELEASER):
        assert decision_refusal(ERROR, say(Verb.REOPEN, one), one, argued) is None
    assert undecided([ERROR], argued) == ()
    assert undecided([ERROR], reopened) == (ERROR,)


def test_hints_ask_for_nothing() -> None:
    assert undecided([finding(Severity.HINT), WARNING], ()) == (WARNING,)


@pytest.mark.parametrize(
    ("severity", "certainty", "family", "weight"),
    [
        (Severity.BLOCKER, CERTAIN, Family.PRIVACY, "certain_blocker"),
        (Severity.BLOCKER, CERTAIN, Family.SECRECY, "certain_blocker"),
        (Severity.BLOCKER, SUSPECTED, Family.SECRECY, "secrecy"),
        (Severity.WARNING, CERTAIN, Family.SECRECY, "secrecy"),
        (Severity.HINT, CERTAIN, Family.SECRECY, "hint"),
        (Severity.BLOCKER, SUSPECTED, Family.PRIVACY, "suspected_blocker"),
        (Severity.ERROR, SUSPECTED, Family.TYPO, "error"),
        (Severity.WARNING, SUSPECTED, Family.TYPO, "warning"),
        (Severity.HINT, CERTAIN, Family.TYPO, "hint"),
    ],
)
def test_the_weight_in_the_trail(
    severity: Severity, certainty: Certainty, family: Family, weight: str
) -> None:
    assert weight_of(severity, certainty, family) == weight
