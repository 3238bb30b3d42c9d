"""Releases and what was done to them, as they are stored."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.manuscripts.models import BlobRecord, RevisionRecord
from shenfa.desk.organisation.models import PersonRecord


class ReleaseRecord(models.Model):
    """A revision that became public, once. The row never changes; what follows are steps.

    ``card`` is the responsibility card as it was drawn: names, units, persons (R21–R23).
    ``published_at`` is the date that citizens see: that of the first release of the text.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.OneToOneField(RevisionRecord, models.PROTECT, related_name="release")
    sha256 = models.CharField("摘要", max_length=64)
    first = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    leadership = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    card = models.JSONField("责任卡")
    published_at = models.DateTimeField("公开日期")
    released_at = models.DateTimeField("发布时间")

    class Meta:
        """How the table is called."""

        db_table = "release_release"


class ReleaseChannelRecord(models.Model):
    """A channel a release went to, and the page that was rendered for it, byte for byte."""

    release = models.ForeignKey(ReleaseRecord, models.PROTECT, related_name="channels")
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, related_name="+")
    page = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    path = models.CharField("地址", max_length=300)

    class Meta:
        """Each channel once."""

        db_table = "release_channel"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "channel"], name="release_channel_once")
        ]


class PublicTextRecord(models.Model):
    """The words of a page that is live, by which the search of the public site finds it.

    ``folded`` is title and text as they are compared; it is never shown. The row goes when the
    page goes.
    """

    place = models.OneToOneField(
        ReleaseChannelRecord, models.PROTECT, primary_key=True, related_name="public_text"
    )
    folded = models.TextField("比对用文字")
    published_at = models.DateTimeField("公开日期")

    class Meta:
        """The newest is found first."""

        db_table = "release_public_text"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-published_at", "-place"], name="release_public_text_newest")
        ]


class StepRecord(models.Model):
    """What was done to a release: the last step is its state. Nothing leads back to live."""

    class Act(models.TextChoices):
        """The steps, as the trail names them."""

        REPLACE = "replace"
        HIDE = "hide"
        CONFIRM = "confirm"
        WITHDRAW = "withdraw"
        ARCHIVE = "archive"
        DELETE = "delete"

    release = models.ForeignKey(ReleaseRecord, models.PROTECT, related_name="steps")
    act = models.CharField("操作", max_length=10, choices=Act)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    reason = models.TextField("理由", blank=True)
    notice = models.CharField("公开说明", max_length=10, blank=True)
    archive = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Each step once; withdrawal says what the public sees."""

        db_table = "release_step"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "act"], name="release_step_once"),
            models.CheckConstraint(
                condition=Q(act="withdraw", notice__in=["public", "gone"])
                | (~Q(act="withdraw") & Q(notice="")),
                name="release_step_notice",
            ),
        ]


class ScheduleRecord(models.Model):
    """A release asked for at a time; every gate is asked again then (I15)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="schedules")
    due = models.DateTimeField("定时发布时间")
    channels = models.JSONField("渠道")
    asked_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("设定时间")
    settled_at = models.DateTimeField("了结时间", null=True)
    outcome = models.TextField("结果", blank=True)

    class Meta:
        """One that waits for each revision."""

        db_table = "release_schedule"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(settled_at__isnull=True), name="release_one_wait"
            )
        ]


class ConnectorRecord(models.Model):
    """How a channel is served: site (built in), folder, push (signed HTTP), download (by hand).

    ``settings`` holds the folder or the address; the key of a push is kept in the data folder.
    """

    channel = models.OneToOneField(ChannelRecord, models.PROTECT, primary_key=True)
    kind = models.CharField("方式", max_length=10)
    settings = models.JSONField("设置")
    set_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("设定时间")

    class Meta:
        """Only the kinds there are."""

        db_table = "release_connector"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["site", "folder", "push", "download"]),
                name="release_connector_kind",
            )
        ]


class DeliveryRecord(models.Model):
    """What has to reach a channel (``show``) or vanish from it (``remove``), and whether it has.

    ``link`` is where the public finds it; for an account the releaser enters it.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    release = models.ForeignKey(ReleaseRecord, models.PROTECT, related_name="deliveries")
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, related_name="+")
    act = models.CharField("动作", max_length=10)
    link = models.CharField("公开地址", max_length=500, blank=True)
    tries = models.PositiveIntegerField("次数", default=0)
    last_error = models.CharField("最近一次失败", max_length=300, blank=True)
    next_try = models.DateTimeField("下次时间", null=True)
    delivered_at = models.DateTimeField("送达时间", null=True)

    class Meta:
        """Once each way."""

        db_table = "release_delivery"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["release", "channel", "act"], name="release_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(act__in=["show", "remove"]), name="release_delivery_act"
            ),
        ]


class LiveCheckRecord(models.Model):
    """A look at what is live: byte for byte what was approved, or not (I14)."""

    release = models.ForeignKey(ReleaseRecord, models.PROTECT, related_name="checks")
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, related_name="+")
    is_equal = models.BooleanField("是否一致")
    seen = models.CharField("所见", max_length=300)
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "release_live_check"


class BaselineRecord(models.Model):
    """A page that was public before the county began with this system (存量): counted apart.

    ``registered_by`` is a person's id, or the system where the command line did it.
    """

    url = models.CharField("网址", primary_key=True, max_length=500)
    sha256 = models.CharField("摘要", max_length=64)
    title = models.CharField("标题", max_length=300)
    seen_at = models.DateTimeField("首次看到")
    registered_by = models.CharField("登记人", max_length=64)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        """How the table is called."""

        db_table = "release_baseline"


class SiteRecord(models.Model):
    """What stands on every page of the public site; the last row counts.

    Empty is what nobody has said yet: the pages leave it out and invent nothing.
    """

    name = models.CharField("网站名称", max_length=100)
    domain = models.CharField("网站域名", max_length=200, blank=True)
    id_code = models.CharField("网站标识码", max_length=10, blank=True)
    icp = models.CharField("ICP备案号", max_length=40, blank=True)
    police = models.CharField("公网安备号", max_length=40, blank=True)
    sponsor = models.CharField("主办单位", max_length=200, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    set_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("设定时间")

    class Meta:
        """A site has a name."""

        db_table = "release_site"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="release_site_named")
        ]
