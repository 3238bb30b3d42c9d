"""Units, people, tenures, filings and documents as they are stored.

What one row can show is held by a CHECK here; what needs the old row or other rows is held by
the guards of migration 0002.
"""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shenfa.review import Employment, Position, duties

POSITIONS = [position.value for position in Position]
EMPLOYMENTS = [employment.value for employment in Employment]


class DocumentKind(StrEnum):
    """What a unit files about itself (R4)."""

    WORKING_BODY = "working_body"
    COORDINATION = "coordination"
    ACCOUNTABILITY = "accountability"


DOCUMENT_NAMES = {
    DocumentKind.WORKING_BODY: "政务公开工作机构文件",
    DocumentKind.COORDINATION: "政务公开领导小组或协调机制文件",
    DocumentKind.ACCOUNTABILITY: "责任追究制度",
}


class UnitRecord(models.Model):
    """A unit. Nobody answered for it whether authors may give the first review: null."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    name = models.CharField("名称", max_length=200, unique=True)
    is_county_office = models.BooleanField("是否县政府办公室")
    opened_at = models.DateTimeField("登记时间")
    author_may_first_review = models.BooleanField("作者可否兼任初审", null=True)
    proposed_policy = models.BooleanField("拟设定作者可否兼任初审", null=True)
    proposed_by = models.ForeignKey(
        "PersonRecord", models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )

    class Meta:
        """One county office; a proposal has a proposer."""

        db_table = "organisation_unit"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["is_county_office"],
                condition=Q(is_county_office=True),
                name="organisation_one_office",
            ),
            models.CheckConstraint(
                condition=Q(proposed_policy__isnull=True, proposed_by__isnull=True)
                | Q(proposed_policy__isnull=False, proposed_by__isnull=False),
                name="organisation_unit_proposal",
            ),
        ]


class PersonRecord(models.Model):
    """A natural person. The id is the digest of salt and staff number, as in the trail."""

    id = models.CharField("编号", primary_key=True, max_length=32)
    staff_number = models.CharField("工号", max_length=40, unique=True)
    salt = models.CharField("随机数", max_length=32)
    name = models.CharField("姓名", max_length=60)
    unit = models.ForeignKey(UnitRecord, models.PROTECT, verbose_name="单位")
    employment = models.CharField("用工性质", max_length=20)
    registered_at = models.DateTimeField("登记或变更时间")
    disabled_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        """Only the kinds of employment there are."""

        db_table = "organisation_person"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(employment__in=EMPLOYMENTS), name="organisation_person_employment"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(staff_number=""), name="organisation_person_named"
            ),
        ]

    def to_person(self) -> duties.Person:
        """Return the person as the core knows them."""
        return duties.Person(self.id, Employment(self.employment), self.disabled_at is None)


class TenureRecord(models.Model):
    """A person in a position of a unit, for a time. Only its end can still be set."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    person = models.ForeignKey(
        PersonRecord, models.PROTECT, related_name="tenures", verbose_name="人员"
    )
    unit = models.ForeignKey(
        UnitRecord, models.PROTECT, related_name="tenures", verbose_name="单位"
    )
    position = models.CharField("岗位", max_length=40)
    since = models.DateTimeField("起始时间")
    until = models.DateTimeField("截止时间", null=True)

    class Meta:
        """One open tenure of a position; it ends after it begins."""

        db_table = "organisation_tenure"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(position__in=POSITIONS), name="organisation_tenure_position"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="organisation_tenure_dates",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "position"],
                condition=Q(until__isnull=True),
                name="organisation_tenure_open",
            ),
        ]

    def to_tenure(self, filing: "FilingRecord") -> duties.Tenure:
        """Return the tenure as the core knows it, which wants it filed."""
        return duties.Tenure(
            person=self.person_id,
            unit=self.unit_id,
            position=Position(self.position),
            since=self.since,
            filed=filing.confirmed_at,
            until=self.until,
            received=filing.received_at,
        )


class FilingRecord(models.Model):
    """The filing of a tenure: confirmed by the principal leader, then received or objected to.

    Nobody confirmed those of the first three administrators, whose appointment is the paper.
    """

    tenure = models.OneToOneField(
        TenureRecord,
        models.PROTECT,
        primary_key=True,
        related_name="filing",
        verbose_name="任职",
    )
    document = models.CharField("任职文件的摘要", max_length=64)
    confirmed_at = models.DateTimeField("确认时间")
    confirmed_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    received_at = models.DateTimeField("收悉时间", null=True)
    objected_at = models.DateTimeField("异议时间", null=True)
    answered_by = models.ForeignKey(
        PersonRecord, models.PROTECT, null=True, related_name="+", verbose_name="收悉或异议人"
    )
    answer = models.TextField("收悉意见或异议理由", blank=True)

    class Meta:
        """Received or objected to, not both, by somebody."""

        db_table = "organisation_filing"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, objected_at__isnull=True, answered_by=None)
                | Q(received_at__isnull=False, objected_at__isnull=True, answered_by__isnull=False)
                | Q(received_at__isnull=True, objected_at__isnull=False, answered_by__isnull=False),
                name="organisation_filing_answer",
            )
        ]


class UnitDocumentRecord(models.Model):
    """A document by which a unit shows how it is organised (R4)."""

    id = models.CharField("编号", primary_key=True, max_length=40)
    unit = models.ForeignKey(
        UnitRecord, models.PROTECT, related_name="documents", verbose_name="单位"
    )
    kind = models.CharField("种类", max_length=20)
    title = models.CharField("名称", max_length=200)
    document = models.CharField("文件的摘要", max_length=64)
    dated = models.DateField("成文日期")
    filed_at = models.DateTimeField("登记时间")

    class Meta:
        """Only the kinds there are."""

        db_table = "organisation_document"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DocumentKind]),
                name="organisation_document_kind",
            )
        ]
