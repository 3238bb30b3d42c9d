"""From an exception to a problem: which status a refusal has, and what a wrong field is told."""

import logging
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from shenfa.desk.clock import ClockWentBack
from shenfa.desk.refusals import CommandRefused
from shenfa.review import MoveRefused
from shenfa.web.api.problems import problem, standard_problem

LOG = logging.getLogger("django.request")
CONFLICT = 409
STATUS: Mapping[str, int] = {
    "not_entitled": 403,
    "not_found": 404,
    "sign_in": 401,
    "session": 401,
    "token": 401,
    "locked": 429,
    "account_locked": 403,
    "change_password": 403,
    "enrol_totp": 403,
    # Who must prove again who they are is signed in still: 401 would send them to the sign-in.
    "reauthentication": 403,
    "csrf": 403,
    "media_type": 415,
}
FOREIGN: Mapping[type[Exception], int] = {
    Http404: 404,
    RequestDataTooBig: 413,
    SuspiciousOperation: 400,
    OperationalError: 503,
}
"""Exceptions of Django, the particular before the general."""
CLAUSE = re.compile("（(通知[一二三四五六七八九十]+：.*?)）")
WRONG: Mapping[str, str] = {
    "missing": "缺少“{field}”，请补上",
    "extra_forbidden": "没有“{field}”这一项，请删去",
    "string_type": "“{field}”应为文字",
    "bool_type": "“{field}”应为 true 或 false",
    "int_type": "“{field}”应为整数",
    "int_parsing": "“{field}”应为整数",
    "enum": "“{field}”应为 {expected} 之一",
    "literal_error": "“{field}”应为 {expected} 之一",
    "greater_than_equal": "“{field}”不得小于 {ge}",
    "less_than": "“{field}”应早于 {lt}",
    "less_than_equal": "“{field}”不得大于 {le}",
    "timezone_aware": "“{field}”应写明时区，如 2026-11-24T09:00:00+08:00",
    "datetime_from_date_parsing": "“{field}”应写成 2026-11-24T09:00:00+08:00 的形式",
    "datetime_parsing": "“{field}”应写成 2026-11-24T09:00:00+08:00 的形式",
    "datetime_type": "“{field}”应写成 2026-11-24T09:00:00+08:00 的形式",
    "date_from_datetime_parsing": "“{field}”应写成 2026-11-24 的形式",
    "date_parsing": "“{field}”应写成 2026-11-24 的形式",
    "date_type": "“{field}”应写成 2026-11-24 的形式",
}


def install(api: NinjaAPI) -> None:
    """Let the API answer every exception with a problem."""
    # It looks for the nearest class and has handlers of its own for the last three.
    for kind in (Exception, Http404, HttpError, ValidationError):
        api.add_exception_handler(kind, answer)


def answer(request: HttpRequest, error: object) -> HttpResponse:
    """Return the problem of an exception; what nobody foresaw is logged and tells nothing."""
    match error:
        case CommandRefused():
            return _told(STATUS.get(error.code, CONFLICT), error.code, str(error))
        case MoveRefused():
            return _told(CONFLICT, "move", str(error))
        case ValidationError():
            return _invalid(error.errors[0])
        case ClockWentBack():
            return problem(503, "clock", str(error))
        case HttpError():
            return standard_problem(error.status_code)
    status = next((status for kind, status in FOREIGN.items() if isinstance(error, kind)), 500)
    if status >= 500:
        fault = error if isinstance(error, Exception) else None
        LOG.error("%s %s", request.method, request.path, exc_info=fault)
    return standard_problem(status)


def _told(status: int, code: str, sentence: str) -> HttpResponse:
    found = CLAUSE.search(sentence)
    return problem(status, code, sentence, clause=found[1] if found else "")


def _invalid(first: Mapping[str, Any]) -> HttpResponse:  # pydantic's table
    # First stands where the value came from; of a body then how our function calls it.
    place = [str(step) for step in first["loc"]]
    names = place[2:] if place[0] == "body" else place[1:]
    field = ".".join(names) or "请求内容"
    sentence = WRONG.get(first["type"], "“{field}”填写不对，请核对后重试")
    title = sentence.format(field=field, **first.get("ctx", {})).replace("' or '", "'、'")
    return problem(422, "invalid", title, field=field)
