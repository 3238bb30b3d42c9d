"""The web tests ask a settled county over HTTP, on the databases of the desk's tests.

The fixtures of tests/desk stand in its conftest.py, which makes Django ready and therefore runs
once in a process: it is found where pytest has loaded it, or loaded here under the name by
which pytest looks for it.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from browser import Browser, People
    from county import County

    from shenfa.desk.deployment import Deployment

DESK = Path(__file__).parent.parent / "desk"
CONFTEST = DESK / "conftest.py"
BORROWED = (
    "county",
    "deployment",
    "postgres",
    "postgres_templates",
    "sqlite_templates",
    "vendor",
)
sys.path.insert(0, str(DESK))


def pytest_configure(config: pytest.Config) -> None:
    """Lend the desk's fixtures to the tests here."""
    desk = config.pluginmanager.get_plugin(str(CONFTEST))
    if desk is None:
        desk = load_desk()
        config.pluginmanager.register(desk, str(CONFTEST))
    lent = ModuleType("lent")
    vars(lent).update({name: getattr(desk, name) for name in BORROWED})
    config.pluginmanager.register(lent, "fixtures of the desk")


def load_desk() -> ModuleType:
    """Return the desk's conftest.py as a module."""
    spec = importlib.util.spec_from_file_location("desk_conftest", CONFTEST)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def site(
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
    deployment: "Deployment",
) -> None:
    """Answer requests on the deployment, as a served process would."""
    from shenfa.web.settings import web_settings  # noqa: PLC0415 - not before it is configured

    kept = {"DATABASES", "INSTALLED_APPS", "LOGGING"}
    for name, value in web_settings(deployment).items():
        if name not in kept:
            setattr(settings, name, value)
    settings.PASSWORD_HASHERS = ["quick.QuickArgon2"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]


@pytest.fixture
def people(site: None, county: "County", deployment: "Deployment") -> "People":
    """Return the people of the settled county, whom requests find by the county's clock."""
    from browser import People  # noqa: PLC0415 - as above

    from shenfa.web.given import Given, give  # noqa: PLC0415

    del site
    give(Given(county.hands.clock, deployment))
    return People(county)


@pytest.fixture
def anybody(people: "People") -> "Browser":
    """Return a browser in which nobody has signed in."""
    from browser import Browser  # noqa: PLC0415 - as above

    return Browser(people.county)
