"""The data folder keeps its secrets, and the database is the one that was asked for."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from shenfa.desk.deployment import (
    PRIVATE_KEY,
    PUBLIC_KEY,
    SECRET,
    UnusableDeployment,
    open_deployment,
)
from shenfa.desk.settings import database_of, settings_of
from shenfa.trail import public_key, read_key


def test_secrets_are_made_once_and_are_the_owners_alone(tmp_path: Path) -> None:
    first = open_deployment(tmp_path / "data")
    again = open_deployment(tmp_path / "data")

    assert first == again
    for name in (SECRET, PRIVATE_KEY):
        assert stat.S_IMODE((tmp_path / "data" / name).stat().st_mode) == 0o600
    key = read_key((tmp_path / "data" / PUBLIC_KEY).read_text(encoding="utf-8"))
    assert key == public_key(first.signing_key)


def test_a_damaged_key_is_not_replaced(tmp_path: Path) -> None:
    open_deployment(tmp_path)
    (tmp_path / PRIVATE_KEY).write_text("damaged")
    with pytest.raises(UnusableDeployment):
        open_deployment(tmp_path)

    assert (tmp_path / PRIVATE_KEY).read_text() == "damaged"


def test_there_is_no_way_round_by_djangos_own_rooms(tmp_path: Path) -> None:
    apps = settings_of(open_deployment(tmp_path))["INSTALLED_APPS"]

    assert all(app.startswith("shenfa.desk.") for app in apps)


def test_sqlite_is_durable_and_takes_its_lock_at_once(tmp_path: Path) -> None:
    options = database_of(open_deployment(tmp_path))["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in options["init_command"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a:b%40c@db:5433/county", ("county", "a", "b@c", "db", "5433")),
        ("postgres:///county?host=/run/pg", ("county", "", "", "/run/pg", "")),
    ],
)
def test_postgresql_by_url(tmp_path: Path, url: str, expected: tuple[str, ...]) -> None:
    database = database_of(replace(open_deployment(tmp_path), database_url=url))

    assert tuple(database[k] for k in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected
    assert database["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://a", "county", "postgresql://a:x/b"])
def test_an_address_that_is_none(tmp_path: Path, url: str) -> None:
    with pytest.raises(UnusableDeployment):
        database_of(replace(open_deployment(tmp_path), database_url=url))
