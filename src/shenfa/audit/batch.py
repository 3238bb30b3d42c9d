"""Check texts in bulk: record after record, in order, on several processes, in flat memory."""

import datetime
import json
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from shenfa.audit.batch_pool import Crew, in_order
from shenfa.audit.engine import compile_engine
from shenfa.audit.examine import Examiner, examine_file, examine_text, file_bytes, legible
from shenfa.audit.report import Report, Verdict
from shenfa.audit.report_json import FindingRow, GapRow, finding_rows, gap_row
from shenfa.audit.suppress import Suppression
from shenfa.readers import Options, UnreadableDocument, is_whole, whole
from shenfa.readers.pictures.ocr import load_recogniser
from shenfa.text import ContentKind, Context, County

CHUNK_CHARACTERS = 400_000
CHUNK_ITEMS = 2_000

Row = dict[str, object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setup:
    """How every record is checked, in a form that can be sent to another process.

    ``kind`` and ``date`` stand where a record has none of its own.
    """

    kind: ContentKind = ContentKind.GENERAL
    date: datetime.date | None = None
    county: County = County()
    suppressions: tuple[Suppression, ...] = ()
    with_ocr: bool = False
    office: str | None = None


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A bare text. ``kind`` and ``date`` are as they came, still to be checked."""

    line: int
    id: object
    text: object
    kind: object = None
    date: object = None


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One line of JSON Lines as bytes, parsed by the process that checks it."""

    line: int
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file under a folder; its id is the relative path."""

    line: int
    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class LostRecord:
    """A record that could not even be taken in; ``reason`` says what to change."""

    line: int
    reason: str


Record = TextRecord | RawRecord | FileRecord | LostRecord


def scan(records: Iterable[Record], setup: Setup, processes: int) -> Generator[Row, None, None]:
    """Yield one row for every record, in order.

    A row is ``{"id", "verdict", "findings", "gaps"}``, or ``{"id": null, "line", "error"}`` for
    a malformed record. At most a few chunks are in memory at a time. Raises WorkerLost.
    """
    chunks = _chunks(iter(records))
    first = list(islice(chunks, 2))
    if processes == 1 or len(first) < 2:
        examiner = _examiner(setup)
        for chunk in chain(first, chunks):
            yield from _scan_chunk(chunk, examiner, setup)
        return
    crew = Crew(processes, _start, (setup,))
    for rows in in_order(_work, chain(first, chunks), crew):
        yield from rows


def _chunks(records: Iterator[Record]) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += _size(record)
        if size >= CHUNK_CHARACTERS or len(chunk) >= CHUNK_ITEMS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(record: Record) -> int:
    match record:
        case RawRecord(data=data):
            return len(data)
        case TextRecord(text=str(text)):
            return len(text)
        case _:
            # A file costs about as much as a chunk of text.
            return CHUNK_CHARACTERS // 4


_STATE: list[tuple[Examiner, Setup]] = []
"""The examiner of this worker process, built once when it starts."""


def _start(setup: Setup) -> None:
    _STATE.append((_examiner(setup), setup))


def _work(chunk: list[Record]) -> list[Row]:
    examiner, setup = _STATE[0]
    return list(_scan_chunk(chunk, examiner, setup))


def _examiner(setup: Setup) -> Examiner:
    return Examiner(
        compile_engine(setup.county, setup.suppressions),
        Context(setup.kind, setup.date, setup.county),
        Options(load_recogniser() if setup.with_ocr else None, setup.office),
    )


def _scan_chunk(chunk: list[Record], examiner: Examiner, setup: Setup) -> Iterator[Row]:
    for record in chunk:
        try:
            match record:
                case RawRecord():
                    yield _scan_text(_parse(record), examiner, setup)
                case TextRecord():
                    yield _scan_text(record, examiner, setup)
                case FileRecord():
                    yield _scan_file(record, examiner)
                case LostRecord(reason=reason):
                    yield {"id": None, "line": record.line, "error": reason}
        except MalformedRecord as error:
            yield {"id": None, "line": record.line, "error": str(error)}


class MalformedRecord(Exception):
    """A record that is no record; the message says what to change."""


def _parse(raw: RawRecord) -> TextRecord:
    try:
        row = json.loads(raw.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MalformedRecord("不是 UTF-8 编码，请转换编码后重试") from error
    except (ValueError, RecursionError) as error:
        raise MalformedRecord("不是有效的 JSON，请检查引号和括号") from error
    if not isinstance(row, dict):
        raise MalformedRecord("应为含 id 和 text 的 JSON 对象")
    if "id" not in row or "text" not in row:
        raise MalformedRecord("缺少 id 或者 text，请补上")
    return TextRecord(raw.line, row["id"], row["text"], row.get("kind"), row.get("date"))


def reports(records: Iterable[Record], setup: Setup) -> Iterator[Report | str]:
    """Yield the report on every record, or why there is none, in order and in this process."""
    examiner = _examiner(setup)
    for record in records:
        try:
            match record:
                case RawRecord():
                    yield _text_report(_parse(record), examiner, setup)
                case TextRecord():
                    yield _text_report(record, examiner, setup)
                case FileRecord():
                    yield _report(record.path, examiner)
                case LostRecord(reason=reason):
                    yield reason
        except (MalformedRecord, UnreadableDocument) as error:
            yield str(error)


def _scan_text(record: TextRecord, examiner: Examiner, setup: Setup) -> Row:
    report = _text_report(record, examiner, setup)
    return _row(
        record.id if isinstance(record.id, int) else str(record.id),
        report.verdict,
        finding_rows(report),
        [gap_row(gap) for gap in report.document.gaps],
    )


def _text_report(record: TextRecord, examiner: Examiner, setup: Setup) -> Report:
    if not isinstance(record.text, str):
        raise MalformedRecord("text 应为文字")
    if not isinstance(record.id, str | int) or isinstance(record.id, bool):
        raise MalformedRecord("id 应为文字或者整数")
    if not is_whole(str(record.id)):
        raise MalformedRecord("id 含有无效字符，请改正")
    context = Context(_kind(record.kind, setup), _date(record.date, setup), setup.county)
    return examine_text(whole(record.text), str(record.id), replace(examiner, context=context))


def _scan_file(record: FileRecord, examiner: Examiner) -> Row:
    try:
        report = _report(record.path, examiner)
    except UnreadableDocument as error:
        gap: GapRow = {"place": "全文", "reason": str(error)}
        return _row(record.id, Verdict.UNDETERMINED, [], [gap])
    gaps = [gap_row(gap) for gap in report.document.gaps]
    return _row(record.id, report.verdict, finding_rows(report), gaps)


def _report(path: Path, examiner: Examiner) -> Report:
    name = legible(path.name)
    if path.is_dir():
        raise UnreadableDocument(name, "是链接到别处或者无法进入的文件夹，请单独检查")
    if path.exists() and not path.is_file():
        # A pipe or a device may never end.
        raise UnreadableDocument(name, "不是普通文件，未读取，请核实来源")
    data = file_bytes(path, name, examiner.options.limits)
    return examine_file(data, name, examiner)


def _row(
    record_id: str | int, verdict: Verdict, findings: list[FindingRow], gaps: list[GapRow]
) -> Row:
    return {"id": record_id, "verdict": verdict.value, "findings": findings, "gaps": gaps}


def _kind(value: object, setup: Setup) -> ContentKind:
    if value is None:
        return setup.kind
    return _valid(ContentKind, value, f"kind 应为 {'、'.join(ContentKind)} 之一")


def _date(value: object, setup: Setup) -> datetime.date | None:
    if value is None or value == "":
        return setup.date
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return _valid(datetime.date.fromisoformat, value, "date 应为 2026-11-24 形式的日期")


def _valid(convert: Callable[[str], T], value: object, complaint: str) -> T:
    if not isinstance(value, str):
        raise MalformedRecord(complaint)
    try:
        return convert(value)
    except ValueError as error:
        raise MalformedRecord(complaint) from error
