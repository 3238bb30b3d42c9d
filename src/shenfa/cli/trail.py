"""``shenfa trail``: export the trail, and verify an export."""

import os
from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk
from shenfa.trail.program import main as run_verifier

DAMAGED = 1


@click.group(cls=ChineseGroup)
def command() -> None:
    """导出留痕，核验导出文件。"""


@command.command("export", cls=ChineseCommand)
@data_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="导出文件，如 EXPORT.zip",
)
def export_command(*, data: Path, out: Path) -> int:
    """签署检查点，导出全部留痕。

    退出码：0 完成；1 留痕已损坏，不能导出；2 文件无法使用。
    """
    deployment = open_desk(data)
    from shenfa.desk.clock import Clock, ClockWentBack  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.export import trail_export  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415
    from shenfa.desk.trail.models import DamagedTrail  # noqa: PLC0415

    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as stream:
            count = trail_export(out=stream, private_key=deployment.signing_key, clock=Clock())
            os.fsync(stream.fileno())
        part.replace(out)
    except (DamagedTrail, CommandRefused, ClockWentBack) as failure:
        click.echo(f"错误：{failure}", err=True)
        return DAMAGED
    except OSError as error:
        raise click.ClickException(f"无法写入“{out}”，请检查路径和权限") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"已导出{count}条记录，写入 {out}")
    return 0


@command.command("verify", cls=ChineseCommand)
@click.argument("export", metavar="EXPORT.zip", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "keys",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    help="公钥文件，更换过密钥的给多个",
)
@click.option("--anchor", "anchors", multiple=True, help="另行留存的 记录数:链签，可给多个")
def verify_command(*, export: Path, keys: tuple[Path, ...], anchors: tuple[str, ...]) -> int:
    """核验导出文件，不需要数据库，与单独的 verify.py 相同。

    退出码：0 完好；1 从所指的一条起不能采信；2 文件无法使用。
    """
    options = [f"--key={key}" for key in keys] + [f"--anchor={anchor}" for anchor in anchors]
    return run_verifier([*options, "--", str(export)])
