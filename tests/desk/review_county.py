"""A revision on its way through the three reviews, in the town 竹沟镇.

石撰 writes, 向文 gives the first review, 彭科 the second, 白副 the final one (覃镇长 for what is
major), 袁密 concludes on secrecy, 冉发 releases.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from county import TOWN, County
from evidence import evidence_of
from manuscript_county import WRITER, Writing

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review import conclusions, decisions
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.conclusions import SecrecyReview
from shenfa.desk.review.decisions import Review
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import AuditRecord, DecisionRecord, SecrecyRecord, SubmissionRecord
from shenfa.desk.review.selectors import STAGE_NUMBERS, case_get
from shenfa.review import CHECKLISTS, Attribute, Position, Result, Stage
from shenfa.review.content import parts_of

FIRST, SECOND, FINAL, LEADER = "向文", "彭科", "白副", "覃镇长"
SECRECY, RELEASER = "袁密", "冉发"
STAGES = {Stage.FIRST: FIRST, Stage.SECOND: SECOND, Stage.FINAL: FINAL}
STAGE_OF = {number: stage for stage, number in STAGE_NUMBERS.items()}


@dataclass
class Reviewing:
    """The county with people who write, review and release."""

    county: County
    writing: Writing = field(init=False)

    def __post_init__(self) -> None:
        """Give the town a writer, a secrecy reviewer and a releaser."""
        self.writing = Writing(self.county)
        town = self.county.unit(TOWN)
        self.county.post(SECRECY, Position.SECRECY_REVIEWER, town, LEADER)
        self.county.post(RELEASER, Position.RELEASER, town, LEADER)

    def cut(self, **change: object) -> RevisionRecord:
        """Cut the first revision of an ordinary manuscript, changed as asked."""
        return self.writing.revision(**change)

    def submitted(self, **change: object) -> RevisionRecord:
        """Cut, check and submit an ordinary manuscript."""
        revision = self.cut(**change)
        audit(self.county, revision)
        submit(self.county, revision)
        return revision

    def approved(self, **change: object) -> RevisionRecord:
        """Take an ordinary manuscript through everything before release."""
        revision = self.cut(**change)
        approve(self.county, revision)
        return revision


def audit(county: County, revision: RevisionRecord) -> AuditRecord:
    """Run the automatic check."""
    return revision_audit(clock=county.hands.clock, revision=revision.id)


def submit(county: County, revision: RevisionRecord, name: str = WRITER) -> SubmissionRecord:
    """Sign the 自审自校 and submit."""
    return decisions.revision_submit(
        by=county.by(name), revision=revision.id, evidence=evidence_of(county, name)
    )


def open_all(county: County, revision: RevisionRecord, name: str) -> None:
    """Open the text, every rendering and every attachment."""
    for part in sorted(parts_of(revision.to_content())):
        conclusions.part_open(by=county.by(name), revision=revision.id, part=part)


def conclude(
    county: County, revision: RevisionRecord, result: Result = Result.PASSED, name: str = SECRECY
) -> SecrecyRecord:
    """Open everything and give the secrecy conclusion."""
    open_all(county, revision, name)
    note = "" if result is Result.PASSED else "有内部掌握的内容"
    return conclusions.secrecy_conclude(
        by=county.by(name),
        revision=revision.id,
        conclusion=SecrecyReview(revision.sha256, result, note),
        evidence=evidence_of(county, name),
    )


def attribute(
    county: County,
    revision: RevisionRecord,
    attribute: Attribute = Attribute.PROACTIVE,
    name: str = FIRST,
) -> None:
    """Decide the disclosure attribute."""
    reason = "" if attribute is Attribute.PROACTIVE else "不宜主动公开"
    conclusions.attribute_decide(
        by=county.by(name), revision=revision.id, attribute=attribute, reason=reason
    )


def review_of(revision: RevisionRecord, stage: Stage, **change: object) -> Review:
    """Return the review that passes a stage with its whole checklist, changed as asked."""
    facts = {"sha256": revision.sha256, "result": Result.PASSED, "proof": CHECKLISTS[stage]}
    return Review(**{**facts, **change})


def decide(county: County, revision: RevisionRecord, name: str, review: Review) -> DecisionRecord:
    """Let a person decide the stage that waits, with everything opened."""
    open_all(county, revision, name)
    return decisions.review_decide(
        by=county.by(name),
        revision=revision.id,
        review=review,
        evidence=evidence_of(county, name),
    )


def pass_stage(
    county: County, revision: RevisionRecord, stage: Stage, name: str = ""
) -> DecisionRecord:
    """Pass a stage a minute later, by whoever holds its position."""
    county.hands.move(minutes=1)
    is_major = revision.is_major and stage is Stage.FINAL
    who = name or (LEADER if is_major else STAGES[stage])
    return decide(county, revision, who, review_of(revision, stage))


def ask(
    county: County, revision: RevisionRecord, name: str, asked: str = WRITER, hours: int = 2
) -> DecisionRecord:
    """Let a person find the stage that waits undetermined, with a question."""
    county.hands.move(minutes=1)
    review = Review(
        sha256=revision.sha256,
        result=Result.UNDETERMINED,
        comment="请说明窗口时间的依据",
        asked=county.id(asked),
        due=county.hands.at + datetime.timedelta(hours=hours),
    )
    return decide(county, revision, name, review)


def approve(
    county: County,
    revision: RevisionRecord,
    stages: Iterable[Stage] = (Stage.FIRST, Stage.SECOND, Stage.FINAL),
) -> RevisionRecord:
    """Take a revision from the draft through the audit and the reviews; return it."""
    audit(county, revision)
    submit(county, revision)
    attribute(county, revision)
    conclude(county, revision)
    for stage in stages:
        pass_stage(county, revision, stage)
    return revision


def stage_now(revision: RevisionRecord) -> Stage:
    """Return where a revision stands."""
    return case_get(Dossier(RevisionRecord.objects.get(id=revision.id))).stage
