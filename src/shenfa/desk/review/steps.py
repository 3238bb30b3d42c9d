"""The single changes that the services of review are made of, inside a command."""

import datetime
import hashlib

from shenfa.desk.clock import stamp
from shenfa.desk.manuscripts.authority import visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.organisation.selectors import tenure_list
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import DecisionRecord, EndRecord, QuestionRecord
from shenfa.desk.review.selectors import holders, in_house, is_ended
from shenfa.desk.trail.command import Now, chain
from shenfa.review import Decider, MoveRefused, Position, Question

REVIEWERS = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
    Position.PRINCIPAL_LEADER,
)
PART_LENGTH = 16
ONLY_STAFF = "只有在编在岗人员才能办理（严禁“外包”）"


def running_revision(now: Now, revision: str) -> RevisionRecord:
    """Return a revision that the person acting may see and that has not come to an end."""
    record = visible_revision(now, revision)
    if is_ended(record):
        raise CommandRefused("ended", "该版本已终止，不能再办理，请另成版本送审")
    return record


def need_unit_staff(now: Now, record: RevisionRecord, *positions: Position) -> None:
    """Refuse unless the person acting serves and, with positions given, holds one of them."""
    if not in_house(now.person):
        raise MoveRefused(ONLY_STAFF)
    tenures = tenure_list(unit=record.manuscript.unit_id)
    if positions and now.person not in holders(tenures, positions, now.at):
        raise CommandRefused("not_entitled", "该操作须由本单位在岗且已备案的相应岗位人员办理")


def decider_of(dossier: Dossier, at: datetime.datetime) -> Decider:
    """Return in which roles the dossier's person decides on findings of this revision."""
    if not dossier.is_in_house:
        raise MoveRefused(ONLY_STAFF)

    def holds(*positions: Position) -> bool:
        return dossier.person in holders(dossier.tenures, positions, at)

    return Decider(
        person=dossier.person,
        is_maker=dossier.person in dossier.makers,
        is_reviewer=holds(*REVIEWERS),
        is_secrecy_reviewer=holds(Position.SECRECY_REVIEWER),
        is_releaser=holds(Position.RELEASER, Position.SITE_ADMINISTRATOR),
    )


def need_answerer(now: Now, record: RevisionRecord, person: str) -> None:
    """Refuse to ask somebody who does not serve, or may not see the revision."""
    sees = revision_visible(viewer=person, at=now.at).filter(id=record.id).exists()
    if not (sees and in_house(person)):
        raise CommandRefused("answerer", "答复人应是能看到该稿件的在编在岗人员，请另选")


def ask(now: Now, decision: DecisionRecord, question: Question) -> QuestionRecord:
    """Put a question to a named person."""
    row = QuestionRecord(
        decision=decision,
        asked_by_id=now.person,
        asked_at=now.at,
        asked_id=question.to,
        due=question.due,
    )
    row.save(force_insert=True)
    revision = decision.revision
    facts = {
        "revision": revision.id,
        "stage": decision.stage,
        "asked": question.to,
        "due": stamp(question.due),
    }
    chain(now, "question.ask", revision.manuscript_id, facts)
    return row


def end_revision(
    now: Now, record: RevisionRecord, cause: EndRecord.Cause, reason: str
) -> EndRecord:
    """End a revision for good. What ended it is chained by the caller."""
    row = EndRecord(
        revision=record, cause=cause.value, reason=reason, person_id=now.person, at=now.at
    )
    row.save(force_insert=True)
    return row


def part_key(part: str) -> str:
    """Return how the trail names a part: file names may hold what must not stand there."""
    return hashlib.sha256(part.encode()).hexdigest()[:PART_LENGTH]
