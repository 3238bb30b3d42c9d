"""``shenfa backup``: everything a county needs to start again, in one file."""

import os
from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option, open_desk
from shenfa.cli.folder import need_folder


@click.command(cls=ChineseCommand)
@data_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="备份文件，如 /backup/2026-11-24.zip；含有密钥，须妥善保管",
)
def command(*, data: Path, out: Path) -> int:
    """备份数据库、附件、密钥和设置，不必停止服务。

    用 PostgreSQL 的，数据库另用 pg_dump 备份，且先于本命令。
    退出码：0 完成；2 数据或者文件无法使用。
    """
    need_folder(data)
    if out.exists():
        raise click.ClickException(f"“{out}”已经存在，请换一个名称")
    if out.resolve().is_relative_to(data.resolve()):
        raise click.ClickException("备份不能放在数据文件夹内，请换一个位置")
    deployment = open_desk(data)
    from shenfa.desk.backup.noted import note_backup  # noqa: PLC0415 - needs a whole system
    from shenfa.desk.backup.private import open_private  # noqa: PLC0415 - needs a whole system
    from shenfa.desk.backup.writing import backup_write  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - as above

    part = out.with_name(f"{out.name}.part")
    try:
        part.unlink(missing_ok=True)
        with open_private(part) as stream:
            manifest = backup_write(deployment=deployment, out=stream, clock=Clock())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
        note_backup(data, manifest)
    except OSError as error:
        raise click.ClickException(f"无法写入“{out}”，请检查路径、权限和磁盘空间") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"已备份{len(manifest.digests)}个文件，写入 {out}")
    if manifest.vendor == "postgresql":
        click.echo("数据库不在其中，须另有先行完成的 pg_dump 备份", err=True)
    click.echo(f"请抄录另存，恢复时用作 --anchor：{manifest.count}:{manifest.head}")
    return 0
