"""A masked copy that was asked for, and what came of it."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from shenfa.audit.replacing import AddressLevel, Profile
from shenfa.desk.manuscripts.models import BlobRecord, ManuscriptRecord, UploadRecord
from shenfa.desk.organisation.models import PersonRecord
from shenfa.text import ContentKind


class State(StrEnum):
    """How far a masked copy is."""

    WAITING = "waiting"
    MADE = "made"
    REFUSED = "refused"


class MaskingRecord(models.Model):
    """One masked copy of one file: asked for by a person, made by the system.

    ``record`` is audit.mask_record's: places, kinds and keyed digests, never what was masked.
    ``refusal`` is the sentence that says why there is no copy.
    """

    id = models.CharField("编号", primary_key=True, max_length=40)
    manuscript = models.ForeignKey(ManuscriptRecord, models.PROTECT, related_name="maskings")
    original = models.ForeignKey(BlobRecord, models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    kind = models.CharField("种类", max_length=20)
    is_strict = models.BooleanField("是否全部隐去")
    address = models.CharField("住址保留到", max_length=10)
    are_pictures_seen = models.BooleanField("图片是否已人工审看")
    asked_by = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("提出时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    copy = models.ForeignKey(UploadRecord, models.PROTECT, null=True, related_name="+")
    record = models.JSONField("遮盖记录", null=True)
    reminders = models.PositiveIntegerField("副本中的提醒", default=0)
    refusal = models.TextField("未生成的原因", blank=True)
    code = models.CharField("原因代码", max_length=20, blank=True)

    class Meta:
        """Finished with a copy or with a reason, or not finished."""

        db_table = "masking_masking"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ContentKind]),
                name="masking_kind",
            ),
            models.CheckConstraint(
                condition=Q(address__in=[level.value for level in AddressLevel]),
                name="masking_address",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, copy__isnull=True, refusal="")
                | Q(finished_at__isnull=False, copy__isnull=False, refusal="")
                | (Q(finished_at__isnull=False, copy__isnull=True) & ~Q(refusal="")),
                name="masking_outcome",
            ),
        ]

    @property
    def state(self) -> State:
        """How far it is."""
        if self.finished_at is None:
            return State.WAITING
        return State.REFUSED if self.refusal else State.MADE

    def to_profile(self) -> Profile:
        """Return how it is masked."""
        return Profile(self.is_strict, AddressLevel(self.address))
