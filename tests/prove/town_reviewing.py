"""Reviewing in the town: each function tries one thing as one person."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from review_county import review_of
from town import AUTHOR, FINAL, FIRST, MINUTE, SECOND, SECRECY, Town

from shenfa.desk.review import conclusions, decisions
from shenfa.desk.review.conclusions import SecrecyReview
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.findings import Disposal, finding_decide, finding_reopen
from shenfa.desk.review.models import OpenedRecord
from shenfa.desk.review.selectors import case_get, findings_open
from shenfa.review import REVIEWS, Attribute, Result, Stage, Verb
from shenfa.review.content import parts_of
from shenfa.review.findings import DECIDED_BY

if TYPE_CHECKING:
    from shenfa.desk.review.decisions import Review


def read(town: Town, name: str, revision: str) -> None:
    """Let a person have opened everything; the rows simply stand there."""
    record, person = town.revision(revision), town.ids[name]
    known = set(record.opened.filter(person_id=person).values_list("part", flat=True))
    OpenedRecord.objects.bulk_create(
        OpenedRecord(revision=record, part=part, person_id=person, at=town.county.hands.at)
        for part in sorted(parts_of(record.to_content()) - known)
    )


def submit(town: Town, name: str, revision: str) -> object:
    """Submit."""
    return town.attempt(
        lambda: decisions.revision_submit(
            by=town.by(name), revision=revision, evidence=town.evidence(name)
        )
    )


def settle(town: Town, name: str, revision: str) -> None:
    """Decide on every finding that is open, as it is meant to be decided."""
    for one in findings_open(Dossier(town.revision(revision))):
        disposal = Disposal(DECIDED_BY.get(one.severity, Verb.CLEAR), "经核实，无误")
        town.attempt(
            lambda one=one, disposal=disposal: finding_decide(
                by=town.by(name), revision=revision, finding=one.id, disposal=disposal
            )
        )


def reopen(town: Town, name: str, revision: str) -> None:
    """Open a finding again that was decided."""
    decided = town.revision(revision).finding_decisions.order_by("id").last()
    if decided is not None:
        town.attempt(
            lambda: finding_reopen(
                by=town.by(name), revision=revision, finding=decided.finding, reason="再核"
            )
        )


def attribute(
    town: Town, name: str, revision: str, attribute: Attribute = Attribute.PROACTIVE
) -> object:
    """Decide the disclosure attribute."""
    reason = "" if attribute is Attribute.PROACTIVE else "不宜主动公开"
    return town.attempt(
        lambda: conclusions.attribute_decide(
            by=town.by(name), revision=revision, attribute=attribute, reason=reason
        )
    )


def conclude(town: Town, name: str, revision: str, result: Result = Result.PASSED) -> object:
    """Give the secrecy conclusion."""
    note = "" if result is Result.PASSED else "有内部掌握的内容"
    said = SecrecyReview(town.revision(revision).sha256, result, note)
    return town.attempt(
        lambda: conclusions.secrecy_conclude(
            by=town.by(name),
            revision=revision,
            conclusion=said,
            evidence=town.evidence(name),
        )
    )


def review(town: Town, name: str, revision: str, **change: object) -> object:
    """Decide the stage that waits, a minute later, with its whole checklist unless changed."""
    town.county.hands.move(minutes=1)
    record = town.revision(revision)
    stage = case_get(Dossier(record)).stage
    known = stage if stage in REVIEWS else Stage.FIRST
    if change.get("result") is Result.UNDETERMINED:
        due = town.county.hands.at + 60 * MINUTE
        change = {"comment": "请说明依据", "asked": town.ids[AUTHOR], "due": due, **change}
    review: Review = review_of(record, known, **change)
    return town.attempt(
        lambda: decisions.review_decide(
            by=town.by(name),
            revision=revision,
            review=review,
            evidence=town.evidence(name),
        )
    )


def answer(town: Town, name: str, revision: str) -> object:
    """Answer the question that waits."""
    return town.attempt(
        lambda: decisions.question_answer(
            by=town.by(name), revision=revision, answer="依据县政府通知"
        )
    )


def recall(town: Town, name: str, revision: str) -> object:
    """Take a revision back."""
    return town.attempt(
        lambda: decisions.revision_recall(by=town.by(name), revision=revision, reason="另改")
    )


def approve(town: Town, revision: str, reviewers: Iterable[str], secrecy: str = SECRECY) -> None:
    """Take a revision that was cut and checked through its reviews, with all beside them."""
    reviewers = tuple(reviewers)
    submit(town, AUTHOR, revision)
    for name in dict.fromkeys((*reviewers, FIRST, SECOND, FINAL, secrecy)):
        read(town, name, revision)
    settle(town, secrecy, revision)
    settle(town, FIRST, revision)
    attribute(town, FIRST, revision)
    conclude(town, secrecy, revision)
    for name in reviewers:
        review(town, name, revision)
