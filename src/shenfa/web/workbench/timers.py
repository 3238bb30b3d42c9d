"""Statutory limits in the pages: what runs, what is late, one matter with what changed its count."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from shenfa.desk.catalogue.authority import CONSENTING, KEEPERS
from shenfa.desk.catalogue.models import TimerStepRecord
from shenfa.desk.catalogue.selectors import (
    timer_get,
    timer_visible,
)
from shenfa.desk.catalogue.timers import (
    ANSWER,
    Step,
    TimerState,
    timer_close,
    timer_start,
    timer_state,
    timer_step,
)
from shenfa.desk.organisation.selectors import person_holds_any
from shenfa.desk.working_days import calendar
from shenfa.ledger.statutory import statutory_limits
from shenfa.web.workbench.catalogue import day_of, may_keep_catalogue
from shenfa.web.workbench.frame import Visitor, done, show, signed_in


@signed_in
def timers(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the statutory limits that run, what is late first, and take a new one."""
    looking, today = visitor.looking, localdate(visitor.looking["at"])
    if request.method == "POST":
        timer_start(
            by=visitor.acting,
            unit=request.POST.get("unit", "") or visitor.unit,
            limit=request.POST.get("limit", ""),
            title=request.POST.get("title", ""),
            begun_on=day_of(request.POST.get("begun_on", "")),
        )
        return done(request, "已开始计时", "/timers")
    rows = timer_visible(**looking)
    running = [timer_state(row, today) for row in rows.filter(closed_on=None)]
    closed = [
        timer_state(row, today) for row in rows.exclude(closed_on=None).order_by("-closed_on")[:50]
    ]
    years = sorted(calendar().years)
    context = {
        "at_tab": "timers",
        "running": sorted(running, key=_urgency),
        "closed": closed,
        "limits": statutory_limits().values(),
        "years": years,
        "missing": [state.missing_year for state in running if state.missing_year],
        "unit_id": visitor.unit,
        "may_keep": may_keep_catalogue(visitor, visitor.unit),
        "today": today.isoformat(),
    }
    return show(request, visitor, "catalogue/timers.html", context)


@signed_in
def timer(request: HttpRequest, visitor: Visitor, timer: str) -> HttpResponseBase:
    """Show one matter with what changed its count, and take what happens to it."""
    looking, today = visitor.looking, localdate(visitor.looking["at"])
    given, here = request.POST, f"/timers/{timer}"
    if request.method == "POST" and "close" in given:
        day, outcome = day_of(given.get("day", "")), given.get("outcome", "")
        timer_close(by=visitor.acting, timer=timer, closed_on=day, outcome=outcome)
        return done(request, "已办结", here)
    if request.method == "POST":
        days = given.get("days", "")
        step = Step(
            given.get("act", ""),
            day_of(given.get("day", "")),
            given.get("reason", ""),
            int(days) if days.isdecimal() else 0,
        )
        timer_step(by=visitor.acting, timer=timer, step=step)
        return done(request, "已登记，期限重新计算", here)
    record = timer_get(timer=timer, **looking)
    may_keep = person_holds_any(
        person=visitor.acting.person,
        unit=record.unit_id,
        positions=(*KEEPERS, *CONSENTING),
        at=looking["at"],
    )
    context = {
        "at_tab": "timers",
        "state": timer_state(record, today),
        "steps": record.steps.select_related("by"),
        "acts": TimerStepRecord.Act.choices if record.statute == ANSWER else (),
        "may_keep": may_keep and record.closed_on is None,
        "today": today.isoformat(),
    }
    return show(request, visitor, "catalogue/timer.html", context)


def _urgency(state: TimerState) -> tuple[bool, datetime.date]:
    return not state.is_late, state.due or datetime.date.max
