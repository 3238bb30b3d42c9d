"""``shenfa serve --demo``: build the fictional county, and tell once who can sign in to it."""

import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from shenfa.demo import Credential
    from shenfa.desk.deployment import Deployment

HEADS = ("单位", "岗位", "姓名", "工号", "动态码密钥")
LONG = re.compile("^虚谷土家族苗族自治县|人民政府(?=办公室)|人民政府$")
CODE = f"{sys.executable} -c \"import pyotp; print(pyotp.TOTP('密钥').now())\""


def build_demonstration(
    deployment: "Deployment", until: "datetime.datetime", file: Path | None
) -> "Sequence[Credential]":
    """Build the county, write who can sign in to a file if one is named, and return it."""
    from shenfa.demo import CountyExists, build, to_json  # noqa: PLC0415 - Django is ready

    click.echo("正在建立演示用的虚构县，约需半分钟")
    try:
        credentials = build(deployment, until)
    except CountyExists as error:
        raise click.ClickException(f"“{deployment.data}”{error}") from error
    if file is not None:
        _write(file, to_json(credentials))
    return credentials


def show_credentials(credentials: "Sequence[Credential]", address: str) -> None:
    """Print who can sign in."""
    if not credentials:
        return
    rows = [
        (LONG.sub("", one.unit), one.role, one.name, one.username, one.totp_secret or "不需要")
        for one in credentials
    ]
    widths = [max(map(_width, column)) for column in zip(HEADS, *rows, strict=True)]
    click.echo(f"公开网站是 {address}site/，演示人员从 {address}sign-in 登录")
    click.echo(f"演示人员的口令都是 {credentials[0].password}")
    for row in (HEADS, *rows):
        cells = zip(row, widths, strict=True)
        click.echo(
            "  " + "  ".join(f"{cell}{' ' * (width - _width(cell))}" for cell, width in cells)
        )
    click.echo(f"动态码：把密钥添加到手机的验证器中，或者运行 {CODE}")


def _write(file: Path, text: str) -> None:
    """Write what only the owner may read."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise click.ClickException(f"无法写入“{file}”，请检查路径和权限") from error
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
