"""Passwords: what is acceptable, how often it changes, and that guessing ends (S2)."""

from typing import Any

import pytest
from county import County, accepted, refused
from signing_in import PASSWORD, QUICK, Keys, change, issue, settle

from shenfa.desk.access.credentials import password_change
from shenfa.desk.access.models import CredentialRecord
from shenfa.desk.access.selectors import Standing, session_standing

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    settings.PASSWORD_HASHERS = QUICK


def opened(county: County) -> Keys:
    """Return somebody who has signed in with a starting password."""
    keys = issue(county, "向文")
    keys.open()
    return keys


def test_what_is_no_password(county: County) -> None:
    keys = opened(county)
    unfit = (
        "",
        "Short 1",
        "onlysmalls",
        "smalls2026",
        "12345678901",
        "aaaaaaaaaaaa",
        "abababababab",
        "correcthorse\x00",
        "长" * 129,
        "1234567890123",
        "administrator",
        f"Key {keys.login} ok 7",
        f"Key {keys.login.lower()} ok 7",
        "这是向文自己的口令没有错",
        "P@ssw0rd",
        keys.password,
    )
    for password in unfit:
        with refused("password"):
            password_change(by=county.by("向文"), evidence=keys.shows(), new=password)
    assert CredentialRecord.objects.get(person=county.id("向文")).must_change


@pytest.mark.parametrize(
    "fit", ["Rain 26k", "竹沟春雨Ab1!", "four plain words", "一二三四五六七八九十春秋"]
)
def test_what_is_a_password(county: County, fit: str) -> None:
    keys = opened(county)
    with accepted("credential.change"):
        password_change(by=county.by("向文"), evidence=keys.shows(), new=fit)
    keys.password = fit

    assert keys.open().must_change is False


def test_the_last_five_do_not_come_back(county: County) -> None:
    keys = opened(county)
    used = [PASSWORD, *(f"竹沟 evening {number}" for number in range(1, 5))]
    for password in used:
        change(keys, password)
    for password in used:
        with refused("password"):
            change(keys, password)
    change(keys, "竹沟 evening 5")
    change(keys, PASSWORD)

    kept = CredentialRecord.objects.get(person=county.id("向文"))
    assert len({kept.password, *kept.previous}) == 5


@pytest.mark.parametrize(
    ("days", "settled", "then"),
    [
        (89, 90, Standing.READY),
        (90, 90, Standing.CHANGE_PASSWORD),
        (400, 0, Standing.READY),
    ],
)
def test_a_password_becomes_old(
    county: County,
    settings: Any,  # noqa: ANN401 - as above
    days: int,
    settled: int,
    then: Standing,
) -> None:
    """GB/T 22239 asks for a change from time to time: a setting."""
    keys = settle(county, "向文")
    settings.PASSWORD_DAYS = settled
    changed = CredentialRecord.objects.get(person=county.id("向文")).changed_at
    county.hands.at = changed
    county.hands.move(days=days, seconds=-30)
    assert keys.open().must_change is (then is Standing.CHANGE_PASSWORD)

    assert session_standing(session=keys.session, at=county.hands.at) is then


def test_whoever_finds_an_open_session_cannot_guess_the_password(county: County) -> None:
    """After five wrong ones, not even the right one is heard in this session."""
    keys = opened(county)
    for number in range(5):
        with refused("reauthentication"):
            password_change(
                by=county.by("向文"),
                evidence=keys.shows(password=f"wrong {number}"),
                new="竹沟 evening 7",
            )
    with refused("session"):
        change(keys, "竹沟 evening 7")
    keys.open()

    change(keys, "竹沟 evening 7")
