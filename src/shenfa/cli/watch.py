"""``shenfa watch``: which sites are patrolled every day by the system."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk

if TYPE_CHECKING:
    from shenfa.desk.trail.command import Acting

REFUSED = 1
site_file_option = click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="网站登记信息的 TOML 文件",
)


@click.group(cls=ChineseGroup)
def command() -> None:
    """增加、列出、更改和停止每天巡查的网站。"""


@command.command("add", cls=ChineseCommand)
@click.argument("home", metavar="网址")
@data_option
@click.option("--unit", required=True, metavar="单位", help="主办单位的名称")
@click.option("--rate", type=click.IntRange(1, 50), default=5, help="每秒访问次数（默认 5）")
@click.option("--hour", type=click.IntRange(0, 23), default=1, help="每天开始的时间（默认 1 时）")
@site_file_option
def add_command(  # noqa: PLR0913 - one parameter per option of the command line
    *, home: str, data: Path, unit: str, rate: int, hour: int, site_file: Path | None
) -> int:
    """开始每天巡查一个网站：本县的公开网站（以 /site/ 结尾的地址），或者其他系统的网站。

    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    text = _text(site_file)
    by = _open(data)
    from shenfa.desk.organisation.models import UnitRecord  # noqa: PLC0415 - not before it is open
    from shenfa.desk.patrol.services import Watch, site_watch  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415

    owner = UnitRecord.objects.filter(name=unit).first()
    if owner is None:
        raise click.UsageError(f"没有登记单位“{unit}”，请写全称")
    try:
        site = site_watch(by=by, unit=owner.id, watch=Watch(home, text, rate, hour))
    except CommandRefused as refusal:
        return _refused(refusal)
    click.echo(f"已开始巡查 {site.home}，编号 {site.id}，每天{hour}时以后自动进行")
    return 0


@command.command("list", cls=ChineseCommand)
@data_option
def list_command(*, data: Path) -> int:
    """列出巡查的网站和最近一次的结果。"""
    _open(data)
    from shenfa.desk.patrol.models import RunRecord, WatchedSiteRecord  # noqa: PLC0415 - as above

    rows = WatchedSiteRecord.objects.filter(until=None).select_related("unit")
    for site in rows.order_by("unit__name", "home"):
        run = RunRecord.objects.filter(site=site).first()
        click.echo(f"{site.id}  {site.home}  {site.unit.name}  每秒{site.rate}次  {site.hour}时起")
        if run is None:
            click.echo("    还没有巡查")
        elif run.error:
            click.echo(f"    {run.day} 没有完成：{run.error}")
        else:
            state = "完成" if run.finished_at else "正在巡查"
            click.echo(f"    {run.day} {state}，页面{run.pages}个，问题{run.found}项")
    return 0


@command.command("change", cls=ChineseCommand)
@click.argument("site", metavar="编号")
@data_option
@click.option("--rate", type=click.IntRange(1, 50), help="每秒访问次数")
@click.option("--hour", type=click.IntRange(0, 23), help="每天开始的时间")
@site_file_option
def change_command(
    *, site: str, data: Path, rate: int | None, hour: int | None, site_file: Path | None
) -> int:
    """更改一个网站的巡查设置，没有给出的不变。

    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    text = _text(site_file)
    by = _open(data)
    from shenfa.desk.patrol.models import WatchedSiteRecord  # noqa: PLC0415 - as above
    from shenfa.desk.patrol.services import Setting, site_change  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415

    known = WatchedSiteRecord.objects.filter(id=site).first()
    if known is None:
        raise click.UsageError(f"没有编号为 {site} 的网站，请用 shenfa watch list 查看")
    setting = Setting(
        known.site_file if site_file is None else text,
        known.rate if rate is None else rate,
        known.hour if hour is None else hour,
    )
    try:
        site_change(by=by, site=site, setting=setting)
    except CommandRefused as refusal:
        return _refused(refusal)
    click.echo("已更改，从下一次巡查起生效")
    return 0


@command.command("stop", cls=ChineseCommand)
@click.argument("site", metavar="编号")
@data_option
@click.option("--reason", required=True, help="停止的理由")
def stop_command(*, site: str, data: Path, reason: str) -> int:
    """停止巡查一个网站，以往的结果保留。

    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    by = _open(data)
    from shenfa.desk.patrol.services import site_leave  # noqa: PLC0415 - as above
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415

    try:
        site_leave(by=by, site=site, reason=reason)
    except CommandRefused as refusal:
        return _refused(refusal)
    click.echo("已停止巡查，以往的结果保留")
    return 0


def _open(data: Path) -> "Acting":
    """Open the desk; whoever has the data folder acts as the system, which the trail says."""
    open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    return Acting(SYSTEM, Clock())


def _text(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"无法读取“{path}”，请检查路径和 UTF-8 编码") from error


def _refused(refusal: Exception) -> int:
    click.echo(f"错误：{refusal}", err=True)
    return REFUSED
