"""``shenfa export``: what the system knows, as files for other programs."""

from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import ChineseGroup, data_option, open_desk


@click.group(cls=ChineseGroup)
def command() -> None:
    """导出已审批发布的内容。"""


@command.command("approved", cls=ChineseCommand)
@data_option
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="导出文件，如 approved.jsonl",
)
@click.option("--root", default="", help="公开网站的地址，以 /site/ 结尾（默认按登记的域名）")
def approved_command(*, data: Path, out: Path, root: str) -> int:
    """导出正在公开的每一条发布，每行一条：网址、文本摘要、时间，供 shenfa patrol --approved 使用。

    本系统每天的巡查自动使用同样的内容，不必导出。
    退出码：0 完成；2 文件无法使用。
    """
    open_desk(data)
    from shenfa.desk.patrol.approvals import approved_list  # noqa: PLC0415 - not before it is open
    from shenfa.patrol.approved import approved_line  # noqa: PLC0415

    count = 0
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8") as lines:
            for one in approved_list(root):
                lines.write(f"{approved_line(one)}\n")
                count += 1
        part.replace(out)
    except OSError as error:
        raise click.ClickException(f"无法写入“{out}”，请检查路径和权限") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"已导出{count}条，写入 {out}")
    return 0
