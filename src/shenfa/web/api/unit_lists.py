"""Lists of what belongs to one unit, taken from a unit that the selector let the person see."""

import datetime
from typing import Any

from django.db.models import QuerySet

from shenfa.desk.organisation.selectors import unit_get


def unit_document_list(*, viewer: str, unit: str, at: datetime.datetime) -> QuerySet[Any]:
    """Return the documents that a unit filed, the newest first. Three queries before it."""
    found = unit_get(viewer=viewer, unit=unit, at=at)
    return found.documents.order_by("-dated", "id")


def unit_person_list(*, viewer: str, unit: str, at: datetime.datetime) -> QuerySet[Any]:
    """Return the people who belong to a unit. Three queries before it."""
    found = unit_get(viewer=viewer, unit=unit, at=at)
    return found.personrecord_set.select_related("unit").order_by("staff_number")


def unit_tenure_list(*, viewer: str, unit: str, at: datetime.datetime) -> QuerySet[Any]:
    """Return the tenures of a unit, also past ones and unfiled ones. Three queries before it."""
    found = unit_get(viewer=viewer, unit=unit, at=at)
    rows = found.tenures.select_related("person", "unit", "filing__answered_by")
    return rows.order_by("-since", "id")
