"""``shenfa baseline import``: what was public before the county began with this system."""

from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk, read_bytes

REFUSED = 1


@click.group(cls=ChineseGroup)
def command() -> None:
    """登记存量页面。"""


@command.command("import", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@data_option
def import_command(*, file: Path, data: Path) -> int:
    """从一张表（.xlsx 或者 .csv）登记启用前已经公开的页面，单独计数。

    表头：网址、标题、摘要（页面的 SHA-256）或者正文、首次看到（可以不填）。
    有一行不能登记，就全部不登记；已有信息经本系统发布后不再登记。
    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    content = read_bytes(file)
    open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415
    from shenfa.desk.release.baseline import baseline_import  # noqa: PLC0415
    from shenfa.desk.release.baseline_sheet import (  # noqa: PLC0415
        UnreadableBaseline,
        read_baseline,
    )
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    try:
        pages = read_baseline(content, file.name)
        done = baseline_import(by=Acting(SYSTEM, Clock()), pages=pages)
    except UnreadableBaseline as failure:
        raise click.ClickException(str(failure)) from failure
    except CommandRefused as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    click.echo(f"已登记存量页面{done.new}页，原已登记{done.known}页")
    return 0
