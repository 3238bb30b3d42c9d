"""The description of the API: valid, complete, and true whatever a program sends."""

import json
import re
from typing import Any

import pytest
from browser import Browser, People, done, told
from county import TOWN
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema_rs import validator_for
from ninja import Schema
from schemathesis.openapi import from_dict

from shenfa.web.api.openapi import description

OPEN = {"session_session_open", "accounts_recovery_use"}
CHINESE = re.compile("[\u4e00-\u9fff]")
ENDS_THE_SESSION = {"session_session_close"}
"""What would end the session by which the other operations are tried."""


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Return address, method and description of each operation."""
    return [
        (path, method, operation)
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]


each_operation = pytest.mark.parametrize(
    ("path", "method", "operation"),
    operations(),
    ids=[operation["operationId"] for _, _, operation in operations()],
)


@each_operation
def test_says_in_chinese_what_it_does(path: str, method: str, operation: dict[str, Any]) -> None:
    assert path.startswith("/api/")
    assert CHINESE.search(operation["summary"])
    assert CHINESE.search(operation["description"])
    assert operation["tags"]
    assert "application/problem+json" in operation["responses"]["default"]["content"]
    for parameter in operation["parameters"]:
        is_id = parameter["in"] == "path"
        assert is_id or CHINESE.search(parameter["description"]), parameter
    if method == "post":
        assert not path.endswith("}"), "a command ends with its verb"


@each_operation
def test_asks_who_it_is(path: str, method: str, operation: dict[str, Any]) -> None:
    """Only signing in and coming back in are open to everybody."""
    del path, method
    assert bool(operation.get("security")) is (operation["operationId"] not in OPEN)


def test_names_are_used_once() -> None:
    ids = [operation["operationId"] for _, _, operation in operations()]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z_]+", one) for one in ids)


def test_every_field_is_explained_in_chinese() -> None:
    for name, schema in description()["components"]["schemas"].items():
        for field, about in schema.get("properties", {}).items():
            assert CHINESE.search(about.get("description", "")), f"{name}.{field}"


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(description())
    schemas = description()["components"]["schemas"]

    for name in re.findall(r'"#/components/schemas/([^"]+)"', text):
        assert name in schemas
    for schema in schemas.values():
        assert validator_for({**schema, "components": {"schemas": schemas}}) is not None


def test_schemas_have_names_of_their_own() -> None:
    """Two of the same name in different modules would be taken for one in the description."""
    names = [one.__qualname__ for one in _below(Schema) if "[" not in one.__qualname__]

    assert sorted(names) == sorted(set(names))


def test_the_description_is_valid_openapi() -> None:
    from_dict(description()).validate()


@pytest.mark.db
@pytest.mark.filterwarnings("ignore")
def test_nothing_that_fits_the_description_breaks_it(people: People) -> None:
    """Whatever a program sends is answered as described or with a problem, never with a failure."""
    browser = people.sign_in("秦安")
    town = people.county.unit(TOWN)
    tenure = done(browser.get(f"units/{town}/tenures"))["items"][0]["id"]
    ids = {"unit": town, "person": people.county.id("彭科"), "tenure": tenure}
    played = [
        play(browser, found.ok(), ids)
        for found in from_dict(description()).get_all_operations()
        if can_play(found.ok().definition.raw)
    ]
    assert len(played) > 30
    assert all(played)


def can_play(raw: dict[str, Any]) -> bool:
    """Return whether an operation takes JSON and leaves the session alone."""
    is_upload = "multipart/form-data" in raw.get("requestBody", {}).get("content", {})
    return not is_upload and raw["operationId"] not in ENDS_THE_SESSION


def play(browser: Browser, operation: Any, ids: dict[str, str]) -> int:  # noqa: ANN401 - schemathesis does not name its types
    """Try an operation with what was generated, on objects there are; return how often."""
    declared = set(map(str, operation.definition.raw["responses"]))
    answered = 0

    @settings(
        max_examples=6,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:  # noqa: ANN401 - as above
        nonlocal answered
        answered += 1
        case.path_parameters = {
            name: ids.get(name, value) for name, value in case.path_parameters.items()
        }
        response = ask(browser, case)
        if str(response.status_code) not in declared:
            assert 400 <= told(response)["status"] < 500, (case, response.content)

    answers()
    return answered


def ask(browser: Browser, case: Any) -> Any:  # noqa: ANN401 - schemathesis does not name its type
    """Send a generated case and return the answer."""
    has_body = case.media_type is not None
    return browser.client.generic(
        case.method,
        case.formatted_path,
        json.dumps(case.body) if has_body else "",
        content_type=case.media_type or "",
        query_params=case.query or None,
        headers=browser.headers(),
    )


def _below(parent: type) -> list[type]:
    return [
        one
        for child in parent.__subclasses__()
        if child.__module__.startswith("shenfa.")
        for one in (child, *_below(child))
    ]
