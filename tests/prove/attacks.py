"""Statements sent to the database itself, past all services, by whoever gets hold of it."""

from collections.abc import Callable
from enum import StrEnum

from django.db import Error, connection, transaction
from town import CONTRACTOR, FORMER, RELEASER, STRANGER, Town

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.selectors import case_get
from shenfa.review import REVIEWS, Stage

POSITIONS = ("information_officer", "section_head", "deputy_in_charge")
Statement = tuple[str, list[object]]


class Answer(StrEnum):
    """What the database said."""

    REFUSED = "refused"
    NOTHING = "nothing"
    TAKEN = "taken"


def attack(town: Town, kind: str, revision: str, name: str) -> Answer:
    """Send one statement; nothing: there was no row that it would have touched."""
    statement = ATTACKS[kind](town, town.revision(revision), name)
    return send(*statement) if statement is not None else Answer.NOTHING


def send(sql: str, values: list[object]) -> Answer:
    """Send a statement in a transaction of its own."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return Answer.TAKEN if cursor.rowcount > 0 else Answer.NOTHING
    except Error:
        return Answer.REFUSED


def release(town: Town, revision: RevisionRecord, name: str) -> Statement | None:
    """Publish without a word; by somebody who may not, where everything else is in order."""
    stage = case_get(Dossier(revision)).stage
    by = CONTRACTOR if stage is Stage.APPROVED else name
    return release_by(town, revision, by)


def release_by(town: Town, revision: RevisionRecord, name: str) -> Statement:
    """Publish a revision by a person, with the final reviewer or signer as its leader."""
    final = revision.decisions.filter(stage=3, result="passed").first()
    leader = final.person_id if final else town.ids["白副"]
    return (
        (
            "INSERT INTO release_release (id, revision_id, sha256, first_id, leadership_id, "
            "released_by_id, card, published_at, released_at) "
            "SELECT 'e-raw-' || id, id, sha256, maker_id, COALESCE(signer_id, %s), %s, '{}', %s, %s "
            "FROM manuscripts_revision WHERE id = %s"
        ),
        [leader, town.ids[name], town.county.hands.at, town.county.hands.at, revision.id],
    )


def decision_by(town: Town, revision: RevisionRecord, person: str, stage: int) -> Statement:
    """Pass a stage of a revision in the name of a person, by their id."""
    town.county.hands.move(minutes=1)
    return (
        (
            "INSERT INTO review_decision (id, revision_id, sha256, stage, result, person_id, "
            "position, proof, comment, method, is_before_receipt, at) "
            "SELECT %s, id, sha256, %s, 'passed', %s, %s, '[]', '', 'device_pin', %s, %s "
            "FROM manuscripts_revision WHERE id = %s"
        ),
        [
            f"d-raw-{person[:8]}-{stage}-{town.county.hands.at:%d%H%M}",
            stage,
            person,
            POSITIONS[stage - 1],
            False,
            town.county.hands.at,
            revision.id,
        ],
    )


def _waits(revision: RevisionRecord) -> int:
    """Return the number of the stage that waits; none where nothing does."""
    stage = case_get(Dossier(revision)).stage
    return REVIEWS.index(stage) + 1 if stage in REVIEWS else 0


def _author_decides(town: Town, revision: RevisionRecord, _name: str) -> Statement | None:
    author, stage = min(town.wrote[revision.id]), _waits(revision)
    return decision_by(town, revision, author, stage) if stage else None


def _outsider_decides(town: Town, revision: RevisionRecord, name: str) -> Statement | None:
    who = name if name in (CONTRACTOR, FORMER, STRANGER, "秦系", "秦安", "秦审") else FORMER
    stage = _waits(revision)
    return decision_by(town, revision, town.ids[who], stage) if stage else None


def _jump(town: Town, revision: RevisionRecord, name: str) -> Statement | None:
    stage = _waits(revision)
    return decision_by(town, revision, town.ids[name], stage + 1) if 0 < stage < 3 else None


def _twice(town: Town, revision: RevisionRecord, _name: str) -> Statement | None:
    passed, stage = revision.decisions.filter(result="passed").first(), _waits(revision)
    return decision_by(town, revision, passed.person_id, stage) if passed and stage else None


def _on(table: str, change: str, where: str) -> Callable[..., Statement]:
    """Return an attack that changes rows of a revision."""

    def statement(_town: Town, revision: RevisionRecord, _name: str) -> Statement:
        return f"{change.format(table)} WHERE {where}", [revision.id]

    return statement


def _change(table: str, change: str, where: str = "revision_id = %s") -> Callable[..., Statement]:
    return _on(table, "UPDATE {} SET " + change, where)  # noqa: S608 - an attack, and a test of it


def _delete(table: str, where: str = "revision_id = %s") -> Callable[..., Statement]:
    return _on(table, "DELETE FROM {}", where)


OF_RELEASE = "release_id IN (SELECT id FROM release_release WHERE revision_id = %s)"
Attack = Callable[[Town, RevisionRecord, str], Statement | None]
ATTACKS: dict[str, Attack] = {
    "release": release,
    "decision by an author": _author_decides,
    "decision by an outsider": _outsider_decides,
    "decision before its turn": _jump,
    "decision by the same person": _twice,
    "text changed": _change("manuscripts_revision", "body = body || '改'", "id = %s"),
    "title changed": _change("manuscripts_revision", "title = title || '改'", "id = %s"),
    "digest changed": _change(
        "manuscripts_revision", "sha256 = REPLACE(sha256, 'a', 'b')", "id = %s"
    ),
    "marker forged": _change("manuscripts_revision", "marker = 'yes'", "id = %s"),
    "channel changed": _change("manuscripts_rendering", "title = '改'"),
    "author forgotten": _delete("manuscripts_author"),
    "attachment removed": _delete("manuscripts_attachment"),
    "decision changed": _change("review_decision", "comment = '改'"),
    "decision deleted": _delete("review_decision"),
    "end deleted": _delete("review_end"),
    "finding deleted": _delete(
        "review_finding", "audit_id IN (SELECT id FROM review_audit WHERE revision_id = %s)"
    ),
    "secrecy changed": _change("review_secrecy", "result = 'passed', note = '改'"),
    "attribute changed": _change("review_attribute", "attribute = 'proactive', reason = '改'"),
    "release changed": _change("release_release", "card = '[]'"),
    "release deleted": _delete("release_release"),
    "withdrawal undone": _delete("release_step", OF_RELEASE),
    "page changed": _change("release_channel", "path = '改'", OF_RELEASE),
    "page exchanged": _change(
        "release_channel",
        "page_id = (SELECT MIN(sha256) FROM manuscripts_blob WHERE sha256 <> page_id)",
        OF_RELEASE,
    ),
    "trail changed": _on(
        "trail_entry", "UPDATE {} SET body = body || ' '", "seq = 1 OR body LIKE %s"
    ),
    "trail cut off": _on("trail_entry", "DELETE FROM {}", "seq > 1 OR body LIKE %s"),
    "tenure made longer": _on(
        "organisation_tenure", "UPDATE {} SET until = NULL", "until IS NOT NULL AND id <> %s"
    ),
    "filing dated back": _on(
        "organisation_filing",
        "UPDATE {} SET confirmed_at = '2020-01-01 00:00:00+00'",
        "1 = 1 OR tenure_id = %s",
    ),
    "policy set": _on(
        "organisation_unit",
        "UPDATE {} SET author_may_first_review = (1 = 1)",
        "author_may_first_review IS NOT TRUE OR id = %s",
    ),
    "staff number changed": _on(
        "organisation_person", "UPDATE {} SET staff_number = staff_number || 'x'", "id <> %s"
    ),
}
"""Each must be refused wherever there is a row that it would touch."""

__all__ = ["ATTACKS", "RELEASER", "Answer", "attack", "decision_by", "release_by", "send"]
