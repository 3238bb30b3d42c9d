"""The review of a revision as it is stored. Every row stays as it was written.

The two exceptions: a question gets its answer, once; a notice is read. What one row can show is
held by a CHECK here; what needs the old row or other rows by the guards of migration 0002.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.manuscripts.models import BlobRecord, RevisionRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.review import Attribute, Result
from shenfa.review.duties import Position
from shenfa.review.findings import FindingDecision, OpenFinding, Verb
from shenfa.text import Certainty, Family, Severity

STAGES = (1, 2, 3)
RESULTS = [result.value for result in Result]
WEIGHTS = ["certain_blocker", "suspected_blocker", "secrecy", "error", "warning", "hint"]


class AuditRecord(models.Model):
    """One run of the audit over a revision. The newest counts, which is the highest number.

    ``is_finished`` is false where the checker crashed or ran out of time (R49). What the
    findings say is masked already, so that nothing personal stands in the database.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="audits")
    number = models.PositiveIntegerField("第几次检查")
    ruleset = models.CharField("规则版本", max_length=64)
    is_finished = models.BooleanField("是否得出结果")
    finished_at = models.DateTimeField("结束时间")

    class Meta:
        """Numbers are not repeated."""

        db_table = "review_audit"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["revision", "number"], name="review_audit_number")
        ]


class FindingRecord(models.Model):
    """A finding of one run. ``key`` is the same for the same finding in another run.

    ``weight`` is the trail's word: certain_blocker, suspected_blocker, secrecy, error, warning,
    hint. ``part`` is 正文, 附件：name or 渠道：id; ``detail`` what a card shows (masked).
    """

    audit = models.ForeignKey(AuditRecord, models.PROTECT, related_name="findings")
    key = models.CharField("问题点编号", max_length=40)
    weight = models.CharField("分量", max_length=20)
    rule = models.CharField("规则", max_length=10)
    part = models.CharField("所在部分", max_length=300)
    detail = models.JSONField("内容")

    class Meta:
        """Each once in a run; only the weights there are."""

        db_table = "review_finding"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["audit", "key"], name="review_finding_once"),
            models.CheckConstraint(condition=Q(weight__in=WEIGHTS), name="review_finding_weight"),
        ]

    def to_finding(self) -> OpenFinding:
        """Return the finding as the core knows it."""
        return OpenFinding(
            id=self.key,
            severity=Severity(self.detail["severity"]),
            certainty=Certainty(self.detail["certainty"]),
            family=Family(self.detail["family"]),
            is_serious=self.detail["serious"],
        )


class GapRecord(models.Model):
    """Something a run could not read: ``media`` is looked at by people, ``unread`` is re-run."""

    audit = models.ForeignKey(AuditRecord, models.PROTECT, related_name="gaps")
    key = models.CharField("编号", max_length=40)
    kind = models.CharField("种类", max_length=10)
    part = models.CharField("所在部分", max_length=300)
    place = models.CharField("位置", max_length=300)
    reason = models.TextField("原因")

    class Meta:
        """Only the kinds there are; each once."""

        db_table = "review_gap"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["audit", "key"], name="review_gap_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["media", "unread"]), name="review_gap_kind"
            ),
        ]


class OpenedRecord(models.Model):
    """A read receipt: a person opened a part of this revision."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="opened")
    part = models.CharField("部分", max_length=300)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("打开时间")

    class Meta:
        """The first time counts."""

        db_table = "review_opened"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["revision", "part", "person"], name="review_opened_once"
            )
        ]


class FindingDecisionRecord(models.Model):
    """One person's word on one finding; the last word counts.

    ``decision`` is the trail's: clear, argue, confirm, same_as_source, or reopen.
    """

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="finding_decisions")
    finding = models.CharField("问题点编号", max_length=40)
    decision = models.CharField("处置", max_length=20)
    reason = models.TextField("理由", blank=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Only the words there are."""

        db_table = "review_finding_decision"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decision__in=[verb.value for verb in Verb]),
                name="review_finding_decision_word",
            )
        ]

    def to_decision(self) -> FindingDecision:
        """Return the decision as the core knows it."""
        return FindingDecision(
            self.finding, Verb(self.decision), self.person_id, self.at, self.reason
        )


class GapViewRecord(models.Model):
    """人工审看: what a reviewer saw of a picture, video or sound that nothing could read."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="gap_views")
    gap = models.CharField("编号", max_length=40)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    note = models.TextField("审看记录")
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "review_gap_view"


class AttributeRecord(models.Model):
    """A decision on the disclosure attribute (R46); the last one counts."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="attributes")
    attribute = models.CharField("公开属性", max_length=20)
    reason = models.TextField("理由", blank=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """Only the attributes there are."""

        db_table = "review_attribute"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(attribute__in=[attribute.value for attribute in Attribute]),
                name="review_attribute_word",
            )
        ]


class SecrecyRecord(models.Model):
    """A secrecy conclusion (R27) on exactly these bytes; the last one counts."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="secrecy")
    sha256 = models.CharField("摘要", max_length=64)
    result = models.CharField("结论", max_length=20)
    note = models.TextField("说明", blank=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    method = models.CharField("验证方式", max_length=20)
    at = models.DateTimeField("时间")

    class Meta:
        """Only the results there are."""

        db_table = "review_secrecy"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(result__in=RESULTS), name="review_secrecy_result")
        ]


class SubmissionRecord(models.Model):
    """The maker's signed 自审自校 and the submission, once for a revision."""

    revision = models.OneToOneField(RevisionRecord, models.PROTECT, primary_key=True)
    sha256 = models.CharField("摘要", max_length=64)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    method = models.CharField("验证方式", max_length=20)
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "review_submission"


class DecisionRecord(models.Model):
    """A decision of one of the three reviews on exactly these bytes."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="decisions")
    sha256 = models.CharField("摘要", max_length=64)
    stage = models.PositiveSmallIntegerField("审级")
    result = models.CharField("结论", max_length=20)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    position = models.CharField("岗位", max_length=40)
    proof = models.JSONField("校对清单")
    comment = models.TextField("意见", blank=True)
    method = models.CharField("验证方式", max_length=20)
    is_before_receipt = models.BooleanField("是否在备案收悉前")
    at = models.DateTimeField("时间")

    class Meta:
        """A stage is passed once, and nobody passes two."""

        db_table = "review_decision"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="review_decision_stage"),
            models.CheckConstraint(condition=Q(result__in=RESULTS), name="review_decision_result"),
            models.CheckConstraint(
                condition=Q(position__in=[position.value for position in Position]),
                name="review_decision_position",
            ),
            models.UniqueConstraint(
                fields=["revision", "stage"],
                condition=Q(result=Result.PASSED.value),
                name="review_stage_passed_once",
            ),
            models.UniqueConstraint(
                fields=["revision", "person"],
                condition=Q(result=Result.PASSED.value),
                name="review_person_passes_once",
            ),
        ]


class QuestionRecord(models.Model):
    """What an undetermined result asks of a named person, with the answer once there is one.

    Asked again of another person it is another row; the last one counts.
    """

    decision = models.ForeignKey(DecisionRecord, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提问时间")
    asked = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    due = models.DateTimeField("答复期限")
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        """An answer has its time."""

        db_table = "review_question"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="review_question_answer",
            )
        ]


class EndRecord(models.Model):
    """A revision that can never be released: it failed, was recalled, returned, taken down, purged."""

    class Cause(models.TextChoices):
        """Why it ended."""

        FAILED = "failed"
        RECALLED = "recalled"
        TEXT_RETURNED = "text_returned"
        TAKEN_DOWN = "taken_down"
        PURGED = "purged"

    revision = models.OneToOneField(
        RevisionRecord, models.PROTECT, primary_key=True, related_name="end"
    )
    cause = models.CharField("原因", max_length=20, choices=Cause)
    reason = models.TextField("理由", blank=True)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "review_end"


class CaptureRecord(models.Model):
    """The stored copy of a source and how our text compares with it (R57); the last one counts."""

    revision = models.ForeignKey(RevisionRecord, models.PROTECT, related_name="captures")
    url = models.CharField("网址", max_length=500)
    host = models.CharField("域名或账号", max_length=200)
    published = models.DateTimeField("来源发布时间")
    copy = models.ForeignKey(BlobRecord, models.PROTECT, related_name="+")
    equal = models.CharField("比对", max_length=10)
    differences = models.JSONField("差异")
    person = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("存证时间")

    class Meta:
        """Only the words there are."""

        db_table = "review_capture"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(equal__in=["yes", "decided", "no"]), name="review_capture_equal"
            )
        ]


class SourceExceptionRecord(models.Model):
    """The deputy in charge lets one item come from another source, with a reason (R56)."""

    revision = models.OneToOneField(
        RevisionRecord, models.PROTECT, primary_key=True, related_name="source_exception"
    )
    reason = models.TextField("理由")
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        """How the table is called."""

        db_table = "review_source_exception"


class NoticeRecord(models.Model):
    """A notice to a person: something waits, is urgent, was returned. Never a text of a finding."""

    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=30)
    about = models.CharField("对象", max_length=64)
    text = models.CharField("内容", max_length=300)
    due = models.DateTimeField("期限", null=True)
    at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        """Newest first; one of a kind for an object."""

        db_table = "review_notice"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "kind", "about"], name="review_notice_once")
        ]
