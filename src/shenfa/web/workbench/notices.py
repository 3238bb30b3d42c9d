"""Notices to the visitor: what happened to which manuscript, and the way there."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from shenfa.desk.ledger.selectors import problem_visible
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.release.models import ScheduleRecord
from shenfa.desk.release.selectors import release_visible
from shenfa.desk.reports.answering import report_visible
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.notices import notice_list, notice_read
from shenfa.web.workbench.frame import Visitor, done, show, signed_in

MOST = 200
PLACES = {
    "pb-": "/problems/",
    "fb-": "/feedback/",
    "sh-": "/problems?state=opened&sheet=",
    "fa-": "/appeals/",
    "m-": "/catalogue/",
    "o-": "/catalogue/",
    "e-": "/releases/",
    "j-": "/reports/",
}
"""The page of what a notice is about, by how its number begins."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice, and what it is about as far as the visitor may see it."""

    notice: NoticeRecord
    title: str
    address: str


@signed_in
def notices(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what the visitor has not read, the latest first."""
    rows = notice_list(person=visitor.acting.person)
    shown = _shown(visitor, rows[:MOST])
    context = {"rows": shown, "at": visitor.looking["at"], "more": len(rows) - len(shown)}
    return show(request, visitor, "tasks/notices.html", context)


@signed_in
def notice_seen(request: HttpRequest, visitor: Visitor, notice: int) -> HttpResponseBase:
    """Note that a notice was read, and open what it is about if that was asked for."""
    if request.method != "POST":
        return redirect("/notices")
    row = NoticeRecord.objects.filter(id=notice, person=visitor.acting.person).first()
    notice_read(by=visitor.acting, notice=notice)
    if row is not None and "open" in request.POST:
        return redirect(_shown(visitor, (row,))[0].address)
    return done(request, "已读", "/notices")


def _shown(visitor: Visitor, rows: tuple[NoticeRecord, ...]) -> list[Shown]:
    """Return notices with titles and ways. Seventeen queries, however many there are."""
    about = {row.about for row in rows}
    schedules = dict(ScheduleRecord.objects.filter(id__in=about).values_list("id", "revision_id"))
    looks = visitor.looking
    revisions = revision_visible(**looks).filter(id__in=about | set(schedules.values()))
    releases = release_visible(**looks).filter(id__in=about).prefetch_related(None)
    reports = report_visible(**looks).filter(id__in=about)
    titles = dict(revisions.values_list("id", "title"))
    titles |= dict(releases.values_list("id", "revision__title"))
    titles |= dict(reports.values_list("id", "title"))
    titles |= dict(problem_visible(**looks).filter(id__in=about).values_list("id", "title"))
    found = []
    for row in rows:
        target = schedules.get(row.about, row.about)
        found.append(Shown(row, titles.get(target, ""), _place(target)))
    return found


def _place(about: str) -> str:
    """Return the page of what a notice is about; what has no sign of its own is a revision."""
    for beginning, place in PLACES.items():
        if about.startswith(beginning):
            return f"{place}{about}"
    return f"/revisions/{about}/"
