"""``shenfa worker``: do what is due, until told to stop."""

import signal
import threading
from pathlib import Path
from types import FrameType

import click

from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.desk import data_option, open_desk
from shenfa.cli.folder import need_folder

FAILED = 1


@click.command(cls=ChineseCommand)
@data_option
@click.option("--once", is_flag=True, help="只把到期的任务各办一次就结束")
def command(*, data: Path, once: bool) -> int:
    """办理定时任务，如签署检查点；每办一次显示一行。

    可以同时运行多个，同一任务只由一个办理；收到停止信号时办完手头的任务再结束。
    退出码：0 正常结束；1 只办一次时有任务失败；2 数据无法使用。
    """
    need_folder(data)
    deployment = open_desk(data)
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - not before it is configured
    from shenfa.desk.jobs.job import Means  # noqa: PLC0415
    from shenfa.desk.jobs.loop import look, work  # noqa: PLC0415
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415

    stop = _stop_event()
    means = Means(Acting(SYSTEM, Clock()), deployment)
    if once:
        return 0 if look(means, stop, _say) else FAILED
    work(means, stop, _say)
    return 0


def _stop_event() -> threading.Event:
    """Return an event that is set by the first signal to end; the second ends at once."""
    stop = threading.Event()
    before = signal.getsignal(signal.SIGTERM)

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    return stop


def _say(line: str) -> None:
    # A journal shows a line when it happened, not when a buffer is full.
    click.echo(line)
