"""Campaigns, their sweeps, and what became of each page, as they are stored. Nothing is rewritten."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.release.models import ReleaseRecord


class Outcome(models.TextChoices):
    """What became of a page in a sweep: each page is one of these."""

    CHECKED = "checked", "已检查"
    UNREACHABLE = "unreachable", "没有读到"
    EXCLUDED = "excluded", "不在范围"


class CampaignRecord(models.Model):
    """A campaign: what for, and by when nothing may be open."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=200)
    basis = models.CharField("依据", max_length=300)
    ends_on = models.DateField("截止日期")
    opened_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("开始时间")
    closed_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        """Newest first."""

        db_table = "campaign_campaign"
        ordering: ClassVar[list[str]] = ["-opened_at", "id"]


class ExclusionRecord(models.Model):
    """A page that a person leaves out of a campaign, and why."""

    campaign = models.ForeignKey(CampaignRecord, models.PROTECT, related_name="exclusions")
    page = models.CharField("页面", max_length=500)
    reason = models.CharField("理由", max_length=500)
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Each page once."""

        db_table = "campaign_exclusion"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "page"], name="campaign_exclusion_once")
        ]


class SweepRecord(models.Model):
    """A sweep: with which rules, over how many pages, and what they came to.

    ``tables`` is the number of the county's tables, ``rulebook`` the digest of the rules that
    come with the program. ``examined`` counts what was read anew; the rest stands as before.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    campaign = models.ForeignKey(CampaignRecord, models.PROTECT, related_name="sweeps")
    number = models.PositiveSmallIntegerField("第几次")
    rulebook = models.CharField("规则摘要", max_length=64)
    tables = models.PositiveIntegerField("词表第几次变更")
    asked_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    pages = models.PositiveIntegerField("页面数", default=0)
    checked = models.PositiveIntegerField("已检查", default=0)
    unreachable = models.PositiveIntegerField("没有读到", default=0)
    excluded = models.PositiveIntegerField("不在范围", default=0)
    examined = models.PositiveIntegerField("重新读取", default=0)

    class Meta:
        """Each number once, one at a time; N is the sum of what became of the pages."""

        db_table = "campaign_sweep"
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_sweep_number"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(finished_at=None), name="campaign_sweep_running"
            ),
            models.CheckConstraint(
                condition=Q(pages=F("checked") + F("unreachable") + F("excluded")),
                name="campaign_sweep_sum",
            ),
        ]


class PageRecord(models.Model):
    """What became of a page: a release by its id, an older page by its address.

    ``findings`` holds key, weight, rule and part of each, never a word of the text.
    """

    sweep = models.ForeignKey(SweepRecord, models.PROTECT, related_name="items")
    page = models.CharField("页面", max_length=500)
    release = models.ForeignKey(ReleaseRecord, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=300)
    outcome = models.CharField("结果", max_length=12, choices=Outcome)
    reason = models.CharField("说明", max_length=300, blank=True)
    findings = models.JSONField("问题点")
    is_anew = models.BooleanField("是否重新读取")

    class Meta:
        """Each page once; what was not checked says why and has no findings."""

        db_table = "campaign_page"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sweep", "page"], name="campaign_page_once"),
            models.CheckConstraint(
                condition=Q(outcome="checked") | ~Q(reason=""), name="campaign_page_reason"
            ),
        ]
