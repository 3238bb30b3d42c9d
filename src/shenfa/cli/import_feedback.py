"""``shenfa import-feedback``: a vendor's sheet is taken into the ledger, row by row."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.audit.report_text import visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option, open_desk, read_bytes
from shenfa.ledger.columns import COLUMN_NAMES, MapError, Reading, read_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shenfa.desk.ledger.importing import Taken
    from shenfa.ledger.vendor import VendorSheet

AUTO = "auto"
REFUSED = 1
NAMES = {
    "new": "新增",
    "merged": "并入已有问题",
    "duplicate": "与本表其他行重复",
    "returned": "销号后再次出现",
    "rejected": "不收",
}


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@data_option
@click.option(
    "--map",
    "given",
    default=AUTO,
    metavar="auto|文件",
    help="列名怎样对应：auto 自动识别，或者一个 TOML 文件",
)
@click.option("--vendor", default="", metavar="名称", help="监测方名称")
@click.option("--found", default="", metavar="日期", help="表中没有发现时间时，按这一天计算")
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
def command(  # noqa: PLR0913 - each is an option of its own
    *, file: Path, data: Path, given: str, vendor: str, found: str, dry_run: bool
) -> int:
    """把第三方监测反馈表（.xlsx 或者 .csv）逐行挂账。

    每一行都有去处：新增、并入已有问题，或者写明理由不收；行数＝新增＋并入＋不收。
    同一张表再次导入，不丢一行，也不重复挂账。
    退出码：0 完成；1 不能导入；2 文件无法使用。
    """
    content = read_bytes(file)
    reading = _reading(given)
    reading = replace(reading, vendor=vendor or reading.vendor, found=found or reading.found)
    open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.ledger.importing import (  # noqa: PLC0415 - as above
        Given,
        sheet_import,
        sheet_preview,
    )
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415 - as above
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415 - as above

    by = Acting(SYSTEM, Clock())
    sheet = Given(content, file.name, reading)
    try:
        taken = sheet_preview(by=by, given=sheet)
        show_mapping(taken.sheet)
        show_rows(taken)
        if not dry_run:
            sheet_import(by=by, given=sheet)
    except CommandRefused as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    show_sums(taken.counts, "预览" if dry_run else "已导入")
    return 0


def show_mapping(sheet: "VendorSheet") -> None:
    """Print how each sheet was understood."""
    for name, header in sheet.headers:
        columns = "，".join(
            f"{COLUMN_NAMES[column]}＝“{visible(title)}”" for column, title in header.names.items()
        )
        click.echo(f"{visible(name) or '表格'}：{columns}")
        if header.ignored:
            click.echo(f"  没有使用的列：{visible('、'.join(header.ignored))}")
    for name in sheet.unread:
        click.echo(f"{visible(name)}：没有认出表头，没有读取")


def show_rows(taken: "Taken") -> None:
    """Print the rows that are not simply new, each with its reason."""
    for one in taken.rows:
        if one.reason:
            click.echo(f"{visible(one.row.name)}：{NAMES[one.outcome]}，{visible(one.reason)}")


def show_sums(counts: "Mapping[str, int]", done: str) -> None:
    """Print the sums, which come to all rows."""
    merged = counts["merged"] + counts["duplicate"] + counts["returned"]
    total = sum(counts.values())
    click.echo(
        f"{done}{total}行＝新增{counts['new']}＋并入{merged}＋不收{counts['rejected']}"
        f"（并入：台账已有{counts['merged']}，本表重复{counts['duplicate']}，"
        f"再次出现{counts['returned']}）"
    )


def _reading(given: str) -> Reading:
    if given == AUTO:
        return Reading()
    try:
        return read_map(read_bytes(Path(given)).decode("utf-8"))
    except (MapError, UnicodeDecodeError) as error:
        raise click.ClickException(f"对应文件“{given}”有误：{error}") from error
