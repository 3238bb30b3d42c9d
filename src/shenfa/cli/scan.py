"""``shenfa scan``: check in bulk, as a stream."""

import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from shenfa.audit.batch import Record, Setup, scan
from shenfa.audit.batch_files import (
    PARQUET,
    BatchFileError,
    Write,
    file_writer,
    json_lines_writer,
    read_folder,
    read_json_lines,
    read_parquet,
)
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import KIND, KIND_HELP, DateType, county_tables, office, recogniser
from shenfa.text import ContentKind

MALFORMED = 1
STDIN = Path("-")
PROGRESS_EVERY = 1_000


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
    try:
        with ExitStack() as stack:
            records = stack.enter_context(_records(source))
            write = stack.enter_context(_writer(output))
            rows = scan(records, setup, processes or os.cpu_count() or 1)
            stack.callback(rows.close)
            for number, row in enumerate(rows, start=1):
                write(row)
                malformed += "error" in row
                if number % PROGRESS_EVERY == 0 and sys.stderr.isatty():
                    click.echo(f"\r已检查 {number} 条", nl=False, err=True)
    except BatchFileError as error:
        raise click.ClickException(str(error)) from error
    if malformed:
        click.echo(f"有 {malformed} 行格式不对，已在结果中注明原因", err=True)
    return MALFORMED if malformed else 0


@contextmanager
def _records(source: Path) -> Iterator[Iterator[Record]]:
    if source == STDIN:
        yield read_json_lines(sys.stdin.buffer)
    elif source.is_dir():
        yield read_folder(source)
    elif source.suffix == PARQUET:
        yield read_parquet(source)
    else:
        try:
            stream = source.open("rb")
        except OSError as error:
            raise BatchFileError(f"无法打开“{source}”（{error.strerror}），请检查路径") from error
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
