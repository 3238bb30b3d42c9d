"""``shenfa migrate``: make the data folder, and bring its database up to date."""

from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import configure_desk, data_option


@click.command(cls=ChineseCommand)
@data_option
def command(*, data: Path) -> int:
    """建立数据文件夹，把数据库更新到当前版本。

    可以重复运行。退出码：0 完成；2 文件夹或者数据库无法使用。
    """
    deployment = configure_desk(data)
    from django.db import OperationalError  # noqa: PLC0415 - not before it is configured

    from shenfa.desk.database import migrate  # noqa: PLC0415 - as above
    from shenfa.desk.deployment import PUBLIC_KEY  # noqa: PLC0415 - as above

    try:
        applied = migrate()
    except OperationalError as error:
        raise click.ClickException("数据库无法连接，请检查地址和服务") from error
    click.echo(f"已完成{len(applied)}项更新" if applied else "数据库已是当前版本")
    key = deployment.data / PUBLIC_KEY
    click.echo(f"核验留痕用的公钥在 {key}，请另行留存", err=True)
    return 0
