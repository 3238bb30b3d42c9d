"""No statement reopens, rewrites or deletes what stands about access, on either database (I28)."""

from importlib import import_module
from typing import Any

import pytest
from county import County
from django.db import IntegrityError
from raw_sql import drop_guards, installed, run
from signing_in import PASSWORD, QUICK, settle
from test_access_recovery import ask, confirm, use

from shenfa.desk.access.devices import device_add, device_revoke, token_issue, token_revoke
from shenfa.desk.access.models import Loss
from shenfa.desk.access.sessions import session_close
from shenfa.desk.organisation import services

pytestmark = pytest.mark.db
TABLES = (
    "access_credential",
    "access_session",
    "access_token",
    "access_device",
    "access_recovery",
)


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:  # noqa: ANN401 - pytest-django does not name its type
    settings.PASSWORD_HASHERS = QUICK


@pytest.fixture
def busy(county: County) -> County:
    """Return a county with something of everything: live, ended, revoked and used."""
    keys, by = settle(county, "向文"), county.by("向文")
    device = device_add(by=by, evidence=keys.shows(), label="手机", pin="902714")
    expires = county.hands.at.replace(year=2027)
    token = token_issue(by=by, evidence=keys.shows(), label="脚本", expires=expires)
    device_revoke(by=by, device=device.id)
    token_revoke(by=by, token=token.id)
    use(keys, confirm(county, ask(county, "向文", "覃镇长", Loss.TOTP)), PASSWORD)
    keys.secret = ""
    keys.open()
    settle(county, "谢审")
    ask(county, "谢审", "龙主任")
    session = settle(county, "秦审").session.id
    session_close(by=county.by("秦审"), session=session)
    confirm(county, ask(county, "秦审", "龙主任"))
    return county


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_neither_deleted_nor_replaced(busy: County, table: str, vendor: str) -> None:
    assert busy
    statements = [f"DELETE FROM {table}"]  # noqa: S608 - a test of such statements
    if vendor == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
    else:
        statements.append(f"TRUNCATE {table} CASCADE")
    for statement in statements:
        with pytest.raises(IntegrityError):
            run(statement)


@pytest.mark.parametrize(
    "change",
    [
        "access_credential SET issued_at = '2020-01-01 00:00:00'",
        "access_credential SET last_totp_step = 1 WHERE last_totp_step > 1",
        "access_session SET ended_at = NULL WHERE person_id NOT IN (SELECT person_id FROM access_session WHERE ended_at IS NULL)",
        "access_session SET last_seen = '2027-01-01 00:00:00' WHERE ended_at IS NOT NULL",
        "access_session SET opened_at = '2020-01-01 00:00:00'",
        "access_session SET digest = id",
        "access_token SET revoked_at = NULL",
        "access_token SET expires = '2030-01-01 00:00:00'",
        "access_device SET revoked_at = NULL",
        "access_device SET pin = 'x'",
        "access_recovery SET used_at = NULL WHERE used_at IS NOT NULL",
        "access_recovery SET reason = reason || '。'",
        "access_recovery SET kind = 'both'",
        "access_recovery SET requested_at = '2020-01-01 00:00:00'",
        "access_recovery SET digest = id WHERE confirmed_at IS NOT NULL AND used_at IS NULL",
        "access_recovery SET expires = '2030-01-01 00:00:00' WHERE confirmed_at IS NOT NULL AND used_at IS NULL",
        "access_recovery SET used_at = '2030-01-01 00:00:00' WHERE confirmed_at IS NOT NULL AND used_at IS NULL",
    ],
)
def test_what_is_over_stays_over(busy: County, change: str) -> None:
    """Every raw UPDATE is refused, and would not be without the guards."""
    assert busy
    with pytest.raises(IntegrityError):
        run(f"UPDATE {change}")
    drop_guards()
    run(f"UPDATE {change}")


@pytest.mark.parametrize(
    "change",
    [
        "SET confirmed_by_id = requested_by_id, confirmed_at = requested_at, digest = 'ab'",
        "SET confirmed_by_id = person_id, confirmed_at = requested_at, digest = 'ab'",
        "SET digest = 'ab'",
        "SET used_at = requested_at",
    ],
)
def test_a_recovery_takes_three_persons(busy: County, change: str) -> None:
    """Held by a constraint, also where the guards are gone."""
    assert busy
    drop_guards()
    with pytest.raises(IntegrityError):
        run(f"UPDATE access_recovery {change} WHERE confirmed_at IS NULL")


CREDENTIAL = (
    "access_credential (person_id, issued_at, password, previous, must_change, changed_at, "
    "totp_secret, totp_pending, last_totp_step) SELECT '{person}', issued_at, password, "
    "previous, must_change, changed_at, '', '', 0 FROM access_credential LIMIT 1"
)
SESSION = (
    "access_session (id, digest, person_id, opened_at, last_seen, second_factor, proved_seq) "
    "SELECT 's0', 'd0', '{person}', opened_at, last_seen, second_factor, 0 "
    "FROM access_session LIMIT 1"
)
RECOVERY = (
    "access_recovery (id, person_id, kind, reason, requested_by_id, requested_at, expires, "
    "digest, confirmed_by_id, confirmed_at) SELECT 'y0', person_id, kind, reason, "
    "requested_by_id, requested_at, expires, 'ab', confirmed_by_id, confirmed_at "
    "FROM access_recovery WHERE confirmed_at IS NOT NULL LIMIT 1"
)


@pytest.mark.parametrize("row", [CREDENTIAL, SESSION, RECOVERY])
def test_nobody_is_let_in_by_a_row(busy: County, row: str) -> None:
    """Neither who is gone, nor by a recovery that nobody asked for."""
    services.person_disable(by=busy.by("秦安"), person=busy.id("彭科"), reason="退休")
    statement = f"INSERT INTO {row}".format(person=busy.id("彭科"))
    with pytest.raises(IntegrityError):
        run(statement)
    drop_guards()
    run(statement)


def test_all_guards_are_in_the_database(county: County, vendor: str) -> None:
    assert county
    migrations = ("0002_guards", "0003_locks")
    guards = [
        guard
        for name in migrations
        for guard in import_module(f"shenfa.desk.access.migrations.{name}").GUARDS
    ]
    expected = {f"{guard.table}_{guard.name}" for guard in guards}
    if vendor == "postgresql":
        expected |= {f"{table}_no_truncate" for table in (*TABLES, "access_lock")}

    assert {name for name, table in installed() if table.startswith("access_")} == expected
