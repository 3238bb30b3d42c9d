"""Manuscripts, working copies and immutable revisions as they are stored.

A working copy changes with every keystroke and is nobody's business. A revision never changes;
the one exception is the purge of bytes that must not exist, which two people order.
"""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.review.content import Attachment, Content, Rendering
from shenfa.text import ContentKind

DIGEST = "^[0-9a-f]{64}$"


class Marker(StrEnum):
    """Whether a document says 此件公开发布; ``issuer``: the issuer's own page shows it public."""

    YES = "yes"
    NO = "no"
    ISSUER = "issuer"


class BlobRecord(models.Model):
    """The bytes of a file, in the data folder under their digest. Purged bytes are gone."""

    sha256 = models.CharField("摘要", primary_key=True, max_length=64)
    size = models.BigIntegerField("字节数")
    stored_at = models.DateTimeField("存入时间")
    purged_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        """How the table is called."""

        db_table = "manuscripts_blob"


class TransferRecord(models.Model):
    """One unit hands a text it made to another, which takes it over (R11)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    from_unit = models.ForeignKey(
        UnitRecord, models.PROTECT, related_name="+", verbose_name="移交单位"
    )
    to_unit = models.ForeignKey(
        UnitRecord, models.PROTECT, related_name="+", verbose_name="接收单位"
    )
    revision = models.ForeignKey(
        "RevisionRecord", models.PROTECT, related_name="+", verbose_name="移交的版本"
    )
    given_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="移交人"
    )
    given_at = models.DateTimeField("移交时间")
    taken_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="接收人"
    )
    taken_at = models.DateTimeField("接收时间", null=True)

    class Meta:
        """Between two units."""

        db_table = "manuscripts_transfer"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")), name="manuscripts_transfer_units"
            )
        ]


class ManuscriptRecord(models.Model):
    """A text of a unit through all its revisions. ``transfer`` tells where it came from."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="单位")
    opened_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="建立人"
    )
    opened_at = models.DateTimeField("建立时间")
    transfer = models.OneToOneField(
        TransferRecord, models.PROTECT, null=True, related_name="manuscript", verbose_name="移交"
    )

    class Meta:
        """How the table is called."""

        db_table = "manuscripts_manuscript"


class WorkingCopyRecord(models.Model):
    """What one author is writing. ``draft`` is manuscripts.draft.Draft as JSON.

    ``version`` grows with every save; a save names the version it started from, so that a
    second tab or a late answer never overwrites anything silently. ``authors`` are those whose
    words it started from, ``seen`` is the number of the newest revision its author knows.
    """

    manuscript = models.ForeignKey(ManuscriptRecord, models.CASCADE, related_name="copies")
    author = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    draft = models.JSONField("正在写的内容")
    version = models.PositiveIntegerField("保存次数")
    authors = models.JSONField("此前的作者")
    seen = models.PositiveIntegerField("已知的最新版次")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        """One for each author."""

        db_table = "manuscripts_working_copy"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["manuscript", "author"], name="manuscripts_one_copy_each"
            )
        ]


class UploadRecord(models.Model):
    """Who brought a file into a manuscript: an uploader is a maker (I3)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    manuscript = models.ForeignKey(ManuscriptRecord, models.PROTECT, related_name="uploads")
    blob = models.ForeignKey(BlobRecord, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    uploaded_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        """How the table is called."""

        db_table = "manuscripts_upload"


class RevisionRecord(models.Model):
    """One immutable version. ``sha256`` is the digest over everything that goes out.

    ``maker`` is the first responsible person (第一责任人), ``signer`` who signed an official
    document, ``obtained_from`` the unit that made it, ``source_url`` where a reprint is from.
    ``corrects`` is the revision that is live and that this one corrects; ``public_note`` what
    the public reads about it where figures, names, dates or meaning change. The three counts
    close the revision: nothing can be added to it afterwards.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    manuscript = models.ForeignKey(ManuscriptRecord, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField("第几版")
    sha256 = models.CharField("摘要", max_length=64)
    kind = models.CharField("种类", max_length=20)
    title = models.TextField("标题")
    body = models.TextField("正文")
    marker_text = models.CharField("公开标注", max_length=40, blank=True)
    marker = models.CharField("标注情况", max_length=10)
    source_url = models.CharField("来源网址", max_length=500, blank=True)
    is_major = models.BooleanField("是否重大信息")
    is_urgent = models.BooleanField("是否急件")
    names_visited_leader = models.BooleanField("是否市管领导调研活动")
    maker = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    signer = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    obtained_from = models.ForeignKey(UnitRecord, models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    public_note = models.TextField("更正说明", blank=True)
    attachment_count = models.PositiveIntegerField("附件数")
    rendering_count = models.PositiveIntegerField("渠道数")
    author_count = models.PositiveIntegerField("作者数")
    cut_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    cut_at = models.DateTimeField("形成时间")
    purged_at = models.DateTimeField("清除时间", null=True)

    class Meta:
        """Numbers are not repeated; only the words there are."""

        db_table = "manuscripts_revision"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="manuscripts_number"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ContentKind]),
                name="manuscripts_revision_kind",
            ),
            models.CheckConstraint(
                condition=Q(marker__in=[marker.value for marker in Marker]),
                name="manuscripts_revision_marker",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=DIGEST), name="manuscripts_revision_digest"
            ),
            models.CheckConstraint(
                condition=Q(purged_at__isnull=False) | ~Q(title=""),
                name="manuscripts_revision_titled",
            ),
        ]

    def to_content(self) -> Content:
        """Return everything that goes out, as it is stored. Two queries."""
        return Content(
            kind=ContentKind(self.kind),
            title=self.title,
            body=self.body,
            attachments=tuple(row.to_attachment() for row in self.attachments.order_by("position")),
            renderings=tuple(row.to_rendering() for row in self.renderings.order_by("channel_id")),
            marker=self.marker_text,
            source=self.source_url,
            note=self.public_note,
        )


class AttachmentRecord(models.Model):
    """A file that goes out with a revision, in the order in which citizens see them."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="attachments")
    position = models.PositiveIntegerField("序号")
    name = models.CharField("文件名", max_length=255)
    blob = models.ForeignKey(BlobRecord, models.PROTECT, related_name="attachments")

    class Meta:
        """A place and a name each."""

        db_table = "manuscripts_attachment"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "position"], name="manuscripts_place"),
            models.UniqueConstraint(fields=["revision", "name"], name="manuscripts_file_name"),
        ]

    def to_attachment(self) -> Attachment:
        """Return the attachment as it is hashed."""
        return Attachment(self.name, self.blob_id, self.blob.size)


class RenderingRecord(models.Model):
    """What one channel shows of a revision; empty title and body mean: those of the revision."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="renderings")
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, related_name="+")
    title = models.TextField("标题", blank=True)
    body = models.TextField("正文", blank=True)

    class Meta:
        """One for each channel."""

        db_table = "manuscripts_rendering"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "channel"], name="manuscripts_channel")
        ]

    def to_rendering(self) -> Rendering:
        """Return the rendering as it is hashed."""
        return Rendering(self.channel_id, self.title, self.body)


class RevisionAuthorRecord(models.Model):
    """An author of a revision: whoever wrote, edited or uploaded any byte, also before."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="authors")
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")

    class Meta:
        """Each once."""

        db_table = "manuscripts_author"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "person"], name="manuscripts_author_once")
        ]


class RevisionRequestRecord(models.Model):
    """What one person asks about a revision and another confirms.

    ``lower``: the next revision is no longer 重大信息, as far as ``matters`` made it so.
    ``purge``: its bytes must not exist.
    """

    class Kind(models.TextChoices):
        """What can be asked."""

        LOWER = "lower"
        PURGE = "purge"

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="requests")
    kind = models.CharField("请求", max_length=10, choices=Kind)
    reason = models.TextField("理由")
    matters = models.JSONField("重大事项")
    requested_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("提出时间")
    confirmed_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        """Two different people; one request of a kind."""

        db_table = "manuscripts_request"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "kind"], name="manuscripts_request_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("requested_by"))),
                name="manuscripts_request_two_people",
            ),
        ]
