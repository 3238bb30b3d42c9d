"""``shenfa words import``: the county's lists from a sheet into a county file."""

from pathlib import Path

import click

from shenfa.audit import CountyFileError, read_county_file
from shenfa.audit.county_sheet import UnreadableListError, county_file_with, read_county_sheet
from shenfa.audit.report_text import visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, read_bytes

FAULTY = 1
MOST_SHOWN = 100


@click.group(cls=ChineseGroup)
def command() -> None:
    """登记本县敏感词表和限制公开主题清单。"""


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
    """从一张表（.xlsx 或者 .csv）导入敏感词和限制公开主题。

    敏感词表的表头：词语、类别、级别（禁止发布、应改、提醒、参考）、来源，可另有启用日期、停用日期、
    允许的更长词语（用顿号隔开）、边界（默认、不限、独立）、改为。
    限制公开主题的表头：主题、词语（用顿号隔开）、级别、来源，可另有同句词语、启用日期、停用日期。
    有一行不能导入，就全部不导入；再次导入时替换上次导入的全部条目。
    退出码：0 完成；1 有不能导入的行；2 文件无法使用。
    """
    try:
        sheet = read_county_sheet(read_bytes(file), file.name)
        before = output.read_text(encoding="utf-8") if output.exists() else ""
        content = county_file_with(sheet, before)
        read_county_file(content, output.name)
    except (UnreadableListError, CountyFileError) as failure:
        raise click.ClickException(str(failure)) from failure
    except (OSError, UnicodeDecodeError) as failure:
        raise click.ClickException(f"无法读取“{output}”，请检查路径和 UTF-8 编码") from failure
    for fault in sheet.faults[:MOST_SHOWN]:
        click.echo(visible(str(fault)))
    if sheet.faults:
        click.echo(f"共{len(sheet.faults)}处错误，没有导入，请改正后重试")
        return FAULTY
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as failure:
        raise click.ClickException(f"无法写入“{output}”，请检查路径和权限") from failure
    click.echo(
        f"已写入{visible(str(output))}：敏感词{len(sheet.words)}条，限制公开主题{len(sheet.topics)}项"
    )
    return 0
