"""The outcome of checking one document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shenfa.text import ContentKind, Document, Finding, Gap, Severity


class Verdict(StrEnum):
    """What the findings and gaps of a text come to (R47–R49)."""

    CLEAN = "clean"
    REVIEW = "review"
    BLOCKED = "blocked"
    UNDETERMINED = "undetermined"


VERDICT_NAMES = {
    Verdict.CLEAN: "未发现问题",
    Verdict.REVIEW: "需要修改或者确认",
    Verdict.BLOCKED: "禁止发布",
    Verdict.UNDETERMINED: "不确定，有内容未能读取",
}


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in reading order, under the rules identified by ``ruleset``."""

    document: Document
    kind: ContentKind
    ruleset: str
    findings: tuple[Finding, ...]
    verdict: Verdict


def verdict(findings: Iterable[Finding], gaps: Sequence[Gap]) -> Verdict:
    """What findings and gaps come to.

    A blocker blocks; else what nobody read leaves it undetermined; else errors and warnings
    ask for review; hints alone are clean.
    """
    severities = {finding.severity for finding in findings}
    if Severity.BLOCKER in severities:
        return Verdict.BLOCKED
    if gaps:
        return Verdict.UNDETERMINED
    if severities & {Severity.ERROR, Severity.WARNING}:
        return Verdict.REVIEW
    return Verdict.CLEAN
