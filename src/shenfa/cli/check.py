"""``shenfa check``: check files, show the findings, write reports beside them."""

import datetime
import json
import sys
from pathlib import Path

import click

from shenfa.audit import Report, compile_engine
from shenfa.audit.examine import Examiner, examine_file, file_bytes, legible
from shenfa.audit.report import VERDICT_NAMES
from shenfa.audit.report_json import ReportRow, report_row, unreadable_row
from shenfa.audit.report_text import report_text, visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.report_files import SUFFIXES, Outcome, make_folder, write_reports
from shenfa.cli.terminal import (
    KIND,
    KIND_HELP,
    DateType,
    county_tables,
    office,
    paint,
    recogniser,
    show_progress,
    today,
    wipe_progress,
)
from shenfa.readers import Options, UnreadableDocument
from shenfa.text import ContentKind, Context, Severity

FOUND = 1
UNUSABLE = 2
UNREAD = 3
STDIN = Path("-")


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
    wanted = tuple(dict.fromkeys(forms or ("text",)))
    if out is not None:
        make_folder(out)
    rows: list[ReportRow] = []
    statuses: set[int] = set()
    taken: set[Path] = set()
    for number, path in enumerate(files, start=1):
        outcome = _examine(path, examiner, f"{number}/{len(files)}")
        if "json" in wanted:
            rows.append(_row(outcome, examiner))
        _show(outcome, wanted, "\n" if number > 1 else "")
        try:
            for written in write_reports(outcome, wanted, out, examiner.options, taken):
                click.echo(f"已写入 {visible(str(written))}", err=True)
        except click.ClickException as error:
            # The others are still checked.
            click.echo(f"错误：{error.message}", err=True)
            statuses.add(UNUSABLE)
        statuses.add(_status(outcome, Severity(fail_on)))
    if "json" in wanted:
        click.echo(json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=2))
    return next((status for status in (UNUSABLE, FOUND, UNREAD) if status in statuses), 0)


def _examine(path: Path, examiner: Examiner, count: str) -> Outcome:
    name = "标准输入" if path == STDIN else legible(path.name or str(path))
    show_progress(f"正在检查 {count} {visible(name)}")
    data = b""
    try:
        limits = examiner.options.limits
        if path == STDIN:
            data = sys.stdin.buffer.read(limits.size + 1)
        else:
            data = file_bytes(path, name, limits)
        return Outcome(path, data, examine_file(data, name, examiner))
    except UnreadableDocument as failure:
        return Outcome(path, data, failure)
    finally:
        wipe_progress()


def _show(outcome: Outcome, forms: tuple[str, ...], before: str) -> None:
    if isinstance(outcome.result, UnreadableDocument):
        click.echo(f"错误：{visible(str(outcome.result))}", err=True)
    elif "json" in forms:
        return
    elif "text" in forms:
        click.echo(f"{before}{report_text(outcome.result, paint)}")
    else:
        report = outcome.result
        click.echo(f"{visible(report.document.name)}：{VERDICT_NAMES[report.verdict]}")


def _row(outcome: Outcome, examiner: Examiner) -> ReportRow:
    if isinstance(outcome.result, UnreadableDocument):
        return unreadable_row(
            outcome.result, outcome.data, examiner.context.kind, examiner.engine.ruleset
        )
    return report_row(outcome.result)


def _status(outcome: Outcome, threshold: Severity) -> int:
    if not isinstance(outcome.result, Report):
        return UNUSABLE
    if any(one.severity.rank <= threshold.rank for one in outcome.result.findings):
        return FOUND
    return UNREAD if outcome.result.document.gaps else 0
