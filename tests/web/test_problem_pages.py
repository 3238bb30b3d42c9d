"""The ledger in the pages: hung on account, fixed, looked at again, struck off, told (R66–R75)."""

import pytest
from browser import People
from county import TOWN, County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ledger_county import (
    CHECKER,
    FIXER,
    JUDGE,
    RIGHT,
    WRONG,
    elsewhere,
    opened,
    sighting,
    staffed,
)
from visiting import Visit, words

from shenfa.desk.ledger.entering import enter
from shenfa.desk.ledger.models import FeedbackRecord, ProblemRecord
from shenfa.desk.organisation import services
from shenfa.desk.trail.command import command
from shenfa.review import Position

SHEET = (
    "网址,错误词,建议修改,单位,检测时间\n{home}v.html,帐目,账目,竹沟镇,2026-11-20\n,迁徒,,竹沟镇,\n"
)


@pytest.fixture
def vendor() -> str:
    """Run on one database: the services behind the pages are tested on both."""
    return "sqlite"


def stranger(county: County) -> Visit:
    """Return somebody of another unit."""
    office = services.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("田小满", Position.PRINCIPAL_LEADER, office, "田小满")
    return Visit(county, "田小满")


def test_a_unit_fixes_and_another_person_strikes_off(people: People) -> None:
    county = people.county
    with elsewhere() as site:
        staffed(county, site)
        site.show("/a.html", WRONG)
        office = Visit(county, JUDGE)
        office.page("/problems/new")
        said = office.post(
            "/problems/new",
            "/problems/new",
            url=f"{site.home}a.html",
            unit=county.unit(TOWN),
            origin="inspection",
            nature="text",
            severity="error",
            title="错别字",
            words=WRONG,
            advice=RIGHT,
        )
        assert "已挂账：2026-000001" in words(said)
        problem = ProblemRecord.objects.get()
        address = f"/problems/{problem.id}"
        checker, fixer = Visit(county, CHECKER), Visit(county, FIXER)
        assert "问题没有整改责任人" in words(checker.page("/tasks"))
        said = checker.post(f"{address}/assign", address, person=county.id(FIXER))
        assert f"已落实，由{FIXER}整改" in words(said)
        assert "待整改" in words(fixer.page("/tasks"))
        assert RIGHT in fixer.page(address)
        said = fixer.post(f"{address}/fix", address, measure="已更正", after=RIGHT)
        assert "等待其他人员复核销号" in words(said)
        assert "复核并销号" not in words(fixer.page(address))
        assert "已整改的问题等待复核销号" in words(checker.page("/tasks"))
        said = checker.post(f"{address}/check", address)
        assert "仍能看到该问题，没有销号" in words(said)
        site.show("/a.html", RIGHT)
        said = checker.post(f"{address}/check", address)
        assert "已看不到该问题，已销号" in words(said)
        assert "分管领导（存量内容）" in words(said)
    said = fixer.post("/feedback/send", "/feedback", unit=county.unit(TOWN), problem=problem.id)
    feedback = FeedbackRecord.objects.get()
    assert feedback.number in words(said)
    place = f"/feedback/{feedback.id}"
    assert "整改情况书面反馈" in words(office.page("/tasks"))
    assert fixer.client.get(f"{place}/feedback.pdf").content.startswith(b"%PDF")
    assert fixer.client.get(f"{place}/feedback.docx").content.startswith(b"PK")
    assert "已认可" in words(office.post(f"{place}/accept", place, note="已核实"))
    other = stranger(county)
    for hidden in (address, place, f"{place}/feedback.pdf"):
        other.page(hidden, status=404)
    assert "没有符合条件的问题" in words(other.page("/problems"))


def test_what_is_disputed_is_ruled_and_can_be_taken_up_again(people: People) -> None:
    county = staffed(people.county)
    problem = opened(county, "http://www.xugu.example/a.html")
    address = f"/problems/{problem.id}"
    fixer, office = Visit(county, FIXER), Visit(county, JUDGE)
    said = fixer.post(f"{address}/appeal", address, reason="")
    assert "不能为空" in words(said)
    fixer.post(f"{address}/appeal", address, reason="引文如此")
    assert "等待县政府办公室认定" in words(fixer.page(address))
    said = fixer.post(f"{address}/rule", address, verdict="false_alarm", reason="是")
    assert "由县政府办公室" in words(said)
    said = office.post(f"{address}/rule", address, verdict="false_alarm", reason="属实")
    assert "已认定为误报" in words(said)
    said = office.post(f"{address}/reopen", address, reason="引文另有出处")
    assert "第2次挂账" in words(said)
    said = office.post(f"{address}/hand-over", address, unit=county.unit(TOWN), reason="误派")
    assert "请另选单位" in words(said)


def test_a_sheet_is_shown_before_it_is_taken_in(people: People) -> None:
    county = staffed(people.county)
    office = Visit(county, JUDGE)
    data = SHEET.format(home="http://www.xugu.example/").encode()
    shown = office.client.post(
        "/problems/sheets", {"file": SimpleUploadedFile("监测.csv", data), "found": "2026-11-21"}
    ).content.decode()
    assert "还没有写入" in words(shown)
    assert "没有网址，不能确定问题位置" in words(shown)
    assert not ProblemRecord.objects.exists()
    hidden = dict(zip(("data", "name"), _hidden(shown), strict=True))
    said = office.post("/problems/sheets", "/problems/sheets", write="1", **hidden)
    assert "已导入2行＝新增1＋并入0＋不收1" in words(said)
    assert "监测.csv" in words(office.page("/problems/sheets"))
    assert "帐目" in words(office.page("/problems?q=帐目"))
    Visit(county, FIXER).page("/problems/sheets", status=403)


def test_a_long_list_costs_no_more_queries(people: People) -> None:
    """What is late stands first; the number of queries does not grow with the list."""
    county = staffed(people.county)
    office = Visit(county, JUDGE)
    spent = []
    for number in (1, 60):
        _many(county, number)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = words(office.page("/problems"))
        spent.append(len(queries))
    county.hands.move(days=3)
    assert "其中超期 61 件" in words(Visit(county, JUDGE).page("/problems?late=1"))

    assert "第 1 页，共 2 页" in page
    assert spent[0] == spent[1] <= 20
    assert "逾期没有落实专人" in words(Visit(county, JUDGE).page("/problems/units"))


def _many(county: County, count: int) -> None:
    with command("problem.open", "site", county.by(JUDGE)) as now:
        for number in range(count):
            seen = sighting(county, f"http://www.xugu.example/{count}/{number}.html")
            enter(now, seen)


def _hidden(page: str) -> tuple[str, str]:
    data = page.split('name="data" value="')[1].split('"', maxsplit=1)[0]
    return data, page.split('name="name" value="')[1].split('"', maxsplit=1)[0]
