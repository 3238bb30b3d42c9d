"""Proving again who one is, inside another command: the person at the keyboard, once (I7)."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from county import County, accepted, refused
from signing_in import PASSWORD, QUICK, Keys, change, enrol, issue, settle

from shenfa.desk.access.devices import device_add, device_revoke, token_issue, token_revoke
from shenfa.desk.access.models import DeviceRecord
from shenfa.desk.access.reauthentication import Evidence, need_reauthentication
from shenfa.desk.access.secret import digest_of
from shenfa.desk.access.selectors import token_get
from shenfa.desk.access.sessions import session_close
from shenfa.desk.organisation import services
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import chain, command

pytestmark = pytest.mark.db
PIN = "902714"
Change = Callable[[Keys], dict[str, str]]


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    settings.PASSWORD_HASHERS = QUICK


def decide(keys: Keys, evidence: Evidence, wish: str = "") -> str:
    """Decide something, in a command like those of the decision services."""
    with command("thing.decide", "thing", keys.county.by(keys.name)) as now:
        method = need_reauthentication(now, evidence)
        if wish:
            raise CommandRefused("wish", wish)
        chain(now, "thing.decide", "thing", {"method": method})
        return method


def test_password_and_code_prove_the_person(county: County) -> None:
    keys = settle(county, "向文")
    with accepted("thing.decide"):
        assert decide(keys, keys.shows()) == "password_totp"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda _: {"password": "竹沟 night 2026"}, "reauthentication"),
        (lambda _: {"password": ""}, "reauthentication"),
        (lambda _: {"code": ""}, "reauthentication"),
        (lambda _: {"code": "000000"}, "reauthentication"),
        (lambda _: {"code": "１２３４５６"}, "reauthentication"),
        (lambda keys: {"code": keys.code()}, "reauthentication"),
        (lambda _: {"device": "unknown", "pin": PIN}, "reauthentication"),
        (lambda _: {"session": ""}, "session"),
        (lambda keys: {"session": keys.token}, "session"),
        (lambda keys: {"session": keys.session.id}, "session"),
        (lambda _: {"session": digest_of("")}, "session"),
    ],
)
def test_nothing_else_proves_the_person(county: County, change: Change, code: str) -> None:
    """I7: also who acts with an API token has no session to show."""
    keys = settle(county, "向文")
    changed = change(keys)
    with refused(code):
        decide(keys, keys.shows(**changed) if "code" not in changed else shown_now(keys, changed))


def shown_now(keys: Keys, change: dict[str, str]) -> Evidence:
    """Return evidence with a code that is shown without waiting for another one."""
    return Evidence(**({"session": digest_of(keys.token), "password": keys.password} | change))


def test_the_session_is_the_person_s_own_and_alive(county: County) -> None:
    """I7: a leader decides in nobody else's session."""
    keys, other = settle(county, "向文"), settle(county, "彭科")
    keys.open()
    with refused("session"):
        decide(keys, keys.shows(session=digest_of(other.token)))
    session_close(by=county.by("向文"), session=keys.session.id)
    with refused("session"):
        decide(keys, keys.shows())
    keys.open()
    county.hands.move(minutes=31)
    with refused("session"):
        decide(keys, keys.shows())


def test_neither_the_system_nor_an_unfinished_account_decides(county: County) -> None:
    keys = issue(county, "向文")
    keys.open()
    with refused("change_password"):
        decide(keys, keys.shows())
    ready = settle(county, "彭科")
    with refused("session"), command("thing.decide", "thing", county.by()) as now:
        need_reauthentication(now, ready.shows())
    county.hands.move(days=90)
    ready.open()
    with refused("change_password"):
        decide(ready, ready.shows())


def test_without_a_dynamic_code_nobody_decides(county: County) -> None:
    keys = issue(county, "向文")
    keys.open()
    change(keys, PASSWORD)
    with refused("enrol_totp"):
        decide(keys, keys.shows())


def test_a_code_decides_once(county: County) -> None:
    keys = settle(county, "向文")
    evidence = keys.shows()
    decide(keys, evidence)

    with refused("reauthentication"):
        decide(keys, evidence)


def test_a_command_refused_for_another_reason_does_not_use_the_code_up(county: County) -> None:
    keys = settle(county, "向文")
    evidence = keys.shows()
    with refused("wish"):
        decide(keys, evidence, wish="稿件已被取代")

    assert decide(keys, evidence) == "password_totp"


def test_after_five_wrong_proofs_the_session_decides_nothing(county: County) -> None:
    """The refusals in the trail are the count; nobody needs to be told of them."""
    keys, other = settle(county, "向文"), settle(county, "彭科")
    for _ in range(4):
        with refused("reauthentication"):
            decide(keys, keys.shows(code="000000"))
    decide(keys, keys.shows())
    for _ in range(5):
        with refused("reauthentication"):
            decide(keys, keys.shows(code="000000"))
        with refused("wish"):
            decide(other, other.shows(), wish="不行")
    with refused("session"):
        decide(keys, keys.shows())
    assert decide(other, other.shows())

    keys.open()
    assert decide(keys, keys.shows()) == "password_totp"


def test_who_has_only_a_token_cannot_use_up_the_person_s_attempts(county: County) -> None:
    keys = settle(county, "向文")
    for _ in range(6):
        with refused("session"):
            decide(keys, Evidence(session="", password="x", code="000000"))  # noqa: S106 - wrong

    assert decide(keys, keys.shows())


def test_another_telephone(county: County) -> None:
    """The code so far is asked for, and counts until the new one is confirmed."""
    keys = settle(county, "向文")
    with refused("reauthentication"):
        enrol(Keys(county, "向文", keys.password, "", keys.token))
    old = keys.secret
    enrol(keys)

    assert keys.secret != old
    assert decide(keys, keys.shows())
    assert keys.open()
    with refused("reauthentication"):
        decide(keys, Keys(county, "向文", keys.password, old, keys.token).shows())


def add(keys: Keys, pin: str = PIN) -> str:
    """Add a device and return its secret."""
    by = keys.county.by(keys.name)
    return device_add(by=by, evidence=keys.shows(), label="本人手机", pin=pin).secret


def test_a_device_and_its_pin_prove_the_person(county: County) -> None:
    keys, other = settle(county, "向文"), settle(county, "彭科")
    with accepted("device.add"):
        secret = add(keys)
    theirs = add(other)
    keys.open()
    shown = {"password": "", "code": "", "device": secret, "pin": PIN}

    assert decide(keys, keys.shows(**shown)) == "device_pin"
    assert decide(keys, keys.shows(**shown)) == "device_pin"
    for wrong in ({"pin": "902715"}, {"pin": ""}, {"device": theirs}, {"session": ""}):
        with refused("session" if "session" in wrong else "reauthentication"):
            decide(keys, keys.shows(**(shown | wrong)))
    with refused("device"):
        device_add(by=county.by("向文"), evidence=keys.shows(**shown), label="另一台", pin=PIN)


def test_what_is_no_pin(county: County) -> None:
    keys = settle(county, "向文")
    for pin in (
        "",
        "12345",
        "111111",
        "123456",
        "987654",
        "567890",
        "１２３４５７",
        "1" * 13,
        "90271a",
    ):
        with refused("pin"):
            add(keys, pin)
    assert not DeviceRecord.objects.exists()


@pytest.mark.parametrize(("name", "code"), [("秦安", ""), ("向文", ""), ("彭科", "not_found")])
def test_who_revokes_a_device_and_a_token(county: County, name: str, code: str) -> None:
    keys = settle(county, "向文")
    by = county.by("向文")
    device = device_add(by=by, evidence=keys.shows(), label="本人手机", pin=PIN)
    token = token_issue(
        by=by, evidence=keys.shows(), label="统计脚本", expires=shifted(county, 365)
    )
    if code:
        with refused(code):
            device_revoke(by=county.by(name), device=device.id)
        with refused(code):
            token_revoke(by=county.by(name), token=token.id)
        return
    with accepted("device.revoke", "token.revoke"):
        device_revoke(by=county.by(name), device=device.id)
        token_revoke(by=county.by(name), token=token.id)

    shown = {"device": device.secret, "pin": PIN}
    with refused("reauthentication"):
        decide(keys, keys.shows(**shown))
    with pytest.raises(CommandRefused):
        token_get(token=token.secret, at=county.hands.at)
    with refused("not_found"):
        device_revoke(by=county.by(name), device=device.id)
    with refused("not_found"):
        token_revoke(by=county.by(name), token=token.id)


def shifted(county: County, days: int) -> datetime.datetime:
    return county.hands.at + datetime.timedelta(days=days)


def test_a_token_lives_for_a_time_and_decides_nothing(county: County) -> None:
    """I7."""
    keys = settle(county, "向文")
    by = county.by("向文")
    for days in (0, -1, 367):
        with refused("dates"):
            token_issue(by=by, evidence=keys.shows(), label="x", expires=shifted(county, days))
    with accepted("token.issue"):
        token = token_issue(by=by, evidence=keys.shows(), label="x", expires=shifted(county, 2))
    assert token_get(token=token.secret, at=county.hands.at).person_id == county.id("向文")
    with refused("session"):
        decide(keys, keys.shows(session=digest_of(token.secret)))
    services.person_disable(by=county.by("秦安"), person=county.id("向文"), reason="调离")

    with pytest.raises(CommandRefused):
        token_get(token=token.secret, at=county.hands.at)


def test_a_token_expires(county: County) -> None:
    keys = settle(county, "向文")
    token = token_issue(
        by=county.by("向文"), evidence=keys.shows(), label="x", expires=shifted(county, 2)
    )
    county.hands.move(days=2)

    with pytest.raises(CommandRefused):
        token_get(token=token.secret, at=county.hands.at)
