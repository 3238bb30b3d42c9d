"""My tasks: what waits for the visitor, with its time, and what they have under way."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.form.selectors import county_queue
from shenfa.desk.manuscripts.beginning import writer_units
from shenfa.desk.release.awaiting import revisions_to_release
from shenfa.desk.release.listing import Wanted, manuscript_page
from shenfa.desk.review.notices import notice_list, notice_read
from shenfa.desk.review.reviewing_now import sitting_tasks
from shenfa.desk.review.tasks import TaskKind, task_list
from shenfa.web.workbench.frame import Visitor, done, show, signed_in

NAMES = {
    TaskKind.REVIEW: "待审查",
    TaskKind.READ: "急件先阅",
    TaskKind.SECRECY: "待保密审查",
    TaskKind.ANSWER: "待答复",
    TaskKind.STALLED: "无人可审",
}


@signed_in
def tasks(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what waits for the visitor."""
    found = task_list(person=visitor.acting.person, at=visitor.looking["at"])
    rows = [(task, NAMES[task.kind]) for task in found]
    own = manuscript_page(wanted=Wanted(own=True), **visitor.looking)
    context = {
        "tasks": rows,
        "overdue": sum(task.is_overdue for task in found),
        "urgent": sum(task.revision.is_urgent for task in found),
        "own": own.rows[:20],
        "may_write": bool(writer_units(person=visitor.acting.person, at=visitor.looking["at"])),
        "county": county_queue(**visitor.looking),
        "to_release": revisions_to_release(**visitor.looking),
    }
    return show(request, visitor, "tasks/tasks.html", context)


@signed_in
def queue(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show one task after the other, for a sitting on the phone; each is decided alone."""
    found = sitting_tasks(person=visitor.acting.person, at=visitor.looking["at"])
    context = {"tasks": [(task, NAMES[task.kind]) for task in found]}
    return show(request, visitor, "tasks/queue.html", context)


@signed_in
def notices(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the notices to the visitor, the latest first."""
    rows = notice_list(person=visitor.acting.person)[:200]
    return show(request, visitor, "tasks/notices.html", {"rows": rows})


@signed_in
def notice_seen(request: HttpRequest, visitor: Visitor, notice: int) -> HttpResponseBase:
    """Note that a notice was read."""
    notice_read(by=visitor.acting, notice=notice)
    return done(request, "已读", "/notices")
