"""What waits for whom, and what is told when it waits too long: I19, I31, R6, R7, Q35."""

import datetime
from pathlib import Path

import pytest
from county import TOWN, County, accepted
from django.db import connection
from django.test.utils import CaptureQueriesContext
from manuscript_county import WRITER
from review_county import (
    FINAL,
    FIRST,
    LEADER,
    RELEASER,
    SECOND,
    SECRECY,
    Reviewing,
    ask,
    attribute,
    audit,
    conclude,
    open_all,
    pass_stage,
    submit,
)
from verification import verdict

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.refusals import NotFound
from shenfa.desk.review import decisions, statistics
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.review.notices import escalate_overdue, notice_list, notice_read
from shenfa.desk.review.tasks import Task, TaskKind, task_list
from shenfa.desk.review.views import CaseView, case_view
from shenfa.review import Position, Stage

pytestmark = pytest.mark.db
NEXT_DAY_ENDS = datetime.datetime(2026, 11, 25, 16, 0, tzinfo=datetime.UTC)
"""START is a Tuesday morning in Beijing; the next working day ends here."""


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review."""
    return Reviewing(county)


def tasks(county: County, name: str) -> tuple[Task, ...]:
    return task_list(person=county.id(name), at=county.hands.at)


def kinds(county: County, name: str) -> list[tuple[TaskKind, Stage]]:
    return [(task.kind, task.stage) for task in tasks(county, name)]


def told() -> set[tuple[str, str]]:
    """Return who was told what."""
    rows = NoticeRecord.objects.select_related("person")
    return {(row.person.name, row.kind) for row in rows}


def seen(county: County, name: str, revision: str) -> CaseView:
    return case_view(viewer=county.id(name), revision=revision, at=county.hands.at)


def may(view: CaseView) -> dict[str, str]:
    return {one.action: one.refusal for one in view.may}


def test_a_task_is_with_whoever_decides_next(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, reviewing.submitted()
    assert kinds(county, FIRST) == [(TaskKind.REVIEW, Stage.FIRST)]
    assert kinds(county, SECRECY) == [(TaskKind.SECRECY, Stage.FIRST)]
    assert kinds(county, SECOND) == []
    pass_stage(county, revision, Stage.FIRST)
    conclude(county, revision)
    attribute(county, revision)
    assert kinds(county, FIRST) == []
    assert kinds(county, SECRECY) == []
    assert kinds(county, SECOND) == [(TaskKind.REVIEW, Stage.SECOND)]
    pass_stage(county, revision, Stage.SECOND)
    pass_stage(county, revision, Stage.FINAL)

    assert all(kinds(county, name) == [] for name in (FIRST, SECOND, FINAL, LEADER, "谢审"))
    assert {("review_1", FIRST), ("review_2", SECOND), ("review_3", FINAL)} <= {
        (kind, name) for name, kind in told()
    }
    assert (RELEASER, "approved") in told()


def test_a_question_is_a_task_of_whoever_is_asked(reviewing: Reviewing) -> None:
    """R49."""
    county, revision = reviewing.county, reviewing.submitted()
    ask(county, revision, FIRST)
    assert kinds(county, WRITER) == [(TaskKind.ANSWER, Stage.FIRST)]
    assert kinds(county, FIRST) == []
    decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")
    assert kinds(county, WRITER) == []
    assert kinds(county, FIRST) == [(TaskKind.REVIEW, Stage.FIRST)]


def test_tasks_follow_the_position(reviewing: Reviewing) -> None:
    """R7, I19: the leaver's tasks are the successor's; with nobody there it waits visibly."""
    county, revision = reviewing.county, reviewing.submitted()
    tenure = TenureRecord.objects.get(person=county.id(FIRST))
    organisation.tenure_end(by=county.by(LEADER), tenure=tenure.id, reason="调离")
    assert kinds(county, FIRST) == []
    for name in (LEADER, "谢审", "龙主任"):
        stalled = tasks(county, name)
        assert [(one.kind, one.missing) for one in stalled] == [
            (TaskKind.STALLED, Position.INFORMATION_OFFICER)
        ]
    assert seen(county, WRITER, revision.id).missing is Position.INFORMATION_OFFICER
    county.post("向二", Position.INFORMATION_OFFICER, county.unit(TOWN), LEADER)

    assert kinds(county, "向二") == [(TaskKind.REVIEW, Stage.FIRST)]
    assert kinds(county, LEADER) == []


def test_a_reviewer_who_wrote_it_is_nobody_there(reviewing: Reviewing) -> None:
    """I20: the case waits for a distinct person, named by position."""
    county = reviewing.county
    revision = reviewing.writing.revision(SECOND)
    audit(county, revision)
    submit(county, revision, SECOND)
    pass_stage(county, revision, Stage.FIRST)
    assert kinds(county, SECOND) == []
    assert [one.missing for one in tasks(county, LEADER)] == [Position.SECTION_HEAD]


def test_urgent_is_told_to_all_at_once_and_read_in_parallel(reviewing: Reviewing) -> None:
    """Q35: A岗 and B岗, all stages; decided in order all the same."""
    county = reviewing.county
    county.post("白二", Position.DEPUTY_IN_CHARGE, county.unit(TOWN), LEADER)
    reviewing.submitted(is_urgent=True)
    assert {
        (FIRST, "review_1"),
        (SECOND, "review_2"),
        (FINAL, "review_3"),
        ("白二", "review_3"),
        (SECRECY, "secrecy"),
    } <= told()
    assert kinds(county, FIRST) == [(TaskKind.REVIEW, Stage.FIRST)]
    assert kinds(county, "白二") == [(TaskKind.READ, Stage.FINAL)]
    assert tasks(county, FIRST)[0].due == county.hands.at + datetime.timedelta(minutes=10)


def test_ordinary_is_due_by_the_next_working_day(reviewing: Reviewing) -> None:
    county = reviewing.county
    reviewing.submitted()
    [task] = tasks(county, FIRST)
    assert (task.due, task.is_overdue) == (NEXT_DAY_ENDS, False)
    county.hands.at = NEXT_DAY_ENDS
    assert tasks(county, FIRST)[0].is_overdue


def test_what_is_overdue_is_escalated_once_for_each_stage(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """I31: nothing waits in silence, and nobody is told twice."""
    county, revision = reviewing.county, reviewing.submitted(is_urgent=True)
    clock = county.hands.clock
    county.hands.move(minutes=9, seconds=59)
    with accepted():
        assert escalate_overdue(clock) == 0
    county.hands.move(seconds=1)
    with accepted("notice.escalate"):
        assert escalate_overdue(clock) == 1
    with accepted():
        assert escalate_overdue(clock) == 0
    assert {(LEADER, "escalated_stage_1_0"), ("谢审", "escalated_stage_1_0")} <= told()

    ask(county, revision, FIRST, hours=1)
    county.hands.move(minutes=59)
    with accepted():
        assert escalate_overdue(clock) == 0
    county.hands.move(minutes=2)
    with accepted("notice.escalate"):
        assert escalate_overdue(clock) == 1
    decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")
    county.hands.move(minutes=10)
    with accepted("notice.escalate"):
        assert escalate_overdue(clock) == 1
    pass_stage(county, revision, Stage.FIRST)
    decisions.revision_recall(by=county.by(FIRST), revision=revision.id, reason="有误")
    county.hands.move(hours=5)
    with accepted():
        assert escalate_overdue(clock) == 0
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_a_notice_is_read_by_its_person_once(reviewing: Reviewing) -> None:
    county = reviewing.county
    reviewing.submitted()
    [notice] = notice_list(person=county.id(FIRST))
    assert "竹沟" not in notice.text
    with accepted(), pytest.raises(NotFound):
        notice_read(by=county.by(SECOND), notice=notice.id)
    with accepted():
        notice_read(by=county.by(FIRST), notice=notice.id)
        notice_read(by=county.by(FIRST), notice=notice.id)
    assert notice_list(person=county.id(FIRST)) == ()


def test_tasks_take_as_many_queries_for_many_as_for_one(reviewing: Reviewing) -> None:
    county = reviewing.county
    counts = []
    for number in range(3):
        reviewing.submitted(title=f"竹沟镇第{number + 1}项通知")
        with CaptureQueriesContext(connection) as queries:
            assert len(tasks(county, FIRST)) == number + 1
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_the_view_says_what_may_be_done_and_why_not(reviewing: Reviewing) -> None:
    """R20: page and service ask the same."""
    county, revision = reviewing.county, reviewing.cut()
    draft = seen(county, WRITER, revision.id)
    assert may(draft)["submit"] == ""
    assert "不能执行该操作" in may(draft)["pass"]
    assert draft.unread == ("自动检查还没有进行",)
    audit(county, revision)
    submit(county, revision)
    assert "同一时刻" in may(seen(county, FIRST, revision.id))["pass"]
    county.hands.move(minutes=1)
    assert "还有2项未打开" in may(seen(county, FIRST, revision.id))["pass"]
    open_all(county, revision, FIRST)
    view = seen(county, FIRST, revision.id)
    assert may(view)["pass"] == ""
    assert "不得代审" in may(seen(county, SECOND, revision.id))["pass"]
    assert may(seen(county, WRITER, revision.id))["recall"] == ""
    assert [(one.stage, one.is_current) for one in view.steps] == [
        (Stage.FIRST, True),
        (Stage.SECOND, False),
        (Stage.FINAL, False),
    ]
    assert [[one.name for one in step.candidates] for step in view.steps] == [
        [FIRST],
        [SECOND],
        [FINAL],
    ]
    pass_stage(county, revision, Stage.FIRST)
    stepped = seen(county, SECOND, revision.id).steps[0]
    assert [(row.person.name, row.result) for row in stepped.decisions] == [(FIRST, "passed")]
    assert stepped.candidates == ()


def test_hasty_passes_and_reviewers_who_stop_nothing_are_listed(
    reviewing: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R20: facts for a person to look at; another unit sees nothing of them."""
    county, revision = reviewing.county, reviewing.submitted()
    start = county.hands.at
    pass_stage(county, revision, Stage.FIRST)
    open_all(county, revision, SECOND)
    pass_stage(county, revision, Stage.SECOND)
    looks = {"at": county.hands.at, "since": start}

    hasty = statistics.hasty_list(viewer=county.id("谢审"), **looks)
    assert [(one.decision.person.name, one.after.seconds) for one in hasty] == [(FIRST, 0)]
    rows = statistics.reviewer_list(viewer=county.id("谢审"), **looks)
    assert {(one.person.name, one.decided, one.passed) for one in rows} == {
        (FIRST, 1, 1),
        (SECOND, 1, 1),
    }
    assert not any(one.never_stops_any for one in rows)
    monkeypatch.setattr(statistics, "ENOUGH", 1)
    assert all(one.never_stops_any for one in rows)
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    assert statistics.hasty_list(viewer=county.id("莫乡长"), **looks) == ()
