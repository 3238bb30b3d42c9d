"""The state of the system: what runs, what waits, what is wrong and what to do about it."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.inspection.outcome import Level
from shenfa.desk.inspection.state import system_state
from shenfa.web.given import given
from shenfa.web.workbench.frame import Visitor, show, signed_in

LOOKS = {Level.PASSED.value: "good", Level.NOTICE.value: "wait", Level.FAILED.value: "bad"}


@signed_in
def system(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the state of the system to the administrators and the county office."""
    state = system_state(
        viewer=visitor.acting.person, deployment=given().deployment, clock=visitor.acting.clock
    )
    levels = [check.level for check in state.checks] + [queue.level for queue in state.queues]
    jobs = [job for job in state.jobs if job.error or job.is_late]
    context = {
        "state": state,
        "looks": LOOKS,
        "failed": levels.count(Level.FAILED) + len(jobs),
        "noticed": levels.count(Level.NOTICE),
        "in_order": levels.count(Level.PASSED) + len(state.jobs) - len(jobs),
    }
    return show(request, visitor, "system/system.html", context)
