"""The first start of a served system: three administrators, and their starting passwords."""

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.cli.administrators import registration_of, table_of
from shenfa.cli.desk import read_bytes
from shenfa.review import POSITION_NAMES
from shenfa.review.duties import ADMINISTRATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shenfa.desk.access.credentials import Starting
    from shenfa.desk.clock import Clock

MISSING = "首次启动须登记三名管理员，请以 --administrators 给出文件，或在终端中运行"


def begin(file: Path | None, clock: "Clock") -> "Sequence[Starting]":
    """Appoint the administrators if there are none, and give them passwords if nobody has one."""
    from shenfa.desk.access.credentials import first_credentials  # noqa: PLC0415 - not before
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415 - Django is ready
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    by = Acting(SYSTEM, clock)
    try:
        if not _is_started():
            _appoint(file, clock)
        return () if _has_accounts(clock) else first_credentials(by=by)
    except CommandRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def show(passwords: "Sequence[Starting]") -> None:
    """Print the starting passwords; nobody can print them again."""
    if not passwords:
        return
    click.echo("三名管理员的初始口令只显示这一次，请分别当面交给本人，首次登录须修改：")
    for one in passwords:
        click.echo(f"  {one.name}　工号 {one.login}　初始口令 {one.password}")


def _is_started() -> bool:
    from shenfa.desk.organisation.selectors import county_office  # noqa: PLC0415 - as above
    from shenfa.desk.refusals import CommandRefused  # noqa: PLC0415

    try:
        county_office()
    except CommandRefused:
        return False
    return True


def _has_accounts(clock: "Clock") -> bool:
    """Return whether an administrator has an account; nobody else has one before."""
    from shenfa.desk.access.selectors import credential_standing  # noqa: PLC0415 - as above
    from shenfa.desk.organisation.selectors import tenure_list  # noqa: PLC0415

    people = {one.person for one in tenure_list() if one.position in ADMINISTRATORS}
    at = clock.now()
    return any(credential_standing(person=one, at=at).has_account for one in people)


def _appoint(file: Path | None, clock: "Clock") -> None:
    from shenfa.desk.organisation.services import administrators_appoint  # noqa: PLC0415 - as above
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    if file is not None:
        content = read_bytes(file)
        table = table_of(content)
    elif sys.stdin.isatty():
        table = _ask()
        content = repr(sorted(table.items())).encode()
    else:
        raise click.ClickException(MISSING)
    administrators_appoint(
        by=Acting(SYSTEM, clock),
        office=str(table["office"]),
        people={position: registration_of(table, position) for position in sorted(ADMINISTRATORS)},
        document=hashlib.sha256(content).hexdigest(),
    )


def _ask() -> Mapping[str, object]:
    click.echo("首次启动，请登记县政府办公室和三名管理员（须为三人）。")
    table: dict[str, object] = {"office": click.prompt("县政府办公室全称")}
    for position in sorted(ADMINISTRATORS):
        name = click.prompt(f"{POSITION_NAMES[position]}姓名")
        number = click.prompt(f"{POSITION_NAMES[position]}工号")
        table[position] = {"name": name, "staff_number": number}
    return table
