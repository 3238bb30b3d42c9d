"""The unit's side of the county gate: what the form needs before it goes up (R28–R37)."""

import datetime
from dataclasses import replace

import pytest
from county import County, accepted, refused
from evidence import wrong_evidence
from form_county import DAY, EMAIL, FILLING, PHONE, REVIEWER, UNIT, Gate
from form_papers import BRIEF, FAULTY_BRIEF, as_word, picture, word
from manuscript_county import WRITER
from review_county import FINAL, FIRST, LEADER, SECOND, SECRECY, approve, audit

from shenfa.desk.form import copies, services
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.models import CommitmentRecord, FormRecord
from shenfa.desk.form.selectors import form_state
from shenfa.desk.form.steps import Filling, Paper
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.services import tenure_end, unit_open
from shenfa.desk.review.findings import gap_view
from shenfa.desk.review.models import AttributeRecord, SecrecyRecord
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Position, Stage
from shenfa.review.content import Rendering
from shenfa.review.form import FormState

pytestmark = pytest.mark.db


@pytest.fixture
def gate(county: County) -> Gate:
    """Return the gate with everybody at their place."""
    return Gate(county)


def told() -> str:
    """Return what the last refusal said."""
    return str(EntryRecord.objects.latest("seq").to_entry().facts["reason"])


def test_a_form_is_opened_after_the_third_review_only(gate: Gate) -> None:
    """R28."""
    revision = gate.cut()
    with refused("reviews"):
        gate.open(revision)
    approve(gate.county, revision, (Stage.FIRST, Stage.SECOND))
    with refused("reviews"):
        gate.open(revision)
    assert form_state(revision.id) is None


def test_a_form_is_for_main_columns(gate: Gate) -> None:
    """R28, Q35."""
    column = Rendering(gate.writing.column.id, "", "")
    revision = gate.reviewed(renderings=(column,))
    with refused("no_main_column"):
        gate.open(revision)


def test_a_form_is_opened_once(gate: Gate) -> None:
    """Once more by the same person it is the same, and nothing is chained (I26)."""
    revision = gate.reviewed()
    with accepted("filling.open"):
        opened = gate.open(revision)
    with accepted():
        assert gate.open(revision) == opened
    with refused("form_exists"):
        services.form_open(by=gate.by(FIRST), revision=revision.id)


def test_other_units_see_no_form(gate: Gate) -> None:
    """R1, I21: not even that there is one; whoever only looks fills nothing in."""
    revision = gate.reviewed()
    gate.open(revision)
    other = unit_open(by=gate.by("秦系"), name="云塘乡人民政府").id
    gate.county.post("田云", Position.PRINCIPAL_LEADER, other, "田云")
    for name, code in (("田云", "not_found"), (REVIEWER, "not_entitled")):
        for act in (services.form_submit, copies.copy_generate, copies.copies_compare):
            with refused(code):
                act(by=gate.by(name), revision=revision.id)
        with refused(code):
            services.form_fill(by=gate.by(name), revision=revision.id, filling=FILLING)
    with refused("not_found"):
        services.form_open(by=gate.by("田云"), revision=revision.id)


def test_the_form_is_filled_in_already(gate: Gate) -> None:
    """R31: unit, contact, title, telephone and mailbox of the last form; the copy that goes out."""
    first = gate.reviewed()
    form = gate.open(first)

    assert (form.reporting_unit, form.releasing_unit, form.contact) == (UNIT, UNIT, WRITER)
    assert (form.phone, form.email, form.says_media) == ("", "", False)
    assert form.electronic_name == "电子件.html"
    gate.fill(first)
    form = gate.open(gate.reviewed())
    assert (form.phone, form.email) == (PHONE, EMAIL)


def test_a_wrong_no_is_refused(gate: Gate) -> None:
    """R32: pictures are detected, also in an attachment; 是 is always allowed."""
    manuscript = gate.writing.open()
    main = Rendering(gate.writing.main_column.id, "", "")
    gate.writing.save(manuscript.id, renderings=(main,))
    gate.writing.attach(manuscript.id, "附图.docx", word("附图", pictures=(picture(),)))
    revision = gate.writing.cut(manuscript.id)
    for gap in audit(gate.county, revision).gaps.all():
        for name in (FIRST, SECOND, FINAL, SECRECY):
            view = {"revision": revision.id, "gap": gap.key, "note": "空白图片"}
            gap_view(by=gate.by(name), **view)
    approve(gate.county, revision)

    assert gate.open(revision).says_media
    with refused("media"):
        gate.fill(revision, FILLING)
    gate.fill(revision, replace(FILLING, says_media=True))


def test_what_is_typed_is_checked(gate: Gate) -> None:
    """R31."""
    revision = gate.reviewed()
    gate.open(revision)
    for change, code in (
        ({"reporting_unit": " "}, "text"),
        ({"releasing_unit": ""}, "text"),
        ({"contact": ""}, "text"),
        ({"phone": ""}, "text"),
        ({"phone": "没有"}, "phone"),
        ({"phone": "023-755"}, "phone"),
        ({"email": "zhugou"}, "email"),
        ({"email": "zhugou@xugu"}, "email"),
        ({"email": "a b@xugu.example"}, "email"),
    ):
        with refused(code):
            gate.fill(revision, replace(FILLING, **change))


def test_a_missing_area_code_is_pointed_out(gate: Gate) -> None:
    """It does not hold the form up: the county office returned such a form (S4)."""
    revision = gate.reviewed()
    gate.open(revision)
    advice = {}
    for phone in ("75550107", "023-75550107", "（023）75550107", "13800000000"):
        gate.fill(revision, replace(FILLING, phone=phone))
        advice[phone] = gate.view(revision).advice

    assert [phone for phone, told in advice.items() if told] == ["75550107"]


def test_what_is_brought_is_checked(gate: Gate) -> None:
    revision = gate.reviewed()
    gate.open(revision)
    for brought, code in (
        (Brought(Paper.FORMAL, "正式件.pdf", b""), "empty_file"),
        (Brought(Paper.FORMAL, "正式件.exe", b"MZ"), "file_kind"),
        (Brought(Paper.FORMAL, "", b"x"), "text"),
        (Brought(Paper.SIGNATURE, "签字.pdf", b"x"), "evidence"),
        (Brought(Paper.SIGNATURE, "签字.pdf", b"x", "e_seal"), "evidence"),
        (Brought(Paper.SEAL, "盖章.pdf", b"x", "e_signature"), "evidence"),
    ):
        with refused(code):
            copies.copy_attach(by=gate.by(), revision=revision.id, brought=brought)


def test_each_missing_thing_is_named(gate: Gate) -> None:
    """R29, R31, R33, R37: one after the other, in the words of the form."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.county.hands.move(days=1)
    yesterday, tomorrow = DAY - datetime.timedelta(1), DAY + datetime.timedelta(2)
    blank = replace(FILLING, email="", dated=None)
    steps = [
        (lambda: None, "缺少正式件"),
        (lambda: gate.bring(revision, Paper.FORMAL, as_word(BRIEF)), "逐项确认"),
        (lambda: gate.commit(revision, (1, 2, 3)), "逐项确认"),
        (lambda: gate.compare(revision), "逐项确认"),
        (lambda: gate.commit(revision, (4,)), "负责人签字"),
        (lambda: gate.bring(revision, Paper.SIGNATURE, b"x", "scan"), "单位盖章"),
        (lambda: gate.bring(revision, Paper.SEAL, b"x", "paper"), "填写日期"),
        (lambda: gate.fill(revision, replace(blank, dated=yesterday)), "早于审发日期"),
        (lambda: gate.fill(revision, replace(blank, dated=DAY)), "请填写电子邮箱"),
        (lambda: gate.fill(revision, replace(FILLING, dated=tomorrow)), "晚于今天"),
    ]
    for step, reason in steps:
        step()
        with refused("incomplete"):
            gate.submit(revision)
        assert reason in told()
        assert gate.view(revision).wanting == told()
    gate.fill(revision)
    assert gate.view(revision).wanting == ""
    with accepted("form.submit"):
        gate.submit(revision)


def test_commitments_are_the_final_reviewers_own(gate: Gate) -> None:
    """R33, R17: one by one, each with person and time; nobody else, not even the leader."""
    revision = gate.reviewed()
    gate.open(revision)
    for name in (WRITER, FIRST, SECOND, LEADER):
        with refused("signatory"):
            gate.commit(revision, (1,), name)
    with refused("reauthentication"):
        services.commitment_make(
            by=gate.by(FINAL),
            revision=revision.id,
            numbers=(1,),
            evidence=wrong_evidence(gate.county, FINAL),
        )
    for number in (1, 3):
        gate.county.hands.move(minutes=1)
        with accepted("form.commit"):
            gate.commit(revision, (number,))
    with accepted():
        gate.commit(revision, (3, 1))
    with refused("commitment"):
        gate.commit(revision, (1, 2))
    for numbers in ((), (2, 2), (5,), (0,)):
        with refused("commitment"):
            gate.commit(revision, numbers)
    with refused("commitment"):
        gate.commit(revision, (2, 4))
    rows = CommitmentRecord.objects.order_by("number")

    assert [row.number for row in rows] == [1, 3]
    assert len({row.at for row in rows}) == len(rows)
    assert {row.person_id for row in rows} == {gate.county.id(FINAL)}


def test_who_left_the_post_commits_to_nothing(gate: Gate) -> None:
    """I19: from the very next act on."""
    revision = gate.reviewed()
    gate.open(revision)
    tenure = TenureRecord.objects.get(person__name=FINAL)
    tenure_end(by=gate.by(LEADER), tenure=tenure.id, reason="调离")
    with refused("not_entitled"):
        gate.commit(revision, (1,))


def test_four_commitments_take_one_proof_and_four_records(gate: Gate) -> None:
    """R33."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.bring(revision, Paper.FORMAL, as_word(BRIEF))
    gate.compare(revision)
    with accepted(*["form.commit"] * 4):
        gate.commit(revision)

    assert CommitmentRecord.objects.count() == 4


def test_the_attribute_binds_the_first_two(gate: Gate) -> None:
    """R34: whatever was decided last."""
    revision = gate.reviewed()
    gate.open(revision)
    AttributeRecord(
        revision=revision,
        attribute="on_request",
        person_id=gate.county.id(FIRST),
        at=gate.county.hands.at,
    ).save(force_insert=True)
    for number in (1, 2):
        with refused("commitment"):
            gate.commit(revision, (number,))
        assert "矛盾" in told()
    gate.commit(revision, (3,))


def test_the_third_rests_on_the_records(gate: Gate) -> None:
    """R35: a secrecy conclusion that was taken back leaves no record to rest on."""
    revision = gate.reviewed()
    gate.open(revision)
    SecrecyRecord(
        revision=revision,
        sha256=revision.sha256,
        result="failed",
        person_id=gate.county.id(SECRECY),
        method="device_pin",
        at=gate.county.hands.at,
    ).save(force_insert=True)
    with refused("commitment"):
        gate.commit(revision, (3,))
    assert "没有保密审核记录" in told()


def test_the_fourth_rests_on_the_comparison(gate: Gate) -> None:
    """R36: refused before it, while it has no result, and until each difference is closed."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.bring(revision, Paper.ELECTRONIC, as_word(FAULTY_BRIEF))
    with refused("no_copy"):
        gate.compare(revision)
    gate.bring(revision, Paper.FORMAL, b"PK\x03\x04 broken")
    with refused("commitment"):
        gate.commit(revision, (4,))
    assert "还没有比对" in told()
    assert not gate.compare(revision).is_finished
    with refused("commitment"):
        gate.commit(revision, (4,))
    assert "没有得出结果" in told()

    gate.bring(revision, Paper.FORMAL, as_word(BRIEF))
    with accepted("copies.compare"):
        keys = [row["key"] for row in gate.compare(revision).differences]
    with refused("compared"):
        gate.compare(revision)
    assert len(keys) == 2
    for key in keys:
        with refused("commitment"):
            gate.commit(revision, (4,))
        assert "差异未处理" in told()
        with refused("not_entitled"):
            gate.close(revision, key, WRITER)
        with accepted("difference.close"):
            gate.close(revision, key)
        with accepted():
            gate.close(revision, key)
    with refused("closed"):
        gate.close(revision, keys[0], SECOND)
    with refused("not_found"):
        gate.close(revision, "d-0000000000000000")
    with accepted("form.commit"):
        gate.commit(revision, (4,))


def test_an_unreadable_copy_cannot_be_argued_away(gate: Gate) -> None:
    """R49."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.bring(revision, Paper.FORMAL, b"PK\x03\x04 broken")
    key = gate.compare(revision).differences[0]["key"]
    with refused("closed"):
        gate.close(revision, key)


def test_other_copies_ask_for_the_fourth_again(gate: Gate) -> None:
    """The first three stand; going back to the former copies brings the fourth back."""
    revision = gate.complete()
    gate.bring(revision, Paper.FORMAL, as_word(FAULTY_BRIEF))
    assert [step.given is not None for step in gate.view(revision).steps] == [True] * 3 + [False]
    with refused("incomplete"):
        gate.submit(revision)
    gate.bring(revision, Paper.FORMAL, as_word(BRIEF))
    assert gate.view(revision).wanting == ""


def test_the_electronic_copy_is_what_goes_out(gate: Gate) -> None:
    """R36: a copy that agrees with the original does not hide a release that differs."""
    revision = gate.reviewed(FAULTY_BRIEF)
    gate.open(revision)
    gate.bring(revision, Paper.FORMAL, as_word(BRIEF))
    gate.bring(revision, Paper.ELECTRONIC, as_word(BRIEF), "")
    with refused("same_file"):
        gate.bring(revision, Paper.ELECTRONIC, as_word(BRIEF), "")
    differences = gate.compare(revision).differences

    assert [row["copies"] for row in differences] == [["outgoing"]] * 2
    copies.copy_generate(by=gate.by(), revision=revision.id)
    assert gate.view(revision).form.electronic_name == "电子件.html"
    assert [row["copies"] for row in gate.compare(revision).differences] == [["electronic"]] * 2


def test_a_form_that_waits_is_left_alone(gate: Gate) -> None:
    """R59: nothing of it changes until the county office returns it."""
    revision = gate.sent()
    acts = (
        lambda: gate.fill(revision),
        lambda: gate.bring(revision, Paper.SEAL, b"other", "scan"),
        lambda: gate.compare(revision),
        lambda: gate.commit(revision, (1,)),
        lambda: gate.close(revision, "d-0"),
        lambda: copies.copy_generate(by=gate.by(), revision=revision.id),
        lambda: services.form_submit(by=gate.by(FIRST), revision=revision.id),
    )
    for act in acts:
        with refused("submitted"):
            act()
    with accepted():
        gate.submit(revision)
    assert form_state(revision.id) is FormState.SUBMITTED


def test_what_went_up_is_bound_to_the_trail(gate: Gate) -> None:
    """R59: count and last link at that moment are printed; the entry names every file."""
    submitted = gate.submit(revision := gate.complete())
    entry = EntryRecord.objects.get(seq=submitted.trail_count).to_entry()
    form = FormRecord.objects.get(revision=revision)

    assert (entry.verb, entry.hash) == ("form.submit", submitted.trail_head)
    assert entry.facts["original"] == form.formal_id
    assert entry.facts["copy"] == form.electronic_id
    assert (entry.facts["compared"], entry.facts["round"]) == ("identical", 1)
    assert (entry.facts["signature"], entry.facts["seal"]) == (form.signature_id, form.seal_id)


def test_nothing_is_filled_in_for_a_revision_that_ended(gate: Gate) -> None:
    revision = gate.sent()
    gate.decide(revision, "text_returned", "标题应写明年度")
    filling = Filling(UNIT, UNIT, WRITER, PHONE, EMAIL, says_media=True)
    for act in (
        lambda: gate.open(revision),
        lambda: gate.fill(revision, filling),
        lambda: gate.submit(revision),
    ):
        with refused("ended"):
            act()
