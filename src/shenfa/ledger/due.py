"""By when a problem must have its person, its repair and its re-check (R66, R69).

Hours run on working days from nine to six, days are working days; only for what must not stand
for a night the hours run through. The figures are dated rows of ledger_limits.tsv.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from shenfa.lexicons import read_lexicon
from shenfa.text import Severity

COLUMNS = ("limit", "value", "what")
BEIJING = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = datetime.time(9), datetime.time(18)
DAY = datetime.timedelta(days=1)

IsWorkingDay = Callable[[datetime.date], bool]


@lru_cache(maxsize=16)
def shipped_limits(today: datetime.date) -> Mapping[str, int]:
    """Return the limits in force on a day by their names."""
    rows = read_lexicon("ledger_limits", COLUMNS)
    return MappingProxyType(
        {row.values[0]: int(row.values[1]) for row in rows if row.holds_on(today)}
    )


def assign_due(
    at: datetime.datetime, severity: Severity, is_working_day: IsWorkingDay
) -> datetime.datetime:
    """Return by when somebody must be named."""
    limits = shipped_limits(at.astimezone(BEIJING).date())
    if severity is Severity.BLOCKER:
        return at + datetime.timedelta(hours=limits["assign_hours_blocker"])
    return after_hours(at, limits["assign_hours"], is_working_day)


def fix_due(
    at: datetime.datetime, severity: Severity, is_working_day: IsWorkingDay
) -> datetime.datetime:
    """Return by when it must be repaired: the end of a day."""
    limits = shipped_limits(at.astimezone(BEIJING).date())
    return after_days(at, limits[f"fix_days_{severity.value}"], is_working_day)


def check_due(at: datetime.datetime, is_working_day: IsWorkingDay) -> datetime.datetime:
    """Return by when a repair must have been looked at by somebody else."""
    limits = shipped_limits(at.astimezone(BEIJING).date())
    return after_days(at, limits["check_days"], is_working_day)


def after_days(at: datetime.datetime, days: int, is_working_day: IsWorkingDay) -> datetime.datetime:
    """Return the midnight that ends the working day so many after that of ``at``."""
    day = at.astimezone(BEIJING).date()
    while days:
        day += DAY
        days -= is_working_day(day)
    return _moment(day + DAY, datetime.time()).astimezone(datetime.UTC)


def after_hours(
    at: datetime.datetime, hours: int, is_working_day: IsWorkingDay
) -> datetime.datetime:
    """Return when so many working hours have passed since ``at``."""
    left = datetime.timedelta(hours=hours)
    here = at.astimezone(BEIJING)
    day = here.date()
    while True:
        begin = max(_moment(day, OPENS), here)
        end = _moment(day, CLOSES)
        if is_working_day(day) and begin < end:
            if left <= end - begin:
                return (begin + left).astimezone(datetime.UTC)
            left -= end - begin
        day += DAY


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time, tzinfo=BEIJING)
