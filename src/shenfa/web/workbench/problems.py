"""The ledger in the pages: the list with what is late first, one problem, how the units stand."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.exports.authority import READERS
from shenfa.desk.ledger.answering_for import ROLE_NAMES, responsible_names
from shenfa.desk.ledger.authority import is_in_office, staff_list
from shenfa.desk.ledger.correcting import is_corrected
from shenfa.desk.ledger.models import ProblemRecord, SheetRecord
from shenfa.desk.ledger.possibilities import problem_acts
from shenfa.desk.ledger.selectors import (
    Wanted,
    check_last,
    fix_last,
    problem_counts,
    problem_get,
    problem_list,
)
from shenfa.desk.ledger.tasks import unit_standings
from shenfa.desk.organisation.selectors import office_positions, unit_visible
from shenfa.ledger import (
    ACTION_NAMES,
    NATURE_NAMES,
    ORIGIN_NAMES,
    RUNNING,
    SEEN_IN_TEXT,
    STATE_NAMES,
    VERDICT_NAMES,
    Action,
    Nature,
    Origin,
    State,
    Verdict,
)
from shenfa.text import Severity
from shenfa.web.workbench.frame import Visitor, show, signed_in

ON_A_PAGE = 50
ASKED = ("q", "state", "unit", "origin", "nature", "severity", "person", "group", "late")
LOOKS = {
    State.OPENED: "bad",
    State.ASSIGNED: "now",
    State.FIXED: "wait",
    State.STRUCK_OFF: "good",
    State.APPEALED: "wait",
    State.DISMISSED: "",
}
OPEN_ACT = "挂账"
TABS = (
    ("", "list-details", "/problems", "台账"),
    ("units", "building-community", "/problems/units", "各单位情况"),
    ("feedback", "mail-forward", "/feedback", "书面反馈"),
    ("sheets", "table-import", "/problems/sheets", "第三方反馈"),
)
FOR_OFFICE = frozenset({"sheets"})


@dataclass(frozen=True, slots=True)
class Chip:
    """A state to look at, with how many problems stand there."""

    key: str
    name: str
    count: int
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A problem in the list, in words."""

    problem: ProblemRecord
    look: str
    state: str
    is_late: bool
    due: datetime.datetime | None


@signed_in
def problems(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """List the problems of the units that the visitor may see."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ASKED}
    wanted = _wanted(asked)
    looking = visitor.looking
    everything = replace(wanted, state="", is_late=False)
    counts = problem_counts(wanted=everything, **looking)
    number = request.GET.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 6 else 1
    rows = problem_list(wanted=wanted, **looking)
    total = _total(wanted, counts)
    last = max(1, ceil(total / ON_A_PAGE))
    page = min(max(1, page), last)
    shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    context = {
        "rows": [row_of(one, looking["at"]) for one in shown],
        "asked": asked,
        "kept": [(key, asked[key]) for key in ("state", "late", "person", "group") if asked[key]],
        "chips": tuple(_chips(asked, counts)),
        "total": total,
        "running": sum(counts[state] for state in RUNNING),
        "late": counts["late"],
        "counts": counts,
        "page": page,
        "last": last,
        "before": _address(asked, page=page - 1) if page > 1 else "",
        "after": _address(asked, page=page + 1) if page < last else "",
        "units": unit_visible(**looking),
        "origins": ORIGIN_NAMES,
        "natures": NATURE_NAMES,
        "severities": tuple(Severity),
        "is_office": is_in_office(visitor.acting.person, looking["at"]),
        "tabs": tabs_of(visitor),
        "at_tab": "",
    }
    return show(request, visitor, "problems/problems.html", context)


@signed_in
def problem(request: HttpRequest, visitor: Visitor, problem: str) -> HttpResponseBase:
    """Show a problem: what it is, what was done about it, and the one next thing to do."""
    record = problem_get(problem=problem, **visitor.looking)
    person, at = visitor.acting.person, visitor.looking["at"]
    fix = fix_last(record)
    check = check_last(fix)
    may = problem_acts(problem=record, person=person, at=at)
    state, nature = State(record.state), Nature(record.nature)
    objection = record.objections.select_related("by", "ruled_by").order_by("-id").first()
    context = {
        "problem": record,
        "row": row_of(record, at),
        "may": may,
        "may_anything": any(why == "" for why in may.values()),
        "fix": fix,
        "check": check,
        "verdict": VERDICT_NAMES[Verdict(check.verdict)] if check else "",
        "by_eye": nature not in SEEN_IN_TEXT or (check is not None and _for_eyes(check.looks)),
        "by_machine": nature in SEEN_IN_TEXT,
        "objection": objection,
        "events": tuple(_events(record)),
        "sightings": record.sightings.select_related("by").order_by("-id")[:20],
        "origins": ORIGIN_NAMES,
        "origin": ORIGIN_NAMES[Origin(record.origin)],
        "nature": NATURE_NAMES[nature],
        "answering": _answering(record, state),
        "staff": staff_list(unit=record.unit_id, at=at) if may["assign"] == "" else (),
        "units": unit_visible(**visitor.looking) if may["hand_over"] == "" else (),
        "is_corrected": is_corrected(record),
        "alike": _alike(record, visitor),
        "is_mine": record.person_id == person,
        "waits_for_other": state is State.FIXED and may["strike_off"] != "",
        "office": is_in_office(person, at),
        "reads_trail": bool(office_positions(person=person, at=at) & frozenset(READERS)),
        "feedbacks": record.feedbacks.select_related("feedback").order_by("-id")[:5],
    }
    return show(request, visitor, "problems/problem.html", context)


@signed_in
def units(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show how each unit stands: who is late, who does not answer."""
    rows = unit_standings(**visitor.looking)
    context = {
        "rows": rows,
        "late": sum(one.late for one in rows),
        "silent": sum(one.nobody > 0 for one in rows),
        "running": sum(one.running for one in rows),
        "tabs": tabs_of(visitor),
        "at_tab": "units",
    }
    return show(request, visitor, "problems/units.html", context)


def tabs_of(visitor: Visitor) -> tuple[tuple[str, str, str, str], ...]:
    """Return the pages of the ledger that are of use to the visitor."""
    office = is_in_office(visitor.acting.person, visitor.looking["at"])
    return TABS if office else tuple(tab for tab in TABS if tab[0] not in FOR_OFFICE)


def row_of(record: ProblemRecord, at: datetime.datetime) -> Row:
    """Return a problem in words."""
    state = State(record.state)
    due = {State.OPENED: record.assign_due, State.FIXED: record.check_due}.get(state, record.due)
    running = state in RUNNING
    is_late = running and due is not None and due < at
    return Row(record, LOOKS[state], STATE_NAMES[state], is_late, due if running else None)


def sheets_recent() -> tuple[SheetRecord, ...]:
    """Return the sheets that were taken in last. One query."""
    return tuple(SheetRecord.objects.select_related("by")[:30])


def _wanted(asked: Mapping[str, str]) -> Wanted:
    return Wanted(
        state=asked["state"] if asked["state"] in {*State, "running"} else "",
        unit=asked["unit"],
        origin=asked["origin"],
        nature=asked["nature"],
        severity=asked["severity"],
        person=asked["person"],
        words=asked["q"],
        grouping=asked["group"],
        is_late=bool(asked["late"]),
    )


def _total(wanted: Wanted, counts: Mapping[str, int]) -> int:
    if wanted.is_late:
        return counts["late"]
    if wanted.state == "running":
        return sum(counts[state] for state in RUNNING)
    return counts[wanted.state] if wanted.state else sum(counts[state] for state in State)


def _chips(asked: Mapping[str, str], counts: Mapping[str, int]) -> Iterator[Chip]:
    known = (("", "全部", sum(counts[state] for state in State)), ("late", "超期", counts["late"]))
    for key, name, count in known:
        address = _address(asked, state="", late="1" if key else "")
        is_current = bool(asked["late"]) if key else not (asked["late"] or asked["state"])
        yield Chip(key, name, count, address, is_current)
    for state in State:
        address = _address(asked, state=state.value, late="")
        yield Chip(state.value, STATE_NAMES[state], counts[state], address, asked["state"] == state)


def _address(asked: Mapping[str, str], **change: object) -> str:
    wanted = {**asked, **change}
    return f"/problems?{urlencode({name: value for name, value in wanted.items() if value})}"


def _events(record: ProblemRecord) -> Iterator[dict[str, object]]:
    """Yield what was done, the latest first, with what each act has to show."""
    checks = {one.at: one for one in record.checks.select_related("by")}
    fixes = {one.at: one for one in record.fixes.select_related("by", "revision")}
    acts = record.acts.select_related("by", "to").order_by("-id")
    for act in acts:
        name = OPEN_ACT if act.action == "open" else ACTION_NAMES[Action(act.action)]
        look = {"strike_off": "good", "return": "bad", "recur": "bad"}.get(act.action, "")
        yield {
            "act": act,
            "name": name,
            "look": look,
            "check": checks.get(act.at) if act.action == "check" else None,
            "fix": fixes.get(act.at) if act.action == "fix" else None,
        }


def _answering(record: ProblemRecord, state: State) -> list[tuple[str, str, int]]:
    rows = record.responsible.filter(round=record.round).select_related("person")
    found = [(ROLE_NAMES[row.role], row.person.name, row.entry) for row in rows]
    if found or state is State.DISMISSED:
        return found
    return [(ROLE_NAMES[role], name, entry) for role, name, entry in responsible_names(record)]


def _for_eyes(looks: list[Mapping[str, object]]) -> bool:
    return any(look["verdict"] == "undetermined" and look["is_for_eyes"] for look in looks)


def _alike(record: ProblemRecord, visitor: Visitor) -> int:
    if not record.words:
        return 0
    wanted = Wanted(grouping=record.grouping)
    return problem_list(wanted=wanted, **visitor.looking).exclude(id=record.id).count()
