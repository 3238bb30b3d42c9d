"""What a row of the mutant table is, and which layer answers when the one before is gone."""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

import laws
from machine import verified
from town import Town

Act = Callable[[Town], object]


class Layer(StrEnum):
    """Who stops or finds what was tried."""

    SERVICE = "service"
    """Another question of the domain or of the desk refuses it."""
    DATABASE = "database"
    """A guard or a constraint of the database refuses it."""
    VERIFIER = "verifier"
    """It is done, and the stand-alone verifier names it in an export."""
    LAWS = "laws"
    """It is done, the export verifies, and only the invariants over the tables see it."""
    NOBODY = "nobody"
    """It is done and seen by nobody; the row says why that is no way to release."""


@dataclass(frozen=True)
class Row:
    """A sentence of the domain, an attempt that it refuses, and what happens without it.

    ``then`` is the layer that answers when the sentence is forgotten, ``last`` the one that does
    when the guards of the database are gone as well. ``why`` belongs to NOBODY.
    """

    module: ModuleType
    function: str
    words: str
    act: Act
    then: Layer
    last: Layer
    why: str = ""

    @property
    def name(self) -> str:
        """What the row is called."""
        return f"{self.module.__name__.rpartition('.')[2]}.{self.function}: {self.words}"


def answered_by(town: Town, act: Act) -> Layer:
    """Try something and return the layer that answers."""
    try:
        act(town)
    except RuntimeError:
        return Layer.SERVICE  # what the gates should have shut is not there: a crash, undone
    if town.refused is not None:
        return Layer.DATABASE if town.refused.code == "guard" else Layer.SERVICE
    with contextlib.redirect_stdout(io.StringIO()):
        if verified(town) != 0:
            return Layer.VERIFIER
    return Layer.LAWS if laws.broken(town) else Layer.NOBODY
