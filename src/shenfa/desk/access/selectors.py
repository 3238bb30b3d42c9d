"""Reading who is signed in and what is still missing of an account.

A person who was disabled has no session, token or device any more: every question asks it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from shenfa.desk.access.models import (
    ApiTokenRecord,
    CredentialRecord,
    DeviceRecord,
    LockRecord,
    RecoveryRecord,
    SessionRecord,
)
from shenfa.desk.access.passwords import must_change
from shenfa.desk.access.secret import digest_of
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.selectors import lasting, unit_visible
from shenfa.desk.refusals import CommandRefused
from shenfa.review import Position
from shenfa.review.duties import ADMINISTRATORS, REVIEW_POSITIONS

IDLE = datetime.timedelta(minutes=30)
LONGEST = datetime.timedelta(hours=12)
SECOND_FACTOR = ADMINISTRATORS.union(
    REVIEW_POSITIONS,
    {
        Position.PRINCIPAL_LEADER,
        Position.SECRECY_REVIEWER,
        Position.RELEASER,
        Position.SITE_ADMINISTRATOR,
        Position.COUNTY_REVIEWER,
    },
)
"""Who must have a second factor (GB/T 22239—2019 8.1.4.1 d); and whoever serves in the office."""


class Standing(StrEnum):
    """What a person who signed in can do: everything, or first only one thing."""

    READY = "ready"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of what to do
    ENROL_TOTP = "enrol_totp"


@dataclass(frozen=True, slots=True)
class Account:
    """What a person has and still lacks to sign in."""

    person: PersonRecord
    has_account: bool
    has_totp: bool
    needs_totp: bool
    must_change: bool

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is missing."""
        return self.has_account and not self.must_change and (self.has_totp or not self.needs_totp)


def session_get(*, token: str, at: datetime.datetime) -> SessionRecord:
    """Return the live session of a token with its person, or refuse. One query."""
    found = session_live(at).filter(digest=digest_of(token)).first()
    if found is None:
        raise CommandRefused("session", "登录已失效，请重新登录")
    return found


def session_live(at: datetime.datetime) -> QuerySet[SessionRecord]:
    """Return the sessions that are not ended, idle or too long, of people who serve unlocked."""
    return SessionRecord.objects.filter(
        ~is_locked(),
        ended_at=None,
        last_seen__gt=at - IDLE,
        opened_at__gt=at - LONGEST,
        person__disabled_at=None,
    ).select_related("person__unit", "person__credential")


def session_standing(*, session: SessionRecord, at: datetime.datetime) -> Standing:
    """Return what the person signed in must do first. One query with ``session_get``."""
    credential = session.person.credential
    if must_change(credential, at):
        return Standing.CHANGE_PASSWORD
    if not session.second_factor and needs_second_factor(session.person_id, at):
        return Standing.ENROL_TOTP
    return Standing.READY


def token_get(*, token: str, at: datetime.datetime) -> ApiTokenRecord:
    """Return the live API token with its person, or refuse. One query."""
    found = token_live(at).filter(digest=digest_of(token)).select_related("person").first()
    if found is None:
        raise CommandRefused("token", "令牌无效或已失效，请重新签发")
    return found


def token_live(at: datetime.datetime) -> QuerySet[ApiTokenRecord]:
    """Return the tokens that are neither revoked nor expired, of people who serve unlocked."""
    return ApiTokenRecord.objects.filter(
        ~is_locked(), revoked_at=None, expires__gt=at, person__disabled_at=None
    ).order_by("id")


def is_locked() -> Exists:
    """Return the condition that the account of a row's person is locked."""
    return Exists(LockRecord.objects.filter(person=OuterRef("person"), lifted_at=None))


def lock_of(person: str) -> LockRecord | None:
    """Return the lock of an account, if it is locked. One query."""
    locks = LockRecord.objects.filter(person=person, lifted_at=None)
    return locks.select_related("locked_by").first()


def device_live(person: str) -> QuerySet[DeviceRecord]:
    """Return the devices of a person who serves."""
    return DeviceRecord.objects.filter(
        person_id=person, revoked_at=None, person__disabled_at=None
    ).order_by("id")


def recovery_list(*, viewer: str, at: datetime.datetime) -> tuple[RecoveryRecord, ...]:
    """Return the recoveries of people whose unit the viewer may see, the latest first.

    One query.
    """
    visible = unit_visible(viewer=viewer, at=at)
    found = RecoveryRecord.objects.filter(person__unit__in=visible)
    return tuple(found.select_related("person", "requested_by").order_by("-requested_at", "id"))


def credential_standing(*, person: str, at: datetime.datetime) -> Account:
    """Return what one person has and lacks. Two queries."""
    found = _with_tenures(PersonRecord.objects.filter(id=person), at).first()
    if found is None:
        raise CommandRefused("not_found", "没有找到该人员，请核对后重试")
    return _account(found, at)


def access_overview(*, viewer: str, at: datetime.datetime) -> tuple[Account, ...]:
    """Return the accounts of the people who serve in the units that the viewer may see.

    Two queries, however many they are.
    """
    serving = PersonRecord.objects.filter(
        unit__in=unit_visible(viewer=viewer, at=at), disabled_at=None
    )
    people = _with_tenures(serving, at).order_by("unit__name", "staff_number")
    return tuple(_account(person, at) for person in people)


def needs_second_factor(person: str, at: datetime.datetime) -> bool:
    """Return whether a person is appointed where a second factor is required. One query."""
    return _asks_second_factor(_tenures(at).filter(person_id=person))


def _tenures(at: datetime.datetime) -> QuerySet[TenureRecord]:
    return TenureRecord.objects.filter(lasting(at), since__lte=at).select_related("unit")


def _with_tenures(people: QuerySet[PersonRecord], at: datetime.datetime) -> QuerySet[PersonRecord]:
    current = Prefetch("tenures", _tenures(at), to_attr="current")
    return people.select_related("unit", "credential").prefetch_related(current)


def _account(person: PersonRecord, at: datetime.datetime) -> Account:
    credential: CredentialRecord | None = getattr(person, "credential", None)
    return Account(
        person=person,
        has_account=credential is not None,
        has_totp=credential is not None and credential.totp_confirmed_at is not None,
        needs_totp=_asks_second_factor(getattr(person, "current", ())),
        must_change=credential is not None and must_change(credential, at),
    )


def _asks_second_factor(tenures: Iterable[TenureRecord]) -> bool:
    return any(row.position in SECOND_FACTOR or row.unit.is_county_office for row in tenures)
