"""What the commands on a data folder share: the only place that reads the environment for them."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from shenfa.desk.deployment import Deployment

DATABASE_VARIABLE = "SHENFA_DATABASE"

data_option = click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=f"数据文件夹；用 PostgreSQL 时另以环境变量 {DATABASE_VARIABLE} 给出地址",
)


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands whose help is Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项] …")


def open_desk(data: Path) -> "Deployment":
    """Make the desk ready on a data folder whose database is up to date."""
    deployment = configure_desk(data)
    from django.db import OperationalError  # noqa: PLC0415 - not before it is configured

    from shenfa.desk.database import pending_migrations  # noqa: PLC0415 - as above

    try:
        pending = pending_migrations()
    except OperationalError as error:
        raise click.ClickException("数据库无法连接，请检查地址和服务") from error
    if pending:
        raise click.ClickException(f"数据库不是当前版本，请先运行 shenfa migrate --data {data}")
    return deployment


def configure_desk(data: Path) -> "Deployment":
    """Make the desk ready on a data folder, whatever its database is like."""
    if find_spec("django") is None:
        raise click.ClickException("请先安装完整的系统：pip install 'shenfa[web]'")
    from shenfa.desk.deployment import UnusableDeployment  # noqa: PLC0415 - as below
    from shenfa.desk.settings import configure  # noqa: PLC0415 - imports Django

    deployment = deployment_in(data)
    try:
        configure(deployment)
    except UnusableDeployment as error:
        raise click.ClickException(str(error)) from error
    return deployment


def deployment_in(data: Path) -> "Deployment":
    """Return the deployment in a folder, with the database and mail server of the environment."""
    from shenfa.desk.deployment import UnusableDeployment, open_deployment  # noqa: PLC0415
    from shenfa.desk.mail_server import WrongMailServer, mail_server  # noqa: PLC0415

    try:
        mail = mail_server(os.environ)
        return open_deployment(data, os.environ.get(DATABASE_VARIABLE, ""), mail)
    except (UnusableDeployment, WrongMailServer) as error:
        raise click.ClickException(str(error)) from error


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or leave with the sentence that says why not."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"无法读取“{path}”，请检查路径和权限") from error
