"""The county's lists of sensitive wording and restricted topics, read strictly, entry by entry.

A county file (TOML) and a sheet both come here as rows of named fields. A complaint names the
field as the person who edits the list sees it.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from shenfa.rules.listed.folded import tight
from shenfa.text import Boundary, RestrictedTopic, SensitiveWord, Severity

SEVERITIES = {
    "禁止发布": Severity.BLOCKER,
    "应改": Severity.ERROR,
    "提醒": Severity.WARNING,
    "参考": Severity.HINT,
}
BOUNDARIES = {
    "": Boundary.LETTERS,
    "默认": Boundary.LETTERS,
    "不限": Boundary.ANYWHERE,
    "独立": Boundary.ALONE,
}
SHORTEST, LONGEST = 2, 50
SENTENCE_MARK = re.compile(r"[\n。!?;,:、]")

Row = Mapping[str, object]
Names = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


class EntryFault(Exception):
    """An entry that cannot be used; ``complaints`` say what to change, one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("；".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One row, what its fields are called, and the complaints so far."""

    row: Row
    names: Names
    complaints: list[str]

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def text(self, key: str) -> str:
        value = self.row.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.complaints.append(f"{self.name(key)} 应为文字，请加引号")
        return ""

    def needed(self, key: str) -> str:
        text = self.text(key)
        if not text and isinstance(self.row.get(key, ""), str):
            self.complaints.append(f"缺少{self.name(key)}，请补写")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.row.get(key, ())
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            return tuple(one.strip() for one in value if one.strip())
        self.complaints.append(f"{self.name(key)} 应为词语列表，请检查引号和逗号")
        return ()

    def date(self, key: str) -> datetime.date | None:
        value = self.row.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value).strip())
        except ValueError:
            self.complaints.append(f"{self.name(key)}应为日期，如 2026-11-24")
            return None

    def choice(self, key: str, choices: Mapping[str, Choice]) -> Choice:
        value = self.row.get(key, "")
        known = {**choices, **{one.value: one for one in choices.values()}}
        written = value.strip() if isinstance(value, str) else None
        if written in known:
            return known[written]
        self.complaints.append(f"{self.name(key)}应为{'、'.join(filter(None, choices))}之一")
        return next(iter(choices.values()))

    def words(self, key: str) -> tuple[str, ...]:
        words = self.texts(key)
        for word in words:
            self.check_word(key, word)
        return words

    def check_word(self, key: str, word: str) -> None:
        if SENTENCE_MARK.search(tight(word)):
            self.complaints.append(f"{self.name(key)}“{word}”含有句读标点，请拆成几条")
        elif not SHORTEST <= len(tight(word)) <= LONGEST:
            self.complaints.append(f"{self.name(key)}“{word}”应为{SHORTEST}至{LONGEST}个字")

    def check_dates(self, first: datetime.date | None, last: datetime.date | None) -> None:
        if first and last and last < first:
            self.complaints.append(
                f"{self.name('valid_to')}早于{self.name('valid_from')}，请核对日期"
            )

    def check_keys(self, known: type) -> None:
        strange = sorted(set(self.row) - set(known.__dataclass_fields__))  # type: ignore[attr-defined]  # a dataclass
        if strange:
            self.complaints.append(f"不认识 {'、'.join(strange)}，请改正或删除")


def word_entry(row: Row, names: Names | None = None) -> SensitiveWord:
    """Return the sensitive word of a row. Raises EntryFault."""
    read = _Reading(row, names or {}, [])
    read.check_keys(SensitiveWord)
    word = read.needed("word")
    if word:
        read.check_word("word", word)
    allowed = read.texts("allowed")
    if word:
        read.complaints.extend(
            f"{read.name('allowed')}“{one}”应为包含“{word}”的更长词语"
            for one in allowed
            if tight(word) not in tight(one) or len(tight(one)) <= len(tight(word))
        )
    entry = SensitiveWord(
        word=word,
        category=read.needed("category"),
        severity=read.choice("severity", SEVERITIES),
        source=read.needed("source"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
        allowed=allowed,
        boundary=read.choice("boundary", BOUNDARIES),
        instead=read.text("instead"),
    )
    read.check_dates(entry.valid_from, entry.valid_to)
    if read.complaints:
        raise EntryFault(read.complaints)
    return entry


def topic_entry(row: Row, names: Names | None = None) -> RestrictedTopic:
    """Return the restricted topic of a row. Raises EntryFault."""
    read = _Reading(row, names or {}, [])
    read.check_keys(RestrictedTopic)
    entry = RestrictedTopic(
        name=read.needed("name"),
        words=read.words("words"),
        severity=read.choice("severity", SEVERITIES),
        source=read.needed("source"),
        beside=read.words("beside"),
        valid_from=read.date("valid_from"),
        valid_to=read.date("valid_to"),
    )
    if "words" not in row or not (entry.words or read.complaints):
        read.complaints.append(f"缺少{read.name('words')}，请补写")
    read.check_dates(entry.valid_from, entry.valid_to)
    if read.complaints:
        raise EntryFault(read.complaints)
    return entry
