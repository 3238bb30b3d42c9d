"""What a single reader is given and what it returns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shenfa.text import Gap, Passage

MEBIBYTE = 1024 * 1024
HALVES = re.compile("[\ud800-\udfff]")
TELLING = re.compile(r"[\u3400-\u9fff]|\d{6}")
"""What makes words kept in code worth showing: a Chinese character or a long number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Beyond them it is a gap or unreadable, never a hanging machine.

    ``size`` and ``unpacked`` are bytes (of the file, and of all that is unpacked from it),
    ``entries`` counts archive members over all levels, ``depth`` the nesting of files in
    files, ``seconds`` bounds a conversion by another program, ``pages`` what is rendered.
    """

    size: int = 200 * MEBIBYTE
    unpacked: int = 600 * MEBIBYTE
    entries: int = 20_000
    depth: int = 4
    seconds: int = 120
    pages: int = 500


@dataclass(frozen=True, slots=True)
class Options:
    """What the readers may use besides the bytes.

    ``recognise`` turns the bytes of one picture into its lines of text (OCR); without it
    pictures become gaps. ``office`` is the path of LibreOffice for old formats.
    """

    recognise: Callable[[bytes], tuple[str, ...]] | None = None
    office: str | None = None
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file found inside another: ``place`` in plain words (正文第3段图片), name and bytes.

    A preview (thumbnail) shows what the file shows anyway: it is read where that is possible,
    but nobody has to look at it because it could not be.
    """

    place: str
    name: str
    data: bytes
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What one reader found in one file. Enclosed files are opened by ``open_document``."""

    passages: tuple[Passage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()


Item = Passage | Gap | Enclosed
"""What a reader comes upon, one after the other."""


def content_of(items: Iterable[Item]) -> Content:
    """Return what was found, sorted by what it is."""
    items = tuple(items)
    return Content(
        tuple(item for item in items if isinstance(item, Passage)),
        tuple(item for item in items if isinstance(item, Gap)),
        tuple(item for item in items if isinstance(item, Enclosed)),
    )


def whole(text: str) -> str:
    """Return ``text`` with U+FFFD for every half of a character, which no file can hold."""
    return text if is_whole(text) else HALVES.sub("\ufffd", text)


def is_whole(text: str) -> bool:
    """Whether there is no half of a character (a lone surrogate) in ``text``."""
    return text.isascii() or HALVES.search(text) is None
