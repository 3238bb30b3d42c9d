"""The one strict loader for lexicons: every row has a source, a confidence and validity dates.

A lexicon is a UTF-8 file of tab-separated rows in ``lexicons/data``. Its first columns are its
own; the last five are the same everywhere: source, confidence, level, valid_from, valid_to.
Every complaint names file and line, in the language of the person who edits the list.
"""

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from shenfa.text import Level

FACTS = ("source", "confidence", "level", "valid_from", "valid_to")


class LexiconError(Exception):
    """A lexicon that cannot be used; the message says where and what to change."""

    def __init__(self, name: str, line: int, complaint: str) -> None:
        super().__init__(f"{name} 第{line}行：{complaint}")


class Confidence(StrEnum):
    """How well a row is confirmed: read in a source, confirmed in part, recalled with certainty."""

    VERIFIED = "V"
    PARTLY = "P"
    RECALLED = "R-H"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its own columns in ``values``, and what is known about it."""

    values: tuple[str, ...]
    source: str
    confidence: Confidence
    level: Level
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def holds_on(self, date: datetime.date | None) -> bool:
        """Whether the row is valid on ``date``; on an unknown date only undated rows are."""
        if date is None:
            return self.valid_from is None and self.valid_to is None
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_to is None or date <= self.valid_to
        )


@cache
def read_lexicon(name: str, columns: tuple[str, ...]) -> tuple[Entry, ...]:
    """Read ``data/<name>.tsv`` of this package, whose own columns must be ``columns``.

    Raises LexiconError.
    """
    return read_table(files("shenfa.lexicons") / "data" / f"{name}.tsv", columns)


def read_table(path: Traversable, columns: Sequence[str]) -> tuple[Entry, ...]:
    """Read and validate one lexicon file. The first own column must not repeat.

    Raises LexiconError.
    """
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    wanted = [*columns, *FACTS]
    if header.split("\t") != wanted:
        raise LexiconError(path.name, 1, f"表头应为 {'、'.join(wanted)}")
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines, start=2):
        entry = _entry(path.name, number, line.split("\t"), len(columns))
        if entry.values[0] in entries:
            raise LexiconError(path.name, number, f"“{entry.values[0]}”重复")
        entries[entry.values[0]] = entry
    return tuple(entries.values())


def _entry(name: str, line: int, row: list[str], own: int) -> Entry:
    if len(row) != own + len(FACTS):
        raise LexiconError(name, line, f"应为{own + len(FACTS)}列，实为{len(row)}列")
    if any(cell != cell.strip() or unicodedata.normalize("NFC", cell) != cell for cell in row):
        raise LexiconError(name, line, "含有首尾空格或未规范化（NFC）的字符")
    source, confidence, level, valid_from, valid_to = row[own:]
    if not row[0] or not source:
        raise LexiconError(name, line, "首列和来源不得为空")
    try:
        return Entry(
            values=tuple(row[:own]),
            source=source,
            confidence=Confidence(confidence),
            level=Level(level),
            valid_from=datetime.date.fromisoformat(valid_from) if valid_from else None,
            valid_to=datetime.date.fromisoformat(valid_to) if valid_to else None,
        )
    except ValueError as error:
        raise LexiconError(name, line, "置信度、级别或日期的写法不对") from error
