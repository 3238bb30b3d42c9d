"""The views of the public site. Each asks the desk for bytes and sends them as they are."""

import mimetypes

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from shenfa.desk.release import public
from shenfa.desk.release.addresses import list_name
from shenfa.desk.release.finding import search_page
from shenfa.desk.release.rendering import icon, stylesheet
from shenfa.web.site.answers import html, missing, reading, unknown

JSON = "application/json; charset=utf-8"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Shown in a page; everything else is saved, so that nothing in it runs here."""


@reading
def home(_request: HttpRequest) -> HttpResponse:
    """Return the home page."""
    return html(public.home_get())


@reading
def style(_request: HttpRequest) -> HttpResponse:
    """Return the stylesheet."""
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")


@reading
def picture(_request: HttpRequest) -> HttpResponse:
    """Return the picture beside the title of a page."""
    return HttpResponse(icon(), content_type="image/svg+xml")


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
def site_map(_request: HttpRequest) -> HttpResponse:
    """Return the map of the site for people."""
    return html(public.map_get())


@reading
def search(request: HttpRequest) -> HttpResponse:
    """Return what is public and holds the words asked for."""
    number = request.GET.get("page", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 7
    query = " ".join(request.GET.get("q", "").split())
    return html(search_page(query, int(number) if is_number else 1))


@reading
def nothing(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing at this address."""
    return unknown(request)


@reading
def column(request: HttpRequest, column: str) -> HttpResponse:
    """Return the first page of a column."""
    return _list(request, column, list_name(1))


@reading
def column_page(request: HttpRequest, column: str, name: str) -> HttpResponse:
    """Return a page of a column by the name it has in a folder."""
    return _list(request, column, name)


@reading
def page(request: HttpRequest, column: str, release: str) -> HttpResponse:
    """Return the stored page, the note in its place, or that it is gone."""
    match public.page_get(column, release):
        case public.Page(body, is_note):
            return html(body, 410 if is_note else 200)
        case public.Moved(path):
            up = "../" * (column.count("/") + 2)
            return HttpResponseRedirect(f"{up}{path}", status=301)
        case public.Gone():
            return missing(request, 410, "已不再公开", "该信息已不再公开")
        case None:
            return unknown(request)


@reading
def package(request: HttpRequest, release: str) -> HttpResponse:
    """Return exactly the bytes whose SHA-256 was approved."""
    data = public.package_get(release)
    return unknown(request) if data is None else HttpResponse(data, content_type=JSON)


@reading
def file(request: HttpRequest, column: str, release: str, name: str) -> HttpResponse:
    """Return a file that goes out with a page, by its name beside the page."""
    if not isinstance(public.page_get(column, release), public.Page):
        return unknown(request)
    return _file(request, public.file_get(release, name))


@reading
def numbered_file(request: HttpRequest, release: str, number: str) -> HttpResponse:
    """Return a file that goes out with a release, by its place."""
    return _file(request, public.file_numbered(release, int(number)))


def _list(request: HttpRequest, column: str, name: str) -> HttpResponse:
    number = public.list_number(name)
    body = public.column_get(column, number) if number else None
    return unknown(request) if body is None else html(body)


def _file(request: HttpRequest, found: public.File | None) -> HttpResponse:
    if found is None:
        return unknown(request)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    response = HttpResponse(found.body, content_type=kind)
    header = content_disposition_header(kind not in PICTURES, found.name)
    if header is not None:
        response.headers["Content-Disposition"] = header
    return response


def _root(request: HttpRequest) -> str:
    here = request.path.rsplit("/", maxsplit=1)[0]
    return request.build_absolute_uri(f"{here}/")
