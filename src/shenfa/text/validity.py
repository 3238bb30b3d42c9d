"""Whether something that is dated holds on a day."""

import datetime


def holds_on(
    date: datetime.date | None, first: datetime.date | None, last: datetime.date | None
) -> bool:
    """Return whether ``date`` lies between; an unknown date only where there is no end."""
    if date is None:
        return last is None
    return (first is None or first <= date) and (last is None or date <= last)
