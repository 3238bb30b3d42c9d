"""Laws and documents that a text may cite, and what a county adds to the shipped table."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, regulation, document or standard.

    ``number`` is the number it was issued under, ``other_numbers`` those of orders that changed
    it ("588", or "703-710" where only the time of the change is known). ``articles`` is the
    number of articles of the text of ``version``, 0 where unknown. ``ended`` is the first day
    on which it no longer holds; unless ``has_exact_end`` the day is the latest possible one.
    ``is_sure`` is False for rows that are still to be confirmed. ``texts`` are articles whose
    wording the county has entered, for quotations.
    """

    title: str
    kind: str = ""
    number: str = ""
    other_numbers: tuple[str, ...] = ()
    issuer: str = ""
    promulgated: datetime.date | None = None
    version: datetime.date | None = None
    effective: datetime.date | None = None
    ended: datetime.date | None = None
    has_exact_end: bool = True
    articles: int = 0
    replaced_by: str = ""
    aliases: tuple[str, ...] = ()
    is_sure: bool = True
    texts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citations:
    """The county's own instruments, and whether its house rule asks for numbers in citations.

    The county's rows win over those of the shipped table.
    """

    instruments: tuple[Instrument, ...] = ()
    wants_numbers: bool = False

    def __hash__(self) -> int:
        """Stay cheap: a context carries this table along for every line that is checked."""
        return hash((len(self.instruments), self.wants_numbers))
