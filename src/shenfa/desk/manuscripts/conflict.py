"""What differs between two drafts: the one that is kept, and the one that came too late."""

from collections.abc import Iterator

from shenfa.desk.manuscripts.comparing import Change, PartChange, edits_between
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.reading import body_document
from shenfa.text import PassageKind

UNTOLD = frozenset({PassageKind.FILE_NAME, PassageKind.PROPERTY})


def draft_changes(before: Draft, after: Draft) -> tuple[PartChange, ...]:
    """Return the parts that differ; none: both say the same."""
    return tuple(_changes(before, after))


def _changes(before: Draft, after: Draft) -> Iterator[PartChange]:
    yield from _part("标题", [before.title], [after.title])
    yield from _part("正文", _passages(before.body), _passages(after.body))
    old = {one.channel: one.body for one in before.renderings}
    for one in after.renderings:
        yield from _part("新媒体文本", old.get(one.channel, "").splitlines(), one.body.splitlines())
    names = ([one.name for one in draft.attachments] for draft in (before, after))
    yield from _part("附件", *names)
    if old.keys() != {one.channel for one in after.renderings}:
        yield PartChange("渠道", Change.CHANGED, note="选定的渠道不同")


def _part(part: str, before: list[str], after: list[str]) -> Iterator[PartChange]:
    edits = edits_between(before, after)
    if edits:
        yield PartChange(part, Change.CHANGED, edits)


def _passages(body: str) -> list[str]:
    return [
        one.text
        for one in body_document(body).passages
        if one.kind not in UNTOLD and one.text.strip()
    ]
