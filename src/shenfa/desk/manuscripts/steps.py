"""The single changes that the services of manuscripts are made of, inside a command."""

from collections.abc import Iterable
from dataclasses import replace

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import channel_visible
from shenfa.desk.manuscripts.cleaning import clean_html, clean_text, need_short
from shenfa.desk.manuscripts.draft import Draft, from_json, to_json
from shenfa.desk.manuscripts.file_types import need_file_name
from shenfa.desk.manuscripts.models import (
    ManuscriptRecord,
    RevisionRecord,
    TransferRecord,
    UploadRecord,
    WorkingCopyRecord,
)
from shenfa.desk.organisation.steps import keep_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.review.content import Rendering

LONGEST_TITLE = 500
LONGEST_ADDRESS = 500
LONGEST_NOTE = 2000
MOST_ATTACHMENTS = 50
MOST_CHANNELS = 50
STALE = "已在别处保存过，请刷新后核对再保存"


def open_manuscript(
    now: Now, unit: str, transfer: TransferRecord | None = None
) -> ManuscriptRecord:
    """Store a manuscript without a text."""
    manuscript = ManuscriptRecord(
        id=new_id("m"), unit_id=unit, opened_by_id=now.person, opened_at=now.at, transfer=transfer
    )
    manuscript.save(force_insert=True)
    return manuscript


def store_copy(
    now: Now, manuscript: ManuscriptRecord, draft: Draft, authors: Iterable[str], seen: int
) -> WorkingCopyRecord:
    """Store the first working copy of the person acting."""
    copy = WorkingCopyRecord(
        manuscript=manuscript,
        author_id=now.person,
        draft=to_json(draft),
        version=1,
        authors=sorted({now.person, *authors}),
        seen=seen,
        saved_at=now.at,
    )
    copy.save(force_insert=True)
    return copy


def change_copy(copy: WorkingCopyRecord, version: int, **change: object) -> WorkingCopyRecord:
    """Change a working copy if it is still at this version, or refuse."""
    rows = WorkingCopyRecord.objects.filter(id=copy.id, version=version)
    if not rows.update(version=version + 1, **change):
        raise CommandRefused("stale", STALE)
    copy.refresh_from_db()
    return copy


def own_copy(now: Now, manuscript: ManuscriptRecord) -> WorkingCopyRecord:
    """Return the working copy of the person acting."""
    copy = WorkingCopyRecord.objects.filter(manuscript=manuscript, author=now.person).first()
    if copy is None:
        raise CommandRefused("no_copy", "您在该稿件中还没有工作副本，请先开始编辑")
    return copy


def tidy(now: Now, manuscript: ManuscriptRecord | None, draft: Draft) -> Draft:
    """Return a draft as it may be kept: cleaned, within the limits, its files known here.

    It need not be complete; ``need_complete`` asks for that when a revision is cut.
    """
    if len(draft.attachments) > MOST_ATTACHMENTS or len(draft.renderings) > MOST_CHANNELS:
        raise CommandRefused("too_many", "附件和渠道各不得超过50个，请分开发布")
    tidied = replace(
        draft,
        title=keep_text(clean_text(draft.title), "标题", LONGEST_TITLE),
        body=clean_html(draft.body),
        attachments=tuple(replace(one, name=need_file_name(one.name)) for one in draft.attachments),
        renderings=_renderings(now, draft),
        source_url=keep_text(draft.source_url, "来源网址", LONGEST_ADDRESS),
        maker=draft.maker.strip() or now.person,
        public_note=keep_text(clean_text(draft.public_note), "更正说明", LONGEST_NOTE),
    )
    need_own_files(manuscript, tidied)
    return tidied


def need_own_files(manuscript: ManuscriptRecord | None, draft: Draft) -> None:
    """Refuse files that were not uploaded into this manuscript, and two of the same name."""
    names = {one.name for one in draft.attachments}
    if len(names) < len(draft.attachments):
        raise CommandRefused("file_name", "附件不得重名，请改名后再保存")
    wanted = {one.sha256 for one in draft.attachments}
    uploads = UploadRecord.objects.filter(manuscript=manuscript, blob__purged_at=None)
    known = set(uploads.filter(blob__in=wanted).values_list("blob_id", flat=True))
    if wanted - known:
        raise CommandRefused("attachment", "附件须先上传到本稿件，请重新上传")


def uploaders_of(manuscript: ManuscriptRecord, draft: Draft) -> frozenset[str]:
    """Return who brought the files of a draft into the manuscript."""
    uploads = UploadRecord.objects.filter(
        manuscript=manuscript, blob__in=[one.sha256 for one in draft.attachments]
    )
    return frozenset(uploads.values_list("uploaded_by_id", flat=True))


def draft_of(revision: RevisionRecord) -> Draft:
    """Return a revision as a draft to go on with."""
    content = revision.to_content()
    return from_json(
        {
            "kind": revision.kind,
            "title": revision.title,
            "body": revision.body,
            "attachments": [
                {"name": one.name, "sha256": one.sha256} for one in content.attachments
            ],
            "renderings": [
                {"channel": one.channel, "title": one.title, "body": one.body}
                for one in content.renderings
            ],
            "source_url": revision.source_url,
            "is_major": revision.is_major,
            "is_urgent": revision.is_urgent,
            "maker": revision.maker_id,
            "signer": revision.signer_id or "",
            "obtained_from": revision.obtained_from_id or "",
            "corrects": revision.corrects_id or "",
            "public_note": revision.public_note,
        }
    )


def authors_of(revision: RevisionRecord) -> frozenset[str]:
    """Return the authors of a revision."""
    return frozenset(revision.authors.values_list("person_id", flat=True))


def _renderings(now: Now, draft: Draft) -> tuple[Rendering, ...]:
    """Return the renderings in a fixed order; a post is plain text, a page is cleaned."""
    wanted = {one.channel for one in draft.renderings}
    if len(wanted) < len(draft.renderings):
        raise CommandRefused("channel", "同一栏目或账号只能选择一次")
    rows = channel_visible(viewer=now.person, at=now.at).filter(id__in=wanted)
    kinds = dict(rows.values_list("id", "kind"))
    if wanted - kinds.keys():
        raise CommandRefused("channel", "所选栏目或账号不存在，请重新选择")
    return tuple(
        Rendering(
            one.channel,
            keep_text(clean_text(one.title), "标题", LONGEST_TITLE),
            need_short(one.body)
            if kinds[one.channel] == ChannelKind.ACCOUNT
            else clean_html(one.body),
        )
        for one in sorted(draft.renderings, key=lambda one: one.channel)
    )


def open_channels(now: Now, manuscript: ManuscriptRecord, draft: Draft) -> list[str]:
    """Return the channels of a draft, all open and the unit's own or main columns, or refuse."""
    wanted = [one.channel for one in draft.renderings]
    rows = ChannelRecord.objects.filter(id__in=wanted, opened_at__lte=now.at, closed_at=None)
    usable = {
        row.id
        for row in rows
        if row.unit_id == manuscript.unit_id or row.kind == ChannelKind.MAIN_COLUMN
    }
    if set(wanted) - usable:
        raise CommandRefused("channel", "只能选择本单位已开通的栏目和账号，或县门户主栏目")
    return wanted
