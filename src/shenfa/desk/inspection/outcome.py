"""What a check says: passed, worth a look, or failed, and in one sentence what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a check came out, as it is printed."""

    PASSED = "通过"
    NOTICE = "注意"
    FAILED = "不通过"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: how it came out, what was looked at, what is so or what to do."""

    level: Level
    subject: str
    sentence: str


def passed(subject: str, sentence: str) -> Check:
    """Return a check that is in order."""
    return Check(Level.PASSED, subject, sentence)


def notice(subject: str, sentence: str) -> Check:
    """Return a check that somebody should look at."""
    return Check(Level.NOTICE, subject, sentence)


def failed(subject: str, sentence: str) -> Check:
    """Return a check that must be put right."""
    return Check(Level.FAILED, subject, sentence)
