"""Who answers for an error: drawn from the trail, never typed (R71).

For a text that went through this house: who wrote it, who passed it at which stage, who released
it. For what was public before: the unit's leader and releaser who were in office when it was
found, by the entries of their tenures.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.desk.ledger.models import ProblemRecord, ResponsibilityRecord
from shenfa.desk.organisation.models import FilingRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now
from shenfa.desk.trail.search import EntryWanted, trail_page
from shenfa.review import Position
from shenfa.trail import Entry
from shenfa.trail.entry import moment

STAGES = {1: "first", 2: "second", 3: "final"}
ROLE_NAMES = {
    "maker": "制作或获取",
    "first": "初审",
    "second": "审核",
    "final": "审发",
    "secrecy": "保密审查",
    "releaser": "发布",
    "leader": "分管领导（存量内容）",
    "keeper": "信息发布人员（存量内容）",
}
IN_OFFICE = {
    Position.DEPUTY_IN_CHARGE: "leader",
    Position.PRINCIPAL_LEADER: "leader",
    Position.RELEASER: "keeper",
}
ON_THE_WAY = ("revision.cut", "review.decide", "secrecy.conclude")


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who answers for it: in which role, and by which entry of the trail."""

    role: str
    person: str
    entry: int
    did_at: datetime.datetime


def answer_for(now: Now, problem: ProblemRecord) -> tuple[str, ...]:
    """Write down who answers for a problem, once for each time it was hung; return their ids."""
    rows = ResponsibilityRecord.objects.filter(problem=problem, round=problem.round)
    if rows.exists():
        return tuple(rows.values_list("person_id", flat=True))
    found = responsible(problem)
    if not found:
        raise CommandRefused(
            "responsible", "没有查到责任人员，请先登记该单位的分管领导或者信息发布人员再销号"
        )
    for one in found:
        ResponsibilityRecord(
            problem=problem,
            round=problem.round,
            role=one.role,
            person_id=one.person,
            revision=problem.release.revision if problem.release else None,
            entry=one.entry,
            did_at=one.did_at,
            at=now.at,
        ).save(force_insert=True)
    return tuple(one.person for one in found)


def responsible(problem: ProblemRecord) -> tuple[Answering, ...]:
    """Return who answers for a problem, each once in a role."""
    found = _of_release(problem) if problem.release is not None else _of_unit(problem)
    return tuple({(one.role, one.person): one for one in found}.values())


def _of_release(problem: ProblemRecord) -> Iterator[Answering]:
    release = problem.release
    if release is None:
        return
    revision = release.revision
    wanted = EntryWanted(objects={revision.manuscript_id}, verbs=ON_THE_WAY)
    for entry in sorted(_entries(wanted), key=lambda one: one.seq):
        if entry.facts.get("revision") != revision.id:
            continue
        if entry.verb == "revision.cut":
            yield _answering("maker", str(entry.facts["maker"]), entry)
        elif entry.facts.get("result") == "passed":
            stage = entry.facts.get("stage")
            role = STAGES[stage] if isinstance(stage, int) else "secrecy"
            yield _answering(role, entry.actor, entry)
    for entry in _entries(EntryWanted(objects={release.id}, verbs=("release.publish",))):
        yield _answering("releaser", entry.actor, entry)


def _of_unit(problem: ProblemRecord) -> Iterator[Answering]:
    """Who led the unit and who released for it; the principal leader where no deputy did."""
    filings = FilingRecord.objects.filter(
        tenure__unit=problem.unit_id, tenure__position__in=list(IN_OFFICE)
    ).select_related("tenure")
    held = [
        one.tenure
        for one in filings.order_by("tenure__since", "tenure_id")
        if one.tenure.to_tenure(one).holds_at(problem.found_at)
    ]
    if any(one.position == Position.DEPUTY_IN_CHARGE for one in held):
        held = [one for one in held if one.position != Position.PRINCIPAL_LEADER]
    entries = _entries(EntryWanted(objects={one.id for one in held}, verbs=("tenure.start",)))
    started = {entry.object: entry for entry in entries}
    for tenure in held:
        if tenure.id in started:
            role = IN_OFFICE[Position(tenure.position)]
            yield _answering(role, tenure.person_id, started[tenure.id])


def _entries(wanted: EntryWanted) -> Iterator[Entry]:
    page = trail_page(wanted)
    yield from page.entries
    while page.before:
        page = trail_page(
            EntryWanted(objects=wanted.objects, verbs=wanted.verbs, before=page.before)
        )
        yield from page.entries


def _answering(role: str, person: str, entry: Entry) -> Answering:
    return Answering(role, person, entry.seq, moment(entry.at))
