"""The elements of an official document (GB/T 9704—2012), and the line as their unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from shenfa.rules.official import lines as shape
from shenfa.text import Line


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the list of attachments (附件说明).

    ``line`` is the line it begins in, ``names`` the pieces of its name, several where it runs
    over lines, ``number_line`` its number where one is typed before the name (1.××); an
    automatic number is the label of ``line``.
    """

    line: Line
    number: str
    names: tuple[Line, ...]
    number_line: Line | None = None

    @property
    def name(self) -> str:
        """The name in one piece, without blanks."""
        return joined(self.names)


@dataclass(frozen=True, slots=True)
class Annex:
    """One attachment printed behind the text: its heading (附件1) and its own lines.

    ``number`` is "" where it has none, ``colon`` the colon that should not be there.
    """

    heading: Line
    number: str
    colon: Line | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of one official document; each Line is trimmed of blanks.

    ``serial`` numbers orders and announcements (第5号), ``captions`` stand in brackets or as a
    date under the title, ``metadata`` are the labelled lines of a web page, ``listing`` is the
    line that opens the list of attachments, ``date`` the date of the document among all
    ``dates`` above attachments, ``notes`` what follows it in brackets, ``below`` the
    organs that stand below it by mistake, ``appended`` the text the document issues without a
    heading, ``colophon`` the lines from 抄送 or 印发 on.
    """

    copy_number: Line | None = None
    secrecy: Line | None = None
    urgency: Line | None = None
    masthead: tuple[Line, ...] = ()
    number: Line | None = None
    serial: Line | None = None
    signer: Line | None = None
    metadata: tuple[Line, ...] = ()
    title: tuple[Line, ...] = ()
    captions: tuple[Line, ...] = ()
    recipients: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    listing: Line | None = None
    attachments: tuple[Item, ...] = ()
    signature: tuple[Line, ...] = ()
    date: Line | None = None
    dates: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    appended: tuple[Line, ...] = ()
    annexes: tuple[Annex, ...] = ()
    copies: tuple[Line, ...] = ()
    printing: Line | None = None
    colophon: tuple[Line, ...] = ()

    @property
    def title_text(self) -> str:
        """The title in one piece, without blanks."""
        return joined(self.title)

    @property
    def is_adopted(self) -> bool:
        """Whether a caption says which meeting passed the document, or who spoke it."""
        return any(line.text.startswith("—") or "通过" in line.text for line in self.captions)

    @property
    def type(self) -> str:
        """The kind of document (文种) the title ends in, "" for none."""
        return shape.type_of(self.title_text)

    @property
    def direction(self) -> str:
        """上行, 下行, 平行 or 公布, "" where the kind of document is unknown."""
        return shape.document_types()[self.type][1] if self.type else ""


def joined(lines: Sequence[Line]) -> str:
    """Return the text of several lines in one piece, without blanks."""
    return shape.tight("".join(line.text for line in lines))


def cut(line: Line, start: int, end: int) -> Line:
    """Return code points ``start`` to ``end`` of a line, trimmed, as a line of its own.

    Only what begins the line keeps its automatic number.
    """
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    label = "" if start else line.label
    return Line(line.passage, line.start + start + lead, text.strip(), label)


def trimmed(line: Line) -> Line:
    """Return the line without the blanks around it."""
    return cut(line, 0, len(line.text))


def is_behind(one: Line, other: Line) -> bool:
    """Return whether a line stands behind another."""
    return (one.passage, one.start) > (other.passage, other.start)
