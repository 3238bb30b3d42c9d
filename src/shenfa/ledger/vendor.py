"""The rows of a vendor's sheet: what each says, or why nothing can be made of it (R68).

Nothing is left out: a row is a fault somewhere, or it is named with the reason why not.
"""

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shenfa.ledger.columns import Column, Header, Reading, header_of
from shenfa.ledger.due import BEIJING
from shenfa.ledger.problem import Nature
from shenfa.ledger.sheet import Line, UnreadableSheetError, is_empty
from shenfa.lexicons import read_lexicon
from shenfa.text import Severity

COLUMNS = ("word", "nature", "severity", "rule")
DAY = re.compile(
    r"(?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?"
    r"(?:[\sT]+(?P<hour>\d{1,2})[:：](?P<minute>\d\d).*)?"
)
SUMS = re.compile(r"合计|总计|共计|小计|说明[:：]|备注[:：]|填表|制表|注[:：]")
NO_HEADER = "没有认出表头，请指明网址、问题所在的列"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a vendor's word for a kind of fault means here."""

    nature: Nature
    severity: Severity
    rule: str


@dataclass(frozen=True, slots=True)
class VendorRow:
    """What one row says, as it is written. ``source`` is the same for the same row again."""

    sheet: str
    number: int
    url: str
    title: str
    words: str
    quote: str
    right: str
    kind: str
    meaning: Meaning
    unit: str
    county: str
    found: datetime.datetime | None
    source: str

    @property
    def name(self) -> str:
        """Where people find the row."""
        return f"{self.sheet} 第{self.number}行".strip()


@dataclass(frozen=True, slots=True)
class Unusable:
    """A row of which nothing can be made, and why."""

    sheet: str
    number: int
    reason: str
    told: str

    @property
    def name(self) -> str:
        """Where people find the row."""
        return f"{self.sheet} 第{self.number}行".strip()


@dataclass(frozen=True, slots=True)
class VendorSheet:
    """A workbook as it was understood: its rows, and how each of its sheets was read."""

    rows: tuple[VendorRow | Unusable, ...]
    headers: tuple[tuple[str, Header], ...]
    unread: tuple[str, ...]


def read_vendor(sheets: Sequence[Sequence[Line]], reading: Reading) -> VendorSheet:
    """Return what the sheets of a workbook say. Raises UnreadableSheetError."""
    rows: list[VendorRow | Unusable] = []
    headers: list[tuple[str, Header]] = []
    unread: list[str] = []
    for lines in sheets:
        if all(is_empty(line.cells) for line in lines):
            continue
        header = header_of(lines, reading.columns)
        if header is None:
            unread.append(lines[0].sheet)
            continue
        headers.append((lines[0].sheet, header))
        rows += _rows(lines[header.line + 1 :], header, reading)
    if not headers:
        raise UnreadableSheetError(NO_HEADER)
    return VendorSheet(tuple(rows), tuple(headers), tuple(unread))


def meaning_of(kind: str, *, has_words: bool) -> Meaning:
    """Return what a vendor's word for a kind means, by the longest known word in it."""
    known = [word for word in kinds() if word in kind]
    if known:
        return kinds()[max(known, key=len)]
    return Meaning(Nature.TEXT if has_words else Nature.SITE, Severity.ERROR, "")


@cache
def kinds() -> Mapping[str, Meaning]:
    """The words that vendors use for kinds of faults."""
    return {
        word: Meaning(Nature(nature), Severity(severity), rule.strip("-"))
        for word, nature, severity, rule in (
            row.values for row in read_lexicon("ledger_kinds", COLUMNS)
        )
    }


def moment_of(written: str) -> datetime.datetime | None:
    """Return the moment that a cell names, in Beijing; a day alone is its noon."""
    match = DAY.fullmatch(written.strip())
    if match is None:
        return None
    try:
        return datetime.datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            int(match["hour"] or 12),
            int(match["minute"] or 0),
            tzinfo=BEIJING,
        )
    except ValueError:
        return None


def _rows(
    lines: Sequence[Line], header: Header, reading: Reading
) -> Iterator[VendorRow | Unusable]:
    for line in lines:
        if line.own and not is_empty(line.cells):
            yield _row(line, header, reading)


def _row(line: Line, header: Header, reading: Reading) -> VendorRow | Unusable:
    cells = {
        column: line.cells[place] if place < len(line.cells) else ""
        for column, place in header.places.items()
    }
    got = {column: cells.get(column, "") for column in Column}
    told = "；".join(one for column, one in got.items() if one and column is not Column.NUMBER)
    faults = (Column.URL, Column.TARGET, Column.WORDS, Column.QUOTE, Column.TITLE)
    first = next(filter(None, line.cells), "")
    is_sum = not got[Column.URL] and SUMS.match(first) is not None
    if is_sum or not any(got[column] for column in faults):
        return Unusable(line.sheet, line.number, "不是问题行（合计、说明等）", told)
    kind = got[Column.KIND] or line.sheet
    meaning = meaning_of(kind, has_words=bool(got[Column.WORDS] or got[Column.QUOTE]))
    found = moment_of(got[Column.FOUND]) or moment_of(reading.found)
    is_link = meaning.nature is Nature.LINK
    return VendorRow(
        sheet=line.sheet,
        number=line.number,
        url=got[Column.URL],
        title=got[Column.TITLE],
        words=(got[Column.TARGET] or got[Column.WORDS]) if is_link else got[Column.WORDS],
        quote=got[Column.QUOTE],
        right=got[Column.RIGHT],
        kind=kind,
        meaning=_weighed(meaning, got[Column.SEVERITY]),
        unit=got[Column.UNIT] or got[Column.SITE] or reading.unit,
        county=got[Column.COUNTY],
        found=found,
        source=_digest(got, found),
    )


def _weighed(meaning: Meaning, written: str) -> Meaning:
    """Return a meaning as grave as the vendor says where it says so; a blocker stays one."""
    if meaning.severity is Severity.BLOCKER or not written:
        return meaning
    if "严重" in written and "不" not in written:
        return Meaning(meaning.nature, Severity.BLOCKER, meaning.rule)
    if any(word in written for word in ("提示", "轻微", "建议", "一般", "低")):
        return Meaning(meaning.nature, Severity.WARNING, meaning.rule)
    return meaning


def _digest(got: Mapping[Column, str], found: datetime.datetime | None) -> str:
    known = [got[column] for column in Column if column is not Column.NUMBER]
    known.append(found.isoformat() if found else "")
    return f"row:{hashlib.sha256(chr(0).join(known).encode()).hexdigest()[:40]}"
