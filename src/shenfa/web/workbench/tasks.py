"""My tasks: what waits for the visitor, with its time, and what they have under way."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.form.tasks import FormTask, FormTaskKind, form_task_list
from shenfa.desk.ledger.tasks import problem_tasks
from shenfa.desk.manuscripts.beginning import may_write
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import office_positions
from shenfa.desk.organisation.staffing import filing_unanswered_list
from shenfa.desk.release.awaiting import revisions_to_release
from shenfa.desk.release.listing import Wanted, manuscript_page
from shenfa.desk.review.reviewing_now import sitting_tasks
from shenfa.desk.review.tasks import TaskKind, task_list
from shenfa.web.workbench.filters import saved_filters
from shenfa.web.workbench.frame import Visitor, show, signed_in

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
    forms = form_task_list(person=visitor.acting.person, at=visitor.looking["at"])
    held = office_positions(person=visitor.acting.person, at=visitor.looking["at"])
    waiting = filing_unanswered_list(**visitor.looking) if held else ()
    own = manuscript_page(wanted=Wanted(own=True), **visitor.looking)
    to_release = revisions_to_release(**visitor.looking)
    problems = problem_tasks(person=visitor.acting.person, at=visitor.looking["at"])
    context = {
        "tasks": rows,
        "overdue": sum(task.is_overdue for task in found)
        + sum(task.row is not None and task.row.is_late for task in forms)
        + sum(task.is_late for task in problems),
        "urgent": sum(task.revision.is_urgent for task in found),
        "own": own.rows[:20],
        "may_write": may_write(person=visitor.acting.person, at=visitor.looking["at"]),
        "forms": [(task, _place(task)) for task in forms],
        "filings": waiting if held & frozenset(RECEIVERS) else (),
        "count": len(found) + len(forms) + len(to_release) + sum(one.count for one in problems),
        "saved": saved_filters(visitor),
        "to_release": to_release,
        "problems": problems,
    }
    return show(request, visitor, "tasks/tasks.html", context)


@signed_in
def queue(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show one task after the other, for a sitting on the phone; each is decided alone."""
    found = sitting_tasks(person=visitor.acting.person, at=visitor.looking["at"])
    context = {"tasks": [(task, NAMES[task.kind]) for task in found]}
    return show(request, visitor, "tasks/queue.html", context)


def _place(task: FormTask) -> str:
    """Return where a task around a form is done."""
    if task.kind is FormTaskKind.COUNTY:
        return f"/county/submissions/{task.revision.id}"
    return f"/revisions/{task.revision.id}/form"
