"""Accounts: a starting password for a registered person, own password, dynamic code."""

from dataclasses import dataclass, field

from shenfa.desk.access.models import CredentialRecord
from shenfa.desk.access.passwords import hash_of, set_password
from shenfa.desk.access.reauthentication import (
    PASSWORD_TOTP,
    Evidence,
    need_password,
    need_reauthentication,
    need_session,
)
from shenfa.desk.access.secret import new_word
from shenfa.desk.access.sessions import end_sessions
from shenfa.desk.access.totp import enrolment_uri, matching_step, new_secret
from shenfa.desk.organisation.authority import need_administrator
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.selectors import county_office_id, lasting, person_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.review import Position
from shenfa.review.duties import ADMINISTRATORS


@dataclass(frozen=True, slots=True)
class Starting:
    """A starting password, shown once, to be handed over in person."""

    person: str
    name: str
    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The secret of the dynamic code, shown once, also as what the picture says."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


def first_credentials(*, by: Acting) -> tuple[Starting, ...]:
    """Give the three administrators their starting passwords, while nobody has an account."""
    with command("credential.issue", "county-office", by) as now:
        if by.person != SYSTEM or CredentialRecord.objects.exists():
            raise CommandRefused("started", "管理员已经开通账号，其他账号由安全管理员开通")
        tenures = TenureRecord.objects.filter(
            lasting(now.at),
            unit=county_office_id(),
            position__in=ADMINISTRATORS,
            filing__confirmed_at__lte=now.at,
            person__disabled_at=None,
        )
        return tuple(_issue(now, tenure.person) for tenure in tenures.select_related("person"))


def credential_issue(*, by: Acting, person: str) -> Starting:
    """Give a registered person a starting password; again only while they have none of their own."""
    with command("credential.issue", person, by) as now:
        record = person_get(viewer=by.person, person=person, at=now.at)
        need_administrator(now, Position.SECURITY_ADMINISTRATOR)
        if record.disabled_at is not None:
            raise CommandRefused("disabled", "该人员已停用，不能开通账号")
        if CredentialRecord.objects.filter(person=record, must_change=False).exists():
            raise CommandRefused("credential_exists", "该账号已经使用，遗失口令须由两人办理恢复")
        return _issue(now, record)


def password_change(*, by: Acting, evidence: Evidence, new: str) -> None:
    """Change one's own password, showing the one so far."""
    with command("credential.change", by.person, by) as now:
        session = need_password(now, evidence)
        credential = session.person.credential
        set_password(credential, new, now.at)
        credential.save(update_fields=["password", "previous", "must_change", "changed_at"])
        chain(now, "credential.change", by.person, {"session": session.id})


def totp_enrol(*, by: Acting, evidence: Evidence) -> Enrolment:
    """Begin with a dynamic code, or with another one; the one so far counts until confirmed."""
    with command("credential.enrol", by.person, by) as now:
        session = need_session(now, evidence)
        credential = session.person.credential
        if credential.totp_confirmed_at is None:
            need_password(now, evidence)
        elif need_reauthentication(now, evidence) != PASSWORD_TOTP:
            raise CommandRefused("totp", "更换动态码须验证口令和现用的动态码")
        credential.totp_pending = new_secret()
        credential.save(update_fields=["totp_pending"])
        chain(now, "credential.enrol", by.person, {"session": session.id})
        uri = enrolment_uri(credential.totp_pending, session.person.staff_number)
        return Enrolment(credential.totp_pending, uri)


def totp_confirm(*, by: Acting, evidence: Evidence) -> None:
    """Confirm the dynamic code by one of its codes; from now on signing in asks for it."""
    with command("credential.confirm", by.person, by) as now:
        session = need_session(now, evidence)
        credential = session.person.credential
        step = matching_step(
            credential.totp_pending, evidence.code, now.at, after=credential.last_totp_step
        )
        if step is None:
            raise CommandRefused("totp", "动态码不正确，请核对手机时间后输入新的动态码")
        credential.totp_secret = credential.totp_pending
        credential.totp_pending = ""
        credential.totp_confirmed_at = now.at
        credential.last_totp_step = step
        credential.save(
            update_fields=["totp_secret", "totp_pending", "totp_confirmed_at", "last_totp_step"]
        )
        session.second_factor = True
        session.save(update_fields=["second_factor"])
        chain(now, "credential.confirm", by.person, {"session": session.id})


def _issue(now: Now, person: PersonRecord) -> Starting:
    password = new_word()
    given = {"password": hash_of(password), "must_change": True, "changed_at": now.at}
    CredentialRecord.objects.update_or_create(
        person=person, defaults=given, create_defaults={**given, "issued_at": now.at}
    )
    chain(now, "credential.issue", person.id, {"ended": end_sessions(now, person.id)})
    return Starting(person.id, person.name, person.staff_number, password)
