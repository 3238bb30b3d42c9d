"""``shenfa court``: what was ruled a false alarm, as cases for the rules' own tests."""

from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk


@click.group(cls=ChineseGroup)
def command() -> None:
    """导出误报认定的案例。"""


@command.command("export", cls=ChineseCommand)
@data_option
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="导出文件，如 cases.jsonl",
)
def export_command(*, data: Path, out: Path) -> None:
    """导出认定为误报的案例，每行一个，供 shenfa rules --cases 复核。

    原文已脱敏，不含个人号码；涉密问题和已清除的稿件不导出。
    """
    open_desk(data)
    from shenfa.audit.cases import case_line  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.court.export import accepted_cases  # noqa: PLC0415

    lines = [f"{case_line(case)}\n" for case in accepted_cases()]
    try:
        out.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"无法写入“{out}”，请检查路径和权限") from error
    click.echo(f"已导出{len(lines)}个案例，写入 {out}")
