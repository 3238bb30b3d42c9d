"""``shenfa migrate``: make the data folder, and bring its database up to date."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import configure_desk, data_option

if TYPE_CHECKING:
    from shenfa.desk.deployment import Algorithm


@click.command(cls=ChineseCommand)
@data_option
@click.option(
    "--grant-to",
    "role",
    default="",
    help="更新后把所需的最小权限授予这个 PostgreSQL 角色（须以属主的地址运行）",
)
@click.option(
    "--algorithm",
    type=click.Choice(["sha256", "sm3"]),
    help="留痕的摘要算法，自下次启动起使用（新建时默认 sha256）",
)
def command(*, data: Path, role: str, algorithm: str | None) -> int:
    """建立数据文件夹，把数据库更新到当前版本。

    可以重复运行。退出码：0 完成；2 文件夹或者数据库无法使用。
    """
    if algorithm is not None:
        _choose(data, algorithm)
    deployment = configure_desk(data)
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 - not before it is configured
    from django.db.migrations.exceptions import MigrationSchemaMissing  # noqa: PLC0415 - as above

    from shenfa.desk.application_role import RoleRefused, grant  # noqa: PLC0415 - as above
    from shenfa.desk.database import migrate  # noqa: PLC0415
    from shenfa.desk.deployment import PUBLIC_KEY  # noqa: PLC0415

    try:
        applied = migrate()
        click.echo(f"已完成{len(applied)}项更新" if applied else "数据库已是当前版本")
        if role:
            click.echo(f"已授予 {role} 对{grant(role)}张数据表的权限")
    except OperationalError as error:
        raise click.ClickException("数据库无法连接，请检查地址和服务") from error
    except (ProgrammingError, MigrationSchemaMissing) as error:
        raise click.ClickException("该角色无权更改数据库，请以属主的地址运行") from error
    except RoleRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    key = deployment.data / PUBLIC_KEY
    click.echo(f"核验留痕用的公钥在 {key}，请另行留存", err=True)
    return 0


def _choose(data: Path, algorithm: str) -> None:
    from shenfa.desk.deployment import UnusableDeployment, choose_algorithm  # noqa: PLC0415

    try:
        choose_algorithm(data, cast("Algorithm", algorithm))  # click.Choice lets no other pass
    except UnusableDeployment as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"留痕的摘要算法为 {algorithm}，正在运行的服务须重新启动")
