"""Back in by two others: one of the unit asks, an administrator confirms, the person uses the code.

Nobody lets themselves in, and no administrator lets anybody in alone.
"""

import datetime
from dataclasses import replace

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
from shenfa.desk.access.models import (
    ApiTokenRecord,
    CredentialRecord,
    DeviceRecord,
    Loss,
    RecoveryRecord,
)
from shenfa.desk.access.passwords import password_matches, set_password
from shenfa.desk.access.secret import digest_of, new_word
from shenfa.desk.access.sessions import end_sessions
from shenfa.desk.clock import Clock, stamp
from shenfa.desk.organisation.authority import holds_any, need_administrator, need_position
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.selectors import (
    county_office_id,
    person_get,
    person_holds,
    unit_visible,
)
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position

PENDING = datetime.timedelta(days=7)
VALID = datetime.timedelta(hours=24)
LONGEST_REASON = 200
OF_THE_UNIT = (Position.PRINCIPAL_LEADER, Position.DISCLOSURE_OFFICER)
OF_THE_OFFICE = (*OF_THE_UNIT, Position.DEPUTY_IN_CHARGE, Position.COUNTY_REVIEWER)


def recovery_request(*, by: Acting, person: str, kind: Loss, reason: str) -> RecoveryRecord:
    """Ask for a person's recovery: their leader or disclosure officer, or the county office."""
    with command("recovery.request", person, by) as now:
        subject = person_get(viewer=by.person, person=person, at=now.at)
        if not holds_any(now, county_office_id(), *OF_THE_OFFICE):
            need_position(now, subject.unit_id, *OF_THE_UNIT)
        if subject.id == by.person:
            raise CommandRefused("own", "本人的账号须由他人提出恢复")
        _need_account(subject)
        if _running(now, subject.id):
            raise CommandRefused("recovery_exists", "该人员已有一项恢复正在办理")
        record = RecoveryRecord(
            id=new_id("y"),
            person=subject,
            kind=kind.value,
            reason=need_text(reason, "理由", LONGEST_REASON),
            requested_by_id=by.person,
            requested_at=now.at,
            expires=now.at + PENDING,
        )
        record.save(force_insert=True)
        facts = {"person": subject.id, "kind": record.kind, "reason": record.reason}
        chain(now, "recovery.request", record.id, facts)
        return record


def recovery_confirm(*, by: Acting, recovery: str) -> str:
    """Confirm a recovery as the security administrator, and return the code, shown once.

    What the security administrator has lost is confirmed by the system administrator.
    """
    with command("recovery.confirm", recovery, by) as now:
        visible = unit_visible(viewer=by.person, at=now.at)
        found = RecoveryRecord.objects.filter(id=recovery, person__unit__in=visible)
        record = found.select_related("person").first()
        if record is None:
            raise NotFound("恢复申请")
        need_administrator(now, _confirmer(now, record.person_id))
        if by.person in {record.person_id, record.requested_by_id}:
            raise CommandRefused("own", "恢复须由提出人和本人以外的管理员确认")
        if record.confirmed_by_id is not None or record.expires <= now.at:
            raise CommandRefused("recovery_over", "该申请已经办理或已过期，请重新提出")
        _need_account(record.person)
        code = new_word()
        record.confirmed_by_id = by.person
        record.confirmed_at = now.at
        record.digest = digest_of(code)
        record.expires = now.at + VALID
        record.save(update_fields=["confirmed_by", "confirmed_at", "digest", "expires"])
        facts = {"person": record.person_id, "requester": record.requested_by_id}
        chain(now, "recovery.confirm", recovery, {**facts, "expires": stamp(record.expires)})
        return code


def recovery_use(*, clock: Clock, login: str, code: str, password: str, address: str = "") -> None:
    """Come back in: with a new password or, where only the second factor is lost, the old one."""
    login = typed_login(login)
    known = CredentialRecord.objects.filter(person__staff_number=login).first()
    attempt = Attempt("recovery.use", known.person_id if known else NOBODY, login, address)
    with command(attempt.command, attempt.about, Acting(ANONYMOUS, clock)) as now:
        outcome = locked_refusal(now, attempt) or _use(now, attempt, code, password)
        if outcome is not None:
            outcome = refuse_attempt(now, attempt, outcome)
    if outcome is not None:
        raise outcome


def _use(now: Now, attempt: Attempt, code: str, password: str) -> CommandRefused | None:
    confirmed = RecoveryRecord.objects.filter(
        person_id=attempt.about,
        person__disabled_at=None,
        digest=digest_of(code.strip().lower()),
        used_at=None,
        expires__gt=now.at,
    )
    record = confirmed.select_related("person__credential").first()
    refused = CommandRefused(WRONG, "工号、恢复码或口令不正确，或恢复码已过期，请核对后重试")
    if record is None:
        return refused
    credential = record.person.credential
    keeps = record.kind == Loss.TOTP
    if keeps and not password_matches(password, credential.password):
        return refused
    if not keeps:
        set_password(credential, password, now.at)
    if record.kind != Loss.PASSWORD:
        credential.totp_secret = credential.totp_pending = ""
        credential.totp_confirmed_at = None
    credential.save(
        update_fields=[
            "password",
            "previous",
            "must_change",
            "changed_at",
            "totp_secret",
            "totp_pending",
            "totp_confirmed_at",
        ]
    )
    record.used_at = now.at
    record.save(update_fields=["used_at"])
    forget_failures(attempt.login)
    _close_all(replace(now, person=attempt.about), record)
    return None


def _close_all(now: Now, record: RecoveryRecord) -> None:
    devices = DeviceRecord.objects.filter(person_id=now.person, revoked_at=None)
    tokens = ApiTokenRecord.objects.filter(person_id=now.person, revoked_at=None)
    facts = {
        "person": now.person,
        "kind": record.kind,
        "ended": end_sessions(now, now.person),
        "devices": sorted(devices.values_list("id", flat=True)),
        "tokens": sorted(tokens.values_list("id", flat=True)),
    }
    devices.update(revoked_at=now.at)
    tokens.update(revoked_at=now.at)
    chain(now, "recovery.use", record.id, facts)


def _running(now: Now, person: str) -> bool:
    return RecoveryRecord.objects.filter(
        person_id=person, used_at=None, expires__gt=now.at
    ).exists()


def _need_account(person: PersonRecord) -> None:
    if person.disabled_at is not None:
        raise CommandRefused("disabled", "该人员已停用，不能恢复账号")
    if not CredentialRecord.objects.filter(person=person).exists():
        raise CommandRefused("no_account", "该人员没有账号，请由安全管理员开通")


def _confirmer(now: Now, subject: str) -> Position:
    is_security = person_holds(
        person=subject,
        unit=county_office_id(),
        position=Position.SECURITY_ADMINISTRATOR,
        at=now.at,
    )
    if is_security:
        return Position.SYSTEM_ADMINISTRATOR
    return Position.SECURITY_ADMINISTRATOR
