"""What the catalogue and the timers tell the assessment: what was due in a time and came late."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate

from shenfa.desk.catalogue.comparing import asked_of
from shenfa.desk.catalogue.models import TimerRecord
from shenfa.desk.catalogue.selectors import versions_at
from shenfa.desk.catalogue.timers import timer_state
from shenfa.ledger.period import BEIJING


@dataclass(frozen=True, slots=True)
class Late:
    """Something that was due on a day and was not done by then."""

    unit: str
    key: str
    title: str
    due: datetime.date


def catalogue_late(begin: datetime.datetime, until: datetime.datetime) -> Iterator[Late]:
    """Yield what the catalogue asked for by a day of this time and did not get. Three queries."""
    first, last = localdate(begin), localdate(until - datetime.timedelta(seconds=1))
    year = first - datetime.timedelta(days=366)
    for one in asked_of(versions_at(until).filter(is_given_up=False), last, year):
        window = one.window
        if window is None or not first <= window.due <= last:
            continue
        passed = window.due < last or until >= _end_of(window.due)
        if passed and (one.done_on is None or one.done_on > window.due):
            version = one.version
            key = f"{one.occasion or version.item_id}:{window.due.isoformat()}"
            yield Late(version.item.unit_id, key, one.title, window.due)


def timers_late(begin: datetime.datetime, until: datetime.datetime) -> Iterator[Late]:
    """Yield the timers whose last day lies in this time and that were not done by then."""
    first, last = localdate(begin), localdate(until - datetime.timedelta(seconds=1))
    for row in TimerRecord.objects.filter(at__lt=until).prefetch_related("steps").order_by("id"):
        state = timer_state(row, last)
        if state.due is not None and state.is_late and first <= state.due <= last:
            yield Late(row.unit_id, row.id, row.title, state.due)


def _end_of(day: datetime.date) -> datetime.datetime:
    following = day + datetime.timedelta(days=1)
    return datetime.datetime.combine(following, datetime.time(), BEIJING)
