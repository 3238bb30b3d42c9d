"""What is added to every answer: what the browser must not do, and problems for programs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shenfa.web.api.problems import MEDIA_TYPE, standard_problem

Respond = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
API = "/api/"


def guard_browser(respond: Respond) -> Respond:
    """Forbid scripts and styles in the page itself, foreign sources and frames."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def answer_problems(respond: Respond) -> Respond:
    """Let the API answer with a problem also where Django refuses: path, method, host, size."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        is_told = response.headers.get("Content-Type", "") == MEDIA_TYPE
        if not request.path.startswith(API) or response.status_code < 400 or is_told:
            return response
        problem: HttpResponse = standard_problem(response.status_code)
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem

    return answered
