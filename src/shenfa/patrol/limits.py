"""The figures by which sites are judged, as dated, sourced rows of lexicons/data/patrol_limits.tsv."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from shenfa.lexicons import read_lexicon

COLUMNS = ("limit", "value", "what")


@lru_cache(maxsize=16)
def shipped_limits(today: datetime.date) -> Mapping[str, int]:
    """Return the limits in force on a day by their names."""
    rows = read_lexicon("patrol_limits", COLUMNS)
    return MappingProxyType(
        {row.values[0]: int(row.values[1]) for row in rows if row.holds_on(today)}
    )
