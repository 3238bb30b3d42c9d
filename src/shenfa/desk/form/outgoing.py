"""What goes out with a revision, as one file: the electronic copy, and whether it shows pictures.

The electronic copy (电子件) that goes up must be what is released (R36). Unless the unit brings
a file of its own, it is made from the revision: the text of the main column as a page, the
attachments beside it in a package. The same revision gives the same bytes.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.readers import UnreadableDocument, open_document
from shenfa.text import GapKind

PAGE = '<!DOCTYPE html>\n<html lang="zh-Hans"><head><meta charset="utf-8"></head><body>{}</body></html>\n'
PAGE_NAME = "正文.html"
EARLIEST = (1980, 1, 1, 0, 0, 0)
NEAR_TOP = 200
"""A title this near the top of the body (in characters) is not put above it once more."""
SHOWN = "img, picture, video, object, embed, iframe, source[type^='video']"
VIDEO_FILES = frozenset([".mp4", ".mov", ".avi", ".wmv", ".flv", ".mkv", ".webm", ".m4v", ".m3u8"])
SOUND_FILES = frozenset([".mp3", ".wav", ".wma", ".m4a", ".aac", ".ogg", ".flac", ".amr"])
VIDEO_HOSTS = (
    "v.qq.com",
    "channels.weixin.qq.com",
    "bilibili.com",
    "b23.tv",
    "youku.com",
    "iqiyi.com",
    "douyin.com",
    "kuaishou.com",
    "ixigua.com",
    "tv.cctv.com",
)


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file with the name under which people see it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """What one main column shows."""

    title: str
    body: str


def outgoing_texts(revision: RevisionRecord) -> tuple[Text, ...]:
    """Return what the main columns show, each different text once. One query."""
    rows = revision.renderings.filter(channel__kind=ChannelKind.MAIN_COLUMN.value)
    found = (
        Text(row.title or revision.title, row.body or revision.body)
        for row in rows.order_by("channel_id")
    )
    return tuple(dict.fromkeys(found))


def outgoing_files(revision: RevisionRecord) -> tuple[OutgoingFile, ...]:
    """Return the attachments in their order. One query."""
    return tuple(
        OutgoingFile(row.name, blob_bytes(row.blob_id))
        for row in revision.attachments.order_by("position")
    )


def electronic_copies(
    revision: RevisionRecord, files: Sequence[OutgoingFile]
) -> tuple[OutgoingFile, ...]:
    """Return one file of all that goes out for each text that main columns show. One query."""
    return tuple(one_file(text, files) for text in outgoing_texts(revision))


def one_file(text: Text, files: Sequence[OutgoingFile]) -> OutgoingFile:
    """Return the page alone, or a package of it and the attachments."""
    page = PAGE.format(_with_title(text)).encode()
    if not files:
        return OutgoingFile("电子件.html", page)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for file in (OutgoingFile(PAGE_NAME, page), *files):
            info = zipfile.ZipInfo(file.name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, file.data)
    return OutgoingFile("电子件.zip", buffer.getvalue())


def shows_media(bodies: Iterable[str], files: Iterable[OutgoingFile]) -> bool:
    """Return whether a picture or a video goes out, in a text or in an attachment (R32)."""
    return any(map(_is_illustrated, bodies)) or any(map(_holds_media, files))


def bodies_of(revision: RevisionRecord) -> Iterator[str]:
    """Yield the bodies that any channel shows. One query."""
    yield revision.body
    yield from revision.renderings.exclude(body="").values_list("body", flat=True)


def _with_title(text: Text) -> str:
    tight = _tight(LexborHTMLParser(text.body).text())
    title = _tight(text.title)
    if title in tight[: len(title) + NEAR_TOP]:
        return text.body
    return f"<h1>{html.escape(text.title)}</h1>{text.body}"


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _is_illustrated(body: str) -> bool:
    parser = LexborHTMLParser(body)
    if parser.css_first(SHOWN) is not None:
        return True
    addresses = (node.attributes.get("href") or "" for node in parser.css("a[href]"))
    return any(map(_leads_to_video, addresses))


def _leads_to_video(address: str) -> bool:
    try:
        url = urlsplit(address)
    except ValueError:
        return False
    host = (url.hostname or "").lower()
    is_hosted = any(host == one or host.endswith(f".{one}") for one in VIDEO_HOSTS)
    return is_hosted or PurePath(url.path).suffix.lower() in VIDEO_FILES


def _holds_media(file: OutgoingFile) -> bool:
    if PurePath(file.name).suffix.lower() in SOUND_FILES:
        return False
    try:
        document = open_document(file.data, file.name)
    except UnreadableDocument:
        return False  # the audit has found that already, and nobody could pass it
    return any(gap.kind is GapKind.MEDIA for gap in document.gaps)
