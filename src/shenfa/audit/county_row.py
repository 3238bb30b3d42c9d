"""One row of a county's list, read strictly field by field; every complaint is collected.

A county file (TOML) and a sheet both come here as rows of named fields. A complaint names the
field as the person who edits the list sees it.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Row = Mapping[str, object]
Names = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)
FLAGS = {"": False, "否": False, "是": True, "false": False, "true": True}


class EntryFault(Exception):
    """A row that cannot be used; ``complaints`` say what to change, one sentence each."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("；".join(complaints))
        self.complaints = tuple(complaints)


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row, what its fields are called, and the complaints so far."""

    row: Row
    names: Names
    complaints: list[str]

    def name(self, key: str) -> str:
        """Return what the field is called."""
        return self.names.get(key, key)

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        value = self.row.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.complaints.append(f"{self.name(key)} 应为文字，请加引号")
        return ""

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text(key)
        if not text and isinstance(self.row.get(key, ""), str):
            self.complaints.append(f"缺少{self.name(key)}，请补写")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, blank ones left out."""
        value = self.row.get(key, ())
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            return tuple(one.strip() for one in value if one.strip())
        self.complaints.append(f"{self.name(key)} 应为词语列表，请检查引号和逗号")
        return ()

    def date(self, key: str) -> datetime.date | None:
        """Return a date, None where there is none."""
        value = self.row.get(key)
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return datetime.date.fromisoformat(str(value).strip())
        except ValueError:
            self.complaints.append(f"{self.name(key)}应为日期，如 2026-11-24")
            return None

    def count(self, key: str) -> int:
        """Return a whole number, 0 where there is none."""
        value = self.row.get(key, 0)
        text = str(value).strip() or "0"
        if isinstance(value, int | str) and not isinstance(value, bool) and text.isdecimal():
            return int(text)
        self.complaints.append(f"{self.name(key)}应为整数")
        return 0

    def flag(self, key: str) -> bool:
        """Return yes or no, no where there is none."""
        value = str(self.row.get(key, "")).strip().lower()
        if value not in FLAGS:
            self.complaints.append(f"{self.name(key)}应为是、否之一")
        return FLAGS.get(value, False)

    def choice(self, key: str, choices: Mapping[str, Choice]) -> Choice:
        """Return what is chosen, by the name people read or by the one it is kept under."""
        return self._chosen(key, self.row.get(key, ""), choices)

    def choices(self, key: str, choices: Mapping[str, Choice]) -> tuple[Choice, ...]:
        """Return all that are chosen, as they stand."""
        return tuple(self._chosen(key, one, choices) for one in self.texts(key))

    def check_dates(self, first: datetime.date | None, last: datetime.date | None) -> None:
        """Complain where the end comes before the beginning."""
        if first and last and last < first:
            self.complaints.append(
                f"{self.name('valid_to')}早于{self.name('valid_from')}，请核对日期"
            )

    def check_keys(self, known: Iterable[str]) -> None:
        """Complain of fields that nobody reads."""
        if strange := sorted(set(self.row) - set(known)):
            self.complaints.append(f"不认识 {'、'.join(strange)}，请改正或删除")

    def refuse_faults(self) -> None:
        """Raise EntryFault where there are complaints."""
        if self.complaints:
            raise EntryFault(self.complaints)

    def _chosen(self, key: str, value: object, choices: Mapping[str, Choice]) -> Choice:
        known = {**choices, **{one.value: one for one in choices.values()}}
        written = value.strip() if isinstance(value, str) else None
        if written in known:
            return known[written]
        self.complaints.append(f"{self.name(key)}应为{'、'.join(filter(None, choices))}之一")
        return next(iter(choices.values()))
