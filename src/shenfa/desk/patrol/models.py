"""Sites under patrol, one run a day for each, and their standing observations."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.patrol.freshness import State
from shenfa.patrol.standing import Condition, Observed, Standing
from shenfa.text import Severity


class WatchedSiteRecord(models.Model):
    """A site that is looked at every day from the hour ``hour`` on, in Beijing.

    ``site_file`` is the file that describes it (TOML), ``rate`` how many requests a second.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="主办单位")
    home = models.CharField("首页网址", max_length=300)
    site_file = models.TextField("网站登记信息", blank=True)
    rate = models.PositiveSmallIntegerField("每秒访问次数")
    hour = models.PositiveSmallIntegerField("开始时间")
    since = models.DateTimeField("起始时间")
    until = models.DateTimeField("停止时间", null=True)

    class Meta:
        """One open watch of a home page, at a rate, within a day."""

        db_table = "patrol_site"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["home"], condition=Q(until=None), name="patrol_site_open"
            ),
            models.CheckConstraint(condition=Q(rate__gte=1), name="patrol_site_rate"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="patrol_site_hour"),
        ]


class RunRecord(models.Model):
    """The patrol of a site on a day. There is one a day at most, and none of a day that is over.

    ``until`` is the lease: the process that walks renews it, and where it has run out another
    goes on with what was walked. Finished without an error, or with one, or neither.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    site = models.ForeignKey(WatchedSiteRecord, models.PROTECT, verbose_name="网站")
    day = models.DateField("日期")
    begun_at = models.DateTimeField("开始时间")
    until = models.DateTimeField("占用到期", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    finished_at = models.DateTimeField("完成时间", null=True)
    error = models.CharField("错误", max_length=200, blank=True)
    pages = models.PositiveIntegerField("页面数", default=0)
    found = models.PositiveIntegerField("问题数", default=0)

    class Meta:
        """One for each site and day; nobody holds what is finished."""

        db_table = "patrol_run"
        ordering: ClassVar[list[str]] = ["-day", "site"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["site", "day"], name="patrol_run_once_a_day"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(until=None), name="patrol_run_held"
            ),
        ]


class StandingRecord(models.Model):
    """One fault of a site, from when it was first seen until a person has seen it cured (R63).

    ``unit`` is whose column of the county's own site it stands in, empty for the site's sponsor.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    site = models.ForeignKey(WatchedSiteRecord, models.PROTECT, verbose_name="网站")
    unit = models.ForeignKey(
        UnitRecord, models.PROTECT, null=True, related_name="+", verbose_name="责任单位"
    )
    kind = models.CharField("种类", max_length=40)
    target = models.CharField("对象", max_length=2000)
    severity = models.CharField("程度", max_length=20)
    count = models.PositiveIntegerField("处数")
    pages = models.JSONField("页面")
    evidence = models.JSONField("证据")
    basis = models.CharField("依据", max_length=300, blank=True)
    condition = models.CharField("状态", max_length=10)
    first_seen = models.DateTimeField("首次发现")
    last_seen = models.DateTimeField("最近发现")
    last_looked = models.DateTimeField("最近查看")
    visits = models.PositiveIntegerField("发现次数")
    clean_visits = models.PositiveIntegerField("连续未发现次数")
    returned = models.PositiveIntegerField("复发次数")
    cured_at = models.DateTimeField("消失时间", null=True)
    confirmed_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, verbose_name="核验人")
    confirmed_at = models.DateTimeField("核验时间", null=True)

    class Meta:
        """One row for each kind and target of a site; only what is cured can be confirmed."""

        db_table = "patrol_standing"
        ordering: ClassVar[list[str]] = ["-last_seen", "kind", "target"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["site", "kind", "target"], name="patrol_standing_one_row"
            ),
            models.CheckConstraint(
                condition=Q(condition__in=[one.value for one in Condition]),
                name="patrol_standing_condition",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(
                    condition=Condition.CURED.value,
                    confirmed_by__isnull=False,
                    confirmed_at__gte=F("cured_at"),
                ),
                name="patrol_standing_confirmed",
            ),
        ]

    def to_standing(self) -> Standing:
        """Return the row as a value."""
        return Standing(
            observed=Observed(
                kind=self.kind,
                target=self.target,
                severity=Severity(self.severity),
                count=self.count,
                pages=tuple(self.pages),
                evidence=self.evidence,
                basis=self.basis,
            ),
            condition=Condition(self.condition),
            first_seen=self.first_seen,
            last_seen=self.last_seen,
            last_looked=self.last_looked,
            visits=self.visits,
            clean=self.clean_visits,
            returned=self.returned,
            cured_at=self.cured_at,
        )


class ChangeRecord(models.Model):
    """What became of a standing fault, in its order: seen, gone, back, and seen gone by a person."""

    class Kind(models.TextChoices):
        """The changes there are."""

        OPENED = "opened", "首次发现"
        CURED = "cured", "巡查不再看到"
        RETURNED = "returned", "再次出现"
        CONFIRMED = "confirmed", "核验消除"

    observation = models.ForeignKey(StandingRecord, models.PROTECT, related_name="changes")
    kind = models.CharField("变化", max_length=10, choices=Kind)
    at = models.DateTimeField("时间")
    person = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    note = models.CharField("情况", max_length=500, blank=True)

    class Meta:
        """People confirm, and nothing else is done by people."""

        db_table = "patrol_change"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="confirmed", person__isnull=False)
                | (~Q(kind="confirmed") & Q(person=None)),
                name="patrol_change_person",
            )
        ]


class ColumnDayRecord(models.Model):
    """A column as the patrol of a day saw it: by which rule it is late or not (R65, R80–R86)."""

    run = models.ForeignKey(RunRecord, models.PROTECT, related_name="columns", verbose_name="巡查")
    unit = models.ForeignKey(
        UnitRecord, models.PROTECT, null=True, related_name="+", verbose_name="责任单位"
    )
    url = models.CharField("网址", max_length=2000)
    name = models.CharField("栏目", max_length=200)
    type = models.CharField("类型", max_length=40)
    rule = models.CharField("规则", max_length=40)
    period = models.CharField("周期", max_length=20, blank=True)
    last_published = models.DateField("最近更新", null=True)
    age_days = models.IntegerField("距今天数", null=True)
    due = models.DateField("应不晚于", null=True)
    state = models.CharField("状态", max_length=10)
    confirmed = models.BooleanField("规律已确认")

    class Meta:
        """Each column once a day."""

        db_table = "patrol_column_day"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "url"], name="patrol_column_once_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="patrol_column_state"
            ),
        ]


class PageSeenRecord(models.Model):
    """When an article was first met, and the day that it showed then: what a date is held against."""

    site = models.ForeignKey(WatchedSiteRecord, models.PROTECT, verbose_name="网站")
    url = models.CharField("网址", max_length=2000)
    title = models.CharField("标题", max_length=300, blank=True)
    published = models.DateField("标注日期", null=True)
    first_seen = models.DateTimeField("首次见到")

    class Meta:
        """Each article once."""

        db_table = "patrol_page_seen"
        ordering: ClassVar[list[str]] = ["-first_seen", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["site", "url"], name="patrol_page_once")
        ]


class RhythmRecord(models.Model):
    """What a person said about the rhythm of a column; the last word counts (R64, R82).

    ``rule`` is the rule that holds from the next run on, as the site file could name it.
    """

    site = models.ForeignKey(WatchedSiteRecord, models.PROTECT, verbose_name="网站")
    url = models.CharField("网址", max_length=2000)
    rule = models.CharField("规则", max_length=40)
    said_by = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="+", verbose_name="确认人"
    )
    said_at = models.DateTimeField("确认时间")

    class Meta:
        """How the table is called."""

        db_table = "patrol_rhythm"
        ordering: ClassVar[list[str]] = ["id"]
