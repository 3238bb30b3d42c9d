"""Read and check one file, or one bare text, and never take a crash for a pass (R49)."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from shenfa.audit.engine import Engine, audit
from shenfa.audit.report import Report, verdict
from shenfa.readers import Limits, Options, UnreadableDocument, open_document, why_refused
from shenfa.text import Context, Document, Gap, Passage


@dataclass(frozen=True, slots=True)
class Examiner:
    """Everything one needs to examine file after file in the same way."""

    engine: Engine
    context: Context
    options: Options = Options()


def examine_file(data: bytes, name: str, examiner: Examiner) -> Report:
    """Read and check one file.

    Raises UnreadableDocument with one sentence for the person; a reader that crashes on a file
    is a reader that could not read it.
    """
    try:
        document = open_document(data, name, examiner.options)
    except UnreadableDocument:
        raise
    except Exception as error:
        raise UnreadableDocument(
            name, f"读取出错（{type(error).__name__}），请另存后再检查，仍不行请交系统管理员"
        ) from error
    return examine_document(document, examiner)


def file_bytes(path: Path, name: str, limits: Limits) -> bytes:
    """Return the bytes of a file, as far as a reader looks at them.

    Raises UnreadableDocument with the reason why it could not be opened.
    """
    try:
        with path.open("rb") as stream:
            # One byte too many is what the reader refuses; nobody has to load the rest.
            return stream.read(limits.size + 1)
    except OSError as error:
        raise UnreadableDocument(name, why_refused(error)) from error


def legible(name: str) -> str:
    """Return a file name in characters, also where an old system wrote it in GB18030."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def examine_text(text: str, name: str, examiner: Examiner) -> Report:
    """Check a bare text: one passage, so offsets in findings are offsets in ``text``."""
    return examine_document(Document(name, (Passage("", text, origin="text"),)), examiner)


def examine_document(document: Document, examiner: Examiner) -> Report:
    """Check a document. A crash of a rule leaves the text undetermined, never clean."""
    engine, context = examiner.engine, examiner.context
    try:
        return audit(engine, document, context)
    except Exception as error:  # noqa: BLE001 - R49: a crash of the checker is no pass
        gap = Gap(
            "全文", f"检查程序出错（{type(error).__name__}），结论不确定，请将原文件交系统管理员"
        )
        unread = replace(document, gaps=(*document.gaps, gap))
        return Report(unread, context.kind, engine.ruleset, (), verdict((), unread.gaps))
