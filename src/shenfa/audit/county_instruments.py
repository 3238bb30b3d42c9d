"""The county's own documents, and those of its superiors, read strictly row by row.

A county file (TOML) and a sheet both come here as rows of named fields. A complaint names the
field as the person who edits the list sees it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

from shenfa.rules.citing.directory import key_of
from shenfa.rules.citing.numbers import read_number
from shenfa.text import Instrument
from shenfa.text.numerals import parse_numeral

COLUMNS = {
    "标题": "title",
    "种类": "kind",
    "文号": "number",
    "其他文号": "other_numbers",
    "制发机关": "issuer",
    "公布日期": "promulgated",
    "文本日期": "version",
    "施行日期": "effective",
    "失效日期": "ended",
    "接替文件": "replaced_by",
    "条数": "articles",
    "简称": "aliases",
}
"""The headers of a sheet, and the fields they stand for."""
DATES = ("promulgated", "version", "effective", "ended")
TEXTS = ("title", "kind", "number", "issuer", "replaced_by")
LISTS = ("other_numbers", "aliases")
KNOWN = frozenset({*(one.name for one in fields(Instrument)), "texts"})
LONGEST_TITLE = 100

Row = Mapping[str, object]
Names = Mapping[str, str]


class InstrumentFault(Exception):
    """A row that cannot be used; ``complaints`` say what to change, one sentence each."""

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
        self.complaints.append(f"{self.name(key)}应为文字，请加引号")
        return ""

    def several(self, key: str) -> tuple[str, ...]:
        value = self.row.get(key, ())
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            return tuple(one.strip() for one in value if one.strip())
        self.complaints.append(f"{self.name(key)}应为文字列表，请检查引号和逗号")
        return ()

    def date(self, key: str) -> datetime.date | None:
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
        value = self.row.get(key, 0)
        text = str(value).strip() or "0"
        if isinstance(value, int | str) and not isinstance(value, bool) and text.isdecimal():
            return int(text)
        self.complaints.append(f"{self.name(key)}应为整数")
        return 0

    def articles(self) -> tuple[tuple[int, str], ...]:
        value = self.row.get("texts", {})
        if not isinstance(value, dict):
            self.complaints.append(f"{self.name('texts')}应写成 第几条 = “条文” 的表")
            return ()
        found = []
        for key, text in value.items():
            bare = str(key).removeprefix("第").removesuffix("条")
            number = int(bare) if bare.isdecimal() else parse_numeral(bare)
            if number and isinstance(text, str) and text.strip():
                found.append((number, text.strip()))
            else:
                self.complaints.append(f"{self.name('texts')}的“{key}”应写成 第几条 = “条文”")
        return tuple(sorted(found))


def read_instrument(row: Row, names: Names | None = None) -> Instrument:
    """Return the instrument of a row. Raises InstrumentFault."""
    read = _Reading(row, names or {}, [])
    if strange := sorted(set(row) - KNOWN):
        read.complaints.append(f"不认识 {'、'.join(strange)}，请改正或删除")
    texts = {key: read.text(key) for key in TEXTS}
    days = {key: read.date(key) for key in DATES}
    instrument = Instrument(
        title=texts["title"].removeprefix("《").removesuffix("》"),
        kind=texts["kind"],
        number=texts["number"],
        other_numbers=read.several("other_numbers"),
        issuer=texts["issuer"],
        promulgated=days["promulgated"],
        version=days["version"] or days["promulgated"],
        effective=days["effective"],
        ended=days["ended"],
        replaced_by=texts["replaced_by"].removeprefix("《").removesuffix("》"),
        articles=read.count("articles"),
        aliases=read.several("aliases"),
        texts=read.articles(),
    )
    read.complaints.extend(_contradictions(instrument, read))
    if read.complaints:
        raise InstrumentFault(read.complaints)
    return instrument


def _contradictions(one: Instrument, read: _Reading) -> list[str]:
    complaints = []
    if not one.title:
        complaints.append(f"缺少{read.name('title')}，请补写")
    elif len(one.title) > LONGEST_TITLE or "\n" in one.title:
        complaints.append(f"{read.name('title')}应为一行、{LONGEST_TITLE}字以内")
    if one.number and read_number(one.number) is None:
        complaints.append(
            f"{read.name('number')}“{one.number}”不是文号，应如 渝府发〔2026〕1号、县政府令第1号"
        )
    first = one.promulgated or one.effective
    if first and one.ended and one.ended < first:
        complaints.append(f"{read.name('ended')}早于公布或者施行日期，请核对")
    if one.replaced_by and one.ended is None:
        complaints.append(f"写了{read.name('replaced_by')}，请补写{read.name('ended')}")
    if one.replaced_by and key_of(one.replaced_by) == key_of(one.title):
        complaints.append(f"{read.name('replaced_by')}不能是文件自己")
    if one.articles and any(number > one.articles for number, _ in one.texts):
        complaints.append(f"登记的条文超过{read.name('articles')}，请核对")
    return complaints
