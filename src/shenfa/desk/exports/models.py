"""Exports of the trail, each verified once: who asked, what came out. The file itself lies apart."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.desk.organisation.models import PersonRecord


class ExportRecord(models.Model):
    """One export. ``outcome`` is the exit status of the stand-alone verifier: 0, 1 or 2.

    ``sentence`` is what the verifier said, ``notes`` what it wants remembered besides. ``key``
    is the public key that it was given, in hex.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    asked_by = models.ForeignKey(PersonRecord, models.PROTECT, verbose_name="办理人")
    asked_at = models.DateTimeField("提出时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    outcome = models.SmallIntegerField("结论", null=True)
    sentence = models.CharField("核验结果", max_length=500, blank=True)
    notes = models.JSONField("提醒", default=list)
    count = models.BigIntegerField("条数", default=0)
    head = models.CharField("最后一条的链签", max_length=64, blank=True)
    sha256 = models.CharField("导出文件的摘要", max_length=64, blank=True)
    size = models.BigIntegerField("字节数", default=0)
    key = models.CharField("公钥", max_length=64, blank=True)

    class Meta:
        """Newest first; finished with an outcome, or neither."""

        db_table = "exports_export"
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(finished_at=None, outcome=None)
                | Q(finished_at__isnull=False, outcome__in=[0, 1, 2]),
                name="exports_export_finished",
            ),
        ]
