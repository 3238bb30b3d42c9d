"""The reports ``shenfa check`` leaves as files, each complete or not there at all."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from shenfa.audit import Report
from shenfa.audit.report_docx import report_docx
from shenfa.audit.report_json import report_row
from shenfa.audit.report_text import report_text
from shenfa.readers import Options, UnreadableDocument, why_refused

SUFFIXES = {
    "text": ".审查报告.txt",
    "json": ".审查报告.json",
    "html": ".审查报告.html",
    "docx": ".审查批注.docx",
}
PARTIAL = ".part"
LONGEST_NAME = 255
"""Bytes a file name may have where Linux keeps its files."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a report with the bytes it is about, or the failure."""

    path: Path
    data: bytes
    result: Report | UnreadableDocument


def make_folder(folder: Path) -> None:
    """Make sure that there is a folder for the reports, before work begins."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"报告文件夹“{folder}”{why_refused(error)}") from error


def write_reports(
    outcome: Outcome,
    forms: tuple[str, ...],
    out: Path | None,
    options: Options,
    taken: set[Path],
) -> Iterator[Path]:
    """Write the reports on one input and yield their paths; ``taken`` are names in use.

    Without ``out`` they stand beside the input, and what the terminal shows is not written.
    """
    if isinstance(outcome.result, UnreadableDocument):
        return
    for form in forms:
        if out is None and form in ("text", "json"):
            continue
        folder = out or (Path() if outcome.path == Path("-") else outcome.path.parent)
        path = _free(folder, outcome.result.document.name, SUFFIXES[form], taken)
        taken.add(path)
        save(path, _rendered(outcome.result, outcome.data, form, options))
        yield path


def _free(folder: Path, name: str, suffix: str, taken: set[Path]) -> Path:
    """Return a name nobody has in this call, short enough for the file system."""
    number = 1
    while True:
        ending = (f"-{number}" if number > 1 else "") + suffix
        room = LONGEST_NAME - len(os.fsencode(ending + PARTIAL))
        stem = name.replace("/", "_")
        while len(os.fsencode(stem)) > room:
            stem = stem[:-1]
        path = folder / (stem + ending)
        if path not in taken:
            return path
        number += 1


def _rendered(report: Report, data: bytes, form: str, options: Options) -> bytes:
    match form:
        case "html":
            # Templates take a while to load, and most calls need none.
            from shenfa.audit.report_html import report_html  # noqa: PLC0415

            return report_html(report).encode()
        case "docx":
            return report_docx(report, data, options)
        case "json":
            return json.dumps(report_row(report), ensure_ascii=False, indent=2).encode()
        case _:
            return report_text(report).encode()


def save(path: Path, content: bytes) -> None:
    """Write a file so that it is complete or not there at all."""
    partial = path.with_name(path.name + PARTIAL)
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise click.ClickException(f"无法写入“{path}”：{why_refused(error)}") from error
    finally:
        partial.unlink(missing_ok=True)
