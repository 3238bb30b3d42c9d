"""Filters that people keep under a name."""

from typing import ClassVar

from django.db import models

from shenfa.desk.organisation.models import PersonRecord


class SavedFilterRecord(models.Model):
    """One filter of one person over the manuscripts, as it stands in the address of the list."""

    person = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=20)
    asked = models.JSONField("条件")

    class Meta:
        """In the order in which they were made; a name once."""

        db_table = "preferences_filter"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "name"], name="preferences_filter_once"),
        ]
