"""One piece of personal information as the scanners see it, before a rule speaks of it."""

from dataclasses import dataclass
from enum import StrEnum

from shenfa.text import Certainty, Severity


class Entity(StrEnum):
    """The kinds of personal information that are found in a text."""

    ID_CARD = "ID_CARD"
    MOBILE = "MOBILE"
    BANK_CARD = "BANK_CARD"
    HOME_ADDRESS = "HOME_ADDRESS"
    DISEASE = "DISEASE"
    WEAK_MASK = "WEAK_MASK"
    TRAVEL_DOC = "TRAVEL_DOC"
    HOME_PHONE = "HOME_PHONE"
    SOCIAL_ACCOUNT = "SOCIAL_ACCOUNT"
    PLATE = "PLATE"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Found:
    """Code points ``start`` to ``end`` and how grave and how sure they are.

    ``note`` says in Chinese what speaks for or against it; ``digits`` is the plain form of a
    number, for masks and the county's list of office numbers.
    """

    entity: Entity
    start: int
    end: int
    severity: Severity
    certainty: Certainty = Certainty.CERTAIN
    note: str = ""
    digits: str = ""
