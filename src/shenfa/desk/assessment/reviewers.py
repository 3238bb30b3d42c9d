"""How carefully people review in a quarter: shown to who assesses, punished by nobody (R20, R77).

Time is what lies between opening the last part and the decision, held against the length of the
text. Who reads fast may know the text already; a person looks at it and draws no score from it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery
from django.utils.html import strip_tags

from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.review.models import DecisionRecord, OpenedRecord
from shenfa.desk.review.statistics import ENOUGH, HASTY
from shenfa.ledger.period import Quarter
from shenfa.review import Result


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A reviewer in a quarter: decisions, passes, passes in seconds, characters and seconds."""

    person: str
    name: str
    unit: str
    decided: int
    passed: int
    hasty: int
    characters: int
    seconds: int

    @property
    def passes_all(self) -> bool:
        """Whether all of many were passed."""
        return self.decided >= ENOUGH and self.passed == self.decided

    @property
    def per_thousand(self) -> int | None:
        """Seconds for a thousand characters, whole; None without anything to measure."""
        return self.seconds * 1000 // self.characters if self.characters else None


@dataclass(slots=True)
class _Sum:
    name: str = ""
    unit: str = ""
    decided: int = 0
    passed: int = 0
    hasty: int = 0
    characters: int = 0
    seconds: int = 0


def reviewer_statistics(
    *, viewer: str, quarter: Quarter, at: datetime.datetime
) -> tuple[Reviewer, ...]:
    """Return the reviewers of a quarter whose units a person may see. One query, in portions."""
    sums: dict[str, _Sum] = defaultdict(_Sum)
    for row in _decisions(viewer, quarter, at):
        one = sums[row.person_id]
        one.name, one.unit = row.person.name, row.person.unit.name
        one.decided += 1
        one.passed += row.result == Result.PASSED.value
        opened = row.last_opened  # type: ignore[attr-defined]  # annotated by the query below
        if opened is not None:
            spent = row.at - opened
            one.hasty += row.result == Result.PASSED.value and spent < HASTY
            one.characters += len(strip_tags(row.revision.body))
            one.seconds += int(spent.total_seconds())
    found = (
        Reviewer(
            person,
            one.name,
            one.unit,
            one.decided,
            one.passed,
            one.hasty,
            one.characters,
            one.seconds,
        )
        for person, one in sums.items()
    )
    return tuple(
        sorted(
            found, key=lambda one: (-one.hasty, not one.passes_all, one.unit, one.name, one.person)
        )
    )


def _decisions(viewer: str, quarter: Quarter, at: datetime.datetime) -> Iterator[DecisionRecord]:
    opened = (
        OpenedRecord.objects.filter(revision=OuterRef("revision"), person=OuterRef("person"))
        .values("revision")
        .annotate(last=Max("at"))
        .values("last")
    )
    rows = DecisionRecord.objects.filter(
        revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at).order_by(),
        at__gte=quarter.begin,
        at__lt=min(quarter.end, at),
    ).annotate(last_opened=Subquery(opened))
    rows = rows.select_related("person__unit", "revision").only(
        "at", "result", "person__name", "person__unit__name", "revision__body"
    )
    yield from rows.order_by("id").iterator(chunk_size=500)
