"""What the checking process does: one part of a revision at a time, told so that it may be kept.

No Django here: it runs in a process of its own, which may crash or be killed. Whatever it says
is masked before it leaves the process, so that nothing personal or secret reaches the database.
"""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, examine_document
from shenfa.audit.report import Report
from shenfa.audit.telling import Told, tell
from shenfa.desk.review.recognition import reading_options
from shenfa.desk.wording.county_file import Tables
from shenfa.readers import UnreadableDocument, open_document
from shenfa.review import weight_of
from shenfa.rules.personal.traces import Trace, traces
from shenfa.text import (
    PRINTED,
    Belonging,
    ContentKind,
    Context,
    Document,
    Gap,
    GapKind,
    Passage,
    PassageKind,
    parts,
)

PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
TITLE = "标题"
SHOWN = PRINTED | {PassageKind.PICTURE, PassageKind.FILE_NAME}
KEY_LENGTH = 24

Detail = dict[str, Any]  # a row of JSON


@dataclass(frozen=True, slots=True)
class TextPart:
    """Title and clean body, as they go out."""

    part: str
    title: str
    body: str
    kind: ContentKind
    date: datetime.date
    belongs: Belonging = Belonging()


@dataclass(frozen=True, slots=True)
class FilePart:
    """An attached file; ``problem`` says why its bytes are not those that were stored."""

    part: str
    name: str
    data: bytes
    kind: ContentKind
    date: datetime.date
    problem: str = ""
    belongs: Belonging = Belonging()


Part = TextPart | FilePart


@dataclass(frozen=True, slots=True)
class Task:
    """A part, and the county's own tables with which it is checked."""

    part: Part
    tables: Tables


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """A finding as it is kept. The same finding in another run has the same key."""

    key: str
    weight: str
    rule: str
    part: str
    detail: Detail


@dataclass(frozen=True, slots=True)
class FoundGap:
    """Something that was not read: ``media`` for people to look at, ``unread`` for another run."""

    key: str
    kind: str
    part: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one part."""

    findings: tuple[FoundFinding, ...] = ()
    gaps: tuple[FoundGap, ...] = ()
    traces: tuple[Trace, ...] = ()
    """What its tables tell of persons, masked as they are, to be laid beside other parts."""


def ruleset(tables: Tables) -> str:
    """Return which rules and tables are applied: the same to every revision."""
    return compile_engine(tables.county, tables.suppressions).ruleset


def examine(task: Task) -> Examined:
    """Read and check one part."""
    part = task.part
    if isinstance(part, FilePart) and part.problem:
        return unread(part.part, "全文", part.problem)
    try:
        document = document_of(part)
    except UnreadableDocument as error:
        return unread(part.part, "全文", str(error))
    except Exception as error:  # noqa: BLE001 - R49: a reader that crashes has not read it
        return unread(part.part, "全文", f"读取出错（{type(error).__name__}），请另存后重新上传")
    report = examined_under(task.tables, part, document)
    told = tuple(one for text in parts(document) for one in traces(text))
    return Examined(_findings(part.part, report), _gaps(part.part, report.document.gaps), told)


def examined_under(tables: Tables, part: Part, document: Document) -> Report:
    """Check a part that was read already."""
    engine = compile_engine(tables.county, tables.suppressions)
    context = Context(part.kind, part.date, belongs=part.belongs)
    return examine_document(document, Examiner(engine, context))


def document_of(part: Part) -> Document:
    """Return a part as a document: for a text, passage 0 is the title, the body follows.

    Raises UnreadableDocument.
    """
    if isinstance(part, FilePart):
        return open_document(part.data, part.name, reading_options())
    title = Passage(TITLE, part.title, origin="html")
    if not part.body.strip():
        return Document(part.part, (title,))
    document = open_document(PAGE.format(body=part.body).encode(), "正文.html")
    # The name of the page is ours, nobody wrote or sees it.
    body = (one for one in document.passages if one.kind is not PassageKind.FILE_NAME)
    return replace(document, name=part.part, passages=(title, *body))


def unread(part: str, place: str, reason: str) -> Examined:
    """Return a part of which something, or all, was not read."""
    return Examined(gaps=_gaps(part, (Gap(place, reason),)))


def keyed(part: str, told: Iterable[Told]) -> Iterator[tuple[str, Told]]:
    """Yield the findings of a part, each with its key: the same in every run over the same text."""
    seen: Counter[str] = Counter()
    for one in told:
        facts = _facts(part, one)
        seen[facts] += 1
        yield _digest(f"{facts}#{seen[facts]}"), one


def _findings(part: str, report: Report) -> tuple[FoundFinding, ...]:
    found = []
    for key, told in keyed(part, tell(report)):
        finding = told.finding
        weight = weight_of(finding.severity, finding.certainty, finding.family)
        detail = _detail(told) | {"unseen": _is_unseen(report, finding.passage)}
        found.append(FoundFinding(key, weight, finding.rule, part, detail))
    return tuple(found)


def _is_unseen(report: Report, passage: int | None) -> bool:
    """Whether nobody who opens the file sees the place of a finding."""
    if passage is None:
        return False
    return report.document.passages[passage].kind not in SHOWN


def _facts(part: str, told: Told) -> str:
    finding = told.finding
    facts = (
        part,
        finding.rule,
        finding.place,
        finding.passage,
        finding.start,
        finding.end,
        finding.severity.value,
        finding.certainty.value,
    )
    return json.dumps(facts, ensure_ascii=False)


def _detail(told: Told) -> Detail:
    finding = told.finding
    fix = None if told.fix is None else _kept(told.fix)
    return {
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "family": finding.family.value,
        "serious": finding.serious,
        "place": _kept(finding.place),
        "passage": finding.passage,
        "start": finding.start,
        "end": finding.end,
        "title": told.title,
        "text": _kept(told.text),
        "before": _kept(told.before),
        "after": _kept(told.after),
        "message": _kept(told.message),
        "fix": fix,
        "basis": [str(basis) for basis in finding.basis],
    }


def _gaps(part: str, gaps: tuple[Gap, ...]) -> tuple[FoundGap, ...]:
    seen: Counter[str] = Counter()
    found = []
    for gap in gaps:
        kind = "media" if gap.kind is GapKind.MEDIA else "unread"
        facts = json.dumps((part, kind, gap.place), ensure_ascii=False)
        seen[facts] += 1
        key = _digest(f"{facts}#{seen[facts]}")
        place, reason = _kept(gap.place)[:300], _kept(gap.reason)
        found.append(FoundGap(key, kind, part, place, reason))
    return tuple(found)


def _kept(text: str) -> str:
    """Return a text as every database can hold it; offsets stay what they are."""
    return text.replace("\x00", "\ufffd")


def _digest(facts: str) -> str:
    return hashlib.sha256(facts.encode()).hexdigest()[:KEY_LENGTH]
