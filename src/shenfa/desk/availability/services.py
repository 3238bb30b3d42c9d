"""The writes about availability: what a visit showed, and that our own side was alive.

No person does this and nothing is decided here, so it is not chained: twenty entries a day for
each site would bury what people did. Rows are never changed (guards).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from shenfa.desk.availability.models import BeatRecord, VisitRecord
from shenfa.patrol.availability import Visit


@dataclass(frozen=True, slots=True)
class Made:
    """A visit that was planned and made."""

    site: str
    planned: datetime.datetime
    visit: Visit


def visits_keep(*, made: Iterable[Made], at: datetime.datetime, is_well: bool) -> int:
    """Keep what one round of visits showed, with the sign of life, and return how many it was."""
    rows = [
        VisitRecord(
            site_id=one.site,
            planned=one.planned,
            at=one.visit.at,
            outcome=one.visit.outcome.value,
            milliseconds=one.visit.milliseconds,
            reason=one.visit.reason,
        )
        for one in made
    ]
    with transaction.atomic():
        VisitRecord.objects.bulk_create(rows, ignore_conflicts=True)
        BeatRecord.objects.get_or_create(at=at, defaults={"is_well": is_well})
    return len(rows)
