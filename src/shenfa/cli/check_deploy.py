"""``shenfa check-deploy``: look at a deployment and say what to put right."""

from pathlib import Path

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import configure_desk, data_option
from shenfa.cli.folder import need_folder
from shenfa.cli.kept import anchor_option, key_option, read_kept
from shenfa.cli.terminal import paint


@click.command(cls=ChineseCommand)
@data_option
@key_option
@anchor_option
def command(*, data: Path, key_files: tuple[Path, ...], anchors: tuple[str, ...]) -> int:
    """逐项检查部署是否妥当，每项一行，写明怎样处理；同时签署检查点并核验留痕。

    退出码：0 全部通过；1 有需要注意的；2 有不通过的，或者数据无法使用。
    """
    need_folder(data)
    kept = read_kept(key_files, anchors)
    deployment = configure_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.inspection.deployment import inspect  # noqa: PLC0415
    from shenfa.desk.inspection.outcome import Level  # noqa: PLC0415

    tones = {Level.PASSED: "clean", Level.NOTICE: "warning", Level.FAILED: "error"}
    status = 0
    for check in inspect(deployment, kept, Clock()):
        word = paint(check.level, tones[check.level])
        click.echo(f"{word} {check.subject}：{check.sentence}")
        status = max(status, list(Level).index(check.level))
    return status
