"""One process that checks, so that a file that hangs or kills its reader does no other harm.

It is started at first use and kept. Who takes longer than allowed is killed, and the next task
finds a fresh process. Tasks of several threads wait for each other.
"""

import os
import resource
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_MEMORY = 3 * 1024**3
"""Addresses, not pages: the recognition of text reserves far more than it uses."""
NICENESS = 5
T = TypeVar("T")
R = TypeVar("R")


class CheckingFailed(Exception):
    """The task came to no result; the message says why, for the person who waits for it."""


@dataclass(slots=True)
class _Held:
    """The process that is running, if any, and the pipe to it."""

    process: SpawnProcess | None = None
    pipe: "Connection[Any, Any] | None" = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_HELD = _Held()


def in_process(work: Callable[[T], R], task: T, seconds: float) -> R:
    """Return what ``work`` makes of a task within a time, or raise CheckingFailed."""
    with _HELD.lock:
        pipe = _running()
        try:
            pipe.send((work, task))
            if not pipe.poll(seconds):
                _stop()
                raise CheckingFailed(f"检查超过{seconds:.0f}秒没有结束，请拆分或者另存后重新上传")
            is_done, result = pipe.recv()
        except (EOFError, OSError) as error:
            _stop()
            raise CheckingFailed("检查程序意外结束，请重新检查，仍不行请交系统管理员") from error
        if not is_done:
            raise CheckingFailed(f"检查出错（{result}），请重新检查，仍不行请交系统管理员")
        done: R = result
        return done


def stop_checking() -> None:
    """End the process, if there is one."""
    with _HELD.lock:
        _stop()


def _running() -> "Connection[Any, Any]":
    if _HELD.process is not None and _HELD.pipe is not None and _HELD.process.is_alive():
        return _HELD.pipe
    _stop()
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    _HELD.process, _HELD.pipe = process, ours
    return ours


def _bound() -> None:
    """Give the process a limit of memory, and let it stand back behind the pages.

    A file that asks for more meets a MemoryError, or ends this process and no other.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)


def _stop() -> None:
    if _HELD.process is not None:
        _HELD.process.kill()
        _HELD.process.join()
    if _HELD.pipe is not None:
        _HELD.pipe.close()
    _HELD.process = _HELD.pipe = None


def _serve(pipe: "Connection[Any, Any]") -> None:
    _bound()
    while True:
        try:
            work, task = pipe.recv()
        except (EOFError, OSError):
            return  # the parent is gone
        try:
            answer = (True, work(task))
        except Exception as error:  # noqa: BLE001 - whoever asked is told; its text may say anything
            answer = (False, type(error).__name__)
        pipe.send(answer)
