"""Notices to people: something waits for them, or did not go on in time (I31).

A notice names an object and never repeats a text: whoever may see the object sees its title.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.refusals import NotFound
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.selectors import STAGE_NUMBERS, case_get, holders
from shenfa.desk.review.waiting import case_due, running_revisions, stage_people, waiting_for
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command, repeated
from shenfa.review import REVIEWS, STAGE_NAMES, Case, Position, Stage

SECRECY, QUESTION, ANSWERED = "secrecy", "question", "answered"
ENDED, APPROVED, ESCALATED = "ended", "approved", "escalated"


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told about which object, and by when it asks for something."""

    kind: str
    about: str
    text: str
    due: datetime.datetime | None = None


def notify(now: Now, people: Iterable[str], notice: Notice) -> int:
    """Tell people, each once, and return how many were told. Part of a command."""
    known = NoticeRecord.objects.filter(kind=notice.kind, about=notice.about)
    told = frozenset(known.values_list("person_id", flat=True))
    fresh = sorted(frozenset(people) - told)
    for person in fresh:
        NoticeRecord(
            person_id=person,
            kind=notice.kind,
            about=notice.about,
            text=notice.text,
            due=notice.due,
            at=now.at,
        ).save(force_insert=True)
    return len(fresh)


def announce(now: Now, record: RevisionRecord) -> None:
    """Tell whoever is concerned where a revision stands now. Part of a command.

    What is urgent is told to the holders of all stages at once when it is submitted, A岗 and
    B岗 alike: they read in parallel and decide in order (Q35).
    """
    case = case_get(Dossier(record))
    if case.stage in REVIEWS:
        _announce_stages(now, record, case)
    elif case.stage is Stage.APPROVED:
        releasers = _unit_holders(record, (Position.RELEASER,), now.at)
        text = "有稿件已审发，请核对后发布"
        notify(now, releasers | {record.maker_id}, Notice(APPROVED, record.id, text))
    elif case.stage is Stage.ENDED:
        text = "有稿件未通过或者被撤回，请查看理由"
        notify(now, case.revision.makers, Notice(ENDED, record.id, text))


def notice_list(*, person: str) -> tuple[NoticeRecord, ...]:
    """Return a person's unread notices, newest first. One query."""
    return tuple(NoticeRecord.objects.filter(person_id=person, read_at=None).order_by("-id"))


def notice_read(*, by: Acting, notice: int) -> None:
    """Note that a person has read a notice of theirs. Nobody else's business: not chained."""
    with transaction.atomic():
        rows = NoticeRecord.objects.filter(id=notice, person_id=by.person)
        if not rows.exists():
            raise NotFound("提醒")
        rows.filter(read_at=None).update(read_at=by.clock.now())


def escalate_overdue(clock: Clock) -> int:
    """Tell the principal leader and the county office what is overdue; return how many cases.

    Each stage of a revision is escalated once, and so is each question without an answer.
    """
    at = clock.now()
    late = [record.id for record in running_revisions() if _overdue(record, at) is not None]
    return sum(_escalate(Acting(SYSTEM, clock), revision) for revision in late)


def _escalate(by: Acting, revision: str) -> int:
    with command("notice.escalate", revision, by) as now:
        # What was late before the lock may have been decided meanwhile, or told by another.
        record = running_revisions().filter(id=revision).first()
        notice = _overdue(record, now.at) if record is not None else None
        if record is None or notice is None or not notify(now, _superiors(record, now.at), notice):
            repeated()
            return 0
        facts = {"revision": revision, "waiting": notice.kind, "due": stamp(notice.due)}
        chain(now, "notice.escalate", record.manuscript_id, facts)
        return 1


def _overdue(record: RevisionRecord, at: datetime.datetime) -> Notice | None:
    case = case_get(Dossier(record))
    due = case_due(record, case)
    if due is None or at < due:
        return None
    kind = f"{ESCALATED}_{waiting_for(case)}"
    if NoticeRecord.objects.filter(kind=kind, about=record.id).exists():
        return None
    what = "答复" if case.is_suspended else STAGE_NAMES[case.stage]
    return Notice(kind, record.id, f"有稿件的{what}已超过期限，请督促办理", due)


def _superiors(record: RevisionRecord, at: datetime.datetime) -> frozenset[str]:
    """Return the unit's principal leader and the county office, or at least an administrator."""
    office = tenure_list(unit=county_office_id())
    found = _unit_holders(record, (Position.PRINCIPAL_LEADER,), at) | holders(office, RECEIVERS, at)
    return found or holders(office, (Position.SYSTEM_ADMINISTRATOR,), at)


def _announce_stages(now: Now, record: RevisionRecord, case: Case) -> None:
    is_first = case.stage is Stage.FIRST
    tenures = tenure_list(unit=record.manuscript.unit_id)
    due = case_due(record, case)
    urgent = "急件，" if record.is_urgent else ""
    for stage in REVIEWS if record.is_urgent and is_first else (case.stage,):
        text = f"{urgent}有稿件等待{STAGE_NAMES[stage]}，请及时办理"
        notice = Notice(f"review_{STAGE_NUMBERS[stage]}", record.id, text, due)
        notify(now, stage_people(case, stage, tenures, now.at), notice)
    if is_first:
        keepers = holders(tenures, (Position.SECRECY_REVIEWER,), now.at) - case.revision.makers
        text = f"{urgent}有稿件等待保密审查结论，请及时办理"
        notify(now, keepers, Notice(SECRECY, record.id, text, due))


def _unit_holders(
    record: RevisionRecord, positions: tuple[Position, ...], at: datetime.datetime
) -> frozenset[str]:
    return holders(tenure_list(unit=record.manuscript.unit_id), positions, at)
