"""``shenfa county``: a whole county into one file, and from it into an empty system."""

import os
from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk
from shenfa.cli.folder import need_folder
from shenfa.cli.kept import anchor_option, key_option, read_kept

REFUSED = 1


@click.group(cls=ChineseGroup)
def command() -> None:
    """把全县的数据导出为一个文件，或者导入空的系统。"""


@command.command("export", cls=ChineseCommand)
@data_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="导出的文件，如 /backup/虚谷.zip；含有全部数据，须妥善保管",
)
def export_command(*, data: Path, out: Path) -> int:
    """导出全部表（JSON Lines）和文件，附摘要；口令、会话和密钥不导出。

    退出码：0 完成；2 数据或者文件无法使用。
    """
    need_folder(data)
    if out.exists():
        raise click.ClickException(f"“{out}”已经存在，请换一个名称")
    deployment = open_desk(data)
    from shenfa.desk.backup.private import open_private  # noqa: PLC0415 - needs a whole system
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.portable.writing import county_write  # noqa: PLC0415 - as above

    part = out.with_name(f"{out.name}.part")
    try:
        part.unlink(missing_ok=True)
        with open_private(part) as stream:
            county = county_write(deployment=deployment, out=stream, clock=Clock())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(out)
    except OSError as error:
        raise click.ClickException(f"无法写入“{out}”，请检查路径、权限和磁盘空间") from error
    finally:
        part.unlink(missing_ok=True)
    rows = sum(one.rows for one in county.tables.values())
    click.echo(f"已导出{len(county.tables)}张表{rows}行、{len(county.files)}个文件，写入 {out}")
    click.echo(f"请抄录另存，导入时用作 --anchor：{county.count}:{county.head}")
    return 0


@command.command("import", cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, dir_okay=False))
@data_option
@key_option
@anchor_option
def import_command(
    *, file: Path, data: Path, key_files: tuple[Path, ...], anchors: tuple[str, ...]
) -> int:
    """把导出的文件导入空的系统，逐项核对摘要，并核验留痕。

    请给出另行留存的公钥 --key；不给时只能用文件自带的公钥核验。导入后没有任何账号，
    请用 shenfa setup 为三名管理员重新开通。
    退出码：0 完成；1 没有导入；2 参数无法使用。
    """
    kept = read_kept(key_files, anchors)
    if not file.is_file():
        raise click.UsageError(f"无法读取“{file}”，请检查路径和权限")
    deployment = open_desk(data)
    from shenfa.desk.portable.manifest import UnusableCounty  # noqa: PLC0415 - as above
    from shenfa.desk.portable.reading import county_read  # noqa: PLC0415 - as above

    try:
        county = county_read(deployment=deployment, file=file, kept=kept)
    except UnusableCounty as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    click.echo(f"已导入，留痕{county.count}条，末条链签 {county.head}")
    if county.missing:
        click.echo(f"原系统已清除{len(county.missing)}个文件，只保留摘要", err=True)
    if not key_files:
        click.echo("没有给出另行留存的公钥，只核验了前后一致，不能发现文件被整体替换", err=True)
    return 0
