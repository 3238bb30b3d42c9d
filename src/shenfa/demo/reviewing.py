"""People of the demonstration review: they open everything, decide findings, and say a word."""

import datetime
from collections.abc import Iterable, Sequence

from shenfa.demo.hands import let_pass
from shenfa.demo.keys import evidence_of
from shenfa.demo.staff import Cast
from shenfa.demo.world import World, acting
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review.conclusions import (
    SecrecyReview,
    attribute_decide,
    part_open,
    secrecy_conclude,
)
from shenfa.desk.review.decisions import Review, review_decide, revision_submit
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.findings import Disposal, finding_decide, gap_view
from shenfa.desk.review.selectors import findings_open, gaps_unseen
from shenfa.review import (
    CHECKLISTS,
    REVIEWS,
    Attribute,
    OpenFinding,
    Position,
    Result,
    Stage,
    Verb,
)
from shenfa.review.content import parts_of
from shenfa.review.findings import DECIDED_BY
from shenfa.text import Family

REVIEWERS = {
    Stage.FIRST: Position.INFORMATION_OFFICER,
    Stage.SECOND: Position.SECTION_HEAD,
    Stage.FINAL: Position.DEPUTY_IN_CHARGE,
}
COMMENTS = {
    Stage.FIRST: "格式、文字已核对",
    Stage.SECOND: "内容、数据属实",
    Stage.FINAL: "同意发布",
}
SEEN = "已逐处审看，画面与正文一致，无不宜公开的内容"
REASON = "已与原始材料核对，表述无误"


def cast_of(world: World, revision: RevisionRecord) -> Cast:
    """Return the people of the unit of a revision."""
    unit = revision.manuscript.unit_id
    return next(cast for code, cast in world.casts.items() if world.units[code] == unit)


def reviewer_of(world: World, revision: RevisionRecord, stage: Stage) -> str:
    """Return who decides a stage: what is major ends with the principal leader."""
    cast = cast_of(world, revision)
    is_last = revision.is_major and stage is Stage.FINAL
    return cast.holder(Position.PRINCIPAL_LEADER if is_last else REVIEWERS[stage])


def submit(world: World, revision: RevisionRecord) -> None:
    """Let the writer sign and submit."""
    let_pass(world.hands, minutes=1)
    writer = next(name for name, one in world.people.items() if one == revision.cut_by_id)
    revision_submit(
        by=acting(world, writer), revision=revision.id, evidence=evidence_of(world, writer)
    )


def read(world: World, revision: RevisionRecord, name: str) -> None:
    """Open everything, and look at what no machine could read."""
    by = acting(world, name)
    for part in sorted(parts_of(revision.to_content())):
        part_open(by=by, revision=revision.id, part=part)
    for gap in gaps_unseen(Dossier(revision), by.person):
        gap_view(by=by, revision=revision.id, gap=gap.key, note=SEEN)


def settle(world: World, revision: RevisionRecord) -> None:
    """Let the first and the secrecy reviewer decide every finding that is open."""
    cast = cast_of(world, revision)
    for one in findings_open(Dossier(revision)):
        position = _decider(one)
        finding_decide(
            by=acting(world, cast.holder(position)),
            revision=revision.id,
            finding=one.id,
            disposal=Disposal(DECIDED_BY.get(one.severity, Verb.CLEAR), REASON),
        )


def conclude(world: World, revision: RevisionRecord, result: Result = Result.PASSED) -> None:
    """Let the secrecy reviewer read and conclude."""
    name = cast_of(world, revision).holder(Position.SECRECY_REVIEWER)
    read(world, revision, name)
    note = (
        "不涉及国家秘密和内部事项"
        if result is Result.PASSED
        else "附件涉及内部工作安排，请删去后重新送审"
    )
    secrecy_conclude(
        by=acting(world, name),
        revision=revision.id,
        conclusion=SecrecyReview(revision.sha256, result, note),
        evidence=evidence_of(world, name),
    )


def decide(
    world: World, revision: RevisionRecord, stage: Stage, review: Review, name: str = ""
) -> None:
    """Let whoever decides a stage, or another holder of the position, say a word on it."""
    name = name or reviewer_of(world, revision, stage)
    let_pass(world.hands, minutes=1)
    read(world, revision, name)
    review_decide(
        by=acting(world, name),
        revision=revision.id,
        review=review,
        evidence=evidence_of(world, name),
    )


def advance(
    world: World, revision: RevisionRecord, stages: Iterable[Stage] = REVIEWS, final: str = ""
) -> RevisionRecord:
    """Take a submitted revision through these stages with all that goes beside them."""
    stages = tuple(stages)
    settle(world, revision)
    if Stage.FIRST in stages:
        officer = cast_of(world, revision).holder(Position.INFORMATION_OFFICER)
        attribute_decide(
            by=acting(world, officer), revision=revision.id, attribute=Attribute.PROACTIVE
        )
        conclude(world, revision)
    for stage in stages:
        name = final if stage is Stage.FINAL else ""
        decide(world, revision, stage, passed(revision, stage), name)
    return revision


def approve(world: World, revision: RevisionRecord, final: str = "") -> RevisionRecord:
    """Submit a revision and take it through everything before release."""
    submit(world, revision)
    return advance(world, revision, final=final)


def passed(revision: RevisionRecord, stage: Stage) -> Review:
    """Return the review that passes a stage with its whole checklist."""
    proof: Sequence[str] = CHECKLISTS[stage]
    return Review(revision.sha256, Result.PASSED, tuple(proof), COMMENTS[stage])


def failed(revision: RevisionRecord, comment: str) -> Review:
    """Return the review that ends a revision."""
    return Review(revision.sha256, Result.FAILED, (), comment)


def question(
    world: World, revision: RevisionRecord, comment: str, asked: str, hours: int
) -> Review:
    """Return the review that asks somebody, and waits for the answer."""
    due = world.hands.at + datetime.timedelta(hours=hours)
    asked = world.people[asked]
    return Review(revision.sha256, Result.UNDETERMINED, (), comment, asked, due)


def _decider(finding: OpenFinding) -> Position:
    if finding.family is Family.SECRECY:
        return Position.SECRECY_REVIEWER
    return Position.INFORMATION_OFFICER
