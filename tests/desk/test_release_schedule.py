"""A release at a later time: I15, I19, S26."""

import datetime

import pytest
from county import County, accepted, refused, verbs
from evidence import evidence_of, wrong_evidence
from release_county import Releasing, nothing_public_changes, public_side
from review_county import FIRST, LEADER, RELEASER

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.release import scheduling
from shenfa.desk.release.models import ReleaseRecord, ScheduleRecord
from shenfa.desk.release.scheduling import run_due, schedule_cancel
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.trail.selectors import trail_last

pytestmark = pytest.mark.db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


def schedule(town: Releasing, revision: RevisionRecord, name: str = RELEASER) -> ScheduleRecord:
    """Ask for a release in an hour."""
    return scheduling.release_schedule(
        by=town.county.by(name),
        revision=revision.id,
        channels=[town.column],
        due=town.county.hands.at + HOUR,
        evidence=evidence_of(town.county, name),
    )


def test_a_release_happens_at_its_time_and_once(town: Releasing) -> None:
    """I15: however often the job runs; the person who asked is the one who releases."""
    hands = town.county.hands
    asked = schedule(town, town.approved())
    with nothing_public_changes():
        assert run_due(hands.clock) == 0
    hands.move(hours=1)
    with accepted("release.publish"):
        assert run_due(hands.clock) == 1
    assert run_due(hands.clock) == 0

    release = ReleaseRecord.objects.get()
    assert (release.released_by.name, release.released_at) == (RELEASER, hands.at)
    entry = trail_last()
    assert entry is not None
    assert (entry.actor, entry.facts["schedule"]) == (release.released_by_id, asked.id)
    assert ScheduleRecord.objects.get().outcome == "已按时发布"
    assert town.verified()


def test_every_gate_is_asked_again(town: Releasing) -> None:
    """I15, I19: who lost the position meanwhile releases nothing; somebody is told."""
    hands = town.county.hands
    schedule(town, town.approved())
    hands.move(minutes=10)
    tenure = TenureRecord.objects.get(person__name=RELEASER)
    organisation.tenure_end(by=town.county.by(LEADER), tenure=tenure.id, reason="调离")
    hands.move(hours=1)
    with nothing_public_changes(), accepted("schedule.fail"):
        assert run_due(hands.clock) == 1
    with accepted():
        assert run_due(hands.clock) == 0

    row = ScheduleRecord.objects.get()
    assert row.settled_at == hands.at
    assert "信息发布人员" in row.outcome
    entry = trail_last()
    assert entry is not None
    assert (entry.actor, entry.facts["gates"]) == ("system", ["people"])
    assert NoticeRecord.objects.filter(kind="schedule_failed").get().person.name == RELEASER
    assert town.verified()


def test_a_newer_version_stops_the_older(town: Releasing) -> None:
    """I15, R24."""
    revision = town.approved()
    schedule(town, revision)
    town.reviewing.writing.save(revision.manuscript_id, title="延长窗口服务时间的通告")
    town.reviewing.writing.cut(revision.manuscript_id)
    town.county.hands.move(hours=1)
    with nothing_public_changes(), accepted("schedule.fail"):
        run_due(town.county.hands.clock)


def test_what_was_released_by_hand_is_not_released_again(town: Releasing) -> None:
    revision = town.approved()
    schedule(town, revision)
    town.publish(revision)
    side = public_side()
    town.county.hands.move(hours=1)
    assert run_due(town.county.hands.clock) == 0

    assert public_side() == side
    assert "提前发布" in ScheduleRecord.objects.get().outcome


def test_what_cannot_be_scheduled(town: Releasing) -> None:
    revision = town.approved()
    with refused("gates_closed"):
        schedule(town, revision, FIRST)
    with refused("due"):
        scheduling.release_schedule(
            by=town.county.by(RELEASER),
            revision=revision.id,
            channels=[town.column],
            due=town.county.hands.at,
            evidence=evidence_of(town.county, RELEASER),
        )
    with refused("reauthentication"):
        scheduling.release_schedule(
            by=town.county.by(RELEASER),
            revision=revision.id,
            channels=[town.column],
            due=town.county.hands.at + HOUR,
            evidence=wrong_evidence(town.county, RELEASER),
        )
    schedule(town, revision)
    with refused("scheduled"):
        schedule(town, revision)


def test_a_schedule_is_given_up(town: Releasing) -> None:
    asked = schedule(town, town.approved())
    with refused("not_entitled"):
        schedule_cancel(by=town.county.by(FIRST), schedule=asked.id, reason="再议")
    with accepted("schedule.cancel"):
        schedule_cancel(by=town.county.by(RELEASER), schedule=asked.id, reason="再议")
    with refused("settled"):
        schedule_cancel(by=town.county.by(RELEASER), schedule=asked.id, reason="再议")
    town.county.hands.move(hours=1)
    before = verbs()

    assert run_due(town.county.hands.clock) == 0
    assert verbs() == before
    schedule(town, asked.revision)
