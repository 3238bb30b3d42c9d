"""What people may do about the findings of the audit (R23, R39–R45, requirements §0).

A certain blocker goes away only with a new revision. A suspected one is cleared with a reason
by a reviewer, never by a maker. Errors are fixed (a new revision) or argued with a reason,
warnings are confirmed, hints ask for nothing. Whatever concerns secrecy is decided by the
secrecy reviewer alone. What stands so in the captured source of a reprint may be left as it is
there, unless it is a blocker, or concerns secrecy or privacy, or is a 严重表述错误.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shenfa.text import Certainty, Family, Severity


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding on one revision, as far as deciding on it goes. No text of it is kept here.

    ``is_serious`` marks 严重表述错误; ``stands_in_source`` that the captured source has the
    same characters there.
    """

    id: str
    severity: Severity
    certainty: Certainty
    family: Family
    is_serious: bool = False
    stands_in_source: bool = False


class Verb(StrEnum):
    """What was done about a finding."""

    CLEAR = "clear"
    ARGUE = "argue"
    CONFIRM = "confirm"
    SAME_AS_SOURCE = "same_as_source"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class FindingDecision:
    """One person's word on one finding of one revision."""

    finding: str
    verb: Verb
    person: str
    at: datetime.datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who wants to decide: a maker of this revision, one of its reviewers, the releaser."""

    person: str
    is_maker: bool = False
    is_reviewer: bool = False
    is_secrecy_reviewer: bool = False
    is_releaser: bool = False


DECIDED_BY = {
    Severity.BLOCKER: Verb.CLEAR,
    Severity.ERROR: Verb.ARGUE,
    Severity.WARNING: Verb.CONFIRM,
}
NEEDS_REASON = frozenset({Verb.CLEAR, Verb.ARGUE, Verb.REOPEN})
NEVER_BY_SOURCE = frozenset({Family.SECRECY, Family.PRIVACY})


def weight_of(severity: Severity, certainty: Certainty, family: Family) -> str:
    """Return the weight of a finding in the trail's words: who may close it, and how."""
    if severity is Severity.BLOCKER and certainty is Certainty.CERTAIN:
        return "certain_blocker"
    if family is Family.SECRECY and severity is not Severity.HINT:
        return "secrecy"
    return "suspected_blocker" if severity is Severity.BLOCKER else severity.value


def decision_refusal(
    finding: OpenFinding,
    wanted: FindingDecision,
    decider: Decider,
    made: Iterable[FindingDecision],
) -> str | None:
    """Return why this person may not decide so on this finding, or None."""
    decided = is_decided(finding, made)
    if wanted.verb in NEEDS_REASON and not wanted.reason.strip():
        return "请写明理由"
    if wanted.verb is Verb.REOPEN:
        if not decided:
            return "该问题点尚未处置，无需重新打开"
        may = decider.is_reviewer or decider.is_secrecy_reviewer or decider.is_releaser
        return None if may else "只有审查人和信息发布人员可以重新打开问题点"
    if decided:
        return "该问题点已有处置，如有不同意见请重新打开"
    if wanted.verb is Verb.SAME_AS_SOURCE:
        return _source_refusal(finding, decider)
    return _kind_refusal(finding, wanted, decider)


def _source_refusal(finding: OpenFinding, decider: Decider) -> str | None:
    if finding.severity is Severity.BLOCKER or finding.is_serious:
        return "“禁止发布”问题和严重表述错误不因与来源一致而放行"
    if finding.family in NEVER_BY_SOURCE:
        return "涉密和个人信息问题不因与来源一致而放行"
    if not finding.stands_in_source:
        return "该处没有与来源存证逐字相同，请先保存来源并比对"
    return _stranger_refusal(decider)


def _stranger_refusal(decider: Decider) -> str | None:
    roles = (
        decider.is_maker,
        decider.is_reviewer,
        decider.is_secrecy_reviewer,
        decider.is_releaser,
    )
    return None if any(roles) else "问题点由本稿的撰稿人、审查人和信息发布人员处置"


def _kind_refusal(finding: OpenFinding, wanted: FindingDecision, decider: Decider) -> str | None:
    if DECIDED_BY.get(finding.severity) is not wanted.verb:
        return "该问题点不能这样处置"
    if finding.family is Family.SECRECY:
        if not decider.is_secrecy_reviewer:
            return "涉密问题只能由保密审查员处置"
        if decider.is_maker:
            return "撰稿人不得处置自己稿件的涉密问题"
    if finding.severity is Severity.BLOCKER:
        if finding.certainty is Certainty.CERTAIN:
            return "确定的“禁止发布”问题只能改稿消除，不能放行"
        if decider.is_maker or not (decider.is_reviewer or decider.is_secrecy_reviewer):
            return "疑似的“禁止发布”问题应由审查人核实后说明理由，撰稿人不得放行"
    return _stranger_refusal(decider)


def is_decided(finding: OpenFinding, made: Iterable[FindingDecision]) -> bool:
    """Whether the last word on a finding closes it."""
    last = None
    for decision in made:
        if decision.finding == finding.id:
            last = decision
    return last is not None and last.verb is not Verb.REOPEN


def undecided(
    findings: Iterable[OpenFinding], made: Iterable[FindingDecision]
) -> tuple[OpenFinding, ...]:
    """Return the findings that keep the gate shut. Hints never do."""
    made = tuple(made)
    return tuple(
        finding
        for finding in findings
        if finding.severity is not Severity.HINT and not is_decided(finding, made)
    )
