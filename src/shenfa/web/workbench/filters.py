"""Filters of the list of manuscripts that a person keeps under a name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.preferences.services import NAMES, filter_drop, filter_list, filter_save
from shenfa.web.workbench.frame import Visitor, done, posted, signed_in


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved filter as a link, and its number for letting it go."""

    number: int
    name: str
    address: str


@posted
@signed_in
def keep(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Keep the filter that the list is shown with."""
    asked = {name: request.POST.get(name, "").strip() for name in NAMES}
    saved = filter_save(by=visitor.acting, name=request.POST.get("name", ""), asked=asked)
    return done(request, f"已保存筛选“{saved.name}”，可以从我的待办直接打开", _address(saved.asked))


@posted
@signed_in
def drop(request: HttpRequest, visitor: Visitor, saved: int) -> HttpResponseBase:
    """Let a filter go."""
    filter_drop(by=visitor.acting, saved=saved)
    return done(request, "已删除筛选", "/manuscripts")


def saved_filters(visitor: Visitor) -> tuple[Saved, ...]:
    """Return the visitor's filters as links. One query."""
    rows = filter_list(person=visitor.acting.person)
    return tuple(Saved(row.pk, row.name, _address(row.asked)) for row in rows)


def _address(asked: dict[str, str]) -> str:
    return f"/manuscripts?{urlencode(asked)}"
