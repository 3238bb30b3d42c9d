"""``shenfa check``: check files, show the findings, write reports beside them."""

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from shenfa.audit import Report, compile_engine
from shenfa.audit.examine import Examiner, examine_file
from shenfa.audit.report import VERDICT_NAMES
from shenfa.audit.report_docx import report_docx
from shenfa.audit.report_html import report_html
from shenfa.audit.report_json import ReportRow, report_row, unreadable_row
from shenfa.audit.report_text import report_text
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import (
    KIND,
    KIND_HELP,
    DateType,
    county_tables,
    office,
    paint,
    recogniser,
    today,
)
from shenfa.readers import Options, UnreadableDocument
from shenfa.text import ContentKind, Context, Severity

FOUND = 1
UNUSABLE = 2
UNREAD = 3
SUFFIXES = {
    "text": ".审查报告.txt",
    "json": ".审查报告.json",
    "html": ".审查报告.html",
    "docx": ".审查批注.docx",
}
STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a report with the bytes it is about, or the failure."""

    path: Path
    data: bytes
    result: Report | UnreadableDocument


@click.command(cls=ChineseCommand)
@click.argument("files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path))
@click.option("--kind", type=KIND, default="general", help=f"{KIND_HELP}（默认 general）")
@click.option("--date", type=DateType(), help="文稿日期，如 2026-11-24（默认今天）")
@click.option(
    "--format",
    "forms",
    type=click.Choice(list(SUFFIXES)),
    multiple=True,
    help="报告格式，可重复：text、json 显示在终端，html、docx 写成文件（默认 text）",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="报告存放的文件夹（默认与原文件放在一起）",
)
@click.option("--ocr/--no-ocr", default=False, help="是否识别图片和扫描件中的文字（默认否）")
@click.option(
    "--fail-on",
    type=click.Choice(["blocker", "error", "warning"]),
    default="error",
    help="有此级以上问题时退出码为 1（默认 error）",
)
@click.option(
    "--county",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本县名称和例外的 TOML 文件",
)
def command(  # noqa: PLR0913 - one parameter per option of the command line
    *,
    files: tuple[Path, ...],
    kind: str,
    date: datetime.date | None,
    forms: tuple[str, ...],
    out: Path | None,
    ocr: bool,
    fail_on: str,
    county: Path | None,
) -> int:
    """检查文件，列出问题点，说明理由、依据和改法。

    退出码：0 未发现问题；1 有问题；3 没有问题但有内容未能读取；2 文件无法使用或者用法不对。
    """
    tables, suppressions = county_tables(county)
    context = Context(ContentKind(kind), date or today(), tables)
    examiner = Examiner(
        compile_engine(tables, suppressions),
        context,
        Options(recogniser() if ocr else None, office()),
    )
    outcomes: list[Outcome] = []
    with _progress(files) as paths:
        for path in paths:
            outcome = _examine(path, examiner)
            outcomes.append(outcome)
    wanted = forms or ("text",)
    _show(outcomes, wanted, examiner)
    for path in _write(outcomes, wanted, out, examiner.options):
        click.echo(f"已写入 {path}", err=True)
    return _status(outcomes, Severity(fail_on))


def _examine(path: Path, examiner: Examiner) -> Outcome:
    name = "标准输入" if path == STDIN else path.name
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except FileNotFoundError:
        return Outcome(path, b"", UnreadableDocument(name, "不存在，请检查路径"))
    except IsADirectoryError:
        failure = UnreadableDocument(name, "是文件夹，批量检查请用 shenfa scan")
        return Outcome(path, b"", failure)
    except OSError as error:
        failure = UnreadableDocument(name, f"无法打开（{error.strerror}），请检查权限")
        return Outcome(path, b"", failure)
    try:
        return Outcome(path, data, examine_file(data, name, examiner))
    except UnreadableDocument as failure:
        return Outcome(path, data, failure)


def _show(outcomes: list[Outcome], forms: tuple[str, ...], examiner: Examiner) -> None:
    for outcome in outcomes:
        if isinstance(outcome.result, UnreadableDocument):
            click.echo(f"错误：{outcome.result}", err=True)
    if "json" in forms:
        rows = [_row(outcome, examiner) for outcome in outcomes]
        shown = rows[0] if len(rows) == 1 else rows
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    reports = [one.result for one in outcomes if isinstance(one.result, Report)]
    if "text" in forms:
        click.echo("\n\n".join(report_text(report, paint) for report in reports))
        return
    for report in reports:
        click.echo(f"{report.document.name}：{VERDICT_NAMES[report.verdict]}")


def _row(outcome: Outcome, examiner: Examiner) -> ReportRow:
    if isinstance(outcome.result, UnreadableDocument):
        return unreadable_row(outcome.result, examiner.context.kind, examiner.engine.ruleset)
    return report_row(outcome.result)


def _write(
    outcomes: list[Outcome], forms: tuple[str, ...], out: Path | None, options: Options
) -> Iterator[Path]:
    taken: set[Path] = set()
    for outcome in outcomes:
        if isinstance(outcome.result, UnreadableDocument):
            continue
        for form in dict.fromkeys(forms):
            if out is None and form in ("text", "json"):
                continue
            folder = out or (Path() if outcome.path == STDIN else outcome.path.parent)
            path = _free(folder / (outcome.result.document.name + SUFFIXES[form]), taken)
            _save(path, _rendered(outcome.result, outcome.data, form, options))
            yield path


def _free(path: Path, taken: set[Path]) -> Path:
    number = 2
    free = path
    while free in taken:
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    taken.add(free)
    return free


def _rendered(report: Report, data: bytes, form: str, options: Options) -> bytes:
    match form:
        case "html":
            return report_html(report).encode()
        case "docx":
            return report_docx(report, data, options)
        case "json":
            return json.dumps(report_row(report), ensure_ascii=False, indent=2).encode()
        case _:
            return report_text(report).encode()


def _save(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise click.ClickException(
            f"无法写入“{path}”（{error.strerror}），请检查文件夹权限和磁盘空间"
        ) from error


def _status(outcomes: list[Outcome], threshold: Severity) -> int:
    reports = [one.result for one in outcomes if isinstance(one.result, Report)]
    if len(reports) < len(outcomes):
        return UNUSABLE
    if any(
        finding.severity.rank <= threshold.rank for report in reports for finding in report.findings
    ):
        return FOUND
    return UNREAD if any(report.document.gaps for report in reports) else 0


@contextmanager
def _progress(paths: tuple[Path, ...]) -> Iterator[Iterable[Path]]:
    if len(paths) == 1 or not sys.stderr.isatty():
        yield paths
        return
    with click.progressbar(paths, label="检查", file=sys.stderr) as bar:
        yield bar
