"""The demonstration is built once, for all workers; each of them works on a copy of it."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from demonstration import Demo

DESK = Path(__file__).parent.parent / "desk"
CONFTEST = DESK / "conftest.py"
sys.path[:0] = [str(DESK), str(Path(__file__).parent)]


def pytest_configure(config: pytest.Config) -> None:
    """Let the desk's conftest.py make Django ready, unless it has done so."""
    if config.pluginmanager.get_plugin(str(CONFTEST)) is None:
        config.pluginmanager.register(_load(), str(CONFTEST))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of this worker that holds the demonstration."""
    from building import copy_of_demonstration  # noqa: PLC0415 - its folder is on the path now

    return copy_of_demonstration(tmp_path_factory)


@pytest.fixture
def demo(
    built: Path,
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
    django_db_blocker: Any,  # noqa: ANN401 - as above
) -> Iterator["Demo"]:
    """Return the demonstration; pages that are asked for show it."""
    from demonstration import Demo, give_pages, use  # noqa: PLC0415 - as above

    opened = Demo(built)
    with django_db_blocker.unblock():
        use(opened.deployment)
        give_pages(opened, settings)
        yield opened
        use(None)


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("desk_conftest", CONFTEST)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
