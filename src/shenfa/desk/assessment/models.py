"""Scales, entries of inspections, frozen quarters and talks, as they are stored.

A frozen quarter holds everything it was computed from, so that anybody can compute it again.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord

WAITING = Q(is_confirmed=None, decided_by=None, decided_at=None)
DECIDED = Q(is_confirmed__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
OTHER_PERSON = ~Q(is_confirmed=True, decided_by=F("proposed_by"))


class ScaleKind(models.TextChoices):
    """What a table of indicators is: the county's own scale, or points of the official annex."""

    COUNTY = "county", "县级考核办法"
    ANNEX = "annex", "国家指标正式附件"


class ScaleRecord(models.Model):
    """A table as one person proposes it and another confirms it; the last one confirmed holds.

    ``content`` is canonical JSON. ``number`` counts the confirmed ones of a kind.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    kind = models.CharField("种类", max_length=10, choices=ScaleKind)
    title = models.CharField("名称", max_length=200)
    valid_from = models.DateField("起始日期")
    content = models.TextField("内容")
    sha256 = models.CharField("摘要", max_length=64)
    reason = models.CharField("理由", max_length=500)
    proposed_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("提出时间")
    is_confirmed = models.BooleanField("是否确认", null=True)
    decided_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("确认时间", null=True)
    answer = models.CharField("不同意的理由", max_length=500, blank=True)
    number = models.PositiveIntegerField("第几次", null=True)

    class Meta:
        """Two different people; each number of a kind once."""

        db_table = "assessment_scale"
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(WAITING | DECIDED) & OTHER_PERSON, name="assessment_scale_two_people"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ScaleKind.values), name="assessment_scale_kind"
            ),
            models.UniqueConstraint(fields=["kind", "number"], name="assessment_scale_number"),
        ]


class InspectionRecord(models.Model):
    """What an inspection found that no machine sees: an item, a unit, a day, and its evidence.

    It counts once another person has confirmed it.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    code = models.CharField("项目代码", max_length=20)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    account = models.CharField("账号", max_length=40, blank=True)
    found_on = models.DateField("发现日期")
    note = models.CharField("情况", max_length=500)
    address = models.CharField("网址", max_length=500, blank=True)
    proposed_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("登记时间")
    is_confirmed = models.BooleanField("是否确认", null=True)
    decided_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("确认时间", null=True)
    answer = models.CharField("不同意的理由", max_length=500, blank=True)

    class Meta:
        """Two different people."""

        db_table = "assessment_inspection"
        ordering: ClassVar[list[str]] = ["-proposed_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(WAITING | DECIDED) & OTHER_PERSON,
                name="assessment_inspection_two_people",
            )
        ]


class QuarterRecord(models.Model):
    """A quarter as it was frozen: the result with all its inputs. The last of a quarter counts.

    ``number`` counts how often a quarter was frozen; from the second time on there is a reason.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    quarter = models.CharField("季度", max_length=6)
    number = models.PositiveSmallIntegerField("第几次")
    result = models.TextField("结果")
    sha256 = models.CharField("结果摘要", max_length=64)
    facts_sha256 = models.CharField("事实摘要", max_length=64)
    reason = models.CharField("重新计算的理由", max_length=500, blank=True)
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Each number of a quarter once."""

        db_table = "assessment_quarter"
        ordering: ClassVar[list[str]] = ["-quarter", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quarter", "number"], name="assessment_quarter_number"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="assessment_quarter_reason"
            ),
        ]


class PreviewRecord(models.Model):
    """The quarter that is running, as it stood when somebody last looked. No entry, no proof."""

    quarter = models.CharField("季度", primary_key=True, max_length=6)
    result = models.TextField("结果")
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "assessment_preview"


class TalkRecord(models.Model):
    """What was decided about a unit on the list, and the talk that was held (R78).

    ``facts`` are the numbers of the list as they were; the decision is a person's.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    quarter = models.ForeignKey(QuarterRecord, models.PROTECT, related_name="talks")
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    facts = models.JSONField("名单上的事实")
    is_called = models.BooleanField("是否约谈")
    reason = models.CharField("理由", max_length=500)
    decided_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("决定时间")
    held_on = models.DateField("约谈日期", null=True)
    attended = models.CharField("参加约谈的单位负责人", max_length=200, blank=True)
    minutes = models.TextField("约谈记录", blank=True)
    document = models.CharField("记录文件的摘要", max_length=64, blank=True)
    recorded_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("登记时间", null=True)

    class Meta:
        """Once for a unit of a quarter; held as a whole, and only where it was decided."""

        db_table = "assessment_talk"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quarter", "unit"], name="assessment_talk_once"),
            models.CheckConstraint(
                condition=Q(held_on=None, recorded_by=None, recorded_at=None)
                | (
                    Q(held_on__isnull=False, recorded_by__isnull=False, is_called=True)
                    & Q(recorded_at__isnull=False)
                    & ~Q(minutes="")
                    & ~Q(attended="")
                ),
                name="assessment_talk_held",
            ),
        ]
