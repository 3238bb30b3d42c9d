"""People with accounts: signing in, and showing password and dynamic code."""

from dataclasses import dataclass

import pyotp
from county import County
from django.contrib.auth.hashers import Argon2PasswordHasher

from shenfa.desk.access.credentials import (
    credential_issue,
    password_change,
    totp_confirm,
    totp_enrol,
)
from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.reauthentication import Evidence
from shenfa.desk.access.secret import digest_of
from shenfa.desk.access.selectors import session_get
from shenfa.desk.access.sessions import Opened, session_open
from shenfa.desk.organisation.models import PersonRecord

PASSWORD = "竹沟 morning 2026"  # noqa: S105 - of fictional people


class QuickArgon2(Argon2PasswordHasher):
    """Argon2id with less work, for tests that sign in often."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


QUICK = ["signing_in.QuickArgon2"]


@dataclass
class Keys:
    """What a person has to prove who they are."""

    county: County
    name: str
    password: str = PASSWORD
    secret: str = ""
    token: str = ""

    @property
    def login(self) -> str:
        """Return the staff number."""
        return PersonRecord.objects.get(name=self.name).staff_number

    @property
    def session(self) -> SessionRecord:
        """Return the live session."""
        return session_get(token=self.token, at=self.county.hands.clock.now())

    def code(self) -> str:
        """Return the dynamic code that is shown now."""
        return pyotp.TOTP(self.secret).at(self.county.hands.at) if self.secret else ""

    def next_code(self) -> str:
        """Wait for a dynamic code that was not used, and return it."""
        self.county.hands.move(seconds=30)
        return self.code()

    def open(self, **change: str) -> Opened:
        """Sign in, with something else instead where it says so."""
        given = {"login": self.login, "password": self.password, "code": self.next_code()}
        opened = session_open(clock=self.county.hands.clock, **(given | change))
        self.token = opened.token
        return opened

    def shows(self, **change: str) -> Evidence:
        """Return password and a fresh code, with something else where it says so."""
        given = {
            "session": digest_of(self.token) if self.token else "",
            "password": self.password,
            "code": self.next_code(),
        }
        return Evidence(**(given | change))


def issue(county: County, name: str, by: str = "秦安") -> Keys:
    """Give a person a starting password."""
    starting = credential_issue(by=county.by(by), person=county.id(name))
    return Keys(county, name, starting.password)


def settle(county: County, name: str) -> Keys:
    """Give a person an account, a password of their own and a dynamic code; they are signed in."""
    keys = issue(county, name)
    keys.open()
    change(keys, PASSWORD)
    enrol(keys)
    return keys


def change(keys: Keys, new: str) -> None:
    """Change the password."""
    password_change(by=keys.county.by(keys.name), evidence=keys.shows(), new=new)
    keys.password = new


def enrol(keys: Keys) -> None:
    """Enrol a dynamic code, or another one."""
    by = keys.county.by(keys.name)
    secret = totp_enrol(by=by, evidence=keys.shows()).secret
    keys.secret = secret
    totp_confirm(by=by, evidence=keys.shows())
