"""What a second look tells: pages dated before they were there, columns filled in one go."""

import datetime
from collections.abc import Iterator

from shenfa.patrol.columns import ColumnFacts
from shenfa.patrol.dating import Dating
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey

TOLERANCE = datetime.timedelta(days=3)
MANY = 8
LONG = datetime.timedelta(days=60)
"""A column that was silent for so long and then gets MANY articles at once was filled up."""


def check(
    survey: Survey, dating: Dating, columns: tuple[ColumnFacts, ...]
) -> Iterator[Sighting]:
    """Yield nothing on the first day: there is nothing to compare with."""
    if not survey.earlier:
        return
    earlier = datetime.date.fromisoformat(survey.earlier)
    fresh = {
        record.url
        for record in survey.records
        if record.kind == "article" and survey.first_runs.get(record.url) == survey.run
    }
    for url in sorted(fresh):
        day = dating.days[url].day if url in dating.days else None
        if day is not None and earlier - day > TOLERANCE and survey.site.target.approved is None:
            evidence = {"published": day.isoformat(), "not_there_on": survey.earlier}
            yield Sighting(Kind.BACKDATED, url, url, evidence)
    for column in columns:
        new = [item for item in column.items if item.url in fresh]
        old = [item.day for item in column.items if item.url not in fresh and item.day]
        if len(new) < MANY or not old:
            continue
        silence = survey.site.day - datetime.date.fromisoformat(max(old))
        if silence > LONG:
            evidence = {"articles": len(new), "silent_days": silence.days}
            yield Sighting(Kind.SURGE_UPDATE, column.url, column.url, evidence)
