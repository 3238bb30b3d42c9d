"""Recognised text with its place in the picture, for whoever must cover it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright picture, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points ``start`` to ``end`` of a line and where they stand."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Spotted:
    """One line of a picture as text recognition returns it, and the places of its stretches."""

    text: str
    stretches: tuple[Stretch, ...]
