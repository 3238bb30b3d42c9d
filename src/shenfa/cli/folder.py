"""A data folder that must be there already; a mistyped path would else become a new county."""

from pathlib import Path

import click


def need_folder(data: Path) -> None:
    """Leave with the sentence that says what to do, unless the folder is one of ours."""
    from shenfa.desk.deployment import SECRET  # noqa: PLC0415 - loaded when it is needed

    if not (data / SECRET).is_file():
        raise click.ClickException(f"“{data}”不是数据文件夹，请检查路径或先运行 shenfa migrate")
