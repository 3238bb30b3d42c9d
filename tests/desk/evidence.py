"""Fast re-authentication: a person signed in on their own device, and its PIN.

Signing in itself is tested with tests/desk/signing_in.py; here the rows simply stand there, with
an Argon2id of little work, so that a flow of twenty decisions takes no time.
"""

import datetime

import argon2
from county import County

from shenfa.desk.access.models import CredentialRecord, DeviceRecord, SessionRecord
from shenfa.desk.access.reauthentication import Evidence
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.access.selectors import session_live
from shenfa.desk.organisation.steps import new_id

PIN = "246810"
HASH = "argon2" + argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)


def evidence_of(county: County, name: str) -> Evidence:
    """Return what a person shows now: a live session, their device and its PIN."""
    person, at = county.id(name), county.hands.clock.now()
    _account(person, at)
    device = f"device of {person}"
    DeviceRecord.objects.get_or_create(
        digest=digest_of(device),
        defaults={
            "id": new_id("v"),
            "person_id": person,
            "label": "手机",
            "pin": HASH,
            "added_at": at,
        },
    )
    return Evidence(session=_session(person, at), device=device, pin=PIN)


def wrong_evidence(county: County, name: str) -> Evidence:
    """Return what somebody shows who has the person's session but not the PIN."""
    right = evidence_of(county, name)
    return Evidence(session=right.session, device=right.device, pin="000000")


def _account(person: str, at: datetime.datetime) -> None:
    known = CredentialRecord.objects.filter(person_id=person).first()
    if known is None:
        CredentialRecord(
            person_id=person,
            issued_at=at,
            password=HASH,
            must_change=False,
            changed_at=at,
            totp_secret="JBSWY3DPEHPK3PXP",  # noqa: S106 - of nobody
            totp_confirmed_at=at,
        ).save(force_insert=True)


def _session(person: str, at: datetime.datetime) -> str:
    live = session_live(at).filter(person_id=person, second_factor=True).first()
    if live is not None:
        return live.digest
    SessionRecord.objects.filter(person_id=person, ended_at=None).update(ended_at=at)
    digest = digest_of(new_token())
    SessionRecord(
        id=new_id("s"),
        digest=digest,
        person_id=person,
        opened_at=at,
        last_seen=at,
        second_factor=True,
        proved_seq=0,
    ).save(force_insert=True)
    return digest
