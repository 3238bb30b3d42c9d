"""How the public site answers: GET only, bytes with their digest, one sentence for what is not."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response

from shenfa.desk.release.addresses import upwards_from
from shenfa.desk.release.rendering import missing_page
from shenfa.desk.release.site import frame_get
from shenfa.desk.release.stored import BytesChanged

HTML = "text/html; charset=utf-8"
SITE = "/site/"
CACHE = "no-cache"
"""A copy is kept only as long as we say that it still holds: a take-down works at once."""
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def reading(view: View[Given]) -> Callable[Concatenate[HttpRequest, Given], HttpResponseBase]:
    """Let a view answer GET and HEAD only, never with bytes that were changed, nor twice the same."""

    @wraps(view)
    def answered(
        request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
    ) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            response = view(request, *args, **kwargs)
        except BytesChanged:
            response = missing(request, 503, "暂时不能提供", "该信息暂时不能提供，请稍后再来")
        response.headers["Cache-Control"] = CACHE
        if response.status_code != 200:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return answered


def html(body: bytes, status: int = 200) -> HttpResponse:
    """Answer with a page."""
    return HttpResponse(body, status=status, content_type=HTML)


def missing(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Say in one sentence why there is nothing."""
    root = upwards_from(request.path.removeprefix(SITE))
    return html(missing_page(frame_get(is_served=True), root, title, text), status)


def unknown(request: HttpRequest) -> HttpResponse:
    """Say that there is no such page."""
    return missing(request, 404, "没有找到", "没有找到该信息，请核对地址，或者搜索标题")
