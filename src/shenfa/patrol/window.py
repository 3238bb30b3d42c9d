"""The hours in which a site may be walked, and how long it is until they begin."""

import datetime
import re
from dataclasses import dataclass

WRITTEN = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-—–~至]\s*([01]?\d|2[0-3])[:：]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` to ``end``, over midnight where the end is the earlier of the two."""

    start: datetime.time
    end: datetime.time

    def seconds_to_wait(self, moment: datetime.datetime) -> float:
        """Return the seconds until the window opens, 0 while it is open."""
        now = moment.timetz().replace(tzinfo=None)
        if self.start <= self.end:
            is_open = self.start <= now < self.end
        else:
            is_open = now >= self.start or now < self.end
        if is_open:
            return 0.0
        opening = moment.replace(
            hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0
        )
        if opening <= moment:
            opening += datetime.timedelta(days=1)
        return (opening - moment).total_seconds()


def read_window(text: str) -> Window | None:
    """Return the window that is written as 22:00-06:00, None where nobody can read it."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    start = datetime.time(int(match[1]), int(match[2]))
    end = datetime.time(int(match[3]), int(match[4]))
    return Window(start, end) if start != end else None
