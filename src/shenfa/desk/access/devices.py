"""A person's own devices, with a PIN, and tokens for programs, which never decide (I7)."""

import datetime
from dataclasses import dataclass, field

from shenfa.desk.access.models import ApiTokenRecord, DeviceRecord
from shenfa.desk.access.passwords import hash_of, need_pin
from shenfa.desk.access.reauthentication import PASSWORD_TOTP, Evidence, need_reauthentication
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.clock import stamp
from shenfa.desk.organisation.authority import holds_any
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position

LONGEST_TOKEN = datetime.timedelta(days=366)
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Issued:
    """The id of a device or token, and its secret, which is shown once."""

    id: str
    secret: str = field(repr=False)


def device_add(*, by: Acting, evidence: Evidence, label: str, pin: str) -> Issued:
    """Add one's own device, showing password and dynamic code."""
    with command("device.add", by.person, by) as now:
        if need_reauthentication(now, evidence) != PASSWORD_TOTP:
            raise CommandRefused("device", "登记设备须验证口令和动态码")
        need_pin(pin)
        issued = Issued(new_id("v"), new_token())
        DeviceRecord(
            id=issued.id,
            digest=digest_of(issued.secret),
            person_id=by.person,
            label=need_text(label, "设备名称", LONGEST_LABEL),
            pin=hash_of(pin),
            added_at=now.at,
        ).save(force_insert=True)
        chain(now, "device.add", issued.id, {"person": by.person})
        return issued


def device_revoke(*, by: Acting, device: str) -> None:
    """Revoke a device, one's own or, by the security administrator, anybody's."""
    with command("device.revoke", device, by) as now:
        record = DeviceRecord.objects.filter(id=device, revoked_at=None).first()
        if record is None or not _may_revoke(now, record.person_id):
            raise NotFound("设备")
        record.revoked_at = now.at
        record.save(update_fields=["revoked_at"])
        chain(now, "device.revoke", device, {"person": record.person_id})


def token_issue(
    *, by: Acting, evidence: Evidence, label: str, expires: datetime.datetime
) -> Issued:
    """Issue a token for one's own programs, until a time within a year."""
    with command("token.issue", by.person, by) as now:
        need_reauthentication(now, evidence)
        expires = expires.replace(microsecond=0)
        if not now.at < expires <= now.at + LONGEST_TOKEN:
            raise CommandRefused("dates", "令牌的失效时间须晚于现在，且不超过一年")
        issued = Issued(new_id("k"), new_token())
        ApiTokenRecord(
            id=issued.id,
            digest=digest_of(issued.secret),
            person_id=by.person,
            label=need_text(label, "用途", LONGEST_LABEL),
            opened_at=now.at,
            expires=expires,
        ).save(force_insert=True)
        facts = {"person": by.person, "expires": stamp(expires)}
        chain(now, "token.issue", issued.id, facts)
        return issued


def token_revoke(*, by: Acting, token: str) -> None:
    """Revoke a token by its id, one's own or, by the security administrator, anybody's."""
    with command("token.revoke", token, by) as now:
        record = ApiTokenRecord.objects.filter(id=token, revoked_at=None).first()
        if record is None or not _may_revoke(now, record.person_id):
            raise NotFound("令牌")
        record.revoked_at = now.at
        record.save(update_fields=["revoked_at"])
        chain(now, "token.revoke", token, {"person": record.person_id})


def _may_revoke(now: Now, owner: str) -> bool:
    return now.person == owner or holds_any(
        now, county_office_id(), Position.SECURITY_ADMINISTRATOR
    )
