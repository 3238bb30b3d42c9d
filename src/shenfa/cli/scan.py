"""``shenfa scan``: check in bulk, as a stream."""

import datetime
import os
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from shenfa.audit.batch import Record, Setup, scan
from shenfa.audit.batch_files import (
    PARQUET,
    BatchFileError,
    read_folder,
    read_json_lines,
    read_parquet,
)
from shenfa.audit.batch_output import Write, file_writer, json_lines_writer, partial_of
from shenfa.audit.batch_pool import WorkerLost
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import (
    KIND,
    KIND_HELP,
    DateType,
    county_tables,
    office,
    recogniser,
    show_progress,
    wipe_progress,
)
from shenfa.readers import why_refused
from shenfa.text import ContentKind

MALFORMED = 1
STDIN = Path("-")
PROGRESS_EVERY = 0.5
"""Seconds between two words on how far it has come."""


@click.command(cls=ChineseCommand)
@click.argument("source", metavar="输入", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="输出",
    default="-",
    type=click.Path(path_type=Path, dir_okay=False),
    help="结果文件，.parquet 或者 JSON Lines（默认 - 为终端）",
)
@click.option("--kind", type=KIND, default="general", help=f"未注明时的{KIND_HELP}")
@click.option("--date", type=DateType(), help="未注明时的文稿日期（默认不明）")
@click.option("--ocr/--no-ocr", default=False, help="是否识别图片中的文字（默认否）")
@click.option("--processes", type=click.IntRange(1, 256), help="并行进程数（默认为处理器核数）")
@click.option(
    "--county",
    type=click.Path(path_type=Path, dir_okay=False),
    help="本县名称和例外的 TOML 文件",
)
def command(  # noqa: PLR0913 - one parameter per option of the command line
    *,
    source: Path,
    output: Path,
    kind: str,
    date: datetime.date | None,
    ocr: bool,
    processes: int | None,
    county: Path | None,
) -> int:
    """批量检查。输入是 JSON Lines（每行含 id、text，可含 kind、date）、Parquet 或者文件夹。

    每条记录得到一行结果，次序不变；格式不对的行得到一行错误说明，其余照常，退出码为 1。
    """
    if ocr:
        recogniser()
    tables, suppressions = county_tables(county)
    setup = Setup(ContentKind(kind), date, tables, suppressions, ocr, office())
    malformed = 0
    is_told = output != STDIN or not sys.stdout.isatty()
    told = time.monotonic()
    try:
        with ExitStack() as stack:
            records = stack.enter_context(_records(source, _no_input(output)))
            write = stack.enter_context(_writer(output))
            rows = scan(records, setup, processes or os.cpu_count() or 1)
            stack.callback(rows.close)
            for number, row in enumerate(rows, start=1):
                write(row)
                malformed += "error" in row
                if is_told and time.monotonic() - told > PROGRESS_EVERY:
                    told = time.monotonic()
                    show_progress(f"已检查 {number} 条")
    except (BatchFileError, WorkerLost) as error:
        raise click.ClickException(str(error)) from error
    finally:
        wipe_progress()
    if malformed:
        click.echo(f"有 {malformed} 行格式不对，已在结果中注明原因", err=True)
    return MALFORMED if malformed else 0


def _no_input(output: Path) -> Collection[Path]:
    target = output.resolve()
    return () if output == STDIN else (target, partial_of(target))


@contextmanager
def _records(source: Path, left_out: Collection[Path]) -> Iterator[Iterator[Record]]:
    if source == STDIN:
        yield read_json_lines(sys.stdin.buffer)
    elif source.is_dir():
        yield read_folder(source, left_out)
    elif source.suffix == PARQUET:
        yield read_parquet(source)
    else:
        try:
            stream = source.open("rb")
        except OSError as error:
            raise BatchFileError(f"“{source}”{why_refused(error)}") from error
        with stream:
            yield read_json_lines(stream)


@contextmanager
def _writer(output: Path) -> Iterator[Write]:
    if output == STDIN:
        with json_lines_writer(sys.stdout.buffer) as write:
            yield write
    else:
        with file_writer(output) as write:
            yield write
