"""How carefully people review: what is listed for the assessment, and punished by nobody (R20).

A pass within seconds of opening the text, a reviewer who never finds anything, and a reprint
from a source that is not on the list are facts for a person to look at.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Max, OuterRef, QuerySet, Subquery

from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.review.models import DecisionRecord, OpenedRecord, SourceExceptionRecord
from shenfa.review import Result

HASTY = datetime.timedelta(seconds=10)
ENOUGH = 20
"""So many decisions say something about a reviewer who has passed them all."""


@dataclass(frozen=True, slots=True)
class Hasty:
    """A pass, and how long after the last part was opened it was given."""

    decision: DecisionRecord
    after: datetime.timedelta


@dataclass(frozen=True, slots=True)
class Record:
    """How many decisions a person gave, and how many of them were passes."""

    person: PersonRecord
    decided: int
    passed: int

    @property
    def never_stops_any(self) -> bool:
        """Whether the person has passed all of many."""
        return self.decided >= ENOUGH and self.passed == self.decided


def hasty_list(
    *, viewer: str, at: datetime.datetime, since: datetime.datetime
) -> tuple[Hasty, ...]:
    """Return the passes given within seconds of opening the last part. Three queries."""
    opened = (
        OpenedRecord.objects.filter(revision=OuterRef("revision"), person=OuterRef("person"))
        .values("revision")
        .annotate(last=Max("at"))
        .values("last")
    )
    rows = _decisions(viewer, at, since).filter(result=Result.PASSED.value)
    timed = rows.annotate(last_opened=Subquery(opened)).filter(last_opened__isnull=False)
    pairs = timed.values_list("id", "at", "last_opened")
    after = {row: decided - last for row, decided, last in pairs if decided - last < HASTY}
    found = rows.filter(id__in=after).select_related("person", "revision")
    return tuple(Hasty(row, after[row.id]) for row in found.order_by("at", "id"))


def reviewer_list(
    *, viewer: str, at: datetime.datetime, since: datetime.datetime
) -> tuple[Record, ...]:
    """Return how often each reviewer decided and passed. Four queries."""
    decided: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for person, result in _decisions(viewer, at, since).values_list("person_id", "result"):
        decided[person] += 1
        passed[person] += result == Result.PASSED.value
    people = PersonRecord.objects.filter(id__in=decided).order_by("name", "id")
    return tuple(Record(one, decided[one.id], passed[one.id]) for one in people)


def exception_list(
    *, viewer: str, at: datetime.datetime, since: datetime.datetime
) -> QuerySet[SourceExceptionRecord]:
    """Return the reprints that were let through from another source, newest first (R56)."""
    rows = SourceExceptionRecord.objects.filter(
        revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at), at__gte=since, at__lte=at
    )
    return rows.select_related("person", "revision__manuscript").order_by("-at", "revision")


def _decisions(
    viewer: str, at: datetime.datetime, since: datetime.datetime
) -> QuerySet[DecisionRecord]:
    return DecisionRecord.objects.filter(
        revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at),
        at__gt=since,
        at__lte=at,
    )
