"""How a revision becomes public: decided, stored and chained inside the command of a caller."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.manuscripts.files import blob_keep, blob_put
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.release.addresses import is_address, page_path
from shenfa.desk.release.delivery import plan_removal, plan_show
from shenfa.desk.release.gates import GatesClosed, gather, is_main, listed
from shenfa.desk.release.models import (
    ReleaseChannelRecord,
    ReleaseRecord,
    ScheduleRecord,
    StepRecord,
)
from shenfa.desk.release.pages import render, shown_in
from shenfa.desk.release.people import answering, draw_card, written_card
from shenfa.desk.release.searching import text_hide, text_show
from shenfa.desk.release.selectors import live_releases
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.trail.command import Now, chain
from shenfa.review.gates import closed_gates
from shenfa.review.responsibility import Card

EARLIER = "已由人工提前发布"


@dataclass(frozen=True, slots=True)
class Judged:
    """A release that may be: through which channels, and who answers for it."""

    channels: tuple[ChannelRecord, ...]
    card: Card


def judge(now: Now, revision: RevisionRecord, channels: Iterable[str]) -> Judged:
    """Ask all gates for the person acting, or refuse with every gate that is shut."""
    dossier = Dossier(revision, now.person)
    rows = listed(dossier, channels)
    release = gather(dossier, rows, now.at)
    if closed := closed_gates(release):
        raise GatesClosed(closed)
    who = answering(dossier, now.at, main=is_main(rows))
    card = draw_card(release.case, revision, who)
    if card is None:
        raise RuntimeError("the gate of the people was open although somebody is missing")
    return Judged(rows, card)


def publish(
    now: Now, revision: RevisionRecord, judged: Judged, facts: Mapping[str, str]
) -> ReleaseRecord:
    """Make a revision public whose gates are open.

    ``facts`` are chained besides those of the contract: how the person proved who they are, or
    by which schedule it happened.
    """
    before = tuple(live_releases().filter(revision__manuscript=revision.manuscript_id))
    for old in before:
        take_step(now, old, StepRecord.Act.REPLACE)
    record = _store(now, revision, judged.card)
    for row in judged.channels:
        _show(now, record, row)
    plan_show(now, record)
    chain(now, "release.publish", record.id, {**_facts(record, judged), **facts})
    for old in before:
        chain(now, "release.replace", old.id, {"by": record.id})
        plan_removal(now, old)
    waiting = ScheduleRecord.objects.filter(revision=revision, settled_at=None)
    waiting.exclude(id=facts.get("schedule", "")).update(settled_at=now.at, outcome=EARLIER)
    return record


def take_step(now: Now, release: ReleaseRecord, act: StepRecord.Act, **more: str) -> StepRecord:
    """Store what is done to a release, which cannot be found any more from now on."""
    step = StepRecord(release=release, act=act.value, person=need_person(now), at=now.at, **more)
    step.save(force_insert=True)
    text_hide(release)
    return step


def _store(now: Now, revision: RevisionRecord, card: Card) -> ReleaseRecord:
    record = ReleaseRecord(
        id=new_id("e"),
        revision=revision,
        sha256=revision.sha256,
        first_id=card.first,
        leadership_id=card.leadership,
        released_by=PersonRecord.objects.get(id=now.person),
        card=written_card(card),
        published_at=_first_published(revision) or now.at,
        released_at=now.at,
    )
    record.save(force_insert=True)
    return record


def _show(now: Now, record: ReleaseRecord, channel: ChannelRecord) -> None:
    """Note a channel, with the page that was rendered for it, once."""
    is_column = channel.kind != ChannelKind.ACCOUNT and is_address(channel.path)
    page = None
    if is_column:
        page = blob_keep(sha256=blob_put(render(record, channel)), at=now.at)
    row = ReleaseChannelRecord(
        release=record,
        channel=channel,
        page=page,
        path=page_path(channel.path, record.id) if is_column else channel.path,
    )
    row.save(force_insert=True)
    if is_column:
        text_show(row, record.published_at, shown_in(record.revision, channel.id))


def _facts(record: ReleaseRecord, judged: Judged) -> dict[str, str | list[str]]:
    card = judged.card
    return {
        "revision": record.revision_id,
        "hash": record.sha256,
        "channels": [row.id for row in judged.channels],
        "first": card.first,
        "leadership": card.leadership,
        "important": list(card.important),
    }


def _first_published(revision: RevisionRecord) -> datetime.datetime | None:
    """Return when citizens first saw what this revision corrects (R73)."""
    if revision.corrects_id is None:
        return None
    corrected = ReleaseRecord.objects.filter(revision=revision.corrects_id).first()
    return corrected.published_at if corrected else None
