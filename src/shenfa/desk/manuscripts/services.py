"""The writes about manuscripts and working copies, and the cut of a revision."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import IntegrityError, transaction

from shenfa.desk.manuscripts.authority import writable_manuscript, writable_unit
from shenfa.desk.manuscripts.cutting import need_complete, standing_of, store_revision
from shenfa.desk.manuscripts.draft import Draft, from_json, to_json
from shenfa.desk.manuscripts.file_types import need_file_name, need_file_type
from shenfa.desk.manuscripts.files import blob_keep, blob_put
from shenfa.desk.manuscripts.models import (
    ManuscriptRecord,
    RevisionRecord,
    UploadRecord,
    WorkingCopyRecord,
)
from shenfa.desk.manuscripts.reading import Reading, read_draft
from shenfa.desk.manuscripts.selectors import revision_newest
from shenfa.desk.manuscripts.steps import (
    STALE,
    authors_of,
    change_copy,
    draft_of,
    open_manuscript,
    own_copy,
    store_copy,
    tidy,
)
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command

LARGEST_FILE = 100 * 1024 * 1024
CHAINED_REFUSALS = frozenset({"not_entitled", "not_found"})
"""Refused autosaves are chained where somebody tried what is not theirs, and nowhere else."""


def manuscript_open(*, by: Acting, unit: str, draft: Draft) -> ManuscriptRecord:
    """Open a manuscript of a unit, with a first working copy of whoever opens it."""
    with command("manuscript.open", unit, by) as now:
        record = writable_unit(now, unit)
        tidied = tidy(now, None, draft)
        manuscript = open_manuscript(now, record.id)
        store_copy(now, manuscript, tidied, (), 0)
        chain(now, "manuscript.open", manuscript.id, {"unit": unit, "kind": tidied.kind.value})
        return manuscript


def copy_save(*, by: Acting, manuscript: str, draft: Draft, version: int) -> WorkingCopyRecord:
    """Save the person's working copy, if nobody saved it after the version named.

    Writing is saved all the time, so a save leaves no entry; what comes of it does.
    """
    with _saving("copy.save", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        tidied = tidy(now, record, draft)
        return change_copy(own_copy(now, record), version, draft=to_json(tidied), saved_at=now.at)


def copy_start(*, by: Acting, manuscript: str, author: str = "") -> WorkingCopyRecord:
    """Begin to write: from the newest revision, or from where a colleague (author) stands.

    The person's own copy, if there is one, is replaced; whose words it starts from is kept.
    """
    with _saving("copy.start", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        draft, authors, seen = _beginning(record, author)
        own = WorkingCopyRecord.objects.filter(manuscript=record, author=now.person).first()
        if own is None:
            return store_copy(now, record, draft, authors, seen)
        change = {
            "draft": to_json(draft),
            "authors": sorted({*own.authors, *authors}),
            "seen": seen,
            "saved_at": now.at,
        }
        return change_copy(own, own.version, **change)


def copy_rebase(*, by: Acting, manuscript: str, version: int) -> WorkingCopyRecord:
    """Let the person's own text stand although a colleague has cut a newer revision meanwhile."""
    with _saving("copy.rebase", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        newest = revision_newest(record.id)
        seen = newest.number if newest else 0
        return change_copy(own_copy(now, record), version, seen=seen)


def file_upload(*, by: Acting, manuscript: str, name: str, data: bytes) -> UploadRecord:
    """Bring a file into a manuscript; whoever does it is a maker of what it goes out with (I3)."""
    refusal = _file_refusal(name, data)
    sha256 = "" if refusal else blob_put(data)
    with command("file.upload", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        if refusal:
            raise refusal
        upload = UploadRecord(
            id=new_id("f"),
            manuscript=record,
            blob=blob_keep(sha256=sha256, at=now.at),
            name=need_file_name(name),
            uploaded_by_id=now.person,
            uploaded_at=now.at,
        )
        upload.save(force_insert=True)
        facts = {"upload": upload.id, "sha256": sha256, "size": len(data)}
        chain(now, "manuscript.upload", manuscript, facts)
        return upload


def revision_cut(*, by: Acting, manuscript: str, version: int) -> RevisionRecord:
    """Make an immutable revision of the person's working copy at the version named."""
    reading = _read_copy(by.person, manuscript, version)
    with command("revision.cut", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        copy = own_copy(now, record)
        if reading is None or copy.version != version:
            raise CommandRefused("stale", "已在别处保存过，请刷新后核对再送审")
        standing = standing_of(copy, reading.draft)
        if standing.newest is not None and standing.newest.number > copy.seen:
            raise CommandRefused("behind", "同事已形成新的版本，请先核对差异，再决定采用哪一稿")
        # What was stored may have been cleaned by an older version, or its files purged since.
        if tidy(now, record, reading.draft) != reading.draft:
            raise CommandRefused("stale", "内容需要重新整理，请保存一次再送审")
        need_complete(now, record, reading.draft)
        revision = store_revision(now, standing, reading)
        change_copy(copy, version, authors=sorted(standing.authors), seen=revision.number)
        return revision


def largest_file() -> int:
    """Return how many bytes a file may have; a county may set another number."""
    return int(getattr(settings, "LARGEST_FILE", LARGEST_FILE))


@contextmanager
def _saving(name: str, about: str, by: Acting) -> Iterator[Now]:
    """Run what stands inside in one transaction that leaves no entry when it is accepted."""
    try:
        with transaction.atomic(durable=True):
            yield Now(by.person, by.clock.now())
    except IntegrityError as error:
        raise CommandRefused("stale", STALE) from error
    except CommandRefused as error:
        if error.code not in CHAINED_REFUSALS:
            raise
        with command(name, about, by):
            raise


def _read_copy(person: str, manuscript: str, version: int) -> Reading | None:
    """Return what a working copy says, read before the transaction because that takes long."""
    copy = WorkingCopyRecord.objects.filter(
        manuscript=manuscript, author=person, version=version
    ).first()
    return read_draft(from_json(copy.draft)) if copy else None


def _beginning(record: ManuscriptRecord, author: str) -> tuple[Draft, frozenset[str], int]:
    """Return a draft to begin with, whose words it is, and the newest revision it knows."""
    if author:
        other = WorkingCopyRecord.objects.filter(manuscript=record, author=author).first()
        if other is None:
            raise CommandRefused("no_copy", "该同事在稿件中没有工作副本，请重新选择")
        return from_json(other.draft), frozenset({author, *other.authors}), other.seen
    newest = revision_newest(record.id)
    if newest is None or newest.purged_at is not None:
        raise CommandRefused("no_copy", "该稿件还没有可以沿用的版本，请从同事的工作副本开始")
    return draft_of(newest), authors_of(newest), newest.number


def _file_refusal(name: str, data: bytes) -> CommandRefused | None:
    """Return why a file cannot be taken; it is raised once it is known who asks."""
    largest = largest_file()
    if not data:
        return CommandRefused("file_size", "文件是空的，请重新选择")
    if len(data) > largest:
        return CommandRefused("file_size", f"文件不得超过{largest // 1024**2}MB，请拆分后上传")
    try:
        need_file_type(need_file_name(name), data)
    except CommandRefused as error:
        return error
    return None
