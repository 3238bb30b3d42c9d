"""By when a stage should be decided. The notice says 及时 and names no time (Q21).

Both limits are the system's own: ten minutes for what is urgent, the end of the next working
day for anything else.
"""

import datetime
from collections.abc import Callable

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.staffing import end_of_next_working_day

WorkingDay = Callable[[datetime.date], bool]
URGENT = datetime.timedelta(minutes=10)
SATURDAY = 5


def is_weekday(day: datetime.date) -> bool:
    """Whether a day is worked, as long as nobody keeps the calendar of public holidays."""
    return day.weekday() < SATURDAY


def stage_due(
    revision: RevisionRecord, since: datetime.datetime, is_working_day: WorkingDay = is_weekday
) -> datetime.datetime:
    """Return by when a stage that waits since then should be decided."""
    if revision.is_urgent:
        return since + URGENT
    return end_of_next_working_day(since, is_working_day).astimezone(datetime.UTC)
