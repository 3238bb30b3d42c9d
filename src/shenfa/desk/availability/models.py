"""Visits to home pages, and the signs of life of our own side, as they are stored."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.patrol.availability import Beat, Outcome, Visit


class VisitRecord(models.Model):
    """One visit to the home page of a site. ``planned`` is the time it was planned for."""

    site = models.ForeignKey(WatchedSiteRecord, models.PROTECT, verbose_name="网站")
    planned = models.DateTimeField("计划时间")
    at = models.DateTimeField("访问时间")
    outcome = models.CharField("结果", max_length=10)
    milliseconds = models.PositiveIntegerField("用时（毫秒）")
    reason = models.CharField("原因", max_length=60, blank=True)

    class Meta:
        """Each planned visit once, with an outcome that there is."""

        db_table = "availability_visit"
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["site", "planned"], name="availability_visit_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]),
                name="availability_visit_outcome",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["site", "at"], name="availability_visit_of")
        ]

    def to_visit(self) -> Visit:
        """Return the row as a value."""
        return Visit(self.at, Outcome(self.outcome), self.milliseconds, self.reason)


class BeatRecord(models.Model):
    """A sign of life of the prober, and whether it could reach anything outside."""

    at = models.DateTimeField("时间", unique=True)
    is_well = models.BooleanField("能否访问外部")

    class Meta:
        """In their order."""

        db_table = "availability_beat"
        ordering: ClassVar[list[str]] = ["at"]

    def to_beat(self) -> Beat:
        """Return the row as a value."""
        return Beat(self.at, self.is_well)
