"""Accounts of the demonstration: issued, changed and confirmed as anybody's, and signed in with."""

import pyotp

from shenfa.demo.hands import let_pass
from shenfa.demo.world import Keys, World, acting
from shenfa.desk.access.credentials import (
    Starting,
    credential_issue,
    password_change,
    totp_confirm,
    totp_enrol,
)
from shenfa.desk.access.devices import device_add
from shenfa.desk.access.reauthentication import Evidence
from shenfa.desk.access.secret import digest_of, new_word
from shenfa.desk.access.selectors import session_get
from shenfa.desk.access.sessions import session_open, session_touch
from shenfa.desk.refusals import CommandRefused

PIN = "246810"
STEP = 30
"""Seconds after which a dynamic code is another one; each is used once."""


def give_account(world: World, name: str, by: str) -> None:
    """Give a person an account with everything that deciding takes."""
    start(world, name, credential_issue(by=acting(world, by), person=world.people[name]))
    equip(world, name)


def start(world: World, name: str, starting: Starting) -> None:
    """Let a person sign in with a starting password and change it."""
    keys = world.keys[name] = Keys(starting.login, starting.password)
    _sign_in(world, keys)
    change_password(world, name, new_word())


def equip(world: World, name: str) -> None:
    """Give a person a dynamic code, and a device with a PIN."""
    keys, by = world.keys[name], acting(world, name)
    keys.secret = totp_enrol(by=by, evidence=_shows(world, keys)).secret
    totp_confirm(by=by, evidence=_shows(world, keys))
    added = device_add(by=by, evidence=_shows(world, keys), label="办公电脑", pin=PIN)
    keys.device = added.secret


def change_password(world: World, name: str, password: str) -> None:
    """Change a person's password."""
    keys = world.keys[name]
    evidence_of(world, name)
    password_change(by=acting(world, name), evidence=_shows(world, keys), new=password)
    keys.password = password


def evidence_of(world: World, name: str) -> Evidence:
    """Return what a person shows who decides: a live session, the own device and its PIN."""
    keys, at = world.keys[name], world.hands.clock.now()
    try:
        session_touch(clock=world.hands.clock, session=session_get(token=keys.token, at=at))
    except CommandRefused:
        _sign_in(world, keys)
    return Evidence(session=digest_of(keys.token), device=keys.device, pin=PIN)


def _sign_in(world: World, keys: Keys) -> None:
    code = _code(world, keys)
    opened = session_open(
        clock=world.hands.clock, login=keys.login, password=keys.password, code=code
    )
    keys.token = opened.token


def _shows(world: World, keys: Keys) -> Evidence:
    session, code = digest_of(keys.token), _code(world, keys)
    return Evidence(session=session, password=keys.password, code=code)


def _code(world: World, keys: Keys) -> str:
    """Return a dynamic code that was not used yet."""
    if not keys.secret:
        return ""
    let_pass(world.hands, seconds=STEP)
    return pyotp.TOTP(keys.secret).at(world.hands.at)
