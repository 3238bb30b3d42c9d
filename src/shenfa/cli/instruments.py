"""``shenfa instruments import``: the county's documents from a sheet into a county file."""

from pathlib import Path

import click

from shenfa.audit import CountyFileError, read_county_file
from shenfa.audit.instrument_sheet import (
    UnreadableInstrumentSheetError,
    county_file_with_instruments,
    read_instrument_sheet,
)
from shenfa.audit.report_text import visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, read_bytes

FAULTY = 1
MOST_SHOWN = 100


@click.group(cls=ChineseGroup)
def command() -> None:
    """登记本县和上级的文件，供核对引用。"""


@command.command("import", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入的本县配置文件，如 本县.toml；已有的其他内容保留",
)
def import_command(*, file: Path, output: Path) -> int:
    """从一张表（.xlsx 或者 .csv）导入本县、本市和国务院文件的目录。

    表头：标题，可另有种类、文号、其他文号、制发机关、公布日期、文本日期、施行日期、失效日期、接替文件、
    条数、简称（多个用顿号隔开）。
    有一行不能导入，就全部不导入；再次导入时替换上次导入的全部条目。
    退出码：0 完成；1 有不能导入的行；2 文件无法使用。
    """
    try:
        sheet = read_instrument_sheet(read_bytes(file), file.name)
        before = output.read_text(encoding="utf-8") if output.exists() else ""
        content = county_file_with_instruments(sheet, before)
        read_county_file(content, output.name)
    except (UnreadableInstrumentSheetError, CountyFileError) as failure:
        raise click.ClickException(str(failure)) from failure
    except (OSError, UnicodeDecodeError) as failure:
        raise click.ClickException(f"无法读取“{output}”，请检查路径和 UTF-8 编码") from failure
    for fault in sheet.faults[:MOST_SHOWN]:
        click.echo(visible(fault))
    if sheet.faults:
        click.echo(f"共{len(sheet.faults)}处错误，没有导入，请改正后重试")
        return FAULTY
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as failure:
        raise click.ClickException(f"无法写入“{output}”，请检查路径和权限") from failure
    click.echo(f"已写入{visible(str(output))}：文件{len(sheet.instruments)}份")
    return 0
