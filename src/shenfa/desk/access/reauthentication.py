"""Proving again who one is, inside the command that asks for it.

A decision service calls ``need_reauthentication(now, evidence)`` in its own command and chains
the word that it returns as ``method``. If the command is refused for another reason, the
dynamic code is not used up, because that is undone too.

Wrong proofs are counted without being stored: each is a refused command, so it stands in the
trail, under the same lock. After five in a row a session decides nothing any more; the person
must sign in again, where wrong attempts are counted by staff number. Nobody who calls this
can forget the counting.

An API token never decides (I7): the evidence names the live session of the very person acting
by the digest of its token, which whoever holds an API token does not know.
"""

from dataclasses import dataclass, field

from shenfa.desk.access.models import CredentialRecord, SessionRecord
from shenfa.desk.access.passwords import must_change, password_matches
from shenfa.desk.access.secret import digest_of
from shenfa.desk.access.selectors import device_live, session_live
from shenfa.desk.access.totp import matching_step
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.selectors import trail_last

PASSWORD_TOTP, DEVICE_PIN = "password_totp", "device_pin"
WRONG = "reauthentication"
ALLOWED = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person shows: password and dynamic code, or a device and its PIN.

    ``session`` is the digest of the live session's token, put there by the server and never by
    the client; it is empty where a program acts with an API token.
    """

    session: str = field(repr=False)
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    device: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)


def need_reauthentication(now: Now, evidence: Evidence) -> str:
    """Return how the person acting proved again who they are, or refuse."""
    session = need_session(now, evidence)
    credential = session.person.credential
    if must_change(credential, now.at):
        raise CommandRefused("change_password", "请先修改口令，再办理该事项")
    if credential.totp_confirmed_at is None or not session.second_factor:
        raise CommandRefused("enrol_totp", "请先启用动态码，再办理该事项")
    if evidence.device:
        _need_device(now, evidence)
        method = DEVICE_PIN
    else:
        _need_password_and_code(now, credential, evidence)
        method = PASSWORD_TOTP
    _proved(session)
    return method


def need_password(now: Now, evidence: Evidence) -> SessionRecord:
    """Return the session in which the person showed the password, or refuse.

    For changing the password and for the first dynamic code, before there can be another proof.
    """
    session = need_session(now, evidence)
    if not password_matches(evidence.password, session.person.credential.password):
        raise CommandRefused(WRONG, "口令不正确，请核对后重试")
    _proved(session)
    return session


def need_session(now: Now, evidence: Evidence) -> SessionRecord:
    """Return the live session of the person acting, or refuse; a token is no session (I7)."""
    live = session_live(now.at)
    session = live.filter(person_id=now.person, digest=evidence.session).first()
    if session is None:
        raise CommandRefused("session", "该事项须由本人登录后办理，请重新登录")
    if _wrong_proofs(session) >= ALLOWED:
        raise CommandRefused("session", f"连续{ALLOWED}次未能验证本人身份，请退出后重新登录")
    return session


def _need_password_and_code(now: Now, credential: CredentialRecord, evidence: Evidence) -> None:
    step = matching_step(
        credential.totp_secret, evidence.code, now.at, after=credential.last_totp_step
    )
    if not password_matches(evidence.password, credential.password) or step is None:
        raise CommandRefused(WRONG, "口令或动态码不正确，用过的动态码不能再用，请等下一个再试")
    credential.last_totp_step = step
    credential.save(update_fields=["last_totp_step"])


def _need_device(now: Now, evidence: Evidence) -> None:
    device = device_live(now.person).filter(digest=digest_of(evidence.device)).first()
    if not password_matches(evidence.pin, device.pin if device else ""):
        raise CommandRefused(WRONG, "设备未登记或 PIN 不正确，请核对后重试")


def _proved(session: SessionRecord) -> None:
    last = trail_last()
    session.proved_seq = last.seq if last else 0
    session.save(update_fields=["proved_seq"])


def _wrong_proofs(session: SessionRecord) -> int:
    # Canonical JSON: the actor comes first, and of the facts of a refusal the code. A quotation
    # mark within a text is escaped there, so no text looks like this.
    refusals = EntryRecord.objects.filter(
        seq__gt=session.proved_seq,
        body__startswith=f'{{"actor":"{session.person_id}",',
        body__contains=f'"facts":{{"code":"{WRONG}","command":',
    )
    return refusals.count()
