"""``shenfa organisation import``: units and people from one sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.audit.report_text import visible
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk, read_bytes
from shenfa.cli.terminal import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shenfa.desk.organisation.importing import Outcome

REFUSED = 1


@click.group(cls=ChineseGroup)
def command() -> None:
    """登记单位和人员。"""


@command.command("import", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@data_option
@click.option("--dry-run", is_flag=True, help="只预览，不写入")
def import_command(*, file: Path, data: Path, dry_run: bool) -> int:
    """从一张表（.xlsx 或者 .csv）导入单位、人员和岗位。

    表头：单位、姓名、工号、用工性质（在编在岗、外包）、岗位（多个用顿号隔开）、任职起始。
    有一行不能导入，就全部不导入。任职经本单位主要领导确认备案后生效。
    退出码：0 完成；1 有不能导入的行；2 文件无法使用。
    """
    content = read_bytes(file)
    open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.organisation.importing import (  # noqa: PLC0415
        organisation_import,
        organisation_preview,
    )
    from shenfa.desk.organisation.sheet import UnreadableSheet, read_sheet  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    by = Acting(SYSTEM, Clock())
    try:
        rows = read_sheet(content, file.name)
        outcomes = organisation_preview(by=by, rows=rows)
        show_outcomes(outcomes)
        refused = sum(outcome.refusal is not None for outcome in outcomes)
        if not dry_run:
            organisation_import(by=by, rows=rows)
    except UnreadableSheet as failure:
        raise click.ClickException(str(failure)) from failure
    except CommandRefused as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    done = "预览" if dry_run else "已导入"
    click.echo(f"{done}{len(outcomes) - refused}行，不能导入{refused}行")
    return REFUSED if refused else 0


def show_outcomes(outcomes: "Sequence[Outcome]") -> None:
    """Print what becomes of each line, every fault with its column."""
    for outcome in outcomes:
        row = outcome.row
        who = visible(" ".join(filter(None, (row.unit, row.name))))
        if outcome.refusal is None:
            what = "登记" + "、".join(outcome.brings) if outcome.brings else "已经登记，没有变化"
            click.echo(f"第{row.number}行 {who}：{visible(what)}")
        else:
            for fault in outcome.faults:
                where = f"“{fault.column}”列：" if fault.column else ""
                said = paint(visible(f"{where}{fault.reason}"), "error")
                click.echo(f"第{row.number}行 {who}：{said}")
