"""Wrong sign-ins: counted by staff number and by address, and locked for a while.

A wrong attempt is a refused command, but what it counted must stay. So it is counted and chained
in the one transaction of its command, and raised to the person after that. They are counted
whether or not anybody has the number, so that a lock tells nothing. Behind
one address sits a whole office; therefore it is allowed more.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from shenfa.desk.access.models import FailureRecord
from shenfa.desk.clock import stamp
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now, chain
from shenfa.trail.entry import is_plain

ANONYMOUS = "anonymous"
NOBODY = "nobody"
"""What an attempt with a staff number that nobody has is about; what was typed is not repeated."""
LONGEST_LOGIN = 40

LOCKED = datetime.timedelta(minutes=30)
FORGOTTEN = datetime.timedelta(hours=24)
ACCOUNT_FAILURES, ADDRESS_FAILURES = 5, 20
WRONG = "sign_in"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who is not signed in tries a command about a person, by a staff number."""

    command: str
    about: str
    login: str
    address: str = ""

    def keys(self) -> dict[str, int]:
        """Return the keys under which it is counted, and how many failures each may have."""
        keys = {_key("account", self.login): ACCOUNT_FAILURES}
        if self.address:
            keys[_key("address", self.address)] = ADDRESS_FAILURES
        return keys


def typed_login(login: str) -> str:
    """Return a staff number as it was typed, or nothing if it cannot be one."""
    text = login.strip()
    return text if is_plain(text) and len(text) <= LONGEST_LOGIN else ""


def locked_refusal(now: Now, attempt: Attempt) -> CommandRefused | None:
    """Return the refusal while the staff number or the address is locked. One query."""
    rows = FailureRecord.objects.filter(key__in=attempt.keys(), locked_until__gt=now.at)
    until = max((row.locked_until for row in rows if row.locked_until), default=None)
    return _locked(until) if until else None


def refuse_attempt(now: Now, attempt: Attempt, refused: CommandRefused) -> CommandRefused:
    """Count and chain a refused attempt, and return what is told: wrong, or from now on locked."""
    told = refused
    if refused.code == WRONG and _count(now, attempt):
        told = _locked(now.at + LOCKED)
        chain(now, "credential.lock", attempt.about, {"until": stamp(now.at + LOCKED)})
    facts = {"command": attempt.command, "code": told.code, "reason": str(told)}
    chain(now, "command.refuse", attempt.about, facts)
    return told


def forget_failures(login: str) -> None:
    """Begin to count anew after the person has signed in; the address is not forgiven."""
    FailureRecord.objects.filter(key=_key("account", login)).delete()


def _count(now: Now, attempt: Attempt) -> bool:
    stale = Q(last_at__lte=now.at - FORGOTTEN) | Q(locked_until__lte=now.at)
    FailureRecord.objects.filter(stale).delete()
    is_locked = False
    for key, allowed in attempt.keys().items():
        row = FailureRecord.objects.filter(key=key).first()
        failures = row.failures + 1 if row else 1
        until = now.at + LOCKED if failures >= allowed else None
        counted = {"failures": failures, "last_at": now.at, "locked_until": until}
        FailureRecord.objects.update_or_create(key=key, defaults=counted)
        is_locked = is_locked or until is not None
    return is_locked


def _locked(until: datetime.datetime) -> CommandRefused:
    return CommandRefused(
        "locked", f"连续多次未能登录，已锁定，请在{localtime(until):%H:%M}以后再试"
    )


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"shenfa.access.{kind}", value, algorithm="sha256").hexdigest()
