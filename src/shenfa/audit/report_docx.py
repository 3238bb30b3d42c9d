"""The report as a Word copy: the text as it was submitted, the findings as comments."""

from collections.abc import Iterator
from dataclasses import replace

from shenfa.audit.report import Report
from shenfa.audit.telling import SEVERITY_NAMES, Told, is_withheld, shown_texts, tell
from shenfa.readers import Options
from shenfa.readers.legacy import convert
from shenfa.text import Certainty, Passage
from shenfa.writers import Note, annotate, review_copy

PACKAGE = b"PK\x03\x04"
MOST_NOTES = 2_000
"""Comments with which Word still works."""


def report_docx(report: Report, data: bytes, options: Options) -> bytes:
    """Return the Word copy.

    A Word document is returned as it is with comments added; one in an old format as the
    .docx it was read through; anything else as a new document that shows the passages.
    ``data`` are the bytes the report is about. Of a text that is withheld only the places are
    shown, whatever it was.
    """
    if not is_withheld(report) and any(
        passage.origin.startswith("word/") for passage in _own(report)
    ):
        word = data if data.startswith(PACKAGE) else convert(data, options)
        if word is not None:
            return annotate(word, notes(report))
    covered = tuple(
        replace(passage, text=text)
        for passage, text in zip(report.document.passages, shown_texts(report), strict=True)
    )
    return review_copy(covered, notes(report), report.document.name)


def notes(report: Report) -> tuple[Note, ...]:
    """Return one comment for every finding and every gap, the gravest where they are too many."""
    told = sorted(tell(report), key=lambda one: one.finding.severity.rank)
    shown = sorted(told[:MOST_NOTES], key=lambda one: one.number)
    return (*_rest(len(told) - len(shown)), *map(_note, shown), *_gap_notes(report))


def _rest(count: int) -> Iterator[Note]:
    if count:
        yield Note(None, 0, 0, f"另有 {count} 处问题没有写成批注，请看网页或者文本报告")


def _own(report: Report) -> Iterator[Passage]:
    return (passage for passage in report.document.passages if not passage.enclosure)


def _note(told: Told) -> Note:
    finding = told.finding
    doubt = "·疑似" if finding.certainty is Certainty.SUSPECTED else ""
    lines = [f"【{SEVERITY_NAMES[finding.severity]}{doubt}】{told.title}", told.message]
    if told.fix is not None:
        lines.append(f"建议改为：{told.fix}" if told.fix else "建议删去")
    lines.append(f"依据：{'；'.join(map(str, finding.basis))}（{finding.rule}）")
    return Note(finding.passage, finding.start, finding.end, "\n".join(lines))


def _gap_notes(report: Report) -> Iterator[Note]:
    for gap in report.document.gaps:
        yield Note(None, 0, 0, f"【未读取】{gap.place}：{gap.reason}")
