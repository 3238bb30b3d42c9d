"""The texts of the demonstration, written for it, in the folder texts; dates are filled in.

=== key unit kind channel…      a text begins; the channels by their addresses
the title
a paragraph a line; ``## `` a heading, ``| `` a row of a table, ``> `` at the right margin
@ channel                       what an account shows instead, to the end of the text

{day} is today without the year, {day+7} seven days later, {date} with the year, {year} the year;
{identity} and {mobile} are numbers of nobody.
"""

import datetime
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from shenfa.demo.hands import BEIJING
from shenfa.demo.identities import MOBILE, identity_number
from shenfa.text import ContentKind

FOLDER = "texts"
FIELD = re.compile(r"\{(date|day|year|identity|mobile)(?:\+([0-9]+))?\}")
RIGHT, HEADING, ROW, SHORT = "> ", "## ", "| ", "@ "


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is written for a day: lines for the page, and what accounts show."""

    key: str
    unit: str
    kind: ContentKind
    channels: tuple[str, ...]
    title: str
    lines: tuple[str, ...]
    short: tuple[tuple[str, str], ...] = ()


def text_for(key: str, at: datetime.datetime) -> Text:
    """Return a text with the dates that it has when it is written at this time."""
    return _read(_blocks()[key], at)


def keys_of(file: str) -> tuple[str, ...]:
    """Return the keys of the texts of one file, in their order."""
    return tuple(_key(block) for block in _file(file))


def as_body(text: Text) -> str:
    """Return the body as a page shows it."""
    return "".join(_html(text.lines))


def as_paragraphs(text: Text) -> tuple[str, ...]:
    """Return the lines without marks, as they stand on paper."""
    return tuple(line.removeprefix(RIGHT).removeprefix(HEADING) for line in text.lines)


def _html(lines: Sequence[str]) -> Iterator[str]:
    for is_table, group in groupby(lines, lambda line: line.startswith(ROW)):
        if is_table:
            yield f"<table>{''.join(map(_row, group))}</table>"
        else:
            yield from map(_paragraph, group)


def _row(line: str) -> str:
    cells = (html.escape(cell.strip()) for cell in line.removeprefix(ROW).split("|"))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _paragraph(line: str) -> str:
    if line.startswith(HEADING):
        return f"<h2>{html.escape(line.removeprefix(HEADING))}</h2>"
    if line.startswith(RIGHT):
        return f'<p class="align-right">{html.escape(line.removeprefix(RIGHT))}</p>'
    return f"<p>{html.escape(line)}</p>"


@cache
def _blocks() -> dict[str, str]:
    names = sorted(one.name for one in (files("shenfa.demo") / FOLDER).iterdir())
    return {_key(block): block for name in names for block in _file(name)}


@cache
def _file(name: str) -> tuple[str, ...]:
    text = (files("shenfa.demo") / FOLDER / name).read_text(encoding="utf-8")
    return tuple(block.strip() for block in re.split(r"^=== ", text, flags=re.MULTILINE) if block)


def _key(block: str) -> str:
    return block.split(maxsplit=1)[0]


def _read(block: str, at: datetime.datetime) -> Text:
    head, title, *lines = _dated(block, at.astimezone(BEIJING).date()).splitlines()
    key, unit, kind, *channels = head.split()
    starts = [number for number, line in enumerate(lines) if line.startswith(SHORT)]
    ends = [*starts, len(lines)][1:]
    short = tuple(
        (lines[start].removeprefix(SHORT), "\n".join(lines[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )
    body = tuple(lines[: starts[0] if starts else None])
    return Text(key, unit, ContentKind(kind), tuple(channels), title, body, short)


def _dated(block: str, today: datetime.date) -> str:
    def filled(found: re.Match[str]) -> str:
        day = today + datetime.timedelta(days=int(found[2] or 0))
        match found[1]:
            case "date":
                return f"{day.year}年{day.month}月{day.day}日"
            case "day":
                return f"{day.month}月{day.day}日"
            case "identity":
                return identity_number("19580307", "231")
            case "mobile":
                return MOBILE
            case _:
                return str(day.year)

    return FIELD.sub(filled, block)
