"""The organisation over HTTP: R1, R3–R7, I19, I21, I22."""

from typing import Any

import pytest
from browser import Browser, People, done, told
from county import PAPER, TOWN, accepted
from django.core.files.uploadedfile import SimpleUploadedFile

from shenfa.desk.organisation.selectors import county_office_id
from shenfa.review import Position

pytestmark = pytest.mark.db

HEADER = "单位,姓名,工号,用工性质,岗位,任职起始\n"


def items(response: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - Django's test response
    """Return the items of the only page of a list."""
    found = done(response)
    assert found["count"] == len(found["items"])
    return list(found["items"])


def test_from_a_new_unit_to_a_received_filing(people: People) -> None:
    """R7: given by the administrator, confirmed by the leader, received by the office."""
    system, security, office = map(people.sign_in, ("秦系", "秦安", "谢审"))
    unit = done(system.post("units/open", name="云塘乡人民政府"))
    assert unit["author_may_first_review"] is None
    registering = {"name": "田乡长", "staff_number": "YT1", "employment": "in_house"}
    person = done(security.post(f"units/{unit['id']}/people/register", **registering))
    since = people.county.hands.at.isoformat()
    start = {"unit": unit["id"], "position": "principal_leader", "since": since}
    tenure = done(security.post(f"people/{person['id']}/tenures/start", **start))
    assert tenure["filing"] is None
    assert [one["id"] for one in items(office.get("staffing/unfiled"))] == [tenure["id"]]

    leader = people.sign_in("田乡长")
    done(leader.post(f"tenures/{tenure['id']}/filing/confirm", document=PAPER))
    waiting = [one["tenure"]["id"] for one in items(office.get("staffing/unanswered"))]
    assert tenure["id"] in waiting
    done(office.post(f"tenures/{tenure['id']}/filing/receive", note="收悉"))
    filing = done(leader.get(f"tenures/{tenure['id']}"))["filing"]
    assert (filing["answer"], filing["answered_by"]["name"]) == ("收悉", "谢审")
    refused = office.post(f"tenures/{tenure['id']}/filing/object", reason="重复")
    assert told(refused)["code"] == "answered"
    assert told(refused)["status"] == 409


def test_an_objection_ends_a_tenure(people: People) -> None:
    office, leader = people.sign_in("谢审"), people.sign_in("覃镇长")
    officer = next(
        one
        for one in items(leader.get(f"units/{people.county.unit(TOWN)}/tenures"))
        if one["position"] == Position.INFORMATION_OFFICER
    )
    people.county.hands.move(minutes=5)
    done(office.post(f"tenures/{officer['id']}/filing/object", reason="文件不符"))

    ended = done(leader.get(f"tenures/{officer['id']}"))
    assert ended["until"] is not None
    assert ended["filing"]["objected_at"] is not None
    gaps = items(leader.get("staffing/gaps"))
    assert [one["missing"] for one in gaps] == [["information_officer"]]


def test_a_tenure_ends_and_a_person_leaves(people: People) -> None:
    """I19, R6."""
    security, leader = people.sign_in("秦安"), people.sign_in("覃镇长")
    town = people.county.unit(TOWN)
    tenures = {one["person"]["name"]: one for one in items(leader.get(f"units/{town}/tenures"))}
    people.county.hands.move(minutes=5)
    done(leader.post(f"tenures/{tenures['白副']['id']}/end", reason="轮岗"))
    with accepted("tenure.end", "person.disable"):
        done(security.post(f"people/{people.county.id('彭科')}/disable", reason="调离"))

    turnover = items(leader.get("staffing/turnover"))
    assert [(one["unit"]["name"], one["ended"]) for one in turnover] == [(TOWN, 2)]
    listed = {one["name"]: one for one in items(leader.get(f"units/{town}/people"))}
    assert listed["彭科"]["disabled_at"] is not None
    changed = security.post(
        f"people/{people.county.id('白副')}/change", unit=town, employment="contractor"
    )
    assert done(changed)["employment"] == "contractor"


def test_the_policy_takes_two(people: People) -> None:
    """I22: the security administrator proposes, the principal leader confirms the same."""
    security, leader = people.sign_in("秦安"), people.sign_in("覃镇长")
    unit = f"units/{people.county.unit(TOWN)}"
    missing = leader.post(f"{unit}/policy/confirm", author_may_first_review=False)
    assert told(missing)["code"] == "no_proposal"
    done(security.post(f"{unit}/policy/propose", author_may_first_review=False))
    assert done(leader.get(unit))["proposed_policy"] is False
    other = leader.post(f"{unit}/policy/confirm", author_may_first_review=True)
    assert told(other)["code"] == "no_proposal"

    done(leader.post(f"{unit}/policy/confirm", author_may_first_review=False))
    assert done(leader.get(unit))["author_may_first_review"] is False


def test_documents_are_filed(people: People) -> None:
    """R4."""
    leader = people.sign_in("覃镇长")
    unit = f"units/{people.county.unit(TOWN)}"
    wanting = items(leader.get("staffing/incomplete"))[0]["wanting"]
    paper = {
        "kind": "accountability",
        "title": "责任追究制度",
        "document": PAPER,
        "dated": "2026-01-05",
    }
    assert "没有报送责任追究制度" in wanting
    done(leader.post(f"{unit}/documents/file", **paper))

    assert [one["title"] for one in items(leader.get(f"{unit}/documents"))] == ["责任追究制度"]
    wanting = items(leader.get("staffing/incomplete"))[0]["wanting"]
    assert "没有报送责任追究制度" not in wanting
    late = leader.post(f"{unit}/documents/file", **paper | {"dated": "2027-01-01"})
    assert told(late)["code"] == "dates"


def test_a_sheet_is_previewed_and_imported(people: People) -> None:
    """R1: all of it or nothing."""
    security = people.sign_in("秦安")

    def send(verb: str, text: str) -> Any:  # noqa: ANN401 - Django's test response
        sheet = SimpleUploadedFile("sheet.csv", text.encode())
        data = {"sheet": sheet}
        return security.client.post(f"/api/organisation/{verb}", data, headers=security.headers())

    good = HEADER + f"{TOWN},田小禾,T1,在编在岗,信息发布人员,\n"
    lines = done(send("preview", good + "云塘乡,向外,T2,外包,信息发布人员,\n"))["lines"]
    assert [one["refusal"] is None for one in lines] == [True, False]
    assert lines[0]["brings"] == ["人员田小禾", "田小禾任信息发布人员"]
    assert (
        told(send("import", good + "云塘乡,,,,,\n" + good.splitlines()[1] + "x"))["status"] == 409
    )
    assert told(send("import", "不是表格"))["code"] == "sheet"
    assert len(done(send("import", good))["lines"]) == 1
    assert told(security.post("organisation/import"))["status"] == 422


GETS = ("units/{unit}", "units/{unit}/documents", "units/{unit}/people", "units/{unit}/tenures")
COMMANDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("units/{unit}/policy/propose", {"author_may_first_review": True}),
    ("units/{unit}/policy/confirm", {"author_may_first_review": True}),
    (
        "units/{unit}/documents/file",
        {"kind": "accountability", "title": "x", "document": PAPER, "dated": "2026-01-05"},
    ),
    (
        "units/{unit}/people/register",
        {"name": "x", "staff_number": "x", "employment": "in_house"},
    ),
    ("people/{person}/change", {"unit": "u-1", "employment": "in_house"}),
    ("people/{person}/disable", {"reason": "x"}),
    ("people/{person}/credential/issue", {}),
    (
        "people/{person}/tenures/start",
        {"unit": "u-1", "position": "releaser", "since": "2026-11-24T09:00:00+08:00"},
    ),
    ("tenures/{tenure}/end", {"reason": "x"}),
    ("tenures/{tenure}/filing/confirm", {"document": PAPER}),
    ("tenures/{tenure}/filing/receive", {"note": ""}),
    ("tenures/{tenure}/filing/object", {"reason": "x"}),
)


def test_another_unit_looks_as_if_there_were_none(people: People) -> None:
    """I21, R1: whoever asks for an object of another unit is told the same as for no object."""
    people.sign_in("秦安")
    town = people.sign_in("覃镇长")
    office = county_office_id()
    theirs = {
        "unit": office,
        "person": people.county.id("谢审"),
        "tenure": _tenure_of(people, office),
    }
    nowhere = {"unit": "u-0000", "person": "0" * 32, "tenure": "t-0000"}

    def refusals(ids: dict[str, str]) -> list[tuple[int, str, str]]:
        answers = [
            town.get(path.format(**ids)) for path in (*GETS, "people/{person}", "tenures/{tenure}")
        ]
        answers += [town.post(path.format(**ids), **body) for path, body in COMMANDS]
        return [(one.status_code, told(one)["code"], told(one)["title"]) for one in answers]

    found = refusals(theirs)
    assert found == refusals(nowhere)
    assert {status for status, _, _ in found} == {404}


def _tenure_of(people: People, unit: str) -> str:
    """Return a tenure of the office, as the office sees it."""
    reviewer = people.sign_in("谢审")
    tenures = items(reviewer.get(f"units/{unit}/tenures"))
    return next(one["id"] for one in tenures if one["person"]["name"] == "谢审")


def test_a_unit_sees_its_own_lists_and_the_office_all(people: People) -> None:
    """I21."""
    town, office = people.sign_in("向文"), people.sign_in("谢审")

    def look(browser: Browser, path: str) -> set[str]:
        return {one.get("unit", one)["name"] for one in items(browser.get(path))}

    assert look(town, "units") == look(town, "staffing/turnover") == {TOWN}
    assert len(look(office, "units")) == len(look(office, "staffing/turnover")) == 2
    assert items(town.get("staffing/unanswered")) != []
    assert {one["tenure"]["unit"]["name"] for one in items(town.get("staffing/unanswered"))} == {
        TOWN
    }


def test_a_long_list_is_given_in_pages(people: People) -> None:
    system = people.sign_in("秦系")
    for number in range(5):
        done(system.post("units/open", name=f"第{number}乡人民政府"))
    pages = [done(system.get(f"units?limit=3&offset={offset}")) for offset in (0, 3, 6, 9)]

    assert [page["count"] for page in pages] == [7] * 4
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert len({one["id"] for page in pages for one in page["items"]}) == 7
