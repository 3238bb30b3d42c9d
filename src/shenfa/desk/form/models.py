"""The review form (annex 1) of a revision as it is stored: filled in, committed, submitted, decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.manuscripts.models import BlobRecord, RevisionRecord
from shenfa.desk.organisation.models import PersonRecord


class FormRecord(models.Model):
    """The form while it is filled in; what was submitted stands in SubmittedFormRecord.

    ``reporting_unit`` (报送单位) and ``releasing_unit`` (内容发布单位) are two fields of the annex.
    Evidence is a file and its kind: e_signature, e_seal, scan, paper.
    """

    revision = models.OneToOneField(RevisionRecord, models.PROTECT, primary_key=True)
    reporting_unit = models.CharField("报送单位", max_length=200)
    releasing_unit = models.CharField("内容发布单位", max_length=200)
    contact = models.CharField("联系人", max_length=60)
    phone = models.CharField("联系方式", max_length=40)
    email = models.CharField("电子邮箱", max_length=100, blank=True)
    contains_media = models.BooleanField("检测到图片或视频")
    says_media = models.BooleanField("是否含图片或视频")
    formal = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    formal_name = models.CharField("正式件文件名", max_length=255, blank=True)
    electronic = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    electronic_name = models.CharField("电子件文件名", max_length=255, blank=True)
    signature = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    signature_kind = models.CharField("签字凭据", max_length=20, blank=True)
    seal = models.ForeignKey(BlobRecord, models.PROTECT, null=True, related_name="+")
    seal_kind = models.CharField("盖章凭据", max_length=20, blank=True)
    dated = models.DateField("日期", null=True)
    opened_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("填报时间")

    class Meta:
        """How the table is called."""

        db_table = "form_form"


class ComparisonRecord(models.Model):
    """A comparison of one formal with one electronic copy; the newest of a pair counts.

    ``differences`` is a list of objects as comparing.py tells them, each with a ``key``.
    ``is_finished`` is false where one of the two could not be read.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    form = models.ForeignKey(FormRecord, models.PROTECT, related_name="comparisons")
    formal = models.ForeignKey(BlobRecord, models.PROTECT, related_name="+")
    electronic = models.ForeignKey(BlobRecord, models.PROTECT, related_name="+")
    is_finished = models.BooleanField("是否得出结果")
    differences = models.JSONField("差异")
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "form_comparison"


class DifferenceDecisionRecord(models.Model):
    """A person closes one difference of a comparison, with a reason (I12)."""

    comparison = models.ForeignKey(ComparisonRecord, models.PROTECT, related_name="decisions")
    difference = models.CharField("差异编号", max_length=40)
    reason = models.TextField("理由")
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Each once."""

        db_table = "form_difference_decision"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["comparison", "difference"], name="form_difference_once"
            )
        ]


class CommitmentRecord(models.Model):
    """One of the four commitments, with person and time of its own (R33).

    ``comparison`` is what number 4 was made on; other copies ask for another commitment.
    """

    form = models.ForeignKey(FormRecord, models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField("第几项")
    comparison = models.ForeignKey(ComparisonRecord, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    method = models.CharField("验证方式", max_length=20)
    at = models.DateTimeField("时间")

    class Meta:
        """Four of them; each once for the same copies."""

        db_table = "form_commitment"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(number__in=[1, 2, 3, 4]), name="form_commitment_no"),
            models.UniqueConstraint(
                fields=["form", "number", "comparison"], name="form_commitment_once"
            ),
        ]


class SubmittedFormRecord(models.Model):
    """The form as it went up in one round. ``facts`` is everything that is printed."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    form = models.ForeignKey(FormRecord, models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField("第几次报送")
    facts = models.JSONField("表格内容")
    comparison = models.ForeignKey(ComparisonRecord, models.PROTECT, related_name="+")
    trail_count = models.BigIntegerField("报送时的记录数")
    trail_head = models.CharField("报送时的链签", max_length=64)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Rounds are counted."""

        db_table = "form_submitted"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "round"], name="form_round_once")
        ]


class CountyDecisionRecord(models.Model):
    """The county office's word on a submitted form: approved, form_returned, text_returned."""

    submitted = models.OneToOneField(
        SubmittedFormRecord, models.PROTECT, primary_key=True, related_name="decision"
    )
    sha256 = models.CharField("摘要", max_length=64)
    result = models.CharField("结论", max_length=20)
    comment = models.TextField("意见", blank=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    method = models.CharField("验证方式", max_length=20)
    at = models.DateTimeField("时间")

    class Meta:
        """Only the results there are."""

        db_table = "form_county_decision"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(result__in=["approved", "form_returned", "text_returned"]),
                name="form_county_result",
            )
        ]


class CountyContactRecord(models.Model):
    """Whom units ask at the county office, and how the annex calls the county; the last counts."""

    county = models.CharField("县名", max_length=60)
    contact = models.CharField("联系人", max_length=60)
    phone = models.CharField("联系电话", max_length=40)
    set_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        """The last is the one in force."""

        db_table = "form_county_contact"
        ordering: ClassVar[list[str]] = ["id"]
