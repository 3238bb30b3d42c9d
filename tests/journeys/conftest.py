"""A journey: people at headless browsers, on a served copy of the demonstration.

The demonstration is built once; each journey has a copy, a process and a browser of its own.
Django is not made ready here: the desk is another process, and nothing of it is imported.
"""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journey import Journey
    from living_desk import LivingDesk

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "demo")]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of the long journeys."""
    config.addinivalue_line("markers", "prove: takes minutes, runs with -m prove")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long journeys out unless they are asked for."""
    if "prove" in config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("prove") is not None]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demonstration, to be copied."""
    from building import copy_of_demonstration  # noqa: PLC0415 - its folder is on the path now

    return copy_of_demonstration(tmp_path_factory)


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path) -> "Iterator[LivingDesk]":
    """Return the served county of this journey."""
    from living_desk import living  # noqa: PLC0415 - as above

    data = Path(shutil.copytree(demonstration / "data", tmp_path / "data"))
    with living(data) as desk:
        yield desk


@pytest.fixture
def journey(desk: "LivingDesk") -> "Iterator[Journey]":
    """Return the journey; at its end nothing may have left this machine.

    The browser is driven for this test only: while it is, other tests of the process would be
    taken to run in an event loop.
    """
    from journey import Journey  # noqa: PLC0415 - as above
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - absent from a bare library

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        travelling = Journey(desk, chromium)
        yield travelling
        travelling.end()
        chromium.close()
