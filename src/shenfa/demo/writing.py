"""People of the demonstration write: a manuscript, its files, a revision that is checked at once."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypedDict, Unpack

from shenfa.demo.hands import let_pass
from shenfa.demo.texts import Text, as_body, text_for
from shenfa.demo.world import World, acting
from shenfa.desk.manuscripts.draft import Draft, DraftFile
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import copy_get
from shenfa.desk.manuscripts.services import (
    copy_save,
    file_upload,
    manuscript_open,
    revision_cut,
)
from shenfa.desk.review.auditing import revision_audit
from shenfa.review import Position
from shenfa.review.content import Rendering
from shenfa.text import ContentKind

Files = Mapping[str, bytes]
NOTHING: Files = MappingProxyType({})


class Change(TypedDict, total=False):
    """What may be different from the text as it stands in the folder."""

    body: str
    source_url: str
    is_urgent: bool
    corrects: str
    public_note: str


def draft_of(world: World, text: Text) -> Draft:
    """Return a text as a draft for its channels; a document is signed by the deputy in charge."""
    short = dict(text.short)
    signer = world.casts[text.unit].holder(Position.DEPUTY_IN_CHARGE)
    return Draft(
        kind=text.kind,
        title=text.title,
        body=as_body(text),
        renderings=tuple(
            Rendering(world.channels[path], "", short.get(path, "")) for path in text.channels
        ),
        signer=world.people[signer] if text.kind is ContentKind.OFFICIAL else "",
    )


def begin(
    world: World, key: str, writer: str, files: Files = NOTHING, **change: Unpack[Change]
) -> str:
    """Let somebody begin a text with its files, and return the manuscript."""
    text = text_for(key, world.hands.at)
    by, unit = acting(world, writer), world.units[text.unit]
    draft = replace(draft_of(world, text), **change)
    opened = manuscript_open(by=by, unit=unit, draft=draft)
    let_pass(world.hands, minutes=1)
    attachments = tuple(bring(world, opened.id, writer, name, data) for name, data in files.items())
    if attachments:
        save(world, opened.id, writer, replace(draft, attachments=attachments))
    return opened.id


def bring(world: World, manuscript: str, writer: str, name: str, data: bytes) -> DraftFile:
    """Upload a file into a manuscript."""
    by = acting(world, writer)
    upload = file_upload(by=by, manuscript=manuscript, name=name, data=data)
    return DraftFile(upload.name, upload.blob_id)


def save(world: World, manuscript: str, writer: str, draft: Draft) -> None:
    """Save a person's working copy."""
    by = acting(world, writer)
    copy = copy_get(viewer=by.person, manuscript=manuscript, at=world.hands.at)
    copy_save(by=by, manuscript=manuscript, draft=draft, version=copy.version)


def rewrite(world: World, manuscript: str, key: str, **change: Unpack[Change]) -> RevisionRecord:
    """Write another text in the manuscript of an earlier one, and cut the next revision."""
    text = text_for(key, world.hands.at)
    writer = world.casts[text.unit].writer
    save(world, manuscript, writer, replace(draft_of(world, text), **change))
    return cut(world, manuscript, writer)


def cut(world: World, manuscript: str, writer: str) -> RevisionRecord:
    """Cut a revision of the writer's copy, and check it."""
    by = acting(world, writer)
    copy = copy_get(viewer=by.person, manuscript=manuscript, at=world.hands.at)
    revision = revision_cut(by=by, manuscript=manuscript, version=copy.version)
    let_pass(world.hands, seconds=20)
    revision_audit(clock=world.hands.clock, revision=revision.id)
    return revision


def write(
    world: World, key: str, files: Files = NOTHING, writer: str = "", **change: Unpack[Change]
) -> RevisionRecord:
    """Write a text, as the unit's writer unless another is named, and cut its first revision."""
    writer = writer or world.casts[text_for(key, world.hands.at).unit].writer
    return cut(world, begin(world, key, writer, files, **change), writer)
