"""What is seen comes to the account: a new number, the number it has, or the number it had (R75).

The very same sighting a second time changes nothing, so whatever enters by itself may be asked
again at any time.
"""

from dataclasses import dataclass
from enum import StrEnum

from shenfa.desk.ledger.authority import IN_UNIT, need_concerned
from shenfa.desk.ledger.models import ProblemRecord, SightingRecord
from shenfa.desk.ledger.sighting import Sighting, kept, kept_address
from shenfa.desk.ledger.steps import (
    chain_act,
    due_fact,
    hung,
    moved,
    next_number,
    note_act,
    person_or_none,
)
from shenfa.desk.organisation.selectors import tenure_list, unit_get
from shenfa.desk.organisation.steps import need_text, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders
from shenfa.desk.trail.command import Acting, Now, command, repeated
from shenfa.ledger import Act, Action, Origin, State, group_of, key_of, place_of, same_among

OPENED = "problem"
OPENED_TEXT = "有新的问题挂账，请落实整改责任人"
RETURNED_TEXT = "已销号的问题再次出现，请落实整改责任人"


class Outcome(StrEnum):
    """What a sighting turned out to be."""

    NEW = "new"
    MERGED = "merged"
    RETURNED = "returned"
    DISMISSED = "dismissed"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Entered:
    """The problem that a sighting is of, and whether that was news."""

    problem: ProblemRecord
    outcome: Outcome


def problem_open(*, by: Acting, sighting: Sighting) -> Entered:
    """Hang a problem on account that a person has seen, or find the number it has already."""
    with command("problem.open", sighting.where.unit, by) as now:
        unit_get(viewer=now.person, unit=sighting.where.unit, at=now.at)
        need_concerned(now, sighting.where.unit)
        need_text(sighting.wrong.title, "问题", 200)
        if sighting.seen.at > now.at:
            raise CommandRefused("seen_at", "发现时间不能晚于现在")
        if sighting.where.url and not place_of(sighting.where.url):
            raise CommandRefused("url", "网址应以 http:// 或 https:// 开头，请核对")
        if not sighting.where.url and sighting.where.release is None:
            raise CommandRefused("url", "请填写问题所在的网址")
        entered = enter(now, sighting)
        if entered.outcome is Outcome.REPEATED:
            repeated()
        return entered


def enter(now: Now, sighting: Sighting) -> Entered:
    """Bring a sighting to its problem. Part of a command, which chains at least one entry."""
    known = _known(sighting)
    if known is None:
        return Entered(_hang(now, sighting), Outcome.NEW)
    seen = sighting.seen
    sightings = SightingRecord.objects.filter(problem=known, origin=seen.origin)
    if seen.source and sightings.filter(source=seen.source, seen_at=seen.at).exists():
        return Entered(known, Outcome.REPEATED)
    _note(now, known, sighting)
    if seen.at > known.last_seen:
        known.last_seen = seen.at
        known.save(update_fields=["last_seen"])
    is_back = known.struck_off_at is not None and seen.at > known.struck_off_at
    if known.state == State.STRUCK_OFF and is_back:
        _hang_again(now, known, sighting)
        return Entered(known, Outcome.RETURNED)
    chain_act(now, known, "see", {"origin": seen.origin.value, "source": seen.source})
    is_dismissed = known.state == State.DISMISSED
    return Entered(known, Outcome.DISMISSED if is_dismissed else Outcome.MERGED)


def _known(sighting: Sighting) -> ProblemRecord | None:
    fault = sighting.fault
    exact = ProblemRecord.objects.filter(key=key_of(fault)).first()
    if exact is not None:
        return exact
    rows = {row.id: row for row in ProblemRecord.objects.filter(place=fault.place)}
    found = same_among(fault, [(one.id, one.to_fault()) for one in rows.values()])
    return rows.get(found)


def _hang(now: Now, sighting: Sighting) -> ProblemRecord:
    wrong, where, seen, fault = kept(sighting.wrong), sighting.where, sighting.seen, sighting.fault
    record = ProblemRecord(
        id=new_id("pb"),
        number=next_number(now.at),
        unit_id=where.unit,
        origin=seen.origin,
        nature=wrong.nature,
        rule=wrong.rule,
        severity=wrong.severity,
        title=wrong.title,
        url=kept_address(where.url),
        place=fault.place,
        page_title=where.page_title[:300],
        words=fault.words,
        quote=wrong.quote,
        advice=wrong.advice,
        basis=wrong.basis,
        key=key_of(fault),
        grouping=group_of(fault),
        release=where.release,
        finding=where.finding,
        observation=seen.observation,
        report=seen.report,
        found_at=seen.at,
        found_by_id=seen.person or None,
        finder=seen.finder[:200],
        reported_at=now.at,
        reported_by_id=person_or_none(now),
        last_seen=seen.at,
    )
    hung(record, now.at)
    record.save(force_insert=True)
    _note(now, record, sighting)
    note_act(now, record, "open", seen_at=seen.at, due=record.due)
    facts = {
        "origin": seen.origin.value,
        "source": seen.source,
        "nature": record.nature,
        "severity": record.severity,
        "due": due_fact(record),
    }
    chain_act(now, record, "open", facts)
    if sighting.seen.origin is not Origin.VENDOR:
        tell_unit(now, record, OPENED_TEXT)  # a sheet tells each unit once, not once a row
    return record


def _hang_again(now: Now, record: ProblemRecord, sighting: Sighting) -> None:
    moved(record, Act(now.person, Action.RECUR, now.at))
    record.round += 1
    record.observation = sighting.seen.observation or record.observation
    record.report = sighting.seen.report or record.report
    hung(record, now.at)
    record.save(force_update=True)
    note_act(now, record, Action.RECUR, seen_at=sighting.seen.at, due=record.due)
    facts = {"origin": sighting.seen.origin.value, "source": sighting.seen.source}
    chain_act(now, record, "recur", {**facts, "due": due_fact(record)})
    tell_unit(now, record, RETURNED_TEXT)


def _note(now: Now, record: ProblemRecord, sighting: Sighting) -> None:
    seen = sighting.seen
    SightingRecord(
        problem=record,
        origin=seen.origin,
        source=seen.source[:80],
        seen_at=seen.at,
        at=now.at,
        by_id=seen.person or None,
        finder=seen.finder[:200],
    ).save(force_insert=True)


def tell_unit(now: Now, record: ProblemRecord, text: str) -> None:
    """Tell the people of a unit that a problem is on their account. Part of a command."""
    people = holders(tenure_list(unit=record.unit_id), IN_UNIT, now.at)
    kind = f"{OPENED}_{record.acts.count()}"
    notify(now, people, Notice(kind, record.id, text, record.assign_due))
