"""The names that a county keeps: its leaders, and what else its bodies and places are called."""

import datetime
from dataclasses import dataclass

from shenfa.text.kinds import ContentKind
from shenfa.text.validity import holds_on


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader as the county's roster has it (领导名单): name, one post, place in the order.

    Somebody with two posts has two rows. ``order`` counts from 1, 0 where none is fixed.
    ``listed`` marks whose activities are told by the county's media centre only (市管领导).
    """

    name: str
    post: str
    order: int = 0
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    listed: bool = False

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether the post is held on ``date``; on an unknown date only without an end."""
        return holds_on(date, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Alias:
    """What a body, town or village is also called, and where that may be written (别称、旧称).

    ``name`` is to be written instead. The alias stays right in content of the kinds ``kinds``,
    inside the longer words ``allowed``, and in texts of other times.
    """

    alias: str
    name: str
    source: str
    kinds: tuple[ContentKind, ...] = ()
    allowed: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether the entry is in force on ``date``; on an unknown date only undated rows are."""
        if date is None:
            return self.valid_from is None and self.valid_to is None
        return holds_on(date, self.valid_from, self.valid_to)
