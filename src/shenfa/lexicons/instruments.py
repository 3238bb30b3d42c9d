"""The shipped table of laws and documents as instruments, read at first use."""

import datetime
from functools import cache

from shenfa.lexicons.load import Confidence, Entry, read_lexicon
from shenfa.text import Instrument

COLUMNS = (
    "title",
    "kind",
    "number",
    "other_numbers",
    "issuer",
    "promulgated",
    "version",
    "articles",
    "replaced_by",
    "aliases",
)


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Return every row of the table. It is built by ``tools/build_law_table.py``."""
    return tuple(map(_instrument, read_lexicon("citation_instruments", COLUMNS)))


def _instrument(entry: Entry) -> Instrument:
    row = dict(zip(COLUMNS, entry.values, strict=True))
    return Instrument(
        title=row["title"],
        kind=row["kind"],
        number=row["number"],
        other_numbers=tuple(row["other_numbers"].split()),
        issuer=row["issuer"],
        promulgated=_date(row["promulgated"]),
        version=_date(row["version"]),
        effective=entry.valid_from,
        ended=entry.valid_to and entry.valid_to + datetime.timedelta(days=1),
        has_exact_end=entry.confidence is Confidence.VERIFIED,
        articles=int(row["articles"] or 0),
        replaced_by=row["replaced_by"],
        aliases=tuple(row["aliases"].split("；")) if row["aliases"] else (),
        is_sure=entry.confidence is not Confidence.RECALLED,
    )


def _date(cell: str) -> datetime.date | None:
    return datetime.date.fromisoformat(cell) if cell else None
