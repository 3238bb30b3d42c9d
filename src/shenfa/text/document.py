"""What a reader makes of a file: passages with their places, and the gaps it could not read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class PassageKind(StrEnum):
    """Where in a file a passage stands, as far as it matters to whoever publishes it."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    TEXT_BOX = "text_box"
    COMMENT = "comment"
    DELETED = "deleted"
    HIDDEN = "hidden"
    PROPERTY = "property"
    FILE_NAME = "file_name"
    ALTERNATIVE = "alternative"
    SPEAKER_NOTE = "speaker_note"
    PICTURE = "picture"
    FIELD_CODE = "field_code"


PRINTED = frozenset(
    {
        PassageKind.BODY,
        PassageKind.HEADER,
        PassageKind.FOOTER,
        PassageKind.NOTE,
        PassageKind.TEXT_BOX,
    }
)
"""What a reader of the published page sees as text; the default ground of a rule."""

ANYWHERE = frozenset(PassageKind)
"""Every kind: for what must not leave the house in any form."""


class GapKind(StrEnum):
    """Who can close a gap.

    A picture, video or sound that nothing could read is closed by people who look at it
    (人工审看); anything else stays undetermined until the file is read again.
    """

    MEDIA = "media"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True)
class Cell:
    """The position of a passage in a table, counted from 1, and the headers above it.

    ``header`` is the text of the column's header row or rows joined with "/", empty for the
    header cells themselves and for tables without headers.
    """

    table: int
    row: int
    column: int
    header: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, table cell, comment or property, with its place in plain words.

    ``place`` is what a clerk looks for (正文第3段, 表2第5行第3列, 页眉, 工作表“名单”C17, 第2页).
    ``text`` holds visible text as it stands, tracked insertions included; a soft line break
    is U+000A. Deleted and hidden runs are passages of their own right after it.
    ``style`` is the paragraph style of the source, empty where it has none.
    ``origin`` names the part of the file it was read from (word/header1.xml, page 2).
    ``enclosure`` is the path of the embedded or archived file it stands in (a.zip/b.docx from
    the outside in), empty for the file itself.
    ``inserted`` are the code-point spans of tracked insertions in ``text``.
    ``label`` is the automatic number the source shows before the text (一、, 第三条). It is
    not part of ``text``, so offsets stay those of the text.
    """

    place: str
    text: str
    kind: PassageKind = PassageKind.BODY
    cell: Cell | None = None
    style: str = ""
    origin: str = ""
    enclosure: str = ""
    inserted: tuple[tuple[int, int], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the source that no reader could turn into text, and why."""

    place: str
    reason: str
    kind: GapKind = GapKind.TECHNICAL


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of a running-text passage.

    ``passage`` is the passage's index, ``start`` where the line begins in it (code points).
    ``label`` is the passage's automatic number, on the first of its lines only.
    """

    passage: int
    start: int
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader returns. Invariant: every part of the source is a passage or a gap.

    ``sha256`` is the digest of the bytes read (hex), empty where the text never was a file.
    """

    name: str
    passages: tuple[Passage, ...]
    gaps: tuple[Gap, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of its own within a document: the file itself, or one file of an archive.

    ``passages`` pairs each passage with its index in the document; ``lines`` is the running
    text: the body's lines without cells, for questions of order, absence and numbering.
    """

    document: Document
    enclosure: str
    passages: tuple[tuple[int, Passage], ...] = field(init=False)
    lines: tuple[Line, ...] = field(init=False)

    def __post_init__(self) -> None:
        own = tuple(
            (index, passage)
            for index, passage in enumerate(self.document.passages)
            if passage.enclosure == self.enclosure
        )
        object.__setattr__(self, "passages", own)
        object.__setattr__(self, "lines", tuple(_running_text(own)))


def parts(document: Document) -> tuple[Part, ...]:
    """Return the texts a document consists of: files no enclosing file of which has text.

    Usually one, the file itself: what is embedded in a Word file is no document of its own.
    A pure archive has no text itself, so each file in it is one.
    """
    with_text = {
        passage.enclosure
        for passage in document.passages
        if passage.kind is not PassageKind.FILE_NAME
    }
    return tuple(
        Part(document, enclosure)
        for enclosure in sorted(with_text)
        if not with_text.intersection(_enclosing(enclosure))
    ) or (Part(document, ""),)


def _enclosing(enclosure: str) -> Iterator[str]:
    while enclosure:
        enclosure = enclosure.rpartition("/")[0]
        yield enclosure


def _running_text(passages: tuple[tuple[int, Passage], ...]) -> Iterator[Line]:
    for index, passage in passages:
        if passage.kind is PassageKind.BODY and passage.cell is None:
            label = passage.label
            for start, text in split_lines(passage.text):
                if text.strip():
                    yield Line(index, start, text, label)
                    label = ""


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield every line of ``text`` with the offset where it begins (code points)."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
