"""Problems on account and what was done about each. Only where a problem stands can change.

What somebody did (acts, repairs, looks at the page, who answers for it) is written once and never
rewritten. What a row can show alone is held by a CHECK, the rest by the guards of migration 0002.
Nothing personal stands here: quotations are covered before they are kept.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.court.models import AppealRecord
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.patrol.models import StandingRecord
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.reports.models import ReportRecord
from shenfa.ledger import Action, Fault, Nature, Origin, State, Verdict
from shenfa.text import Severity

SHORT, LONG, ADDRESS = 200, 1000, 2000


class ProblemRecord(models.Model):
    """One problem under one number, however often it is seen and however often it returns.

    ``place`` is the address as places are compared, ``url`` as it was given; ``words`` what is
    wrong, ``key`` what the same sighting has again, ``grouping`` what the same fault has in every
    place. ``round`` counts how often it was hung on account: 1, and one more for each return.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    number = models.CharField("台账编号", max_length=20, unique=True)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+", verbose_name="单位")
    origin = models.CharField("来源", max_length=12)
    nature = models.CharField("类别", max_length=12)
    rule = models.CharField("规则或种类", max_length=40, blank=True)
    severity = models.CharField("程度", max_length=12)
    title = models.CharField("问题", max_length=SHORT)
    url = models.CharField("网址", max_length=ADDRESS, blank=True)
    place = models.CharField("位置", max_length=ADDRESS)
    page_title = models.CharField("网页标题", max_length=300, blank=True)
    words = models.CharField("有误文字", max_length=LONG, blank=True)
    quote = models.CharField("原文", max_length=LONG, blank=True)
    advice = models.CharField("建议", max_length=LONG, blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    key = models.CharField("标识", max_length=64, unique=True)
    grouping = models.CharField("同类标识", max_length=24)
    release = models.ForeignKey(
        ReleaseRecord, models.PROTECT, null=True, related_name="+", verbose_name="发布"
    )
    finding = models.CharField("问题点编号", max_length=40, blank=True)
    observation = models.ForeignKey(
        StandingRecord, models.PROTECT, null=True, related_name="+", verbose_name="巡查发现"
    )
    report = models.ForeignKey(
        ReportRecord, models.PROTECT, null=True, related_name="+", verbose_name="群众纠错"
    )
    found_at = models.DateTimeField("发现时间")
    found_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="发现人"
    )
    finder = models.CharField("发现方", max_length=SHORT, blank=True)
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="报告人"
    )
    state = models.CharField("状态", max_length=12)
    round = models.PositiveSmallIntegerField("第几次挂账", default=1)
    person = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="整改责任人"
    )
    measure = models.CharField("整改措施", max_length=LONG, blank=True)
    assign_due = models.DateTimeField("落实期限")
    due = models.DateTimeField("整改期限")
    check_due = models.DateTimeField("复核期限", null=True)
    assigned_at = models.DateTimeField("落实时间", null=True)
    fixed_at = models.DateTimeField("整改时间", null=True)
    fixed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="整改人"
    )
    struck_off_at = models.DateTimeField("销号时间", null=True)
    struck_off_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="销号人"
    )
    last_seen = models.DateTimeField("最近发现")

    class Meta:
        """A number and a key once; fixed and struck off by two people, each with a time."""

        db_table = "ledger_problem"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place"], name="ledger_problem_place"),
            models.Index(fields=["state", "due"], name="ledger_problem_running"),
            models.Index(fields=["unit", "state"], name="ledger_problem_unit"),
            models.Index(fields=["grouping"], name="ledger_problem_grouping"),
            models.Index(fields=["-found_at"], name="ledger_problem_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="ledger_problem_state"),
            models.CheckConstraint(
                condition=Q(
                    origin__in=list(Origin), nature__in=list(Nature), severity__in=list(Severity)
                ),
                name="ledger_problem_words",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPENED) | Q(person__isnull=False),
                name="ledger_problem_person",
            ),
            models.CheckConstraint(
                condition=Q(fixed_at=None, fixed_by=None)
                | Q(fixed_at__isnull=False, fixed_by__isnull=False),
                name="ledger_problem_fixed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.FIXED, State.STRUCK_OFF])
                | Q(fixed_at__isnull=False, check_due__isnull=False),
                name="ledger_problem_is_fixed",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.STRUCK_OFF) & Q(struck_off_at=None, struck_off_by=None))
                | (
                    Q(state=State.STRUCK_OFF, struck_off_at__gte=F("fixed_at"))
                    & Q(struck_off_by__isnull=False)
                    & ~Q(struck_off_by=F("fixed_by"))
                ),
                name="ledger_problem_struck_off",
            ),
        ]

    def to_fault(self) -> Fault:
        """Return what is wrong where, as sightings are compared."""
        return Fault(Nature(self.nature), self.place, self.words, self.rule)


class SightingRecord(models.Model):
    """A problem was seen: for the first time or again, by whom, and where that is written.

    ``source`` is the id of the observation, report, finding or line of a sheet.
    """

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="sightings")
    origin = models.CharField("来源", max_length=12)
    source = models.CharField("出处", max_length=80, blank=True)
    seen_at = models.DateTimeField("看到时间")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    finder = models.CharField("发现方", max_length=SHORT, blank=True)

    class Meta:
        """How the table is called."""

        db_table = "ledger_sighting"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["origin", "source"], name="ledger_sighting_source")
        ]


class ActRecord(models.Model):
    """Something was done about a problem: the line of its life, in order.

    ``seen_at`` stands where it was hung on account, ``due`` where a time was set.
    """

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="acts")
    round = models.PositiveSmallIntegerField("第几次挂账")
    action = models.CharField("操作", max_length=12)
    state = models.CharField("此后状态", max_length=12)
    by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=LONG, blank=True)
    at = models.DateTimeField("时间")
    seen_at = models.DateTimeField("看到时间", null=True)
    due = models.DateTimeField("整改期限", null=True)

    class Meta:
        """Only the acts and states there are."""

        db_table = "ledger_act"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(action__in=[*Action, "open"], state__in=list(State)),
                name="ledger_act_words",
            )
        ]


class FixRecord(models.Model):
    """What was done to repair it: before and after, by whom, and through which revision (R73)."""

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="fixes")
    round = models.PositiveSmallIntegerField("第几次挂账")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    measure = models.CharField("整改情况", max_length=LONG)
    before = models.CharField("整改前", max_length=LONG, blank=True)
    after = models.CharField("整改后", max_length=LONG, blank=True)
    url = models.CharField("整改后的网址", max_length=ADDRESS, blank=True)
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        """How the table is called."""

        db_table = "ledger_fix"
        ordering: ClassVar[list[str]] = ["id"]


class CheckRecord(models.Model):
    """A look at the public side after a repair. ``looks`` holds every address and what it showed.

    ``fix`` is what was looked at: a later repair asks for another look.
    """

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="checks")
    fix = models.ForeignKey(FixRecord, models.PROTECT, related_name="checks")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    verdict = models.CharField("结果", max_length=12)
    looks = models.JSONField("所见")
    note = models.CharField("人工查看情况", max_length=LONG, blank=True)

    class Meta:
        """Only the results there are."""

        db_table = "ledger_check"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(verdict__in=list(Verdict)), name="ledger_check_verdict"
            )
        ]


class ResponsibilityRecord(models.Model):
    """Somebody who answers for a confirmed error, as the trail tells it (R71).

    ``role`` is what they did to the text; ``entry`` the number of the trail that says so.
    """

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="responsible")
    round = models.PositiveSmallIntegerField("第几次挂账")
    role = models.CharField("环节", max_length=20)
    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    revision = models.ForeignKey(RevisionRecord, models.PROTECT, null=True, related_name="+")
    entry = models.PositiveIntegerField("留痕序号")
    did_at = models.DateTimeField("办理时间")
    at = models.DateTimeField("登记时间")

    class Meta:
        """Each person once in a role."""

        db_table = "ledger_responsibility"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["problem", "round", "role", "person"], name="ledger_responsibility_once"
            )
        ]


class ObjectionRecord(models.Model):
    """A problem is held for a false alarm, and what was ruled.

    ``court`` is the appeal before the false-alarm court where our own check had found it: then
    the ruling is made there, and taken over here.
    """

    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="objections")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("提请时间")
    reason = models.CharField("理由", max_length=LONG)
    court = models.ForeignKey(AppealRecord, models.PROTECT, null=True, related_name="+")
    is_false_alarm = models.BooleanField("是否误报", null=True)
    ruled_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField("认定时间", null=True)
    answer = models.CharField("认定理由", max_length=LONG, blank=True)

    class Meta:
        """Ruled as a whole, by somebody else, or not at all; one waits for each problem."""

        db_table = "ledger_objection"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_false_alarm=None, ruled_by=None, ruled_at=None)
                | (
                    Q(is_false_alarm__isnull=False, ruled_by__isnull=False, ruled_at__isnull=False)
                    & ~Q(ruled_by=F("by"))
                ),
                name="ledger_objection_ruled",
            ),
            models.UniqueConstraint(
                fields=["problem"], condition=Q(ruled_at=None), name="ledger_objection_waiting"
            ),
        ]


class SheetRecord(models.Model):
    """A sheet of a vendor that was taken in, with its sums: rows = new + merged + rejected."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("文件名", max_length=SHORT)
    sha256 = models.CharField("摘要", max_length=64)
    vendor = models.CharField("监测方", max_length=SHORT)
    mapping = models.JSONField("列对应")
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
    """What became of each row of a sheet, with the reason where it was merged or rejected."""

    sheet = models.ForeignKey(SheetRecord, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField("行号")
    outcome = models.CharField("结果", max_length=10)
    reason = models.CharField("说明", max_length=SHORT, blank=True)
    told = models.CharField("内容", max_length=300, blank=True)
    problem = models.ForeignKey(ProblemRecord, models.PROTECT, null=True, related_name="+")

    class Meta:
        """Each row once; what was taken has a problem, what was rejected a reason."""

        db_table = "ledger_sheet_row"
        ordering: ClassVar[list[str]] = ["row"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sheet", "row"], name="ledger_sheet_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["new", "merged"], problem__isnull=False)
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
    problem = models.ForeignKey(ProblemRecord, models.PROTECT, related_name="feedbacks")
    fix = models.ForeignKey(FixRecord, models.PROTECT, related_name="+")

    class Meta:
        """Each problem once in a feedback."""

        db_table = "ledger_feedback_line"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["feedback", "problem"], name="ledger_feedback_line_once"
            )
        ]
