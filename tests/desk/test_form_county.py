"""The county office's side of the gate: who decides, what a return means, what waits (R30, I12)."""

import datetime

import pytest
from county import PAPER as DIGEST
from county import County, accepted, refused
from evidence import wrong_evidence
from form_county import FILLING, PHONE, REVIEWER, Gate
from form_papers import BRIEF, TITLE, as_word
from manuscript_county import WRITER
from review_county import FINAL, FIRST, SECRECY, stage_now

from shenfa.desk.form.county import CountyDecision, county_contact_set, county_decide
from shenfa.desk.form.models import CommitmentRecord
from shenfa.desk.form.selectors import Contact, contact_get, county_queue, form_state
from shenfa.desk.form.steps import Paper
from shenfa.desk.organisation.filings import filing_confirm
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.services import unit_open
from shenfa.desk.review.models import NoticeRecord
from shenfa.review import Position, Stage
from shenfa.review.form import FormState
from shenfa.writers.form import form_docx, form_pdf

pytestmark = pytest.mark.db
COMMENT = "联系人电话缺区号"


@pytest.fixture
def gate(county: County) -> Gate:
    """Return the gate with everybody at their place."""
    return Gate(county)


def test_the_county_reviewer_alone_decides(gate: Gate) -> None:
    """R30, R17: in person, on these bytes, with a reason for a return."""
    revision = gate.complete()
    with refused("county"):
        gate.decide(revision)
    gate.submit(revision)
    for name in (WRITER, FINAL, "龙主任", "秦安"):
        with refused("not_entitled"):
            gate.decide(revision, name=name)
    for result, comment in (("form_returned", ""), ("text_returned", " "), ("passed", "好")):
        with refused("county"):
            gate.decide(revision, result, comment)
    decision = CountyDecision("ab" * 32, "approved", "")
    with refused("content"):
        county_decide(
            by=gate.by(REVIEWER),
            revision=revision.id,
            decision=decision,
            evidence=wrong_evidence(gate.county, REVIEWER),
        )
    decision = CountyDecision(revision.sha256, "approved", "")
    with refused("reauthentication"):
        county_decide(
            by=gate.by(REVIEWER),
            revision=revision.id,
            decision=decision,
            evidence=wrong_evidence(gate.county, REVIEWER),
        )
    with accepted("county.decide"):
        gate.decide(revision)
    with accepted():
        gate.decide(revision)
    with refused("county"):
        gate.decide(revision, "form_returned", COMMENT)
    assert form_state(revision.id) is FormState.ACCEPTED
    with refused("submitted"):
        gate.fill(revision)


def test_who_handled_it_does_not_decide(gate: Gate) -> None:
    """I12: also when they hold the position at the county office by now."""
    revision = gate.sent()
    for name in (WRITER, FIRST, FINAL, SECRECY):
        tenure = gate.county.appoint(name, Position.COUNTY_REVIEWER, county_office_id())
        filing_confirm(by=gate.by("龙主任"), tenure=tenure.id, document=DIGEST)
        with refused("county"):
            gate.decide(revision, name=name)


def test_a_returned_form_keeps_the_reviews(gate: Gate) -> None:
    """退回补表: the form opens again, the commitments stand, the second round is round 2."""
    revision = gate.sent()
    with accepted("county.decide"):
        gate.decide(revision, "form_returned", COMMENT)

    assert stage_now(revision) is Stage.APPROVED
    assert form_state(revision.id) is FormState.RETURNED
    gate.fill(revision)
    with accepted("form.submit"):
        submitted = gate.submit(revision)
    assert submitted.round == 2
    assert CommitmentRecord.objects.count() == 4
    gate.decide(revision)
    assert form_state(revision.id) is FormState.ACCEPTED


def test_a_returned_form_with_another_copy_takes_the_fourth_again(gate: Gate) -> None:
    """退回补表: the first three commitments are not made again."""
    revision = gate.sent()
    gate.decide(revision, "form_returned", "正式件缺页")
    gate.bring(revision, Paper.FORMAL, as_word(BRIEF) + b"\0")
    gate.compare(revision)
    with refused("commitment"):
        gate.commit(revision)
    with accepted("form.commit"):
        gate.commit(revision, (4,))
    gate.submit(revision)
    numbers = CommitmentRecord.objects.order_by("id").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 4]


def test_a_returned_text_ends_the_revision(gate: Gate) -> None:
    """退回改稿: back to stage 1 with another revision, whose form is another one."""
    revision = gate.sent()
    with accepted("county.decide"):
        gate.decide(revision, "text_returned", "标题应写明年度")

    assert stage_now(revision) is Stage.ENDED
    with refused("ended"):
        gate.submit(revision)
    with refused("ended"):
        gate.decide(revision)
    again = gate.complete()
    gate.submit(again)
    gate.decide(again)
    assert form_state(again.id) is FormState.ACCEPTED


def test_people_are_told(gate: Gate) -> None:
    """I31: the county office that something waits, the unit what became of it."""
    revision = gate.sent()
    waiting = NoticeRecord.objects.get(person__name=REVIEWER, kind__startswith="county_")
    gate.decide(revision, "form_returned", COMMENT)
    result = NoticeRecord.objects.get(person__name=WRITER, kind__startswith="decided_")

    assert waiting.due == datetime.datetime(2026, 11, 25, 16, 0, tzinfo=datetime.UTC)
    assert "补表" in result.text
    assert {waiting.about, result.about} == {revision.id}


def test_what_waits_is_listed_oldest_first(gate: Gate) -> None:
    """Complete already; due at the end of the next working day, Friday's on Monday."""
    first = gate.sent()
    gate.county.hands.move(days=3)
    second = gate.sent()
    other = unit_open(by=gate.by("秦系"), name="云塘乡人民政府").id
    gate.county.post("田云", Position.PRINCIPAL_LEADER, other, "田云")

    def queue(name: str) -> list[tuple[str, str, bool]]:
        rows = county_queue(viewer=gate.county.id(name), at=gate.county.hands.at)
        return [(row.revision.id, f"{row.due:%m-%d}", row.is_late) for row in rows]

    expected = [(first.id, "11-26", True), (second.id, "12-01", False)]
    assert queue(REVIEWER) == queue(WRITER) == expected
    assert queue("田云") == []
    gate.decide(first)
    assert queue(REVIEWER) == expected[1:]


def test_units_are_told_whom_to_ask(gate: Gate) -> None:
    """R30: the contact comes from what the county office registered, not from code."""
    assert contact_get() == Contact("虚谷土家族苗族自治县", "", "")
    contact = Contact("虚谷自治县", "谢审", "023-75550100")
    for name in (WRITER, "秦系"):
        with refused("not_entitled"):
            county_contact_set(by=gate.by(name), contact=contact)
    with refused("phone"):
        county_contact_set(by=gate.by(REVIEWER), contact=Contact("虚谷自治县", "谢审", "无"))
    with accepted("contact.set"):
        county_contact_set(by=gate.by(REVIEWER), contact=contact)
    revision = gate.reviewed()
    gate.open(revision)

    assert gate.view(revision).contact == contact


def test_each_round_prints_as_it_went_up(gate: Gate) -> None:
    """R38, Q33: annex and second page of a round never change, but for the county's opinion."""
    revision = gate.complete()
    blank = gate.printed(revision)
    assert (blank.signed_on, blank.record.opinion, blank.record.trail_count) == (
        FILLING.dated,
        "",
        0,
    )
    first = gate.submit(revision)
    gate.decide(revision, "form_returned", COMMENT)
    gate.fill(revision, FILLING)
    second = gate.submit(revision)
    gate.decide(revision)
    form = gate.printed(revision)

    assert (form.title, form.phone, form.signatory) == (TITLE, PHONE, FINAL)
    assert [one.stage for one in form.record.reviews] == ["初审", "审核", "审发"]
    assert form.record.column == "通知公告"
    assert "同意发布" in form.record.opinion
    assert (form.record.trail_count, form.record.trail_head) == (
        second.trail_count,
        second.trail_head,
    )
    former = gate.printed(revision, 1)
    assert COMMENT in former.record.opinion
    assert former.record.trail_count == first.trail_count
    assert form_pdf(form).startswith(b"%PDF")
    assert form_docx(form).startswith(b"PK")
    with pytest.raises(Exception, match="没有找到"):
        gate.printed(revision, 3)
