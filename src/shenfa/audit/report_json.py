"""The report for machines: schema ``shenfa.report/1``, shipped as ``report-1.schema.json``."""

import hashlib
from typing import TypedDict

from shenfa.audit.report import Report
from shenfa.audit.telling import Told, tell
from shenfa.readers import UnreadableDocument
from shenfa.text import Basis, ContentKind, Gap

SCHEMA = "shenfa.report/1"


class BasisRow(TypedDict):
    """One basis of a rule."""

    title: str
    number: str
    clause: str
    level: str


class FindingRow(TypedDict, total=False):
    """One finding; ``entity`` and ``offset`` only where they apply."""

    rule: str
    family: str
    entity: str
    severity: str
    certainty: str
    place: str
    passage: int | None
    start: int
    end: int
    offset: int
    text: str
    message: str
    fix: str | None
    basis: list[BasisRow]


class GapRow(TypedDict):
    """One part that was not read."""

    place: str
    reason: str


class DocumentRow(TypedDict):
    """Which bytes were checked, as which kind of content."""

    name: str
    sha256: str
    kind: str


class ReportRow(TypedDict):
    """The whole report."""

    schema: str
    ruleset: str
    document: DocumentRow
    verdict: str
    findings: list[FindingRow]
    gaps: list[GapRow]


def report_row(report: Report) -> ReportRow:
    """Return the report as plain values, ready for JSON."""
    document = report.document
    return {
        "schema": SCHEMA,
        "ruleset": report.ruleset,
        "document": {
            "name": document.name,
            "sha256": document.sha256,
            "kind": report.kind.value,
        },
        "verdict": report.verdict.value,
        "findings": finding_rows(report),
        "gaps": [gap_row(gap) for gap in document.gaps],
    }


def unreadable_row(
    error: UnreadableDocument, data: bytes, kind: ContentKind, ruleset: str
) -> ReportRow:
    """Return the report on a file nobody could open: undetermined, with the reason as a gap."""
    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    return {
        "schema": SCHEMA,
        "ruleset": ruleset,
        "document": {"name": error.name, "sha256": sha256, "kind": kind.value},
        "verdict": "undetermined",
        "findings": [],
        "gaps": [{"place": "全文", "reason": str(error)}],
    }


def finding_rows(report: Report) -> list[FindingRow]:
    """Return the findings alone."""
    return [_finding_row(told, report) for told in tell(report)]


def gap_row(gap: Gap) -> GapRow:
    """Return one gap as plain values."""
    return {"place": gap.place, "reason": gap.reason}


def _finding_row(told: Told, report: Report) -> FindingRow:
    finding = told.finding
    row: FindingRow = {
        "rule": finding.rule,
        "family": finding.family.value,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "place": finding.place,
        "passage": finding.passage,
        "start": finding.start,
        "end": finding.end,
        "text": told.text,
        "message": told.message,
        "fix": told.fix,
        "basis": [_basis_row(basis) for basis in finding.basis],
    }
    if finding.entity is not None:
        row["entity"] = finding.entity
    if finding.passage is not None:
        passage = report.document.passages[finding.passage]
        if passage.origin == "text" and not passage.enclosure:
            # Plain text is one passage, so a place in it is a place in the decoded file.
            row["offset"] = finding.start
    return row


def _basis_row(basis: Basis) -> BasisRow:
    return {
        "title": basis.title,
        "number": basis.number,
        "clause": basis.clause,
        "level": basis.level.value,
    }
