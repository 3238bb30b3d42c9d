"""Channels, permitted sources and the county's roster of visited leaders, as they are stored."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord


class ChannelKind(StrEnum):
    """What a text can be sent to, as the trail names it."""

    COLUMN = "column"
    MAIN_COLUMN = "main_column"
    ACCOUNT = "account"


class ChannelRecord(models.Model):
    """A column of a site or a new-media account.

    ``path`` is the column's address below /site/, or platform and account id of an account
    ("weixin:gh_0123"). Main columns belong to the county office; every unit may send to them
    through its gate. A closed channel stays, so that what went there can be told.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="开设主体")
    kind = models.CharField("种类", max_length=20)
    name = models.CharField("名称", max_length=100)
    path = models.CharField("地址", max_length=100)
    activity_news = models.BooleanField("是否动态类")
    opened_at = models.DateTimeField("开通时间")
    closed_at = models.DateTimeField("关停时间", null=True)

    class Meta:
        """Only the kinds there are; one open channel at an address."""

        db_table = "channels_channel"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ChannelKind]),
                name="channels_channel_kind",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(path=""), name="channels_named"),
            models.UniqueConstraint(
                fields=["path"], condition=Q(closed_at__isnull=True), name="channels_open_path"
            ),
        ]


class SourceRecord(models.Model):
    """A permitted source of reprints (R56): one host with everything below it, or one account.

    Proposed by one person and allowed by another (I22); it counts from then on, within its
    dates, until it is removed.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=100)
    host = models.CharField("域名或账号", max_length=200)
    is_county_media = models.BooleanField("是否县融媒体中心")
    since = models.DateTimeField("起始时间")
    until = models.DateTimeField("截止时间", null=True)
    proposed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    allowed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    allowed_at = models.DateTimeField("确认时间", null=True)
    removed_at = models.DateTimeField("移出时间", null=True)

    class Meta:
        """Two different people; it ends after it begins."""

        db_table = "channels_source"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(allowed_by__isnull=True, allowed_at__isnull=True)
                | (Q(allowed_at__isnull=False) & ~Q(allowed_by=F("proposed_by"))),
                name="channels_source_two_people",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="channels_source_dates",
            ),
        ]


class StandingExceptionRecord(models.Model):
    """The principal leader lets a channel carry news of other sources, for a year at most."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, verbose_name="渠道")
    until = models.DateTimeField("截止时间")
    reason = models.TextField("理由")
    approved_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="批准人"
    )
    approved_at = models.DateTimeField("批准时间")

    class Meta:
        """It ends after it begins."""

        db_table = "channels_standing"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__gt=F("approved_at")), name="channels_standing_dates"
            )
        ]


class VisitedLeaderRecord(models.Model):
    """A leader managed by the municipality (市管领导), by name and post, for a time (R58)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=100)
    since = models.DateTimeField("起始时间")
    until = models.DateTimeField("截止时间", null=True)
    proposed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    confirmed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )

    class Meta:
        """Two different people."""

        db_table = "channels_leader"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="channels_leader_two_people",
            )
        ]
