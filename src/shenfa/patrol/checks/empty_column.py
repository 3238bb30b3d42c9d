"""A column in which there is nothing."""

from collections.abc import Iterator

from shenfa.patrol.columns import ColumnFacts
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting


def check(columns: tuple[ColumnFacts, ...]) -> Iterator[Sighting]:
    """Yield the columns without an article, a text or a column below."""
    for column in columns:
        if column.is_empty:
            yield Sighting(Kind.EMPTY_COLUMN, column.url, column.url, {"column": column.name})
