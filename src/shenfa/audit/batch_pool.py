"""Processes that work side by side: results in order, and none of them outlives its parent.

Every process has a pipe of its own, so that one that is killed in the middle of a result is
noticed. With one pipe for all (as in concurrent.futures) the parent would wait for ever.
"""

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

AHEAD = 3
"""Tasks under way per process; more would only fill memory."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerLost(Exception):
    """A process ended in the middle of its work; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Crew:
    """How many processes there are, and the call each of them begins with."""

    processes: int
    start: Callable[..., None]
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    connection: "Connection[Any, Any]"


def in_order(work: Callable[[T], R], tasks: Iterable[T], crew: Crew) -> Generator[R, None, None]:
    """Yield the result of every task in the order of the tasks.

    Raises WorkerLost.
    """
    with _undisturbed():
        workers = [_started(work, crew) for _ in range(crew.processes)]
    idle: SimpleQueue[_Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def handed(task: T) -> R:
        worker = idle.get()
        try:
            worker.connection.send(task)
            result: R = worker.connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerLost(
                "有检查进程意外结束，可能是内存不足，请减少 --processes 或者拆分输入后重试"
            ) from error
        finally:
            idle.put(worker)
        return result

    threads = ThreadPoolExecutor(crew.processes)
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            waiting.append(threads.submit(handed, task))
            if len(waiting) >= crew.processes * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Ending the processes wakes the threads that wait for them.
        for worker in workers:
            worker.process.terminate()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.process.join()
            worker.connection.close()


def _started(work: Callable[[T], R], crew: Crew) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_serve, args=(theirs, work, crew.start, crew.arguments), daemon=True
    )
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(
    connection: "Connection[Any, Any]",
    work: Callable[[T], R],
    start: Callable[..., None],
    arguments: tuple[object, ...],
) -> None:
    start(*arguments)
    while True:
        try:
            connection.send(work(connection.recv()))
        except (EOFError, OSError):
            return  # the parent is gone


@contextmanager
def _undisturbed() -> Iterator[None]:
    # What is ignored now is ignored by the new processes for good: Ctrl-C is for the parent
    # alone, which then ends the others. Only the main thread may set this.
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
