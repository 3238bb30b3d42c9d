"""One part of a text under two tables: which findings appear and which go. No Django here."""

from collections import Counter
from dataclasses import dataclass

from shenfa.audit.report import Report
from shenfa.desk.review.examining import FilePart, Part, document_of, examined_under
from shenfa.desk.wording.county_file import Tables
from shenfa.text import Finding

Counts = tuple[tuple[str, int], ...]
"""Codes of rules, and how many findings of each."""


@dataclass(frozen=True, slots=True)
class EffectTask:
    """A part, to be checked with the tables as they are and as they would be."""

    part: Part
    before: Tables
    after: Tables


@dataclass(frozen=True, slots=True)
class Difference:
    """What appears and what goes; where nothing could be read, nobody can tell."""

    appear: Counts = ()
    go: Counts = ()
    is_read: bool = True


def difference_of(task: EffectTask) -> Difference:
    """Read a part once and check it twice."""
    if isinstance(task.part, FilePart) and task.part.problem:
        return Difference(is_read=False)
    try:
        document = document_of(task.part)
    except Exception:  # noqa: BLE001 - R49: a reader that fails or crashes has not read it
        return Difference(is_read=False)
    before = _counted(examined_under(task.before, task.part, document))
    after = _counted(examined_under(task.after, task.part, document))
    return Difference(_by_rule(after - before), _by_rule(before - after))


def _counted(report: Report) -> Counter[tuple[object, ...]]:
    return Counter(map(_facts, report.findings))


def _facts(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.passage, finding.start, finding.end, finding.severity.value)


def _by_rule(found: Counter[tuple[object, ...]]) -> Counts:
    return tuple(sorted(Counter(str(facts[0]) for facts in found.elements()).items()))
