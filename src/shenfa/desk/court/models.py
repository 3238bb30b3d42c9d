"""Appeals and rulings as they are stored. Nothing is ever rewritten.

What a ruling makes of the checks is a row of the county's tables; that it was withdrawn stands
there. ``shown`` is covered: nothing personal and nothing secret stands in an appeal.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.review.models import FindingRecord
from shenfa.desk.wording.models import RowRecord
from shenfa.text import Scope

ACCEPTED = Q(scope__in=list(Scope), row__isnull=False)
DECLINED = Q(scope="", row__isnull=True)


class AppealRecord(models.Model):
    """A finding that somebody holds for a false alarm, with the place it stands at.

    ``place`` and ``words`` are digests (``audit.places``), ``version`` that of the rule. ``shown``
    has the covered sentence (before, text, after), the kinds of its passage and part, and whether
    the sentence alone makes the rule speak up.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="appeals")
    finding = models.ForeignKey(FindingRecord, models.PROTECT, related_name="+")
    key = models.CharField("问题点编号", max_length=40)
    rule = models.CharField("规则", max_length=10)
    version = models.CharField("规则版本", max_length=40)
    place = models.CharField("位置", max_length=64)
    words = models.CharField("文字", max_length=64, blank=True)
    shown = models.JSONField("原文")
    reason = models.TextField("理由")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="提请人")
    at = models.DateTimeField("提请时间")

    class Meta:
        """A finding of a revision is brought once."""

        db_table = "court_appeal"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "key"], name="court_appeal_once")
        ]


class RulingRecord(models.Model):
    """What was ruled on an appeal, once; ``scope`` is empty where it is no false alarm."""

    appeal = models.OneToOneField(
        AppealRecord, models.PROTECT, primary_key=True, related_name="ruling"
    )
    scope = models.CharField("范围", max_length=10, blank=True)
    reason = models.TextField("理由")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="认定人")
    at = models.DateTimeField("认定时间")
    row = models.OneToOneField(RowRecord, models.PROTECT, null=True, related_name="ruling")

    class Meta:
        """Accepted with a row of the tables, or declined without."""

        db_table = "court_ruling"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ACCEPTED | DECLINED, name="court_ruling_outcome")
        ]
