"""The clock: one object handed down from whoever starts the process.

Only tests and the demonstration give it another source. It shows whole seconds, because that
is what the trail can hold, and refuses to go back: a time that was once shown stays past.
"""

import datetime
import threading
from collections.abc import Callable


class ClockWentBack(Exception):
    """The clock shows an earlier time than before; nothing may be decided until it is set right."""


def utc_now() -> datetime.datetime:
    """Return what the machine's clock says."""
    return datetime.datetime.now(datetime.UTC)


class Clock:
    """The present time in UTC, in whole seconds, never earlier than shown before."""

    def __init__(self, read: Callable[[], datetime.datetime] = utc_now) -> None:
        self._read = read
        self._latest: datetime.datetime | None = None
        self._lock = threading.Lock()

    def now(self) -> datetime.datetime:
        """Return the present time, or raise ClockWentBack."""
        with self._lock:
            now = self._read().astimezone(datetime.UTC).replace(microsecond=0)
            if self._latest is not None and now < self._latest:
                raise ClockWentBack("系统时钟倒退，请校准时钟后再办理")
            self._latest = now
            return now


def stamp(moment: datetime.datetime | None) -> str:
    """Return a time as the trail writes it; none is written as the empty text."""
    return "" if moment is None else f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
