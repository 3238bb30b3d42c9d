"""The county's own tables as they are stored: rows are added and taken out by proposals.

Nothing is ever rewritten. A row is in force from the confirmation of the proposal that adds it
until that of one that takes it out, so what held at any time can be told. Confirmed proposals
are numbered; the number says which state of the tables a check or an effect was made with.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord

CONFIRMED = Q(is_confirmed=True, number__isnull=False, decided_by__isnull=False)
DECLINED = Q(is_confirmed=False, number__isnull=True, decided_by__isnull=False)
WAITING = Q(
    is_confirmed__isnull=True,
    number__isnull=True,
    decided_by__isnull=True,
    decided_at__isnull=True,
)


class ProposalRecord(models.Model):
    """A change as one person proposes it and another confirms or declines it."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    reason = models.TextField("理由")
    proposed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    decided_at = models.DateTimeField("确认时间", null=True)
    is_confirmed = models.BooleanField("是否确认", null=True)
    answer = models.TextField("不同意的理由", blank=True)
    number = models.PositiveIntegerField("第几次变更", null=True, unique=True)

    class Meta:
        """Waiting, confirmed by another person, or declined."""

        db_table = "wording_proposal"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=WAITING | (CONFIRMED & ~Q(decided_by=F("proposed_by"))) | DECLINED,
                name="wording_proposal_two_people",
            )
        ]


class RowRecord(models.Model):
    """A row that a proposal adds. ``content`` is the row as the county's file writes it.

    ``label`` says which thing the row is about: two rows in force never have the same.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    kind = models.CharField("种类", max_length=40)
    label = models.CharField("对象", max_length=500)
    content = models.JSONField("内容")
    proposal = models.ForeignKey(
        ProposalRecord, models.PROTECT, related_name="added", verbose_name="提出"
    )

    class Meta:
        """A proposal adds a thing once."""

        db_table = "wording_row"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "kind", "label"], name="wording_row_once")
        ]


class RemovalRecord(models.Model):
    """A row that a proposal takes out."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    row = models.ForeignKey(RowRecord, models.PROTECT, related_name="removals", verbose_name="条目")
    proposal = models.ForeignKey(
        ProposalRecord, models.PROTECT, related_name="removed", verbose_name="提出"
    )

    class Meta:
        """A proposal takes a row out once."""

        db_table = "wording_removal"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "row"], name="wording_removal_once")
        ]


class WithdrawalRecord(models.Model):
    """A ruling that one person has taken back: checks grow stricter, so no second one is asked."""

    row = models.OneToOneField(
        RowRecord,
        models.PROTECT,
        primary_key=True,
        related_name="withdrawal",
        verbose_name="条目",
    )
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", verbose_name="撤销人")
    at = models.DateTimeField("撤销时间")
    reason = models.TextField("理由")

    class Meta:
        """How the table is called."""

        db_table = "wording_withdrawal"


class EffectRecord(models.Model):
    """What a proposal would change in the texts there are, against the tables of one number.

    ``rows`` holds for each text that changes its revision, whether it is public, and how many
    findings of which rule appear and go; never a word of the text.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    proposal = models.ForeignKey(
        ProposalRecord, models.PROTECT, related_name="effects", verbose_name="提出"
    )
    base = models.PositiveIntegerField("对照的变更序号")
    computed_at = models.DateTimeField("计算时间")
    texts = models.PositiveIntegerField("检查的稿件数")
    unread = models.PositiveIntegerField("未能读取的部分")
    rows = models.JSONField("变化")

    class Meta:
        """How the table is called."""

        db_table = "wording_effect"
