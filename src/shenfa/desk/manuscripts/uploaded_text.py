"""Title and body out of a document that somebody wrote elsewhere.

Everything that is seen on the paper is taken over, tables as tables. What is not seen (hidden
text, comments, deleted words, hidden columns) stays behind and is told by its place. No Django
here: it runs in the process that reads files, which may crash or be killed.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from shenfa.readers import UnreadableDocument, open_document
from shenfa.text import Document, Passage, PassageKind

TAKEN = frozenset({"docx", "wps", "doc", "rtf", "xlsx", "xls", "et", "pdf", "ofd", "txt"})
SHOWN = frozenset({PassageKind.BODY, PassageKind.TEXT_BOX, PassageKind.NOTE})
UNSEEN = {
    PassageKind.HIDDEN: "隐藏内容",
    PassageKind.DELETED: "修订中删去的文字",
    PassageKind.COMMENT: "批注",
    PassageKind.SPEAKER_NOTE: "演讲者备注",
}
HEADING = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
TITLE_STYLE = re.compile(r"title|标题", re.IGNORECASE)
OPENING = 10
"""Among how many paragraphs at the beginning the title is looked for."""
LONGEST_TITLE = 80
GENRE = re.compile(
    "(?:通知|公告|公示|通报|报告|意见|决定|方案|办法|函|纪要|请示|批复|通告|名单|细则|规定|通知书|预案"
    "|要点|总结|计划|答复|说明|简介|指南|清单)(?:（[^）]{1,12}）)?"
)
RUNNING = re.compile("[。；！？：]")
MOST_ROWS = 300
MOST_CHARACTERS = 300_000
TOO_LONG = "文件文字超过30万字，请拆分，或者从空白稿件开始并把文件作为附件"
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it came in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TakenText:
    """What was taken over, and in sentences what was not."""

    title: str
    body: str
    tables: int = 0
    notes: tuple[str, ...] = ()
    is_partial: bool = False
    refusal: str = ""


def take_text(file: UploadedFile) -> TakenText:
    """Return title and body of a file, or why it has none.

    A file that nobody can read is an answer here, not a crash of the process that reads.
    """
    try:
        document = open_document(file.data, file.name)
    except UnreadableDocument as error:
        return TakenText("", "", refusal=str(error))
    own = [one for one in document.passages if not one.enclosure and one.kind in SHOWN]
    if sum(len(one.text) for one in own) > MOST_CHARACTERS:
        return TakenText("", "", refusal=TOO_LONG)
    paragraphs = _lines(own)
    title, rest = _without_title(paragraphs, PurePath(file.name).stem)
    tables = [list(cells) for number, cells in _tables(rest) if number]
    large = [cells for cells in tables if _rows(cells) > MOST_ROWS]
    return TakenText(
        title=title,
        body="".join(_blocks(rest)),
        tables=len(tables) - len(large),
        notes=(*_left_out(large), *_unseen(document)),
        is_partial=bool(large),
    )


def paragraphs_of(text: str) -> str:
    """Return plain text as paragraphs; blank lines only part them."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)


def _lines(passages: Iterable[Passage]) -> list[Passage]:
    """Part running text into its paragraphs; a cell stays whole."""
    found: list[Passage] = []
    for one in passages:
        if one.cell is not None:
            found.append(one)
            continue
        label = one.label
        for line in one.text.splitlines():
            if line.strip():
                text = f"{label}{line.strip()}"
                found.append(Passage(one.place, text, one.kind, style=one.style))
                label = ""
    return found


def _without_title(paragraphs: list[Passage], stem: str) -> tuple[str, list[Passage]]:
    """Return the title and what remains; without one the file is called by its name."""
    opening = [
        (index, one)
        for index, one in enumerate(paragraphs[:OPENING])
        if len(one.text) <= LONGEST_TITLE and not RUNNING.search(one.text)
    ]
    running = [(index, one) for index, one in opening if one.cell is None]
    styled = [one for one in running if TITLE_STYLE.fullmatch(one[1].style)]
    genre = [
        one for one in running if GENRE.search(one[1].text) and GENRE.split(one[1].text)[-1] == ""
    ]
    first = [one for one in opening[:1] if one[0] == 0]
    for candidates in (styled, genre, first):
        if candidates:
            index, one = candidates[0]
            return _title_at(paragraphs, index, one)
    return stem, paragraphs


def _title_at(paragraphs: list[Passage], index: int, one: Passage) -> tuple[str, list[Passage]]:
    before = paragraphs[index - 1] if index else None
    is_broken = (
        before is not None
        and before.cell is None
        and one.text.startswith("关于")
        and not RUNNING.search(before.text)
        and before.text.endswith(("人民政府", "办公室", "局", "委员会", "委", "中心", "办"))
    )
    begin = index - 1 if is_broken else index
    title = "".join(part.text for part in paragraphs[begin : index + 1])
    return " ".join(title.split()), [*paragraphs[:begin], *paragraphs[index + 1 :]]


def _tables(paragraphs: Iterable[Passage]) -> Iterator[tuple[int, Iterator[Passage]]]:
    return groupby(paragraphs, key=lambda one: one.cell.table if one.cell else 0)


def _blocks(paragraphs: Sequence[Passage]) -> Iterator[str]:
    for number, group in _tables(paragraphs):
        passages = list(group)
        if number and _rows(passages) > MOST_ROWS:
            continue
        yield _table(passages) if number else "".join(map(_paragraph, passages))


def _paragraph(one: Passage) -> str:
    heading = HEADING.match(one.style)
    tag = f"h{min(int(heading[1]) + 1, 4)}" if heading else "p"
    return f"<{tag}>{html.escape(one.text)}</{tag}>"


def _rows(cells: Iterable[Passage]) -> int:
    rows = [one.cell.row for one in cells if one.cell]
    return max(rows) - min(rows) + 1 if rows else 0


def _table(cells: Sequence[Passage]) -> str:
    """Return the cells in their grid; a single one in the first row goes across."""
    grid: dict[int, dict[int, str]] = {}
    for one in cells:
        if one.cell:
            text = "<br>".join(map(html.escape, one.text.splitlines()))
            row = grid.setdefault(one.cell.row, {})
            row[one.cell.column] = (
                f"{row[one.cell.column]}<br>{text}" if one.cell.column in row else text
            )
    columns = sorted({column for row in grid.values() for column in row})
    width = len(columns)
    rows = []
    for number in sorted(grid):
        row = grid[number]
        if number == min(grid) and len(row) == 1 and width > 1:
            rows.append(f'<tr><td colspan="{width}">{next(iter(row.values()))}</td></tr>')
        else:
            rows.append(
                "<tr>" + "".join(f"<td>{row.get(one, '')}</td>" for one in columns) + "</tr>"
            )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _left_out(large: Sequence[Sequence[Passage]]) -> Iterator[str]:
    for cells in large:
        yield f"有表格长达{_rows(cells)}行，没有放入正文，文件已留作附件"


def _unseen(document: Document) -> Iterator[str]:
    """Tell what nobody sees on the paper, by kind and place; never the words themselves."""
    places: dict[str, list[str]] = {}
    for one in document.passages:
        if one.kind in UNSEEN and one.text.strip():
            places.setdefault(UNSEEN[one.kind], []).append(one.place)
    for what, found in places.items():
        shown = "、".join(list(Counter(found))[:MOST_PLACES])
        more = "等" if len(set(found)) > MOST_PLACES else ""
        yield f"{what}{len(found)}处没有带入正文（{shown}{more}）"
    for gap in document.gaps[:MOST_PLACES]:
        yield f"{gap.place}没有读出：{gap.reason}"
