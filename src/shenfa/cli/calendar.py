"""``shenfa calendar``: the days off of a year that this version does not know yet."""

import datetime
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option
from shenfa.cli.folder import need_folder
from shenfa.lexicons import LexiconError
from shenfa.lexicons.calendar import Calendar, calendar_with, shipped_calendar


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="[文件]", required=False, type=click.Path(path_type=Path))
@data_option
def command(*, file: Path | None, data: Path) -> int:
    """导入国务院办公厅的节假日安排（.tsv）；不给文件时列出已经掌握的年份。

    每行一天，列为 date（如 2027-01-01）、kind（off 放假，work 上班）、holiday（节日名）、source（通知的名称或者网址）、
    confidence（V）、level（policy）、valid_from、valid_to（后两列不填）。元旦那一行说明这一年有了数据。
    退出码：0 完成；2 文件无法使用，原有的数据不变。
    """
    need_folder(data)
    kept = data / "calendar.tsv"
    if file:
        known = _read(file)
        new = kept.with_suffix(".new")
        new.write_bytes(file.read_bytes())
        new.replace(kept)
    else:
        known = _read(kept) if kept.exists() else shipped_calendar()
    for year in sorted(known.years):
        click.echo(f"{year}年：{_working_days(known, year)}个工作日")
    return 0


def _read(path: Traversable) -> Calendar:
    try:
        return calendar_with(path)
    except LexiconError as failure:
        raise click.ClickException(str(failure)) from failure
    except (OSError, ValueError) as failure:
        raise click.ClickException(
            f"无法读取“{path.name}”，请给出 UTF-8 编码的 .tsv 文件"
        ) from failure


def _working_days(known: Calendar, year: int) -> int:
    return known.between(datetime.date(year - 1, 12, 31), datetime.date(year, 12, 31))
