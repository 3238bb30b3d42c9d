"""Items of the catalogue in their versions, what was published under which, and statutory timers.

Versions are never rewritten: what held on any day can be told, and a publication keeps the
version it was made under (R9).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.release.models import ReleaseRecord

SHORT, LONG = 200, 500


class ItemRecord(models.Model):
    """An item of a unit's catalogue; what it says stands in its versions."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("登记时间")

    class Meta:
        """How the table is called."""

        db_table = "catalogue_item"


class VersionRecord(models.Model):
    """What an item says from a moment on, until the next version (R8).

    ``standard`` is where it comes from, ``limit`` the time limit as written, ``section`` who
    answers for it; ``person`` is told first where one is named. The last version of an item
    that was given up says so.
    """

    item = models.ForeignKey(ItemRecord, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    matter = models.CharField("公开事项", max_length=SHORT)
    content = models.CharField("公开内容", max_length=LONG, blank=True)
    standard = models.CharField("依据标准", max_length=SHORT)
    section = models.CharField("责任科室", max_length=100)
    person = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    limit = models.CharField("公开时限", max_length=60)
    channel = models.ForeignKey(ChannelRecord, models.PROTECT, related_name="+")
    is_given_up = models.BooleanField("是否停止执行")
    reason = models.CharField("理由", max_length=LONG, blank=True)
    valid_from = models.DateTimeField("起始时间")
    set_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")

    class Meta:
        """Each number once; nothing that an item needs is empty."""

        db_table = "catalogue_version"
        ordering: ClassVar[list[str]] = ["item", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "number"], name="catalogue_version_number"),
            models.CheckConstraint(
                condition=~Q(matter="") & ~Q(standard="") & ~Q(section="") & ~Q(limit=""),
                name="catalogue_version_whole",
            ),
        ]


class OccasionRecord(models.Model):
    """Something that was formed and has to become public within the item's working days."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    item = models.ForeignKey(ItemRecord, models.PROTECT, related_name="occasions")
    title = models.CharField("名称", max_length=SHORT)
    formed_on = models.DateField("形成日期")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        """How the table is called."""

        db_table = "catalogue_occasion"
        ordering: ClassVar[list[str]] = ["formed_on", "id"]


class PublicationRecord(models.Model):
    """A release that fulfils an item, under the version that held when it became public.

    Nobody linked it where the column belongs to one item only.
    """

    release = models.OneToOneField(ReleaseRecord, models.PROTECT, related_name="+")
    version = models.ForeignKey(VersionRecord, models.PROTECT, related_name="publications")
    occasion = models.ForeignKey(OccasionRecord, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("归入时间")

    class Meta:
        """How the table is called."""

        db_table = "catalogue_publication"


class TimerRecord(models.Model):
    """A statutory limit that runs for a matter: since when, and when it was done."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, related_name="+")
    statute = models.CharField("时限", max_length=20)
    title = models.CharField("事项", max_length=SHORT)
    begun_on = models.DateField("起算日")
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")
    closed_on = models.DateField("办结日期", null=True)
    closed_by = models.ForeignKey(PersonRecord, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField("办结情况", max_length=LONG, blank=True)

    class Meta:
        """Closed as a whole, not before it began."""

        db_table = "catalogue_timer"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by=None, outcome="")
                | (Q(closed_on__gte=F("begun_on"), closed_by__isnull=False) & ~Q(outcome="")),
                name="catalogue_timer_closed",
            )
        ]


class TimerStepRecord(models.Model):
    """What changes how a timer is counted: begun anew, extended, paused or going on."""

    class Act(models.TextChoices):
        """The steps, as the trail names them."""

        RESTART = "restart", "收到补正，重新起算"
        EXTEND = "extend", "延长答复期限"
        PAUSE = "pause", "征求第三方意见"
        RESUME = "resume", "收到第三方意见"

    timer = models.ForeignKey(TimerRecord, models.PROTECT, related_name="steps")
    act = models.CharField("办理", max_length=10, choices=Act)
    day = models.DateField("日期")
    days = models.PositiveSmallIntegerField("延长的工作日", default=0)
    reason = models.CharField("理由", max_length=LONG)
    by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    at = models.DateTimeField("登记时间")

    class Meta:
        """How the table is called."""

        db_table = "catalogue_timer_step"
        ordering: ClassVar[list[str]] = ["id"]
