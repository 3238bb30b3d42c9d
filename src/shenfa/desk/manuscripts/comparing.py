"""What differs between two revisions, so that reviewers of a correction see only that (R73)."""

import datetime
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from selectolax.lexbor import LexborHTMLParser

from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.reading import body_document
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import CommandRefused
from shenfa.readers import UnreadableDocument, open_document
from shenfa.review.content import Attachment, Content
from shenfa.text import KIND_NAMES, ContentKind, Document, PassageKind

YES = {True: "是", False: "否"}
UNTOLD = frozenset({PassageKind.FILE_NAME, PassageKind.PROPERTY})


class Change(StrEnum):
    """What became of a part, or of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One paragraph or cell that differs, piece by piece."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs (标题, 正文, 附件：…), with its edits; ``note`` says what no text shows."""

    part: str
    change: Change
    edits: tuple[Edit, ...] = ()
    note: str = ""


def revision_compare(
    *, viewer: str, old: str, new: str, at: datetime.datetime
) -> tuple[PartChange, ...]:
    """Return what differs from one revision to another; none: they say the same."""
    before = revision_get(viewer=viewer, revision=old, at=at)
    after = revision_get(viewer=viewer, revision=new, at=at)
    if before.purged_at is not None or after.purged_at is not None:
        raise CommandRefused("purged", "其中一个版本的内容已按规定清除，不能比较")
    return revision_changes(before, after)


def revision_changes(before: RevisionRecord, after: RevisionRecord) -> tuple[PartChange, ...]:
    """Return what differs between two revisions that a person has been shown and that are there."""
    first, second = before.to_content(), after.to_content()
    return (
        *_lines("标题", first.title, second.title),
        *_bodies("正文", first.body, second.body),
        *_attachments(first, second),
        *_renderings(first, second),
        *_facts(before, after),
    )


def edits_between(before: Sequence[str], after: Sequence[str]) -> tuple[Edit, ...]:
    """Return the paragraphs that differ; those that stand opposite are compared in themselves."""
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    return tuple(
        edit
        for kind, start, end, begin, stop in matcher.get_opcodes()
        if kind != "equal"
        for edit in _opposite(before[start:end], after[begin:stop])
    )


def _opposite(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    for old, new in zip(before, after, strict=False):
        yield Edit(Change.CHANGED, _pieces(old, new))
    for old in before[len(after) :]:
        yield Edit(Change.REMOVED, (Piece(Change.REMOVED, old),))
    for new in after[len(before) :]:
        yield Edit(Change.ADDED, (Piece(Change.ADDED, new),))


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    pieces: list[Piece] = []
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, old[start:end]))
            continue
        pieces += [Piece(Change.REMOVED, old[start:end])] if end > start else []
        pieces += [Piece(Change.ADDED, new[begin:stop])] if stop > begin else []
    return tuple(pieces)


def _lines(part: str, old: str, new: str) -> Iterator[PartChange]:
    if old != new:
        change = Change.CHANGED if old and new else Change.ADDED if new else Change.REMOVED
        yield PartChange(part, change, edits_between(old.splitlines(), new.splitlines()))


def _bodies(part: str, old: str, new: str) -> Iterator[PartChange]:
    if old == new:
        return
    edits = edits_between(_passages(body_document(old)), _passages(body_document(new)))
    targets = edits_between(_targets(old), _targets(new))
    note = "" if edits or targets else "文字没有变化，只有格式变化"
    yield PartChange(part, Change.CHANGED, (*edits, *targets), note)


def _attachments(before: Content, after: Content) -> Iterator[PartChange]:
    old = {one.name: one for one in before.attachments}
    new = {one.name: one for one in after.attachments}
    moved = {one.sha256: name for name, one in old.items() if name not in new}
    renamed = {
        name: moved[one.sha256]
        for name, one in new.items()
        if name not in old and one.sha256 in moved
    }
    for name, one in old.items():
        if name in new and new[name].sha256 != one.sha256:
            yield _file_change(one, new[name])
        elif name not in new and name not in renamed.values():
            yield PartChange(f"附件：{name}", Change.REMOVED)
    for name in new:
        if name in renamed:
            note = f"原名“{renamed[name]}”，内容没有变化"
            yield PartChange(f"附件：{name}", Change.CHANGED, note=note)
        elif name not in old:
            yield PartChange(f"附件：{name}", Change.ADDED)
    if set(old) == set(new) and list(old) != list(new):
        yield PartChange("附件顺序", Change.CHANGED, edits_between(list(old), list(new)))


def _file_change(old: Attachment, new: Attachment) -> PartChange:
    part = f"附件：{new.name}"
    texts = [_file_passages(one) for one in (old, new)]
    if texts[0] is None or texts[1] is None:
        return PartChange(part, Change.CHANGED, note="文件已更换，文字不能读取，请打开核对")
    edits = edits_between(texts[0], texts[1])
    note = "" if edits else "文件已更换，读出的文字没有变化，请打开核对"
    return PartChange(part, Change.CHANGED, edits, note)


def _file_passages(one: Attachment) -> list[str] | None:
    try:
        return _passages(open_document(blob_bytes(one.sha256), one.name))
    except UnreadableDocument:
        return None


def _renderings(before: Content, after: Content) -> Iterator[PartChange]:
    old = {one.channel: one for one in before.renderings}
    new = {one.channel: one for one in after.renderings}
    for channel in sorted(old.keys() | new.keys()):
        part = f"渠道：{channel}"
        if channel not in new:
            yield PartChange(part, Change.REMOVED)
        elif channel not in old:
            yield PartChange(part, Change.ADDED)
        else:
            yield from _lines(f"{part}·标题", old[channel].title, new[channel].title)
            yield from _bodies(f"{part}·正文", old[channel].body, new[channel].body)


def _facts(before: RevisionRecord, after: RevisionRecord) -> Iterator[PartChange]:
    for (part, old), (_, new) in zip(_told(before), _told(after), strict=True):
        yield from _lines(part, old, new)


def _told(revision: RevisionRecord) -> tuple[tuple[str, str], ...]:
    """Return what stands beside the text, as people read it."""
    return (
        ("种类", KIND_NAMES[ContentKind(revision.kind)]),
        ("公开标注", revision.marker_text),
        ("来源网址", revision.source_url),
        ("是否重大信息", YES[revision.is_major]),
        ("制作或获取人员", revision.maker.name),
        ("签发领导", revision.signer.name if revision.signer else ""),
        ("更正说明", revision.public_note),
    )


def _passages(document: Document) -> list[str]:
    return [one.text for one in document.passages if one.kind not in UNTOLD and one.text.strip()]


def _targets(body: str) -> list[str]:
    """Return where links lead and which pictures are shown, which no reader sees as text."""
    nodes = LexborHTMLParser(body).css("a[href], img[src]")
    found = ((node.attributes.get("href"), node.attributes.get("src")) for node in nodes)
    return [f"链接：{href}" if href else f"图片：{source}" for href, source in found]
