"""Compute something about a part once, however many rules ask."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from shenfa.text import Part

Result = TypeVar("Result")
PARTS_KEPT = 4


def once(read: Callable[[Part], Result]) -> Callable[[Part], Result]:
    """Return ``read`` with a small memory for the parts asked about last."""

    @lru_cache(maxsize=PARTS_KEPT)
    def remembered(same: _Same) -> Result:
        return read(same.part)

    def ask(part: Part) -> Result:
        return remembered(_Same(part))

    return ask


class _Same:
    """A part as a cache key by identity: comparing whole texts would cost more than reading."""

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part

    def __hash__(self) -> int:
        return id(self.part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.part is other.part
