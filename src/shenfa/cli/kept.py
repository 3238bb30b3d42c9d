"""What was kept elsewhere and is held against the data: public keys, counts with their heads."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shenfa.trail import Unusable, read_key

if TYPE_CHECKING:
    from shenfa.desk.inspection.kept import Kept

ANCHOR = re.compile("([0-9]{1,12}):([0-9a-f]{64})")

key_option = click.option(
    "--key",
    "key_files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="另行留存的公钥文件，更换过密钥的给多个",
)
anchor_option = click.option(
    "--anchor", "anchors", multiple=True, help="另行留存的 记录数:链签，可给多个"
)


def read_kept(key_files: Sequence[Path], anchors: Sequence[str]) -> "Kept":
    """Return what was given, or leave with the sentence that says what is wrong with it."""
    from shenfa.desk.inspection.kept import Kept  # noqa: PLC0415 - loaded when it is needed

    return Kept(tuple(map(_key, key_files)), tuple(map(_anchor, anchors)))


def _key(path: Path) -> bytes:
    try:
        return read_key(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Unusable) as error:
        raise click.UsageError(f"公钥文件“{path}”不能读取，请检查路径和内容") from error


def _anchor(text: str) -> tuple[int, str]:
    found = ANCHOR.fullmatch(text)
    if found is None:
        raise click.UsageError("--anchor 应写成 记录数:链签，链签为64位小写十六进制")
    return int(found[1]), found[2]
