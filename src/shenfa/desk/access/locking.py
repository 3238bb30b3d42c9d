"""Locking an account: one administrator takes it away at once, and gives it back."""

from shenfa.desk.access.models import CredentialRecord, LockRecord
from shenfa.desk.access.sessions import end_sessions
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import county_office_id, person_get
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position

LONGEST_REASON = 200


def account_lock(*, by: Acting, person: str, reason: str) -> LockRecord:
    """Lock an account: its session ends, and neither it nor a token or device counts any more."""
    with command("credential.lock", person, by) as now:
        subject = person_get(viewer=by.person, person=person, at=now.at)
        _need_other_administrator(now, person)
        if not CredentialRecord.objects.filter(person=subject).exists():
            raise CommandRefused("no_account", "该人员没有账号，不需要锁定")
        if LockRecord.objects.filter(person=subject, lifted_at=None).exists():
            raise CommandRefused("account_locked", "该账号已经锁定")
        lock = LockRecord(
            id=new_id("o"),
            person=subject,
            reason=need_text(reason, "理由", LONGEST_REASON),
            locked_by=need_person(now),
            locked_at=now.at,
        )
        lock.save(force_insert=True)
        ended = end_sessions(now, subject.id)
        chain(now, "credential.lock", person, {"reason": lock.reason, "ended": ended})
        return lock


def account_unlock(*, by: Acting, person: str, reason: str) -> None:
    """Give a locked account back; who has lost something gets it back through a recovery only."""
    with command("credential.unlock", person, by) as now:
        person_get(viewer=by.person, person=person, at=now.at)
        _need_other_administrator(now, person)
        lock = LockRecord.objects.filter(person=person, lifted_at=None).first()
        if lock is None:
            raise CommandRefused("not_locked", "该账号没有锁定")
        reason = need_text(reason, "理由", LONGEST_REASON)
        lock.lifted_by, lock.lifted_at = need_person(now), now.at
        lock.save(update_fields=["lifted_by", "lifted_at"])
        chain(now, "credential.unlock", person, {"reason": reason})


def _need_other_administrator(now: Now, person: str) -> None:
    """Refuse unless an administrator acts; what concerns themselves is the other one's."""
    need_position(
        now,
        county_office_id(),
        Position.SECURITY_ADMINISTRATOR,
        Position.SYSTEM_ADMINISTRATOR,
    )
    if now.person == person:
        raise CommandRefused("own", "本人的账号须由另一名管理员锁定或解锁")
