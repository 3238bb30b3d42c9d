"""The loop of a worker, as a function: ``shenfa worker`` runs it, ``shenfa serve`` in a thread.

It may be stopped or killed at any moment, and any number may run at once: who does what is
decided by the leases.
"""

import datetime
import threading
from collections.abc import Callable

from django.db import Error, connections

from shenfa.desk.clock import ClockWentBack
from shenfa.desk.jobs.job import BEIJING, Means
from shenfa.desk.jobs.services import Run, tick

PAUSE = 30.0
"""Seconds between one look at what is due and the next."""


def work(means: Means, stop: threading.Event, say: Callable[[str], None]) -> None:
    """Run what is due until told to stop; a job that was begun is brought to its end."""
    while not stop.is_set():
        look(means, stop, say)
        stop.wait(PAUSE)


def look(means: Means, stop: threading.Event, say: Callable[[str], None]) -> bool:
    """Run once what is due, say a line for each run, and return whether all went well."""
    went_well = True
    try:
        for run in tick(means):
            say(line(run))
            went_well = went_well and not run.error
            if stop.is_set():
                break
    except ClockWentBack as fault:
        say(f"等待：{fault}")
        went_well = False
    except Error:
        say("等待：数据库无法使用，请检查数据库服务和磁盘")
        went_well = False
    finally:
        # Each look has a connection of its own: one that broke is not used again.
        connections.close_all()
    return went_well


def line(run: Run) -> str:
    """Return what is printed about a run."""
    at = _beijing(run.at)
    if run.error:
        return f"{at} {run.job.title} 失败：{run.error}"
    return f"{at} {run.job.title} 完成，办理{run.count}件"


def _beijing(at: datetime.datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"
