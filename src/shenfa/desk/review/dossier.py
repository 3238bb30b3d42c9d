"""One revision as the tables have it, each row read once: what pages, buttons and gates share.

A page makes one dossier and hands it to everything that it shows. A command that decides makes
one of its own, inside its transaction and before it stores anything, so that nothing is ever
judged by what somebody has looked at before.
"""

from dataclasses import dataclass
from functools import cached_property

from shenfa.desk.manuscripts.models import RenderingRecord, RevisionRecord
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.organisation.selectors import county_office, tenure_list
from shenfa.desk.review.models import (
    AttributeRecord,
    AuditRecord,
    CaptureRecord,
    DecisionRecord,
    EndRecord,
    FindingDecisionRecord,
    FindingRecord,
    GapRecord,
    GapViewRecord,
    QuestionRecord,
    SecrecyRecord,
    SourceExceptionRecord,
    SubmissionRecord,
)
from shenfa.review import Employment
from shenfa.review.content import Content
from shenfa.review.duties import Tenure


@dataclass(frozen=True, eq=False)
class Dossier:
    """A revision and all that was said about it. ``person`` looks or acts; nobody if empty.

    Each attribute is one query when it is first asked for, ``content`` two. There are no slots
    because what was read is kept in the instance.
    """

    revision: RevisionRecord
    person: str = ""

    @cached_property
    def content(self) -> Content:
        """Return everything that goes out."""
        return self.revision.to_content()

    @cached_property
    def renderings(self) -> tuple[RenderingRecord, ...]:
        """Return what each channel shows."""
        return tuple(self.revision.renderings.select_related("channel").order_by("channel_id"))

    @cached_property
    def makers(self) -> frozenset[str]:
        """Return who has written."""
        return frozenset(self.revision.authors.values_list("person_id", flat=True))

    @cached_property
    def submission(self) -> SubmissionRecord | None:
        """Return how the revision was submitted."""
        rows = SubmissionRecord.objects.filter(revision=self.revision)
        return rows.select_related("person").first()

    @cached_property
    def end(self) -> EndRecord | None:
        """Return how the revision ended."""
        return EndRecord.objects.filter(revision=self.revision).select_related("person").first()

    @cached_property
    def decisions(self) -> tuple[DecisionRecord, ...]:
        """Return the decisions of all stages in their order."""
        rows = self.revision.decisions.select_related("person")
        return tuple(rows.order_by("at", "stage"))

    @cached_property
    def question(self) -> QuestionRecord | None:
        """Return the last question, answered or not."""
        rows = QuestionRecord.objects.filter(decision__revision=self.revision)
        return rows.select_related("asked", "decision__person").order_by("-id").first()

    @cached_property
    def audit(self) -> AuditRecord | None:
        """Return the newest run of the audit, which is the one that counts."""
        return self.revision.audits.order_by("-number").first()

    @cached_property
    def findings(self) -> tuple[FindingRecord, ...]:
        """Return what that run has found."""
        return tuple(self.audit.findings.order_by("id")) if self.audit else ()

    @cached_property
    def gaps(self) -> tuple[GapRecord, ...]:
        """Return what that run could not read."""
        return tuple(self.audit.gaps.order_by("id")) if self.audit else ()

    @cached_property
    def finding_decisions(self) -> tuple[FindingDecisionRecord, ...]:
        """Return what people said about findings in their order."""
        rows = self.revision.finding_decisions.select_related("person")
        return tuple(rows.order_by("id"))

    @cached_property
    def gap_views(self) -> tuple[GapViewRecord, ...]:
        """Return who has looked at what no machine could read."""
        return tuple(self.revision.gap_views.select_related("person").order_by("id"))

    @cached_property
    def opened(self) -> frozenset[str]:
        """Return the parts that the person has opened; a page signs their receipts before (R20)."""
        rows = self.revision.opened.filter(person_id=self.person)
        return frozenset(rows.values_list("part", flat=True))

    @cached_property
    def capture(self) -> CaptureRecord | None:
        """Return the newest capture of the source, which is the one that counts."""
        return self.revision.captures.order_by("-id").first()

    @cached_property
    def attribute(self) -> AttributeRecord | None:
        """Return the disclosure attribute that counts."""
        return self.revision.attributes.select_related("person").order_by("-id").first()

    @cached_property
    def secrecy(self) -> SecrecyRecord | None:
        """Return the secrecy conclusion that counts."""
        return self.revision.secrecy.select_related("person").order_by("-id").first()

    @cached_property
    def is_excepted(self) -> bool:
        """Whether this one item may come from another source (R56)."""
        return SourceExceptionRecord.objects.filter(revision=self.revision).exists()

    @cached_property
    def tenures(self) -> tuple[Tenure, ...]:
        """Return the filed tenures of the unit."""
        return tenure_list(unit=self.revision.manuscript.unit_id)

    @cached_property
    def office(self) -> UnitRecord:
        """Return the county office."""
        return county_office()

    @cached_property
    def office_tenures(self) -> tuple[Tenure, ...]:
        """Return the filed tenures of the county office; two queries with its own."""
        if self.office.id == self.revision.manuscript.unit_id:
            return self.tenures
        return tenure_list(unit=self.office.id)

    @cached_property
    def is_in_house(self) -> bool:
        """Whether the person serves: active, and no contractor (R5)."""
        serving = PersonRecord.objects.filter(
            id=self.person, disabled_at=None, employment=Employment.IN_HOUSE.value
        )
        return serving.exists()
