"""Taking 重大信息 off: an author asks, a leader who wrote none of it confirms (R25, I6).

It concerns the next revision. The one that is major stays so, with all that was decided on it.
"""

from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.manuscripts.authority import need_writer, visible_revision
from shenfa.desk.manuscripts.models import RevisionRecord, RevisionRequestRecord
from shenfa.desk.manuscripts.reading import read_draft
from shenfa.desk.manuscripts.selectors import request_visible, revision_newest
from shenfa.desk.manuscripts.steps import authors_of, draft_of
from shenfa.desk.organisation.authority import need_position
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position
from shenfa.review.major import major_reasons

LONGEST_REASON = 500
Kind = RevisionRequestRecord.Kind


def lowering_request(*, by: Acting, revision: str, reason: str) -> RevisionRequestRecord:
    """Ask that the next revision be no longer major, as one of the authors."""
    matters = _matters(revision)
    with command("lowering.request", revision, by) as now:
        record = visible_revision(now, revision)
        need_writer(now, record.manuscript.unit_id)
        if now.person not in authors_of(record):
            raise CommandRefused("not_author", "只有撰稿人可以提出不再按重大信息办理")
        _need_newest(record)
        if not record.is_major:
            raise CommandRefused("not_major", "该版本不是重大信息，无须办理")
        request = store_request(now, record, Kind.LOWER, reason, matters)
        facts = {"revision": revision, "matters": list(matters), "reason": request.reason}
        chain(now, "lowering.request", record.manuscript_id, facts)
        return request


def lowering_confirm(*, by: Acting, request: str, evidence: Evidence) -> None:
    """Confirm that the next revision is no longer major: a leader of the unit, no author."""
    with command("major.lower", request, by) as now:
        found = open_request(now, request, Kind.LOWER)
        record = visible_revision(now, found.revision_id)
        unit = record.manuscript.unit_id
        need_position(now, unit, Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
        need_second_person(now, found)
        _need_newest(record)
        method = need_reauthentication(now, evidence)
        confirm_request(now, found)
        facts = {
            "revision": record.id,
            "requester": found.requested_by_id,
            "reason": found.reason,
            "authenticated": now.person,
            "method": method,
        }
        chain(now, "major.lower", record.manuscript_id, facts)


def store_request(
    now: Now, revision: RevisionRecord, kind: Kind, reason: str, matters: tuple[str, ...] = ()
) -> RevisionRequestRecord:
    """Store what one person asks, once for a revision."""
    if revision.requests.filter(kind=kind).exists():
        raise CommandRefused("requested", "已经提出过，请等待另一人确认")
    request = RevisionRequestRecord(
        id=new_id("q"),
        revision=revision,
        kind=kind,
        reason=need_text(reason, "理由", LONGEST_REASON),
        matters=list(matters),
        requested_by_id=now.person,
        requested_at=now.at,
    )
    request.save(force_insert=True)
    return request


def open_request(now: Now, request: str, kind: Kind) -> RevisionRequestRecord:
    """Return a request that waits to be confirmed."""
    visible = request_visible(viewer=now.person, at=now.at)
    found = visible.filter(id=request, kind=kind).first()
    if found is None:
        raise NotFound("请求")
    if found.confirmed_at is not None:
        raise CommandRefused("confirmed", "该请求已经确认")
    return found


def need_second_person(now: Now, request: RevisionRequestRecord) -> None:
    """Refuse whoever asked, and whoever wrote what it is about."""
    if now.person == request.requested_by_id:
        raise CommandRefused("second_person", "须由提出人以外的人员确认")
    if now.person in authors_of(request.revision):
        raise CommandRefused("author", "撰稿人、编辑人和上传人不得确认自己的稿件")


def confirm_request(now: Now, request: RevisionRequestRecord) -> None:
    """Store who confirmed, and when."""
    request.confirmed_by_id, request.confirmed_at = now.person, now.at
    request.save(update_fields=["confirmed_by", "confirmed_at"])


def _need_newest(revision: RevisionRecord) -> None:
    newest = revision_newest(revision.manuscript_id)
    if newest is None or newest.id != revision.id:
        raise CommandRefused("not_newest", "已有更新的版本，请就最新的版本办理")


def _matters(revision: str) -> tuple[str, ...]:
    """Return why a revision is major by the criteria; read before the transaction."""
    record = RevisionRecord.objects.filter(id=revision, purged_at=None).first()
    if record is None:
        return ()
    reading = read_draft(draft_of(record))
    return major_reasons(reading.draft.title, reading.text)
