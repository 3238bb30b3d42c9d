"""Whatever is sent to the API, it answers as it says it does and never breaks (no 500).

The requests come from the description of the API itself; what they hold is drawn at random but
the same every time. They are sent by nobody, by a reviewer of a town and by the county office.
"""

import json
from typing import Any

import pytest
import schemathesis
from browser import People
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from review_county import FIRST, Reviewing
from visiting import Visit

from shenfa.web.api.mount import api

pytestmark = pytest.mark.db
EXAMPLES = 2
LEAVING = {"/api/session/close", "/api/session/open"}
"""What ends the session that everything else needs; it has tests of its own."""


@pytest.mark.parametrize("name", ["", FIRST, "谢审"])
def test_no_request_breaks_the_api(people: People, name: str) -> None:
    """A few requests of each kind; refusals are problems with a sentence."""
    reviewing = Reviewing(people.county)
    revision = reviewing.submitted()
    client = Visit(people.county, name).client if name else Client()
    client.raise_request_exception = False
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
    ids = st.sampled_from([revision.id, revision.manuscript_id, people.county.id(FIRST), "x-0"])
    statuses: set[int] = set()

    for operation in (one.ok() for one in schema.get_all_operations()):
        if operation.path in LEAVING:
            continue

        @given(case=operation.as_strategy(), ids=st.lists(ids, min_size=3, max_size=3))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case: Any, ids: list[str]) -> None:  # noqa: ANN401 - schemathesis' own
            for parameter, known in zip(case.path_parameters or {}, ids, strict=False):
                if isinstance(case.path_parameters[parameter], str):
                    case.path_parameters[parameter] = known
            statuses.add(status_of(client, case))

        send()

    assert statuses & {200, 401}
    assert 422 in statuses or not name


def status_of(client: Client, case: Any) -> int:  # noqa: ANN401 - as above
    """Send a request and return the status of an answer that is as it should be."""
    body = None if isinstance(case.body, schemathesis.core.NotSet) else case.body
    answer = client.generic(
        case.method,
        case.formatted_path,
        json.dumps(body, default=str) if body is not None else "",
        content_type="application/json",
        query_params={key: value for key, value in (case.query or {}).items() if value is not None},
    )
    assert answer.status_code < 500, (case.method, case.formatted_path, answer.content.decode())
    if answer.status_code >= 400:
        problem = json.loads(answer.content)
        assert problem["title"], case.formatted_path
    return int(answer.status_code)
