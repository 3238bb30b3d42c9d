"""What is added to every answer: what the browser must not do, and problems for programs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from shenfa.web.api.problems import MEDIA_TYPE, standard_problem

Respond = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors {framed_by}"
)
ALONE, FRAMED = "DENY", "SAMEORIGIN"
"""Whether a page stands alone; only a preview of the public page may be framed, by our own."""
API = "/api/"


def guard_browser(respond: Respond) -> Respond:
    """Forbid scripts and styles in the page itself, foreign sources and, but for one, frames."""

    def guarded(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        response.headers.setdefault("X-Frame-Options", ALONE)
        framed_by = "'self'" if response.headers["X-Frame-Options"] == FRAMED else "'none'"
        response.headers["Content-Security-Policy"] = POLICY.format(framed_by=framed_by)
        response.headers["X-Content-Type-Options"] = "nosniff"
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
