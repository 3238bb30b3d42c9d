"""Signing in and out. A person has one live session; a new one ends the one before."""

import datetime
from dataclasses import dataclass, field, replace

from shenfa.desk.access.attempts import (
    ANONYMOUS,
    NOBODY,
    WRONG,
    Attempt,
    forget_failures,
    locked_refusal,
    refuse_attempt,
    typed_login,
)
from shenfa.desk.access.models import CredentialRecord, SessionRecord
from shenfa.desk.access.passwords import STARTING_DAYS, has_lapsed, must_change, password_matches
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.access.selectors import lock_of, needs_second_factor, session_live
from shenfa.desk.access.totp import matching_step
from shenfa.desk.clock import Clock
from shenfa.desk.organisation.steps import YES, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.desk.trail.selectors import trail_last

TOUCHED = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened; the token is shown once, to the person's browser."""

    token: str = field(repr=False)
    person: str
    must_change: bool
    needs_totp: bool


def session_open(
    *, clock: Clock, login: str, password: str, code: str = "", address: str = ""
) -> Opened:
    """Sign in. Staff numbers that nobody has are refused like a wrong password, and as slowly.

    The password is checked before the command, which would hold up everybody else meanwhile.
    """
    login = typed_login(login)
    known = CredentialRecord.objects.filter(person__staff_number=login).first()
    kept = known.password if known else ""
    shown = kept if password_matches(password, kept) else ""
    attempt = Attempt("session.open", known.person_id if known else NOBODY, login, address)
    with command(attempt.command, attempt.about, Acting(ANONYMOUS, clock)) as now:
        outcome = locked_refusal(now, attempt) or _open(now, attempt, shown, code)
        if isinstance(outcome, CommandRefused):
            outcome = refuse_attempt(now, attempt, outcome)
    if isinstance(outcome, CommandRefused):
        raise outcome
    return outcome


def session_close(*, by: Acting, session: str) -> None:
    """Sign out."""
    with command("session.close", session, by) as now:
        record = session_live(now.at).filter(id=session, person_id=by.person).first()
        if record is None:
            raise NotFound("登录")
        end_sessions(now, record.person_id)
        chain(now, "session.close", session, {"person": by.person})


def session_touch(*, clock: Clock, session: SessionRecord) -> None:
    """Note that the person is still there, at most once a minute.

    No command: it decides nothing, and would fill the trail.
    """
    at = clock.now()
    if at >= session.last_seen + TOUCHED:
        session_live(at).filter(id=session.id, last_seen__lt=at).update(last_seen=at)


def end_sessions(now: Now, person: str) -> str:
    """End the session of a person and return its id, if there is one."""
    record = SessionRecord.objects.filter(person_id=person, ended_at=None).first()
    if record is None:
        return ""
    record.ended_at = now.at
    record.save(update_fields=["ended_at"])
    return record.id


def _open(now: Now, attempt: Attempt, shown: str, code: str) -> Opened | CommandRefused:
    accounts = CredentialRecord.objects.select_related("person").filter(
        person_id=attempt.about, person__disabled_at=None
    )
    # The password must still be the one that was checked.
    credential = accounts.filter(password=shown).first() if shown else None
    if credential is None or not _uses_code(now, credential, code):
        return CommandRefused(WRONG, "工号、口令或动态码不正确，请核对后重试")
    if lock_of(credential.person_id) is not None:
        return CommandRefused("account_locked", "该账号已被管理员锁定，请联系安全管理员")
    if has_lapsed(credential, now.at):
        return CommandRefused(
            "lapsed", f"初始口令超过{STARTING_DAYS}天未使用，请联系安全管理员重新开通"
        )
    forget_failures(attempt.login)
    return _new_session(replace(now, person=credential.person_id), credential)


def _uses_code(now: Now, credential: CredentialRecord, code: str) -> bool:
    if credential.totp_confirmed_at is None:
        return True
    step = matching_step(credential.totp_secret, code, now.at, after=credential.last_totp_step)
    if step is None:
        return False
    credential.last_totp_step = step
    credential.save(update_fields=["last_totp_step"])
    return True


def _new_session(now: Now, credential: CredentialRecord) -> Opened:
    ended = end_sessions(now, now.person)
    token = new_token()
    has_code = credential.totp_confirmed_at is not None
    last = trail_last()
    session = SessionRecord(
        id=new_id("s"),
        digest=digest_of(token),
        person_id=now.person,
        opened_at=now.at,
        last_seen=now.at,
        second_factor=has_code,
        proved_seq=last.seq if last else 0,
    )
    session.save(force_insert=True)
    facts = {"person": now.person, "second_factor": YES[has_code], "ended": ended}
    chain(now, "session.open", session.id, facts)
    needs_totp = not has_code and needs_second_factor(now.person, now.at)
    return Opened(token, now.person, must_change(credential, now.at), needs_totp)
