"""A revision is closed when it is cut; all that can still happen to it is the purge by two.

The counts in a revision close it: what belongs to it is stored in the same transaction, and
then nothing can be added, also by whoever goes round the services.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的登记"
FIXED = (
    "id",
    "manuscript_id",
    "number",
    "sha256",
    "kind",
    "marker_text",
    "marker",
    "source_url",
    "is_major",
    "is_urgent",
    "names_visited_leader",
    "maker_id",
    "signer_id",
    "obtained_from_id",
    "corrects_id",
    "attachment_count",
    "rendering_count",
    "author_count",
    "cut_by_id",
    "cut_at",
)


def once(table: str, same: str = "id = NEW.id") -> Guard:
    """Return the guard against an INSERT on top of a row."""
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - a table of this file
    return Guard(table, "INSERT", "once", there, AGAIN)


def closed(table: str, count: str) -> Guard:
    """Return the guard against more rows of a revision than it was cut with."""
    full = (
        f"(SELECT COUNT(*) FROM {table} WHERE revision_id = NEW.revision_id) >= "  # noqa: S608 - as above
        f"(SELECT {count} FROM manuscripts_revision WHERE id = NEW.revision_id)"
    )
    return Guard(table, "INSERT", "closed", full, "版本形成后不得增加内容")


PURGED_REVISION = (
    "EXISTS (SELECT 1 FROM manuscripts_revision "
    "WHERE id = NEW.revision_id AND purged_at IS NOT NULL)"
)
NOT_PURGED = """
OLD.purged_at IS NOT NULL OR NEW.purged_at IS NULL
OR NEW.title <> '' OR NEW.body <> '' OR NEW.public_note <> ''
OR NOT EXISTS (
    SELECT 1 FROM manuscripts_request
    WHERE revision_id = OLD.id AND kind = 'purge' AND confirmed_at IS NOT NULL
)
"""
OUT_OF_ORDER = """
NEW.purged_at IS NOT NULL OR NEW.number IS DISTINCT FROM (
    SELECT COALESCE(MAX(number), 0) + 1 FROM manuscripts_revision
    WHERE manuscript_id = NEW.manuscript_id
)
"""
IN_USE = """
OLD.purged_at IS NOT NULL OR NEW.purged_at IS NULL
OR NOT EXISTS (SELECT 1 FROM manuscripts_revision WHERE purged_at = NEW.purged_at)
OR EXISTS (
    SELECT 1 FROM manuscripts_attachment AS attachment
    JOIN manuscripts_revision AS revision ON revision.id = attachment.revision_id
    WHERE attachment.blob_id = OLD.sha256 AND revision.purged_at IS NULL
)
"""
NOT_TAKEN = """
NEW.transfer_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM manuscripts_transfer
    WHERE id = NEW.transfer_id AND to_unit_id = NEW.unit_id AND taken_by_id IS NOT NULL
)
"""
NOT_THEIRS = """
NEW.taken_by_id IS NOT NULL OR NEW.taken_at IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM manuscripts_revision AS revision
    JOIN manuscripts_manuscript AS manuscript ON manuscript.id = revision.manuscript_id
    WHERE revision.id = NEW.revision_id AND manuscript.unit_id = NEW.from_unit_id
)
"""
SAME_MANUSCRIPT = "id = NEW.id OR transfer_id = NEW.transfer_id"
SAME_NUMBER = "id = NEW.id OR (manuscript_id = NEW.manuscript_id AND number = NEW.number)"
SAME_PLACE = (
    "id = NEW.id OR (revision_id = NEW.revision_id "
    "AND (position = NEW.position OR name = NEW.name))"
)
SAME_CHANNEL = "id = NEW.id OR (revision_id = NEW.revision_id AND channel_id = NEW.channel_id)"
SAME_AUTHOR = "id = NEW.id OR (revision_id = NEW.revision_id AND person_id = NEW.person_id)"
SAME_REQUEST = "id = NEW.id OR (revision_id = NEW.revision_id AND kind = NEW.kind)"
NAMED_AFTER_PURGE = f"NEW.name <> '已清除' || NEW.position OR NOT {PURGED_REVISION}"
HIDDEN_AFTER_PURGE = f"NEW.title <> '' OR NEW.body <> '' OR NOT {PURGED_REVISION}"
UPLOAD_NAME = """
NEW.name <> '已清除' OR NOT EXISTS (
    SELECT 1 FROM manuscripts_revision
    WHERE manuscript_id = NEW.manuscript_id AND purged_at IS NOT NULL
)
"""

GUARDS = (
    *never("manuscripts_blob", "DELETE"),
    unchangeable("manuscripts_blob", "sha256", "size", "stored_at"),
    Guard("manuscripts_blob", "UPDATE", "purge", IN_USE, "仍在使用的文件不得清除"),
    Guard("manuscripts_blob", "INSERT", "stored", "NEW.purged_at IS NOT NULL", "文件须先存入"),
    once("manuscripts_blob", "sha256 = NEW.sha256"),
    *never("manuscripts_transfer", "DELETE"),
    unchangeable(
        "manuscripts_transfer",
        "id",
        "from_unit_id",
        "to_unit_id",
        "revision_id",
        "given_by_id",
        "given_at",
    ),
    Guard(
        "manuscripts_transfer",
        "UPDATE",
        "taken",
        "OLD.taken_by_id IS NOT NULL OR NEW.taken_by_id IS NULL OR NEW.taken_at IS NULL",
        "已接收的移交不得更改",
    ),
    Guard("manuscripts_transfer", "INSERT", "given", NOT_THEIRS, "只能移交本单位的版本"),
    once("manuscripts_transfer"),
    *never("manuscripts_manuscript", "UPDATE", "DELETE"),
    Guard("manuscripts_manuscript", "INSERT", "taken", NOT_TAKEN, "移交的稿件须由接收单位接收"),
    once("manuscripts_manuscript", SAME_MANUSCRIPT),
    unchangeable("manuscripts_working_copy", "id", "manuscript_id", "author_id"),
    Guard(
        "manuscripts_working_copy",
        "UPDATE",
        "later",
        "NEW.version <= OLD.version",
        "工作副本只能在最近一次保存之后更改",
    ),
    *never("manuscripts_upload", "DELETE"),
    unchangeable(
        "manuscripts_upload", "id", "manuscript_id", "blob_id", "uploaded_by_id", "uploaded_at"
    ),
    Guard("manuscripts_upload", "UPDATE", "name", UPLOAD_NAME, "上传登记不得更改"),
    once("manuscripts_upload"),
    *never("manuscripts_revision", "DELETE"),
    unchangeable("manuscripts_revision", *FIXED),
    Guard("manuscripts_revision", "UPDATE", "purge", NOT_PURGED, "版本不得更改，清除须由两人办理"),
    Guard("manuscripts_revision", "INSERT", "order", OUT_OF_ORDER, "版本须依次形成"),
    once("manuscripts_revision", SAME_NUMBER),
    *never("manuscripts_attachment", "DELETE"),
    unchangeable("manuscripts_attachment", "id", "revision_id", "position", "blob_id"),
    Guard("manuscripts_attachment", "UPDATE", "purge", NAMED_AFTER_PURGE, "附件不得更改"),
    closed("manuscripts_attachment", "attachment_count"),
    once("manuscripts_attachment", SAME_PLACE),
    *never("manuscripts_rendering", "DELETE"),
    unchangeable("manuscripts_rendering", "id", "revision_id", "channel_id"),
    Guard("manuscripts_rendering", "UPDATE", "purge", HIDDEN_AFTER_PURGE, "渠道内容不得更改"),
    closed("manuscripts_rendering", "rendering_count"),
    once("manuscripts_rendering", SAME_CHANNEL),
    *never("manuscripts_author", "UPDATE", "DELETE"),
    closed("manuscripts_author", "author_count"),
    once("manuscripts_author", SAME_AUTHOR),
    *never("manuscripts_request", "DELETE"),
    unchangeable(
        "manuscripts_request",
        "id",
        "revision_id",
        "kind",
        "reason",
        "matters",
        "requested_by_id",
        "requested_at",
    ),
    Guard(
        "manuscripts_request",
        "UPDATE",
        "confirmed",
        "OLD.confirmed_at IS NOT NULL OR NEW.confirmed_by_id IS NULL",
        "已确认的请求不得更改",
    ),
    Guard(
        "manuscripts_request",
        "INSERT",
        "requested",
        "NEW.confirmed_at IS NOT NULL OR NEW.confirmed_by_id IS NOT NULL",
        "请求须先提出，再由另一人确认",
    ),
    once("manuscripts_request", SAME_REQUEST),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("manuscripts", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
