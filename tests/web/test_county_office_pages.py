"""The form of a main column and the county office's desk in the pages: R6, R7, R23, R28–R38, S4."""

import re

import pytest
from browser import People
from county import TOWN, verbs
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from form_county import EMAIL, REVIEWER, UNIT, Gate
from form_papers import BRIEF, FAULTY_BRIEF, TITLE, as_word
from manuscript_county import WRITER
from review_county import FINAL, FIRST, approve, stage_now
from visiting import Visit, words

from shenfa.desk.form.models import CommitmentRecord
from shenfa.desk.organisation import services
from shenfa.desk.organisation.models import TenureRecord
from shenfa.review import Position, Stage

pytestmark = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
CELLS = ("表1第2行第2列", "表2第4行第3列")
SHORT_PHONE, PHONE = "75550107", "023-75550107"
FIELDS = {
    "reporting_unit": UNIT,
    "releasing_unit": UNIT,
    "contact": WRITER,
    "email": EMAIL,
    "says_media": "no",
}


@pytest.fixture
def gate(people: People) -> Gate:
    """Return the county gate, at the pages."""
    gate = Gate(people.county)
    gate.contact()
    return gate


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_form_goes_up_comes_back_and_is_approved(gate: Gate) -> None:
    """S4: refused before the reviews, pre-filled after, two differences, one return, approved."""
    county, revision = gate.county, gate.cut()
    address = f"/revisions/{revision.id}/form"
    clerk = Visit(county, WRITER)
    assert "三审三校完成后才能填报信息审核表" in words(clerk.page(address))
    assert "三审三校完成后" in words(clerk.post(f"{address}/open", address))
    approve(county, revision)
    assert "待填报审核表" in words(clerk.page("/tasks"))
    assert f'href="{address}"' in clerk.page(f"/revisions/{revision.id}/")

    page = clerk.post(f"{address}/open", address)
    for value in (UNIT, WRITER):
        assert f'value="{value}"' in page
    assert "否（没有检测到）" in words(page)
    assert "缺少正式件" in words(page)
    day = re.search(r'name="dated" type="date" value="([^"]+)"', page)
    assert day is not None
    page = clerk.post(f"{address}/fill", address, **FIELDS, phone=SHORT_PHONE, dated=day[1])
    assert "联系电话没有区号" in words(page)
    faulty = {"paper": "electronic", "file": file("电子件.docx", as_word(FAULTY_BRIEF))}
    clerk.post(f"{address}/attach", address, **faulty)
    formal = {"paper": "formal", "file": file("正式件.docx", as_word(BRIEF))}
    page = words(clerk.post(f"{address}/attach", address, **formal))
    assert "比对发现2处差异" in page
    assert all(cell in page for cell in CELLS)
    assert page.count("确认不同") == 3  # the legend and two cards

    texts = clerk.page(f"{address}/texts?part=1")
    marks = re.findall(r'<mark class="f certain" data-f="([^"]+)">', texts)
    assert len(marks) == 4
    assert len(set(marks)) == 2
    final = Visit(county, FINAL)
    page = final.page(address)
    assert "电子件与正式件有2处差异未处理，不能确认第4项承诺" in words(page)
    assert 'id="commit-4" name="number" value="4" disabled' in page
    assert "不能确认第4项承诺" in words(final.post(f"{address}/commit", address, number=["4"]))
    assert not CommitmentRecord.objects.exists()

    page = words(clerk.post(f"{address}/generate", address))
    assert "完全一致" in page
    county.hands.move(minutes=1)
    page = words(final.post(f"{address}/commit", address, number=["1", "2", "3", "4"]))
    assert "第1、2、3、4项承诺已分别确认" in page
    assert page.count(f"{FINAL} 2026-") == 4
    assert CommitmentRecord.objects.count() == 4
    assert "缺少负责人签字" in words(clerk.post(f"{address}/submit", address))
    signed = {"paper": "signed", "kind": "scan", "file": file("审核表.pdf", b"%PDF-1.4 scan")}
    assert "材料齐全，可以报送" in words(clerk.post(f"{address}/attach", address, **signed))
    assert "第1次报送" in words(clerk.post(f"{address}/submit", address))
    shown = clerk.client.get(f"{address}/papers/seal")
    assert shown.headers["Content-Type"] == "application/pdf"
    shown.close()


def test_the_county_office_returns_a_form_and_approves_the_next_round(gate: Gate) -> None:
    """S4: the revision and its reviews stand; both rounds are told, and what was printed then."""
    county, revision = gate.county, gate.complete()
    address = f"/revisions/{revision.id}/form"
    clerk, office = Visit(county, WRITER), Visit(county, REVIEWER)
    place, day = f"/county/submissions/{revision.id}", str(localdate(county.hands.at))
    clerk.post(f"{address}/fill", address, **FIELDS, phone=SHORT_PHONE, dated=day)
    clerk.post(f"{address}/submit", address)
    assert place in office.page("/tasks")
    queue = words(office.page("/county/submissions"))
    for told in (TITLE, "材料齐全，四项承诺已逐项确认", "联系电话没有区号", "正式件与电子件一致"):
        assert told in queue
    county.hands.move(minutes=1)
    decision = {"sha256": revision.sha256, "result": "form_returned", "comment": ""}
    assert "退回应写明理由" in words(office.post(f"{place}/decide", place, **decision))
    decision["comment"] = "联系人电话缺区号"
    assert "已退回补表" in words(office.post(f"{place}/decide", place, **decision))
    assert stage_now(revision) is Stage.APPROVED
    assert "联系人电话缺区号" in words(clerk.page("/tasks"))

    page = clerk.page(address)
    assert "退回补表：联系人电话缺区号" in words(page)
    clerk.post(f"{address}/fill", address, **FIELDS, phone=PHONE, dated=day)
    assert "第2次报送" in words(clerk.post(f"{address}/submit", address))
    county.hands.move(minutes=1)
    approved = {"sha256": revision.sha256, "result": "approved", "comment": "同意发布"}
    page = words(office.post(f"{place}/decide", place, **approved))
    assert "县府办已同意" in page
    assert page.index("第2次报送") < page.index("第1次报送")
    assert verbs().count("county.decide") == 2
    assert TITLE in words(office.page("/county/submissions?group=approved"))
    assert TITLE not in words(office.page("/county/submissions"))
    for name, head in (("form.pdf", b"%PDF"), ("form.pdf?round=1", b"%PDF"), ("form.docx", b"PK")):
        assert clerk.client.get(f"{address}/{name}").content.startswith(head)


def test_a_returned_text_begins_anew(gate: Gate) -> None:
    """R30: 退回改稿 ends the revision; the unit's page leads back to the text."""
    revision = gate.sent()
    place = f"/county/submissions/{revision.id}"
    office = Visit(gate.county, REVIEWER)
    page = office.post(
        f"{place}/decide",
        place,
        sha256=revision.sha256,
        result="text_returned",
        comment="补贴标准有误",
    )
    assert "从初审重新开始" in words(page)
    assert stage_now(revision) is Stage.ENDED
    page = Visit(gate.county, WRITER).page(f"/revisions/{revision.id}/form")
    assert f'href="/manuscripts/{revision.manuscript_id}"' in page
    assert "报送后不能更改" in words(page)
    assert "已退回改稿 1" in words(office.page("/county/submissions?group=text_returned"))


def test_whoever_reviewed_the_text_closes_a_difference(gate: Gate) -> None:
    """R36, I12: the card has its box for reviewers only, and says who closed it."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.fill(revision)
    address = f"/revisions/{revision.id}/form"
    clerk = Visit(gate.county, WRITER)
    clerk.post(
        f"{address}/attach",
        address,
        paper="formal",
        file=file("正式件.docx", as_word(FAULTY_BRIEF)),
    )
    assert "核对后处置" not in words(clerk.page(address))
    first = Visit(gate.county, FIRST)
    places = re.findall(rf'action="({address}/differences/[^"]+)"', first.page(address))
    assert len(places) == 2
    page = words(first.post(places[0], address, reason="原件有手写更正"))
    assert f"{FIRST} 2026-11-24 " in page
    assert "处置：原件有手写更正" in page
    assert "1 处待处置" in page


def test_filings_are_received_with_one_act(gate: Gate) -> None:
    """R7: what takes effect when, received or objected to; one's own is for another."""
    county, town = gate.county, gate.county.unit(TOWN)
    for name in ("新来甲", "新来乙"):
        county.post(name, Position.RELEASER, town, "覃镇长")
    office = Visit(county, REVIEWER)
    page = office.page("/county/filings")
    assert "新来甲 任 信息发布人员" in words(page)
    assert "已生效" in words(page)
    first, second = (
        TenureRecord.objects.get(person__name=name).id for name in ("新来甲", "新来乙")
    )
    page = words(office.post(f"/county/filings/{first}/receive", "/county/filings"))
    assert "已收悉" in page
    said = office.post(f"/county/filings/{second}/object", "/county/filings", reason="")
    assert "理由不能为空" in words(said)
    page = words(
        office.post(f"/county/filings/{second}/object", "/county/filings", reason="任职文件不符")
    )
    assert "任职文件不符" in page
    assert TenureRecord.objects.get(id=second).until is not None


def test_every_number_of_the_overview_leads_to_its_list(gate: Gate) -> None:
    """R6: who is missing stands there by name of the post."""
    gate.sent()
    services.unit_open(by=gate.county.by("秦系"), name="云塘乡人民政府")
    office = Visit(gate.county, REVIEWER)
    page = office.page("/county/overview")
    assert "缺 信息发布责任人、科室负责人、分管领导" in words(page)
    links = set(re.findall(r'href="(/county[^"#]*)', page))
    assert len(links) > 6
    for link in links:
        assert office.client.get(link).status_code in {200, 302}, link
    assert (
        "竹沟镇" not in words(office.page("/county/overview?only=gaps")).partition("单位 审查中")[2]
    )


def test_the_contact_that_units_see_is_named_here(gate: Gate) -> None:
    """R30: it comes from the county office, and stands on every form."""
    revision = gate.reviewed()
    gate.open(revision)
    office, place = Visit(gate.county, REVIEWER), "/county/submissions"
    named = {"county": "虚谷自治县", "contact": "罗文"}
    page = office.post("/county/contact", place, **named, phone="023")
    assert "联系电话应为7位以上的号码" in words(page)
    page = office.post("/county/contact", place, **named, phone="023-75550199")
    assert "罗文 023-75550199" in words(page)
    page = words(Visit(gate.county, WRITER).page(f"/revisions/{revision.id}/form"))
    assert "县府办联系人 罗文 023-75550199" in page


def test_nothing_is_done_by_following_a_link(gate: Gate) -> None:
    """Whoever is lured to an address of an act does nothing there."""
    revision, office = gate.sent(), Visit(gate.county, REVIEWER)
    tenure = TenureRecord.objects.values_list("id", flat=True)[0]
    acts = ("open", "fill", "attach", "generate", "compare", "commit", "submit", "differences/x")
    addresses = [f"/revisions/{revision.id}/form/{act}" for act in acts]
    addresses += ["/county/contact", f"/county/submissions/{revision.id}/decide"]
    addresses += [f"/county/filings/{tenure}/{act}" for act in ("receive", "object")]
    before = verbs()
    for address in addresses:
        assert office.client.get(address).status_code == 405, address

    assert verbs() == before


def test_others_find_nothing_here(gate: Gate) -> None:
    """I21: a unit has no county desk, and no form of another unit."""
    revision = gate.sent()
    other = services.unit_open(by=gate.county.by("秦系"), name="云塘乡人民政府").id
    gate.county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    stranger, clerk = Visit(gate.county, "莫乡长"), Visit(gate.county, WRITER)
    for address in ("", "/texts", "/papers/formal", "/form.pdf"):
        stranger.page(f"/revisions/{revision.id}/form{address}", 404)
    for address in ("submissions", f"submissions/{revision.id}", "filings", "overview"):
        clerk.page(f"/county/{address}", 404)
    assert "/county" not in clerk.page("/tasks")
    assert 'href="/county"' in Visit(gate.county, REVIEWER).page("/tasks")
