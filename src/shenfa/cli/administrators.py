"""``shenfa administrators``: the first start, with three administrators from a file."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option, open_desk, read_bytes
from shenfa.review import Employment, Position
from shenfa.review.duties import ADMINISTRATORS

if TYPE_CHECKING:
    from shenfa.desk.organisation.steps import Registration

REFUSED = 1
FORM = "office = 县政府办公室全称，另有三节，每节写 name 和 staff_number"


@click.command(cls=ChineseCommand)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@data_option
def command(*, file: Path, data: Path) -> int:
    """首次启用：登记县政府办公室和三名管理员（TOML 文件），只能办理一次。

    三节为 system_administrator、security_administrator、audit_administrator，须为三人。
    退出码：0 完成；1 被拒绝；2 文件无法使用。
    """
    content = read_bytes(file)
    table = table_of(content)
    deployment = open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.organisation.services import administrators_appoint  # noqa: PLC0415
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    try:
        unit = administrators_appoint(
            by=Acting(SYSTEM, Clock()),
            office=str(table["office"]),
            people={
                position: registration_of(table, position) for position in sorted(ADMINISTRATORS)
            },
            document=hashlib.sha256(content).hexdigest(),
        )
    except CommandRefused as refusal:
        click.echo(f"错误：{refusal}", err=True)
        return REFUSED
    click.echo(f"已登记{unit.name}和三名管理员，数据在 {deployment.data}")
    return 0


def table_of(content: bytes) -> Mapping[str, object]:
    """Return what the file says, or leave with the sentence that says how it must look."""
    try:
        table = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"文件不是 TOML，应为：{FORM}") from error
    if not isinstance(table.get("office"), str) or not table.keys() >= ADMINISTRATORS:
        raise click.UsageError(f"文件内容不全，应为：{FORM}")
    return table


def registration_of(table: Mapping[str, object], position: Position) -> "Registration":
    """Return one administrator of the file."""
    from shenfa.desk.organisation.steps import Registration  # noqa: PLC0415 - as above

    row = table[position]
    fields = row if isinstance(row, dict) else {}
    name, number = fields.get("name"), fields.get("staff_number")
    if not isinstance(name, str) or not isinstance(number, str):
        raise click.UsageError(f"{position} 一节应写 name 和 staff_number，都是文字")
    return Registration(name, number, Employment.IN_HOUSE)
