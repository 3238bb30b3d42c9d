"""``shenfa setup``: a new county begins with one file and one sheet, all of it or nothing."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.audit.report_text import visible
from shenfa.cli.administrators import registration_of, table_of
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option, open_desk, read_bytes
from shenfa.cli.organisation import show_outcomes
from shenfa.review import POSITION_NAMES
from shenfa.review.duties import ADMINISTRATORS

if TYPE_CHECKING:
    from shenfa.desk.setting_up.beginning import CountyPlan

REFUSED = 1


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@data_option
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="单位、人员和岗位的表格（.xlsx 或者 .csv），可以以后再导入",
)
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
def command(*, file: Path, data: Path, sheet: Path | None, dry_run: bool) -> int:
    """启用一个新的县：登记县政府办公室、三名管理员和表格中的单位、人员、岗位。

    文件为 TOML：office 和三节管理员，与 administrators 命令的相同。只能办理一次；
    有一行不能导入，就全部不写入。栏目、来源和账号在系统的“启用指引”中办理。
    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    content = read_bytes(file)
    table = table_of(content)
    listed = read_bytes(sheet) if sheet else b""
    open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.organisation.sheet import UnreadableSheet, read_sheet  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415
    from shenfa.desk.setting_up.beginning import (  # noqa: PLC0415
        CountyPlan,
        county_begin,
        county_preview,
    )
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    by = Acting(SYSTEM, Clock())
    try:
        plan = CountyPlan(
            office=str(table["office"]),
            administrators={one: registration_of(table, one) for one in sorted(ADMINISTRATORS)},
            document=hashlib.sha256(content).hexdigest(),
            rows=read_sheet(listed, sheet.name) if sheet else (),
        )
        outcomes = county_preview(by=by, plan=plan)
        _show_begin(plan)
        show_outcomes(outcomes)
        refused = sum(bool(outcome.faults) for outcome in outcomes)
        if not dry_run:
            county_begin(by=by, plan=plan)
    except UnreadableSheet as failure:
        raise click.ClickException(str(failure)) from failure
    except CommandRefused as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    if dry_run:
        click.echo(f"预览完毕，没有写入；{refused}行不能导入" if refused else "预览完毕，没有写入")
        return REFUSED if refused else 0
    click.echo(f"已启用；请运行 shenfa serve --data {data}，按屏幕显示把初始口令交给三名管理员")
    return 0


def _show_begin(plan: "CountyPlan") -> None:
    click.echo(f"登记{visible(plan.office)}")
    for position, registration in plan.administrators.items():
        click.echo(
            f"任命{POSITION_NAMES[position]}："
            f"{visible(registration.name)}（{visible(registration.staff_number)}）"
        )
