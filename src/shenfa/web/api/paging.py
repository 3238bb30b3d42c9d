"""Lists that grow are given in pages."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

Row = TypeVar("Row")
MOST = 200
FARTHEST = 1_000_000


class Paging(Schema):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=MOST, description=f"最多返回多少项，1 至 {MOST}")
    offset: int = Field(0, ge=0, le=FARTHEST, description="从第几项之后开始")


class Page(Schema, Generic[Row]):
    """A part of a list, and how long the whole is."""

    items: list[Row] = Field(description="本页各项")
    count: int = Field(description="总数")


def page(rows: QuerySet[Any] | Sequence[object], paging: Paging) -> dict[str, object]:
    """Return a page of rows; of a query it takes only this page, and counts the whole."""
    part = rows[paging.offset : paging.offset + paging.limit]
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return {"items": list(part), "count": count}
