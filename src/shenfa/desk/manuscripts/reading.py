"""What a draft says: its own text and that of the documents attached to it.

Reading takes long, so it is done before the transaction. What cannot be read here says nothing
here; the audit makes a gap of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from shenfa.desk.channels.models import VisitedLeaderRecord
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.marker import Marking, marking_of
from shenfa.desk.manuscripts.models import Marker
from shenfa.readers import UnreadableDocument, open_document
from shenfa.text import PRINTED, ContentKind, Document

READ = frozenset({".docx", ".pdf", ".ofd"})
PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
REPORTS = frozenset({ContentKind.NEWS, ContentKind.GENERAL, ContentKind.POST, ContentKind.REPOST})
"""What can be news of a visit; a document or a list only names people."""
VISIT = re.compile("调研|视察|检查|走访|考察|督导|慰问|看望|暗访|巡察")
NEAR = 60
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the title, all words, and the marker of an official document."""

    draft: Draft
    text: str
    marking: Marking


def read_draft(draft: Draft) -> Reading:
    """Read a draft and what is attached to it."""
    documents = tuple(_documents(draft))
    is_official = draft.kind is ContentKind.OFFICIAL
    return Reading(
        draft=draft,
        text="\n".join(_texts(draft, documents)),
        marking=marking_of(documents) if is_official else Marking(Marker.NO),
    )


def body_document(body: str) -> Document:
    """Return a clean body as a document; an empty one has no passages."""
    try:
        return open_document(PAGE.format(body=body).encode(), "正文.html")
    except UnreadableDocument:
        return Document("正文", ())


def file_document(name: str, data: bytes) -> Document | None:
    """Return an attached document, or None where its words cannot be read here."""
    if PurePath(name).suffix.lower() not in READ:
        return None
    try:
        return open_document(data, name)
    except UnreadableDocument:
        return None


def names_visit(reading: Reading, leaders: Iterable[VisitedLeaderRecord]) -> bool:
    """Return whether the text reports on a leader of the roster (R58).

    The name alone may be anybody's: their post, or what leaders do on visits, stands near it.
    """
    if reading.draft.kind not in REPORTS:
        return False
    text = BLANK.sub("", reading.text)
    return any(_names(text, leader) for leader in leaders)


def _names(text: str, leader: VisitedLeaderRecord) -> bool:
    post = BLANK.sub("", leader.post)
    for found in re.finditer(re.escape(BLANK.sub("", leader.name)), text):
        around = text[max(0, found.start() - NEAR) : found.end() + NEAR]
        if post in around or post[-3:] in around or VISIT.search(around):
            return True
    return False


def _documents(draft: Draft) -> Iterator[Document]:
    yield body_document(draft.body)
    for one in draft.attachments:
        document = file_document(one.name, blob_bytes(one.sha256))
        if document is not None:
            yield document


def _texts(draft: Draft, documents: Iterable[Document]) -> Iterator[str]:
    yield draft.title
    for document in documents:
        yield from (one.text for one in document.passages if one.kind in PRINTED)
    for rendering in draft.renderings:
        yield from (rendering.title, rendering.body)
