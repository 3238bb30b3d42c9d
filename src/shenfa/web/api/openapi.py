"""The description of the API, which needs no sign-in and says that everything can be refused."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse

from shenfa.web.api.mount import api
from shenfa.web.api.problems import MEDIA_TYPE, SCHEMA

PREFIX = "shenfa_web_api_"
REFUSED = {
    "description": "没有办理，原因见内容",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi_json(_request: HttpRequest) -> JsonResponse:
    """Return the description of the API (OpenAPI 3.1)."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@cache
def description() -> dict[str, Any]:
    """Return the description; the API does not change while the process runs."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="api/"))  # JSON
    found["components"]["schemas"]["Problem"] = SCHEMA
    for operations in found["paths"].values():
        for operation in operations.values():
            operation["operationId"] = operation["operationId"].removeprefix(PREFIX)
            operation["responses"]["default"] = REFUSED
    return found
