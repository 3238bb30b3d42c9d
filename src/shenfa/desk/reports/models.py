"""Reports of citizens, as they are stored."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.release.models import ReleaseRecord


class Outcome(models.TextChoices):
    """What became of a report; the public is told in the fixed words of ``receipts``."""

    CORRECTED = "corrected", "已更正"
    RIGHT = "right", "核实无误"
    ELSEWHERE = "elsewhere", "已转其他单位"
    UNCLEAR = "unclear", "无法核实"


class ReportRecord(models.Model):
    """What somebody who did not sign in says is wrong on a page.

    ``page`` is an address below the public site, empty for the site as a whole; ``title`` what
    stood there. ``sender`` tells senders of one day apart and nothing else: it is a keyed digest
    of address and day. ``token`` is the number on the receipt.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    token = models.CharField("受理编号", max_length=40, unique=True)
    page = models.CharField("网页", max_length=300, blank=True)
    title = models.CharField("网页标题", max_length=300, blank=True)
    release = models.ForeignKey(ReleaseRecord, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    quotation = models.TextField("原文", blank=True)
    wrong = models.TextField("错在哪里")
    contact = models.CharField("联系方式", max_length=100, blank=True)
    sender = models.CharField("发送者", max_length=64)
    at = models.DateTimeField("提交时间")
    due = models.DateTimeField("答复期限")
    outcome = models.CharField("结果", max_length=12, choices=Outcome, blank=True)
    answer = models.TextField("处理情况", blank=True)
    answered_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        """Answered as a whole or not at all."""

        db_table = "reports_report"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sender"], name="reports_report_sender"),
            models.Index(fields=["-at"], name="reports_report_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_by=None, answered_at=None)
                | (
                    Q(outcome__in=Outcome.values)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="reports_report_answered",
            )
        ]
