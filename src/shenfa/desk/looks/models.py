"""Looks of people and days without one, as they are stored (R61, R67)."""

from typing import ClassVar

from django.db import models

from shenfa.desk.organisation.models import PersonRecord, UnitRecord


class LookRecord(models.Model):
    """A person looked, on that day and not later, at what their unit answers for.

    ``shown`` counts what the checklist held at that moment.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="单位")
    day = models.DateField("日期")
    person = models.ForeignKey(PersonRecord, models.PROTECT, verbose_name="巡查人")
    at = models.DateTimeField("签名时间")
    notes = models.CharField("情况", max_length=500, blank=True)
    shown = models.JSONField("清单")

    class Meta:
        """The first signature of a unit on a day counts."""

        db_table = "looks_look"
        ordering: ClassVar[list[str]] = ["-day", "unit"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "day"], name="looks_look_once_a_day")
        ]


class MissedRecord(models.Model):
    """A day that ended without a look: recorded once, for ever."""

    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="单位")
    day = models.DateField("日期")
    noted_at = models.DateTimeField("登记时间")

    class Meta:
        """One for each unit and day."""

        db_table = "looks_missed"
        ordering: ClassVar[list[str]] = ["-day", "unit"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "day"], name="looks_missed_once")
        ]
