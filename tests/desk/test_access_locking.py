"""An administrator locks an account at once, and nobody locks or unlocks themselves (I19)."""

import pytest
from county import County, accepted, refused
from django.db import DatabaseError
from evidence import evidence_of
from raw_sql import run

from shenfa.desk.access.locking import account_lock, account_unlock
from shenfa.desk.access.selectors import lock_of, session_live

pytestmark = pytest.mark.db
NAME, SECURITY, SYSTEM = "向文", "秦安", "秦系"


@pytest.fixture
def signed_in(county: County) -> County:
    """Return the county with somebody signed in."""
    evidence_of(county, NAME)
    return county


def live(county: County) -> bool:
    rows = session_live(county.hands.at).filter(person=county.id(NAME))
    return rows.exists()


def test_a_locked_account_is_out_at_once(signed_in: County) -> None:
    county = signed_in
    assert live(county)
    with accepted("credential.lock"):
        account_lock(by=county.by(SECURITY), person=county.id(NAME), reason="疑似被盗用")
    assert not live(county)
    assert lock_of(county.id(NAME)) is not None
    with refused("account_locked"):
        account_lock(by=county.by(SECURITY), person=county.id(NAME), reason="再次")
    with accepted("credential.unlock"):
        account_unlock(by=county.by(SYSTEM), person=county.id(NAME), reason="已核实")
    assert lock_of(county.id(NAME)) is None
    with refused("not_locked"):
        account_unlock(by=county.by(SYSTEM), person=county.id(NAME), reason="再次")


@pytest.mark.parametrize("vendor", ["sqlite"])
def test_who_may_not_lock(signed_in: County) -> None:
    county = signed_in
    evidence_of(county, SECURITY)
    with refused("own"):
        account_lock(by=county.by(SECURITY), person=county.id(SECURITY), reason="x")
    for name in ("覃镇长", "谢审", "秦审"):
        with refused("not_entitled"):
            account_lock(by=county.by(name), person=county.id(NAME), reason="x")
    with refused("no_account"):
        account_lock(by=county.by(SECURITY), person=county.id("白副"), reason="x")
    with refused("text"):
        account_lock(by=county.by(SECURITY), person=county.id(NAME), reason=" ")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM access_lock",
        "UPDATE access_lock SET reason = 'x'",
    ],
)
def test_guards_hold_against_raw_sql(signed_in: County, statement: str) -> None:
    """I28: a lock stays as it was set."""
    county = signed_in
    account_lock(by=county.by(SECURITY), person=county.id(NAME), reason="疑似被盗用")
    with pytest.raises(DatabaseError):
        run(statement)
