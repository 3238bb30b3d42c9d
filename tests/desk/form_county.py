"""A text for a main column that has passed its three reviews, and the people of its form (S4).

石撰 fills the form in, 白副 (who gave the final review) commits, 谢审 decides at the county office.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from county import County
from django.utils.timezone import localdate
from evidence import evidence_of
from form_papers import BRIEF, TITLE, as_body, as_files, as_word
from form_papers import Paper as Text
from manuscript_county import WRITER, Writing
from review_county import FINAL, Reviewing, approve

from shenfa.desk.form import copies, county, services
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.county import CountyDecision
from shenfa.desk.form.models import (
    CommitmentRecord,
    ComparisonRecord,
    CountyDecisionRecord,
    FormRecord,
    SubmittedFormRecord,
)
from shenfa.desk.form.selectors import Contact
from shenfa.desk.form.snapshot import form_printed
from shenfa.desk.form.steps import Filling, Paper
from shenfa.desk.form.view import FormView, form_view
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.trail.command import Acting
from shenfa.review.content import Rendering
from shenfa.writers.form import COMMITMENTS, ReviewForm

REVIEWER = "谢审"
PHONE, EMAIL = "023-75550107", "zhugou@xugu.example"
UNIT = "竹沟镇人民政府"
DAY = datetime.date(2026, 11, 24)
ALL = range(1, len(COMMITMENTS) + 1)
FILLING = Filling(UNIT, UNIT, WRITER, PHONE, EMAIL, says_media=False, dated=DAY)


@dataclass
class Gate:
    """The county office's gate: a town that sends, and the county office that decides."""

    county: County
    writing: Writing = field(init=False)

    def __post_init__(self) -> None:
        """Open the channels and give everybody their position."""
        self.writing = Reviewing(self.county).writing

    def by(self, name: str = WRITER) -> Acting:
        """Return who acts: the writer, unless another is named."""
        return self.county.by(name)

    def cut(self, text: Text = BRIEF, **change: object) -> RevisionRecord:
        """Cut a revision for the main column, with its attachments."""
        rendering = Rendering(self.writing.main_column.id, "", "")
        manuscript = self.writing.open()
        facts = {"title": TITLE, "body": as_body(text), "renderings": (rendering,)}
        self.writing.save(manuscript.id, **{**facts, **change})
        for name, data in as_files(text):
            self.writing.attach(manuscript.id, name, data)
        return self.writing.cut(manuscript.id)

    def reviewed(self, text: Text = BRIEF, **change: object) -> RevisionRecord:
        """Cut a revision for the main column and take it through the three reviews."""
        return approve(self.county, self.cut(text, **change))

    def open(self, revision: RevisionRecord) -> FormRecord:
        """Open the form of a revision."""
        return services.form_open(by=self.by(), revision=revision.id)

    def fill(self, revision: RevisionRecord, filling: Filling = FILLING) -> FormRecord:
        """Fill the form in."""
        return services.form_fill(by=self.by(), revision=revision.id, filling=filling)

    def bring(
        self, revision: RevisionRecord, paper: Paper, data: bytes, kind: str = ""
    ) -> FormRecord:
        """Bring a file: a Word file as a copy, anything as a proof."""
        name = "凭据.pdf" if kind else f"{paper}.docx"
        brought = Brought(paper, name, data, kind)
        return copies.copy_attach(by=self.by(), revision=revision.id, brought=brought)

    def bring_all(self, revision: RevisionRecord, formal: bytes = b"") -> None:
        """Bring the formal copy, the signature and the seal."""
        self.bring(revision, Paper.FORMAL, formal or as_word(BRIEF))
        self.bring(revision, Paper.SIGNATURE, b"signature", "e_signature")
        self.bring(revision, Paper.SEAL, b"seal", "e_seal")

    def compare(self, revision: RevisionRecord) -> ComparisonRecord:
        """Compare the copies."""
        return copies.copies_compare(by=self.by(), revision=revision.id)

    def close(self, revision: RevisionRecord, difference: str, name: str = FINAL) -> None:
        """Close a difference."""
        copies.difference_close(
            by=self.by(name),
            revision=revision.id,
            difference=difference,
            reason="已与原件核对，内容一致",
        )

    def commit(
        self, revision: RevisionRecord, numbers: Sequence[int] = ALL, name: str = FINAL
    ) -> tuple[CommitmentRecord, ...]:
        """Confirm commitments."""
        return services.commitment_make(
            by=self.by(name),
            revision=revision.id,
            numbers=numbers,
            evidence=evidence_of(self.county, name),
        )

    def submit(self, revision: RevisionRecord) -> SubmittedFormRecord:
        """Send the form up."""
        return services.form_submit(by=self.by(), revision=revision.id)

    def decide(
        self,
        revision: RevisionRecord,
        result: str = "approved",
        comment: str = "",
        name: str = REVIEWER,
    ) -> CountyDecisionRecord:
        """Decide at the county office."""
        return county.county_decide(
            by=self.by(name),
            revision=revision.id,
            decision=CountyDecision(revision.sha256, result, comment),
            evidence=evidence_of(self.county, name),
        )

    def complete(self, text: Text = BRIEF) -> RevisionRecord:
        """Take a form as far as it goes before it is sent up."""
        revision = self.reviewed(text)
        self.open(revision)
        self.fill(revision, replace(FILLING, dated=localdate(self.county.hands.at)))
        self.bring_all(revision)
        self.compare(revision)
        self.commit(revision)
        return revision

    def sent(self) -> RevisionRecord:
        """Send a form up that is complete."""
        revision = self.complete()
        self.submit(revision)
        return revision

    def view(self, revision: RevisionRecord, name: str = WRITER) -> FormView:
        """Look at a form."""
        return form_view(viewer=self.county.id(name), revision=revision.id, at=self.county.hands.at)

    def contact(self) -> None:
        """Name whom units ask."""
        contact = Contact("虚谷自治县", REVIEWER, "023-75550100")
        county.county_contact_set(by=self.by(REVIEWER), contact=contact)

    def printed(self, revision: RevisionRecord, number: int = 0) -> ReviewForm:
        """Return what is printed of a round, or of the form as it stands."""
        viewer, at = self.county.id(WRITER), self.county.hands.at
        return form_printed(viewer=viewer, revision=revision.id, number=number, at=at)
