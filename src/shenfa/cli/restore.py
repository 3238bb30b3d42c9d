"""``shenfa restore``: a new data folder from a backup, if the verifier has nothing against it."""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import DATABASE_VARIABLE, configure_desk, data_option
from shenfa.cli.kept import anchor_option, key_option, read_kept

if TYPE_CHECKING:
    from shenfa.desk.backup.manifest import Manifest
    from shenfa.desk.inspection.kept import Kept

REFUSED = 1


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="备份文件", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@key_option
@anchor_option
def command(
    *, file: Path, data: Path, key_files: tuple[Path, ...], anchors: tuple[str, ...]
) -> int:
    """从备份恢复到一个空的数据文件夹，核验留痕，并把恢复这件事记入留痕。

    用 PostgreSQL 的，先用 pg_restore 恢复数据库，并以环境变量给出地址。
    退出码：0 完成；1 核验不通过，没有恢复；2 文件无法使用。
    """
    if data.is_dir() and any(data.iterdir()):
        raise click.ClickException(f"“{data}”不是空文件夹，请换一个位置，不要覆盖现有数据")
    kept = read_kept(key_files, anchors)
    # Inside the folder, which may be where a disk is mounted; moved out when it is judged.
    staging = data / ".restoring"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        manifest = _unpack(file, staging)
        if not _judge(staging, manifest, kept):
            click.echo("错误：核验不通过，没有恢复，请换用另一份备份", err=True)
            return REFUSED
        for path in sorted(staging.iterdir()):
            path.rename(data / path.name)
    except OSError as error:
        raise click.ClickException(f"无法恢复到“{data}”，请检查路径、权限和磁盘空间") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    click.echo(
        f"已恢复{len(manifest.digests)}个文件到 {data}，请运行 shenfa check-deploy 后再启动服务"
    )
    return 0


def _unpack(file: Path, staging: Path) -> "Manifest":
    from shenfa.desk.backup.manifest import UnusableBackup  # noqa: PLC0415 - needs Django
    from shenfa.desk.backup.unpacking import unpack  # noqa: PLC0415

    try:
        manifest = unpack(file, staging)
    except FileNotFoundError as error:
        raise click.UsageError(f"无法读取“{file}”，请检查路径和权限") from error
    except UnusableBackup as error:
        raise click.ClickException(str(error)) from error
    has_address = bool(os.environ.get(DATABASE_VARIABLE))
    if manifest.vendor == "postgresql" and not has_address:
        raise click.ClickException(
            f"备份来自 PostgreSQL，请先用 pg_restore 恢复数据库，并以 {DATABASE_VARIABLE} 给出地址"
        )
    if manifest.vendor == "sqlite" and has_address:
        raise click.ClickException(f"备份来自 SQLite，请先取消环境变量 {DATABASE_VARIABLE}")
    return manifest


def _judge(staging: Path, manifest: "Manifest", kept: "Kept") -> bool:
    """Show each check, and return whether none failed."""
    deployment = configure_desk(staging)
    from django.db import (  # noqa: PLC0415 - not before it is configured
        OperationalError,
        ProgrammingError,
        connections,
    )
    from django.db.migrations.exceptions import MigrationSchemaMissing  # noqa: PLC0415 - as above

    from shenfa.desk.backup.restoring import restore_judge  # noqa: PLC0415 - as above
    from shenfa.desk.clock import Clock  # noqa: PLC0415
    from shenfa.desk.database import migrate  # noqa: PLC0415
    from shenfa.desk.inspection.outcome import Level  # noqa: PLC0415

    try:
        migrate()  # a backup of an older version is brought up to date, as it would be at work
    except OperationalError as error:
        raise click.ClickException("数据库无法连接，请检查地址和服务") from error
    except (ProgrammingError, MigrationSchemaMissing) as error:
        raise click.ClickException("该角色无权更改数据库，请以属主的地址运行") from error
    is_sound = True
    for check in restore_judge(deployment=deployment, manifest=manifest, kept=kept, clock=Clock()):
        click.echo(f"{check.level} {check.subject}：{check.sentence}")
        is_sound = is_sound and check.level is not Level.FAILED
    connections.close_all()
    return is_sound
