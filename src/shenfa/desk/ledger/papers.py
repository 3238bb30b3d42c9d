"""The papers of the ledger as they are stored: vendors' sheets row by row, written feedback."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord

SHORT, LONG = 200, 1000
PROBLEM, FIX = "ledger.ProblemRecord", "ledger.FixRecord"


class SheetRecord(models.Model):
    """A sheet of a vendor that was taken in, with its sums: rows = new + merged + rejected."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("文件名", max_length=SHORT)
    sha256 = models.CharField("摘要", max_length=64)
    vendor = models.CharField("监测方", max_length=SHORT)
    mapping = models.JSONField("列对应")
    seen_at = models.DateTimeField("监测时间")
    by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("导入时间")
    rows = models.PositiveIntegerField("总行数")
    new = models.PositiveIntegerField("新增")
    merged = models.PositiveIntegerField("并入")
    rejected = models.PositiveIntegerField("不收")

    class Meta:
        """The sums agree."""

        db_table = "ledger_sheet"
        ordering: ClassVar[list[str]] = ["-at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rows=F("new") + F("merged") + F("rejected")), name="ledger_sheet_sums"
            )
        ]


class SheetRowRecord(models.Model):
    """What became of each row of a sheet, with the reason where it was merged or rejected.

    Merged are rows of problems on account already, duplicates those of the same sheet, and what
    returned was struck off before.
    """

    sheet = models.ForeignKey(SheetRecord, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField("第几条")
    place = models.CharField("所在行", max_length=80)
    outcome = models.CharField("结果", max_length=10)
    reason = models.CharField("说明", max_length=SHORT, blank=True)
    told = models.CharField("内容", max_length=300, blank=True)
    problem = models.ForeignKey(PROBLEM, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Each row once; what was taken has a problem, what was rejected a reason."""

        db_table = "ledger_sheet_row"
        ordering: ClassVar[list[str]] = ["row"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sheet", "row"], name="ledger_sheet_row_once"),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=["new", "merged", "duplicate", "returned"], problem__isnull=False
                )
                | (Q(outcome="rejected", problem=None) & ~Q(reason="")),
                name="ledger_sheet_row_outcome",
            ),
        ]


class FeedbackRecord(models.Model):
    """The written feedback of a unit to the county office (R70), with its lines as they were."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    number = models.CharField("编号（年份-序号）", max_length=20, unique=True)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    lines = models.JSONField("整改情况")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("报送时间")
    is_accepted = models.BooleanField("是否认可", null=True)
    answered_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)
    answer = models.CharField("答复", max_length=LONG, blank=True)

    class Meta:
        """Answered as a whole or not at all."""

        db_table = "ledger_feedback"
        ordering: ClassVar[list[str]] = ["-at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_accepted=None, answered_by=None, answered_at=None)
                | Q(
                    is_accepted__isnull=False, answered_by__isnull=False, answered_at__isnull=False
                ),
                name="ledger_feedback_answered",
            )
        ]


class FeedbackLineRecord(models.Model):
    """A repair that a feedback tells of: each is told until it is accepted."""

    feedback = models.ForeignKey(FeedbackRecord, models.PROTECT, related_name="told")
    problem = models.ForeignKey(PROBLEM, models.PROTECT, related_name="feedbacks")
    fix = models.ForeignKey(FIX, models.PROTECT, related_name="+")

    class Meta:
        """Each problem once in a feedback."""

        db_table = "ledger_feedback_line"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["feedback", "problem"], name="ledger_feedback_line_once"
            )
        ]
