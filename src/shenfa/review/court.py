"""The false-alarm court: who may bring a finding before it, and who rules how far (requirements §0).

A certain blocker is never silenced; a suspected one, and whatever is secret or personal, only in
its own text. Who asks never rules. What reaches beyond a unit is ruled by the county office, and
takes a second person there (I22).
"""

from dataclasses import dataclass

from shenfa.review.findings import Decider, OpenFinding
from shenfa.text import Certainty, Family, Scope, Severity

CERTAIN_BLOCKER = "确定的“禁止发布”问题只能改稿消除，不能认定为误报"
OWN_TEXT = frozenset({Family.SECRECY, Family.PRIVACY})
"""What is secret or somebody's own is judged text by text."""
WIDE = frozenset({Scope.COUNTY, Scope.ALWAYS})


@dataclass(frozen=True, slots=True)
class Judge:
    """Who wants to rule: their roles on the text, and whether they keep the county's tables."""

    decider: Decider
    is_keeper: bool


def appeal_refusal(finding: OpenFinding, decider: Decider) -> str | None:
    """Return why this person may not bring a finding before the court, or None."""
    if _is_certain_blocker(finding):
        return CERTAIN_BLOCKER
    roles = (
        decider.is_maker,
        decider.is_reviewer,
        decider.is_secrecy_reviewer,
        decider.is_releaser,
    )
    return None if any(roles) else "误报认定由本稿的撰稿人、审查人和信息发布人员提请"


def ruling_refusal(finding: OpenFinding, scope: Scope, judge: Judge, appellant: str) -> str | None:
    """Return why this person may not rule so far on a finding, or None."""
    if _is_certain_blocker(finding):
        return CERTAIN_BLOCKER
    if judge.decider.person == appellant:
        return "须由提请人以外的人员认定"
    return _reach_refusal(finding, scope) or _judge_refusal(finding, scope, judge)


def _reach_refusal(finding: OpenFinding, scope: Scope) -> str | None:
    if scope is Scope.TEXT:
        return None
    if finding.severity is Severity.BLOCKER:
        return "疑似的“禁止发布”问题只能在本稿内认定"
    return "涉密和个人信息问题只能在本稿内认定" if finding.family in OWN_TEXT else None


def _judge_refusal(finding: OpenFinding, scope: Scope, judge: Judge) -> str | None:
    decider = judge.decider
    if finding.family is Family.SECRECY:
        may, why = (
            decider.is_secrecy_reviewer,
            "涉密问题只能由本单位的保密审查员认定，撰稿人不得认定",
        )
        return None if may and not decider.is_maker else why
    reviews = decider.is_reviewer and not decider.is_maker
    if finding.severity is Severity.BLOCKER:
        return None if reviews else "疑似的“禁止发布”问题应由本稿的审查人认定，撰稿人不得认定"
    if scope in WIDE:
        return None if judge.is_keeper else "全县适用的认定由县政府办公室作出"
    may = reviews or judge.is_keeper
    return None if may else "误报由本单位的审查人或者县政府办公室认定，撰稿人不得认定"


def _is_certain_blocker(finding: OpenFinding) -> bool:
    return finding.severity is Severity.BLOCKER and finding.certainty is Certainty.CERTAIN
