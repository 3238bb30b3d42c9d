"""Lists around the form, each with as many queries for many rows as for one (R6, R29–R37)."""

from typing import TYPE_CHECKING

import pytest
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from form_county import REVIEWER, Gate
from form_papers import FAULTY_BRIEF, as_word
from manuscript_county import WRITER
from review_county import FINAL, FIRST, approve

from shenfa.desk.form.listing import Group, form_page
from shenfa.desk.form.side_by_side import SideBySide, is_under_seal, look_of, side_by_side
from shenfa.desk.form.steps import Paper
from shenfa.desk.form.tasks import FormTaskKind, form_task_list
from shenfa.desk.manuscripts.files import blob_drop
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.overview import unit_overview
from shenfa.review import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.db
SQLITE = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
PAGE, TASKS, OVERVIEW = 11, 12, 13


@pytest.fixture
def gate(county: County) -> Gate:
    return Gate(county)


def kinds(gate: Gate, name: str) -> list[FormTaskKind]:
    at = gate.county.hands.at
    return [one.kind for one in form_task_list(person=gate.county.id(name), at=at)]


def lacking(gate: Gate, group: Group) -> list[tuple[str, ...]]:
    looking = {"viewer": gate.county.id(REVIEWER), "at": gate.county.hands.at}
    return [row.lacks for row in form_page(group=group, **looking).rows]


def queries(ask: "Callable[[], object]") -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_what_waits_follows_the_form(gate: Gate) -> None:
    """I31: each waits for whoever can do the next thing, and what is missing stands in words."""
    revision = gate.reviewed()
    assert kinds(gate, WRITER) == [FormTaskKind.OPEN]
    gate.open(revision)
    assert kinds(gate, WRITER) == [FormTaskKind.COMPLETE]
    assert "缺少正式件，请上传" in lacking(gate, Group.FILLING)[0]
    gate.fill(revision)
    gate.bring_all(revision, as_word(FAULTY_BRIEF))
    gate.compare(revision)
    assert kinds(gate, FINAL) == [FormTaskKind.DIFFERENCES]
    for one in gate.view(revision).differences:
        gate.close(revision, one.row["key"])
    assert kinds(gate, FINAL) == [FormTaskKind.COMMIT]
    gate.commit(revision)
    assert lacking(gate, Group.FILLING) == [()]
    gate.submit(revision)
    assert kinds(gate, REVIEWER) == [FormTaskKind.COUNTY]
    assert kinds(gate, WRITER) == []
    gate.decide(revision, "form_returned", "盖章不清")
    assert kinds(gate, WRITER) == [FormTaskKind.RETURNED]
    assert kinds(gate, REVIEWER) == []
    gate.submit(revision)
    gate.decide(revision)
    assert kinds(gate, WRITER) == []
    assert lacking(gate, Group.APPROVED) == [()]


@pytest.mark.parametrize("count", [1, 2])
def test_lists_make_as_many_queries_for_many_as_for_one(gate: Gate, count: int) -> None:
    for _ in range(count):
        gate.sent()
        approve(gate.county, gate.cut(), stages=(Stage.FIRST,))
    looking = {"viewer": gate.county.id(REVIEWER), "at": gate.county.hands.at}
    person, at = gate.county.id(REVIEWER), gate.county.hands.at

    assert len(form_page(group=Group.WAITING, **looking).rows) == count
    assert queries(lambda: form_page(group=Group.WAITING, **looking)) == PAGE
    assert queries(lambda: form_task_list(person=person, at=at)) == TASKS
    assert queries(lambda: unit_overview(**looking)) == OVERVIEW


def marks(sides: SideBySide) -> list[list[tuple[str, str]]]:
    """Return the marked texts of both sides with their look."""
    found = []
    for side in (sides.formal, sides.electronic):
        lines = [block.line for block in side.blocks]
        lines += [line for block in side.blocks for row in block.rows for line in row]
        found.append([(one.text, one.place.look) for line in lines for one in line if one.place])
    return found


def shown(gate: Gate, revision: RevisionRecord) -> SideBySide:
    viewer, at = gate.county.id(FIRST), gate.county.hands.at
    return side_by_side(viewer=viewer, revision=revision.id, at=at)


@SQLITE
def test_both_copies_are_marked_where_they_differ(gate: Gate) -> None:
    """R36: the very characters, in the cells of both; what was closed looks so; purged is gone."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.bring(revision, Paper.FORMAL, as_word(FAULTY_BRIEF))
    gate.compare(revision)
    assert marks(shown(gate, revision)) == [
        [("1", "certain"), ("3", "certain")],
        [("2", "certain"), ("2", "certain")],
    ]
    gate.close(revision, gate.view(revision).differences[0].row["key"])
    assert marks(shown(gate, revision))[0] == [("1", "closed"), ("3", "certain")]
    formal = gate.view(revision).form.formal_id
    assert formal is not None
    blob_drop(formal)
    assert shown(gate, revision).formal.failure == "文件已按规定清除"


@pytest.mark.parametrize(
    ("row", "look", "under_seal"),
    [
        ({"kind": "text", "certainty": "certain"}, "certain", False),
        ({"kind": "table", "certainty": "suspected"}, "unclear", False),
        ({"kind": "unread", "message": "第1页：印章遮挡区未比对，请人工核对"}, "covered", True),
        ({"kind": "unread", "message": "第1页：图片没有识别"}, "covered", False),
    ],
)
def test_a_place_looks_as_sure_as_it_is(row: dict[str, str], look: str, under_seal: bool) -> None:
    assert look_of(row, is_closed=False) == look
    assert look_of(row, is_closed=True) == "closed"
    assert is_under_seal(row) is under_seal
