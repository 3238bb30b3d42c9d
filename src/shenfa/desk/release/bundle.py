"""Bundles of a release: what is pushed or taken by hand, and what is archived.

The same contents give the same bytes on every machine, so that a digest says what is in it.
"""

import datetime
import io
import json
import zipfile
from collections.abc import Mapping

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.clock import stamp
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.reading import body_document
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.pages import shown_in
from shenfa.desk.release.selectors import State, delivery_get, release_state
from shenfa.desk.trail.models import EntryRecord
from shenfa.review.content import canonical_content
from shenfa.text import PRINTED

FORMAT, ARCHIVE = "shenfa.push/1", "shenfa.archive/1"
BEGINNING = (1980, 1, 1, 0, 0, 0)


def bundle(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(members.items()):
            member = zipfile.ZipInfo(name, BEGINNING)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, data)
    return out.getvalue()


def channel_bundle(release: ReleaseRecord, channel: ChannelRecord) -> bytes:
    """Return everything that a channel shows of a release."""
    row = release.channels.get(channel=channel)
    members = {"manifest.json": manifest(release, row.path, "show"), **_approved(release.revision)}
    if row.page_id is not None:
        members["page.html"] = blob_bytes(row.page_id)
    if channel.kind == ChannelKind.ACCOUNT:
        members["post.txt"] = _post(release.revision, channel).encode()
    return bundle(members)


def _post(revision: RevisionRecord, channel: ChannelRecord) -> str:
    """Return what is put on an account: its own plain text, or the words of the page."""
    shown = shown_in(revision, channel.id)
    if revision.renderings.filter(channel=channel).exclude(body="").exists():
        return f"{shown.title}\n\n{shown.body}\n"
    words = (one.text for one in body_document(shown.body).passages if one.kind in PRINTED)
    return "\n".join((shown.title, "", *words, ""))


def delivery_bundle(*, viewer: str, delivery: str, at: datetime.datetime) -> bytes:
    """Return what is to be released by hand, to whoever may see it, as long as it is live."""
    row = delivery_get(viewer=viewer, delivery=delivery, at=at)
    if row.act != "show" or release_state(row.release) is not State.LIVE:
        raise CommandRefused("release_state", "该信息已撤下，不得再发布，请从平台上删除")
    return channel_bundle(row.release, row.channel)


def removal_bundle(release: ReleaseRecord, channel: ChannelRecord, page: bytes | None) -> bytes:
    """Return what says that a release has to vanish, with what stands in its place, if anything."""
    row = release.channels.get(channel=channel)
    members = {"manifest.json": manifest(release, row.path, "remove")}
    return bundle(members if page is None else {**members, "page.html": page})


def manifest(release: ReleaseRecord, path: str, act: str) -> bytes:
    """Return what the receiver of a bundle has to know."""
    facts = {
        "format": FORMAT,
        "act": act,
        "release": release.id,
        "hash": release.sha256,
        "address": path,
        "published": stamp(release.published_at),
    }
    return _json(facts)


def archive_bundle(release: ReleaseRecord) -> bytes:
    """Return the archive of a release: what was approved, the pages, the card, and the evidence."""
    revision = release.revision
    members = {
        **_approved(revision),
        "card.json": _json(release.card),
        "release.json": _json(_facts(release)),
        "trail.json": _json(_evidence(release)),
    }
    for row in release.channels.filter(page__isnull=False):
        members[f"pages/{row.channel_id}.html"] = blob_bytes(str(row.page_id))
    return bundle(members)


def _approved(revision: RevisionRecord) -> dict[str, bytes]:
    content = revision.to_content()
    files = {f"attachments/{one.name}": blob_bytes(one.sha256) for one in content.attachments}
    return {"package.json": canonical_content(content), **files}


def _facts(release: ReleaseRecord) -> dict[str, object]:
    return {
        "format": ARCHIVE,
        "release": release.id,
        "revision": release.revision_id,
        "manuscript": release.revision.manuscript_id,
        "hash": release.sha256,
        "published": stamp(release.published_at),
        "released": stamp(release.released_at),
        "channels": {row.channel_id: row.path for row in release.channels.order_by("channel_id")},
        "steps": [
            {"act": step.act, "person": step.person_id, "reason": step.reason, "at": stamp(step.at)}
            for step in release.steps.all()
        ],
    }


def _evidence(release: ReleaseRecord) -> list[dict[str, object]]:
    """Return number and hash of every entry about the manuscript or the release."""
    manuscript = release.revision.manuscript_id
    found = []
    for about in (manuscript, release.id):
        rows = EntryRecord.objects.filter(body__contains=f'"object":"{about}"')
        found += [{"seq": row.seq, "hash": row.hash} for row in rows.only("seq", "hash")]
    return sorted(found, key=lambda one: int(str(one["seq"])))


def _json(facts: object) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1).encode()
