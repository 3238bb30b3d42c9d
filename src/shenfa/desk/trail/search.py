"""Searching the trail: by who, about what, which act, when; the latest first, page after page.

Entries are not filed by what they are about, so the database reads what stands in them. A page
is the entries before a sequence number: the chain only grows at its end, so a page never moves.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import JSONField, Q
from django.db.models.functions import Cast

from shenfa.desk.refusals import NotFound
from shenfa.desk.trail.models import EntryRecord
from shenfa.trail import Entry

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryWanted:
    """Which entries. ``None`` is no condition, an empty collection finds nothing.

    ``verbs`` are whole verbs; ``begin`` and ``end`` are times as the trail writes them, the
    end not included; ``before`` is the sequence number before which the page begins.
    """

    actors: Collection[str] | None = None
    objects: Collection[str] | None = None
    verbs: Collection[str] | None = None
    begin: str = ""
    end: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page, the latest first. ``before`` leads to the next one; 0 when there is none."""

    entries: tuple[Entry, ...]
    before: int


def trail_page(wanted: EntryWanted) -> EntryPage:
    """Return one page of what is wanted. One query."""
    rows = EntryRecord.objects.annotate(told=Cast("body", JSONField())).filter(_asked(wanted))
    found = [row.to_entry() for row in rows.order_by("-seq")[: ON_A_PAGE + 1]]
    shown = tuple(found[:ON_A_PAGE])
    return EntryPage(shown, shown[-1].seq if len(found) > ON_A_PAGE else 0)


def trail_entry_get(seq: int) -> Entry:
    """Return an entry by its sequence number. One query."""
    row = EntryRecord.objects.filter(seq=seq).first()
    if row is None:
        raise NotFound("留痕记录")
    return row.to_entry()


def _asked(wanted: EntryWanted) -> Q:
    asked = Q()
    if wanted.actors is not None:
        asked &= Q(told__actor__in=sorted(wanted.actors))
    if wanted.objects is not None:
        asked &= Q(told__object__in=sorted(wanted.objects))
    if wanted.verbs is not None:
        asked &= Q(told__verb__in=sorted(wanted.verbs))
    if wanted.begin:
        asked &= Q(told__at__gte=wanted.begin)
    if wanted.end:
        asked &= Q(told__at__lt=wanted.end)
    if wanted.before:
        asked &= Q(seq__lt=wanted.before)
    return asked
