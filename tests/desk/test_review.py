"""The three reviews through the services, on both databases: R12–R21, R24–R27, R46–R49, I1–I9."""

import datetime
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from county import TOWN, County, accepted, refused, verbs
from django.db import connections
from evidence import evidence_of, wrong_evidence
from manuscript_county import WRITER
from review_county import (
    FINAL,
    FIRST,
    LEADER,
    SECOND,
    SECRECY,
    Reviewing,
    approve,
    ask,
    attribute,
    audit,
    conclude,
    decide,
    open_all,
    pass_stage,
    review_of,
    stage_now,
    submit,
)
from verification import verdict

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import filings
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review import conclusions, decisions
from shenfa.desk.review.decisions import Asking
from shenfa.desk.review.models import DecisionRecord, OpenedRecord, QuestionRecord
from shenfa.desk.trail.selectors import trail_last
from shenfa.review import Attribute, Employment, Position, Result, Stage
from shenfa.trail.entry import Entry

pytestmark = pytest.mark.db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review."""
    return Reviewing(county)


def last_entry() -> Entry:
    """Return what was chained last."""
    entry = trail_last()
    assert entry is not None
    return entry


def test_three_people_take_a_text_to_release(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """I1–I5: three decisions by three persons, each on the hash, and the auditor agrees."""
    revision = reviewing.approved()
    rows = DecisionRecord.objects.filter(revision=revision).order_by("stage")

    assert [row.person.name for row in rows] == [FIRST, SECOND, FINAL]
    assert {row.sha256 for row in rows} == {revision.sha256}
    assert {row.method for row in rows} == {"device_pin"}
    assert [row.is_before_receipt for row in rows] == [True, True, True]
    assert stage_now(revision) is Stage.APPROVED
    assert verdict(reviewing.county, deployment, tmp_path) == (0, "OK")


def test_what_a_decision_chains(reviewing: Reviewing) -> None:
    """R16, R24, I7: hash, proof, and who proved who they are."""
    revision = reviewing.submitted()
    pass_stage(reviewing.county, revision, Stage.FIRST)
    entry, person = last_entry(), reviewing.county.id(FIRST)

    assert (entry.verb, entry.object, entry.actor) == (
        "review.decide",
        revision.manuscript_id,
        person,
    )
    assert entry.facts == {
        "revision": revision.id,
        "hash": revision.sha256,
        "stage": 1,
        "result": "passed",
        "proof": ["格式", "文字"],
        "comment": "",
        "authenticated": person,
        "method": "device_pin",
        "position": "information_officer",
        "before_receipt": "yes",
    }


REFUSED_AT_FIRST = (
    ("the head reviews first", SECOND, {}, "信息发布责任人"),
    ("the deputy reviews first", FINAL, {}, "不得代审"),
    ("an author", WRITER, {}, "不得代审"),
    ("other bytes", FIRST, {"sha256": "ab" * 32}, "内容已经变化"),
    ("half a checklist", FIRST, {"proof": ("格式",)}, "校对清单"),
    ("another checklist", FIRST, {"proof": ("内容", "数据")}, "校对清单"),
    ("failed without a reason", FIRST, {"result": Result.FAILED}, "写明理由"),
    ("undetermined without a question", FIRST, {"result": Result.UNDETERMINED}, "写明问题"),
    (
        "undetermined without anybody to answer",
        FIRST,
        {"result": Result.UNDETERMINED, "comment": "为什么"},
        "答复人和期限",
    ),
)


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [row[1:] for row in REFUSED_AT_FIRST],
    ids=[row[0] for row in REFUSED_AT_FIRST],
)
def test_refused_at_the_first_stage(
    reviewing: Reviewing, name: str, change: dict[str, object], reason: str
) -> None:
    """R13–R17, R24, R49: each refusal leaves one entry and nothing else."""
    revision = reviewing.submitted()
    open_all(reviewing.county, revision, name)
    reviewing.county.hands.move(minutes=1)
    with refused("move"):
        decisions.review_decide(
            by=reviewing.county.by(name),
            revision=revision.id,
            review=review_of(revision, Stage.FIRST, **change),
            evidence=evidence_of(reviewing.county, name),
        )

    assert reason in str(last_entry().facts["reason"])
    assert not DecisionRecord.objects.exists()


def test_every_part_is_opened_before_a_decision(reviewing: Reviewing) -> None:
    """R20: body and rendering, by this very person, on this very revision."""
    county, revision = reviewing.county, reviewing.submitted()
    county.hands.move(minutes=1)
    by = county.by(FIRST)
    open_all(county, revision, SECOND)
    with accepted("receipt.open"):
        conclusions.part_open(by=by, revision=revision.id, part="正文")
    with refused("move"):
        decisions.review_decide(
            by=by,
            revision=revision.id,
            review=review_of(revision, Stage.FIRST),
            evidence=evidence_of(county, FIRST),
        )
    assert "还有1项未打开" in str(last_entry().facts["reason"])
    with refused("not_found"):
        conclusions.part_open(by=by, revision=revision.id, part="附件：没有")
    decide(county, revision, FIRST, review_of(revision, Stage.FIRST))


def test_a_decision_needs_the_person_themself(reviewing: Reviewing) -> None:
    """S7, I7: not the PIN of another, not the session of another."""
    county, revision = reviewing.county, reviewing.submitted()
    open_all(county, revision, FIRST)
    county.hands.move(minutes=1)
    for evidence, code in (
        (wrong_evidence(county, FIRST), "reauthentication"),
        (evidence_of(county, SECOND), "session"),
    ):
        with refused(code):
            decisions.review_decide(
                by=county.by(FIRST),
                revision=revision.id,
                review=review_of(revision, Stage.FIRST),
                evidence=evidence,
            )
    draft = reviewing.cut()
    wrong = wrong_evidence(county, WRITER)
    with refused("reauthentication"):
        decisions.revision_submit(by=county.by(WRITER), revision=draft.id, evidence=wrong)


def test_nobody_reviews_their_own_text_unless_the_unit_says_so(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """I3, Q16: the switch of the unit relaxes the first stage, and only that."""
    county = reviewing.county
    town = county.unit(TOWN)
    revision = reviewing.writing.revision(FIRST)
    audit(county, revision)
    submit(county, revision, FIRST)
    county.hands.move(minutes=1)
    open_all(county, revision, FIRST)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    organisation.unit_policy_propose(by=county.by("秦安"), unit=town, author_may_first_review=True)
    organisation.unit_policy_set(by=county.by(LEADER), unit=town, author_may_first_review=True)
    decide(county, revision, FIRST, review_of(revision, Stage.FIRST))

    own = reviewing.writing.revision(SECOND)
    audit(county, own)
    submit(county, own, SECOND)
    pass_stage(county, own, Stage.FIRST)
    county.hands.move(minutes=1)
    open_all(county, own, SECOND)
    with refused("move"):
        decide(county, own, SECOND, review_of(own, Stage.SECOND))
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_one_person_with_two_positions_gives_one_review(reviewing: Reviewing) -> None:
    """R18, I1."""
    county, town = reviewing.county, reviewing.county.unit(TOWN)
    county.register("两岗", town)
    for position in (Position.INFORMATION_OFFICER, Position.SECTION_HEAD):
        tenure = county.appoint("两岗", position, town)
        filings.filing_confirm(by=county.by(LEADER), tenure=tenure.id, document="ab" * 32)
    revision = reviewing.submitted()
    pass_stage(county, revision, Stage.FIRST, "两岗")
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, "两岗", review_of(revision, Stage.SECOND))
    assert "不得一人多审" in str(last_entry().facts["reason"])
    pass_stage(county, revision, Stage.SECOND)


def test_final_review_waits_for_secrecy_and_attribute(reviewing: Reviewing) -> None:
    """R27, R46: neither is skipped; a conclusion that is not 通过 does not count."""
    county, revision = reviewing.county, reviewing.submitted()
    pass_stage(county, revision, Stage.FIRST)
    pass_stage(county, revision, Stage.SECOND)
    county.hands.move(minutes=1)
    open_all(county, revision, FINAL)

    def refused_final(reason: str) -> None:
        with refused("move"):
            decide(county, revision, FINAL, review_of(revision, Stage.FINAL))
        assert reason in str(last_entry().facts["reason"])

    refused_final("保密审查结论")
    for result in (Result.FAILED, Result.UNDETERMINED):
        conclude(county, revision, result)
        refused_final("保密审查结论")
    conclude(county, revision)
    refused_final("公开属性")
    attribute(county, revision, Attribute.ON_REQUEST)
    refused_final("不是主动公开")
    attribute(county, revision)
    pass_stage(county, revision, Stage.FINAL)


def test_a_major_item_ends_with_the_principal_leader(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R25, I6."""
    county, revision = reviewing.county, reviewing.cut(is_major=True)
    approve(county, revision, (Stage.FIRST, Stage.SECOND))
    county.hands.move(minutes=1)
    open_all(county, revision, FINAL)
    with refused("move"):
        decide(county, revision, FINAL, review_of(revision, Stage.FINAL))
    assert "主要领导" in str(last_entry().facts["reason"])
    pass_stage(county, revision, Stage.FINAL)

    row = DecisionRecord.objects.get(revision=revision, stage=3)
    assert (row.person.name, row.position) == (LEADER, "principal_leader")
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_a_failed_revision_is_over_for_good(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R48, I8: by anybody, in any way."""
    county, revision = reviewing.county, reviewing.submitted()
    county.hands.move(minutes=1)
    review = review_of(revision, Stage.FIRST, result=Result.FAILED, comment="时间写错")
    decide(county, revision, FIRST, review)
    assert stage_now(revision) is Stage.ENDED

    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    with refused("move"):
        attribute(county, revision)
    open_all(county, revision, SECRECY)
    with refused("move"):
        conclude(county, revision)
    with refused("move"):
        decisions.revision_recall(by=county.by(WRITER), revision=revision.id, reason="改")
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_undetermined_waits_for_the_answer_and_the_same_reviewer(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R49: the third result blocks, asks a named person, and the same reviewer decides."""
    county, revision = reviewing.county, reviewing.cut()
    county.post("向二", Position.INFORMATION_OFFICER, county.unit(TOWN), LEADER)
    audit(county, revision)
    submit(county, revision)
    with accepted("receipt.open", "receipt.open", "review.decide", "question.ask"):
        ask(county, revision, FIRST)
    county.hands.move(minutes=1)
    for name in (FIRST, "向二"):
        open_all(county, revision, name)
        with refused("move"):
            decide(county, revision, name, review_of(revision, Stage.FIRST))
    with refused("move"):
        decisions.question_answer(by=county.by(SECOND), revision=revision.id, answer="不知道")
    with accepted("question.answer"):
        decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")
    with accepted():
        decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")
    with refused("move"):
        decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="改口")
    with refused("move"):
        decide(county, revision, "向二", review_of(revision, Stage.FIRST))
    pass_stage(county, revision, Stage.FIRST)

    assert stage_now(revision) is Stage.SECOND
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_only_who_sees_the_text_can_be_asked(reviewing: Reviewing) -> None:
    """R49, I21: and nobody asks themself, or for yesterday."""
    county, revision = reviewing.county, reviewing.submitted()
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫乡", other)
    county.register("外员", county.unit(TOWN), Employment.CONTRACTOR)
    open_all(county, revision, FIRST)
    for name in ("莫乡", "外员"):
        with refused("answerer"):
            ask(county, revision, FIRST, name)
    with refused("move"):
        ask(county, revision, FIRST, FIRST)
    with refused("move"):
        ask(county, revision, FIRST, hours=-1)


def test_a_leavers_question_goes_to_another(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """I19, R7: whoever was asked left; the reviewer asks another, and is followed themself."""
    county, revision = reviewing.county, reviewing.cut()
    county.post("向二", Position.INFORMATION_OFFICER, county.unit(TOWN), LEADER)
    audit(county, revision)
    submit(county, revision)
    county.register("任答", county.unit(TOWN))
    ask(county, revision, FIRST, "任答")
    organisation.person_disable(by=county.by("秦安"), person=county.id("任答"), reason="调离")
    county.hands.move(minutes=1)
    with refused("move"):
        decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="代答")
    asking = Asking(county.id(WRITER), county.hands.at + DAY)
    with refused("move"):
        decisions.question_reask(by=county.by("向二"), revision=revision.id, asking=asking)
    with accepted("question.ask"):
        decisions.question_reask(by=county.by(FIRST), revision=revision.id, asking=asking)
    with accepted():
        decisions.question_reask(by=county.by(FIRST), revision=revision.id, asking=asking)
    decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")

    tenure = TenureRecord.objects.get(person=county.id(FIRST))
    organisation.tenure_end(by=county.by(LEADER), tenure=tenure.id, reason="调离")
    county.hands.move(minutes=1)
    with refused("move"):
        decide(county, revision, FIRST, review_of(revision, Stage.FIRST))
    pass_stage(county, revision, Stage.FIRST, "向二")
    assert QuestionRecord.objects.count() == 2
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_a_position_counts_in_the_moment_of_the_decision(reviewing: Reviewing) -> None:
    """I4, I19, S25: lost between opening the page and pressing the button."""
    county, revision = reviewing.county, reviewing.submitted()
    open_all(county, revision, FIRST)
    evidence = evidence_of(county, FIRST)
    tenure = TenureRecord.objects.get(person=county.id(FIRST))
    organisation.tenure_end(by=county.by(LEADER), tenure=tenure.id, reason="调离")
    county.hands.move(minutes=1)
    with refused("move"):
        decisions.review_decide(
            by=county.by(FIRST),
            revision=revision.id,
            review=review_of(revision, Stage.FIRST),
            evidence=evidence,
        )
    assert "不得代审" in str(last_entry().facts["reason"])


RECALLS = (
    ((), WRITER, True),
    ((), FIRST, False),
    ((Stage.FIRST,), WRITER, False),
    ((Stage.FIRST,), FIRST, True),
    ((Stage.FIRST, Stage.SECOND), FIRST, False),
    ((Stage.FIRST, Stage.SECOND), SECOND, True),
)


@pytest.mark.parametrize(("stages", "name", "may"), RECALLS)
def test_what_was_handed_on_may_be_taken_back(
    reviewing: Reviewing,
    stages: tuple[Stage, ...],
    name: str,
    may: bool,
) -> None:
    """I23: by whoever handed it on, until the next stage has decided; it ends the revision."""
    county, revision = reviewing.county, reviewing.submitted()
    for stage in stages:
        pass_stage(county, revision, stage)

    def recall() -> None:
        decisions.revision_recall(by=county.by(name), revision=revision.id, reason="发现错误")

    if not may:
        with refused("move"):
            recall()
        return
    with accepted("revision.recall"):
        recall()
    with accepted():
        recall()
    assert stage_now(revision) is Stage.ENDED


def test_what_may_be_submitted(reviewing: Reviewing) -> None:
    """R13, I9: by a maker, the newest revision, one at a time."""
    county, writing = reviewing.county, reviewing.writing
    first = reviewing.cut()
    audit(county, first)
    with refused("move"):
        submit(county, first, FIRST)
    writing.save(first.manuscript_id, title="竹沟镇便民服务中心再次延长服务时间")
    second = writing.cut(first.manuscript_id)
    with refused("not_newest"):
        submit(county, first)
    submit(county, second)
    writing.save(first.manuscript_id, title="竹沟镇便民服务中心第三次延长服务时间")
    third = writing.cut(first.manuscript_id)
    with refused("running"):
        submit(county, third)
    decisions.revision_recall(by=county.by(WRITER), revision=second.id, reason="另送")
    submit(county, third)


def test_equal_bytes_of_another_revision_are_reviewed_anew(reviewing: Reviewing) -> None:
    """I9: no decision counts for another revision, even with the same hash."""
    county, first = reviewing.county, reviewing.submitted()
    pass_stage(county, first, Stage.FIRST)
    decisions.revision_recall(by=county.by(FIRST), revision=first.id, reason="补附件")
    second = reviewing.writing.cut(first.manuscript_id)
    audit(county, second)
    submit(county, second)

    assert second.sha256 == first.sha256
    assert stage_now(second) is Stage.FIRST
    assert not OpenedRecord.objects.filter(revision=second).exists()


def test_another_units_revision_is_none(reviewing: Reviewing) -> None:
    """I21."""
    county, revision = reviewing.county, reviewing.submitted()
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    by, evidence = county.by("莫乡长"), evidence_of(county, "莫乡长")
    review = review_of(revision, Stage.FIRST)
    with refused("not_found"):
        decisions.review_decide(by=by, revision=revision.id, review=review, evidence=evidence)
    with refused("not_found"):
        conclusions.part_open(by=by, revision=revision.id, part="正文")
    with refused("not_found"):
        decisions.revision_submit(by=by, revision=revision.id, evidence=evidence)


def test_the_same_once_more_changes_nothing(reviewing: Reviewing) -> None:
    """I26: a double click returns what is there; something else is refused."""
    county, revision = reviewing.county, reviewing.cut()
    audit(county, revision)
    once = submit(county, revision)
    with accepted():
        assert submit(county, revision) == once
    open_all(county, revision, FIRST)
    with accepted():
        open_all(county, revision, FIRST)
    attribute(county, revision)
    with accepted():
        attribute(county, revision)
    open_all(county, revision, SECRECY)
    concluded = conclude(county, revision)
    with accepted():
        assert conclude(county, revision) == concluded
    decided = pass_stage(county, revision, Stage.FIRST)
    with accepted():
        assert pass_stage(county, revision, Stage.FIRST) == decided
    with refused("move"):
        review = replace(review_of(revision, Stage.FIRST), result=Result.FAILED, comment="改主意")
        decide(county, revision, FIRST, review)


def test_two_browsers_in_the_same_moment_make_one_decision(reviewing: Reviewing) -> None:
    """I26: the same decision of one person at once; of two holders, one is refused."""
    county, revision = reviewing.county, reviewing.cut()
    county.post("向二", Position.INFORMATION_OFFICER, county.unit(TOWN), LEADER)
    audit(county, revision)
    submit(county, revision)
    county.hands.move(minutes=1)
    for name in (FIRST, "向二"):
        open_all(county, revision, name)
    evidence = {name: evidence_of(county, name) for name in (FIRST, "向二")}
    people = {name: county.by(name) for name in evidence}
    together = threading.Barrier(4)
    outcomes: list[tuple[str, str]] = []

    def press(name: str) -> None:
        together.wait()
        try:
            row = decisions.review_decide(
                by=people[name],
                revision=revision.id,
                review=review_of(revision, Stage.FIRST),
                evidence=evidence[name],
            )
            outcomes.append((name, row.id))
        except CommandRefused as error:
            outcomes.append((name, error.code))
        finally:
            connections.close_all()

    before = verbs()
    threads = [threading.Thread(target=press, args=(name,)) for name in (FIRST, "向二") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    row = DecisionRecord.objects.get(revision=revision)
    assert sorted(outcomes) == sorted(
        (name, row.id if name == row.person.name else "move") for name in (FIRST, "向二") * 2
    )
    new = verbs()[len(before) :]
    assert sorted(new) == ["command.refuse", "command.refuse", "review.decide"]


SECRECY_REFUSED = (
    (FIRST, Result.PASSED, "保密审查员"),
    (WRITER, Result.PASSED, "保密审查员"),
)


@pytest.mark.parametrize(("name", "result", "reason"), SECRECY_REFUSED)
def test_who_concludes_on_secrecy(
    reviewing: Reviewing, name: str, result: Result, reason: str
) -> None:
    """R27: a named record by the secrecy reviewer."""
    county, revision = reviewing.county, reviewing.submitted()
    open_all(county, revision, name)
    with refused("move"):
        conclude(county, revision, result, name)
    assert reason in str(last_entry().facts["reason"])


def test_secrecy_is_concluded_by_who_looked_and_did_not_write(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """R27: never an author; the second reviewer may, if they hold the position."""
    county, town = reviewing.county, reviewing.county.unit(TOWN)
    for name in (SECOND, WRITER):
        tenure = county.appoint(name, Position.SECRECY_REVIEWER, town)
        filings.filing_confirm(by=county.by(LEADER), tenure=tenure.id, document="ab" * 32)
    revision = reviewing.submitted()
    open_all(county, revision, WRITER)
    with refused("move"):
        conclude(county, revision, name=WRITER)
    with refused("move"):
        conclusions.secrecy_conclude(
            by=county.by(SECOND),
            revision=revision.id,
            conclusion=conclusions.SecrecyReview(revision.sha256, Result.PASSED),
            evidence=evidence_of(county, SECOND),
        )
    assert "未打开" in str(last_entry().facts["reason"])
    attribute(county, revision)
    conclude(county, revision, name=SECOND)
    for stage in (Stage.FIRST, Stage.SECOND, Stage.FINAL):
        pass_stage(county, revision, stage)
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_who_decides_the_attribute_and_until_when(reviewing: Reviewing) -> None:
    """R46: reviewers, not makers; after the final review it only becomes stricter."""
    county, revision = reviewing.county, reviewing.submitted()
    with refused("move"):
        attribute(county, revision, name=WRITER)
    with refused("move"):
        attribute(county, revision, name=SECRECY)
    with refused("move"):
        conclusions.attribute_decide(
            by=county.by(FIRST), revision=revision.id, attribute=Attribute.WITHHELD
        )
    attribute(county, revision)
    conclude(county, revision)
    for stage in (Stage.FIRST, Stage.SECOND, Stage.FINAL):
        pass_stage(county, revision, stage)
    attribute(county, revision, Attribute.WITHHELD, FINAL)
    with refused("move"):
        attribute(county, revision, name=FINAL)
