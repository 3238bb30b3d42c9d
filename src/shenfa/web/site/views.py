"""The views of the public site. Each asks the desk for bytes and sends them as they are."""

import mimetypes
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.http import content_disposition_header

from shenfa.desk.release import public
from shenfa.desk.release.addresses import list_name
from shenfa.desk.release.rendering import missing_page, stylesheet

HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Shown in a page; everything else is saved, so that nothing in it runs here."""
CACHE = "no-cache"
"""A copy is kept only as long as we say that it still holds: a take-down works at once."""
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def reading(view: View[Given]) -> View[Given]:
    """Let a view answer GET and HEAD only, and never with bytes that were changed."""

    @wraps(view)
    def answered(
        request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
    ) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            response = view(request, *args, **kwargs)
        except public.BytesChanged:
            response = missing(503, "暂时不能提供", "该信息暂时不能提供，请稍后再来")
        response.headers["Cache-Control"] = CACHE
        return response

    return answered


def missing(status: int, title: str, text: str) -> HttpResponse:
    """Say in one sentence why there is nothing."""
    return HttpResponse(missing_page(title, text), status=status, content_type=HTML)


@reading
def home(_request: HttpRequest) -> HttpResponse:
    """Return the home page."""
    return HttpResponse(public.home_get(), content_type=HTML)


@reading
def style(_request: HttpRequest) -> HttpResponse:
    """Return the stylesheet."""
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")


@reading
def robots(request: HttpRequest) -> HttpResponse:
    """Let everybody read everything that is public."""
    lines = ("User-agent: *", "Allow: /", f"Sitemap: {_root(request)}sitemap.xml", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@reading
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the map of the site."""
    return HttpResponse(public.sitemap_get(_root(request)), content_type="application/xml")


@reading
def column(_request: HttpRequest, column: str) -> HttpResponse:
    """Return the first page of a column."""
    return _list(column, list_name(1))


@reading
def column_page(_request: HttpRequest, column: str, name: str) -> HttpResponse:
    """Return a page of a column by the name it has in a folder."""
    return _list(column, name)


@reading
def page(_request: HttpRequest, column: str, release: str) -> HttpResponse:
    """Return the stored page, the note in its place, or that it is gone."""
    match public.page_get(column, release):
        case public.Page(body, _):
            return HttpResponse(body, content_type=HTML)
        case public.Moved(path):
            up = "../" * (column.count("/") + 2)
            return HttpResponseRedirect(f"{up}{path}", status=301)
        case public.Gone():
            return missing(410, "已不再公开", "该信息已不再公开")
        case None:
            return _unknown()


@reading
def package(_request: HttpRequest, release: str) -> HttpResponse:
    """Return exactly the bytes whose SHA-256 was approved."""
    data = public.package_get(release)
    return _unknown() if data is None else HttpResponse(data, content_type=JSON)


@reading
def file(_request: HttpRequest, column: str, release: str, name: str) -> HttpResponse:
    """Return a file that goes out with a page, by its name beside the page."""
    if not isinstance(public.page_get(column, release), public.Page):
        return _unknown()
    return _file(public.file_get(release, name))


@reading
def numbered_file(_request: HttpRequest, release: str, number: str) -> HttpResponse:
    """Return a file that goes out with a release, by its place."""
    return _file(public.file_numbered(release, int(number)))


def _list(column: str, name: str) -> HttpResponse:
    number = public.list_number(name)
    body = public.column_get(column, number) if number else None
    return _unknown() if body is None else HttpResponse(body, content_type=HTML)


def _file(found: public.File | None) -> HttpResponse:
    if found is None:
        return _unknown()
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    response = HttpResponse(found.body, content_type=kind)
    header = content_disposition_header(kind not in PICTURES, found.name)
    if header is not None:
        response.headers["Content-Disposition"] = header
    return response


def _unknown() -> HttpResponse:
    return missing(404, "没有找到", "没有找到该信息，请核对地址")


def _root(request: HttpRequest) -> str:
    here = request.path.rsplit("/", maxsplit=1)[0]
    return request.build_absolute_uri(f"{here}/")
