"""What is left in a file of any kind when its own reader is through."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice

from shenfa.readers.content import Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.pages import pdf
from shenfa.readers.remains.numbers import MOST, told_numbers
from shenfa.readers.remains.package import package_remains
from shenfa.readers.remains.page import page_remains
from shenfa.readers.remains.pdf_file import earlier_passages, pdf_remains
from shenfa.readers.remains.zip_file import archive_remains
from shenfa.readers.web.html import decode
from shenfa.text import Passage

ARCHIVES = frozenset({"docx", "xlsx", "pptx", "ofd", "zip"})


def remains(kind: str, data: bytes, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the long numbers of a file that its passages do not tell, with their places."""
    if kind in ARCHIVES:
        yield from islice(_archive(kind, data, _told(passages)), MOST)
    elif kind == "pdf":
        yield from islice(_pdf(data, passages), MOST)
    elif kind == "html":
        yield from islice(page_remains(decode(data)[0], _told(passages)), MOST)


def _told(passages: Iterable[Passage]) -> frozenset[str]:
    return told_numbers(passage.text for passage in passages)


def _pdf(data: bytes, passages: Iterable[Passage]) -> Iterator[Passage]:
    own = list(passages)
    for one in earlier_passages(data, own, _pages_before):
        own.append(one)
        yield one
    yield from pdf_remains(data, _told(own))


def _pages_before(data: bytes) -> tuple[Passage, ...]:
    try:
        return pdf.read(data, "", Options()).passages
    except UnreadableDocument:
        return ()  # the first end of a file made for slow lines is no end of a whole file


def _archive(kind: str, data: bytes, told: frozenset[str]) -> Iterator[Passage]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from archive_remains(data, archive, told)
        # The members of a plain archive are files of their own.
        if kind != "zip":
            yield from package_remains(archive, told)
