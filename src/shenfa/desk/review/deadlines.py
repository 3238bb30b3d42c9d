"""By when a stage should be decided. The notice says 及时 and names no time (Q21).

Both limits are the system's own: ten minutes for what is urgent, the end of the next working
day for anything else.
"""

import datetime

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.staffing import end_of_next_working_day

URGENT = datetime.timedelta(minutes=10)


def stage_due(revision: RevisionRecord, since: datetime.datetime) -> datetime.datetime:
    """Return by when a stage that waits since then should be decided."""
    if revision.is_urgent:
        return since + URGENT
    return end_of_next_working_day(since).astimezone(datetime.UTC)
