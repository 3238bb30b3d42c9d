"""The proofs run on real databases, each history in a copy of one prepared town.

The fixtures of tests/desk and tests/web are lent: the web tests' conftest.py is loaded here
where pytest has not loaded it yet. What takes long is marked ``prove`` and runs only where it is
asked for by that name (``-m prove``).
"""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from worlds import SqliteWorlds, Worlds

HERE = Path(__file__).parent
WEB = HERE.parent / "web"
CONFTEST = WEB / "conftest.py"
BORROWED = ("site", "people", "anybody")
VENDORS = ("sqlite", "postgresql")
sys.path[:0] = [str(HERE), str(WEB)]


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of the long proofs and lend the fixtures of the web tests."""
    config.addinivalue_line("markers", "prove: takes minutes, runs with -m prove")
    web = config.pluginmanager.get_plugin(str(CONFTEST))
    if web is None:
        web = _load(CONFTEST)
        config.pluginmanager.register(web, str(CONFTEST))
    lent = ModuleType("lent")
    vars(lent).update({name: getattr(web, name) for name in BORROWED})
    config.pluginmanager.register(lent, "fixtures of the web tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long proofs out unless they are asked for."""
    if "prove" in config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("prove") is not None]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def sqlite_town(
    sqlite_templates: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,  # noqa: ANN401 - pytest-django does not name its type
) -> "SqliteWorlds":
    """Return where copies of the prepared town on SQLite come from."""
    from worlds import SqliteWorlds  # noqa: PLC0415 - Django must be configured first

    worlds = SqliteWorlds(tmp_path_factory.mktemp("town"), sqlite_templates)
    with django_db_blocker.unblock():
        worlds.prepare()
    return worlds


@pytest.fixture(scope="session")
def postgresql_town(
    sqlite_town: "SqliteWorlds",
    postgres_templates: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,  # noqa: ANN401 - as above
) -> "Worlds":
    """Return where copies of the prepared town on PostgreSQL come from."""
    from worlds import PostgresqlWorlds  # noqa: PLC0415 - as above

    worlds = PostgresqlWorlds(tmp_path_factory.mktemp("town"), postgres_templates, sqlite_town)
    with django_db_blocker.unblock():
        worlds.prepare()
    return worlds


@pytest.fixture(params=VENDORS)
def worlds(
    request: pytest.FixtureRequest,
    django_db_blocker: Any,  # noqa: ANN401 - as above
) -> Iterator["Worlds"]:
    """Return where copies of the prepared town come from; runs on both databases."""
    found = request.getfixturevalue(f"{request.param}_town")
    with django_db_blocker.unblock():
        yield found


@pytest.fixture(scope="session", autouse=True)
def _tidy() -> Iterator[None]:
    """Leave no folder of Hypothesis behind where the tests were started."""
    yield
    shutil.rmtree(Path(".hypothesis"), ignore_errors=True)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_conftest", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
