"""The ledger over HTTP, and a vendor's sheet from the command line: R66–R75."""

from pathlib import Path

import pytest
from browser import People, done, told
from county import TOWN
from django.core.files.uploadedfile import SimpleUploadedFile
from ledger_county import CHECKER, FIXER, JUDGE, RIGHT, WRONG, elsewhere, staffed
from shenfa_command import shenfa

from shenfa.desk.deployment import Deployment
from shenfa.desk.ledger.models import SheetRecord

SHEET = "网址,错误词,单位\nhttp://www.xugu.example/v.html,帐目,竹沟镇\n,迁徒,竹沟镇\n"
MAP = '[columns]\nwords = "错误词"\n'


@pytest.fixture
def vendor() -> str:
    """Run on one database: the services behind it are tested on both."""
    return "sqlite"


def test_a_problem_over_http(people: People) -> None:
    county = people.county
    with elsewhere() as site:
        staffed(county, site)
        url = site.show("/a.html", WRONG)
        office, fixer, checker = (people.sign_in(one) for one in (JUDGE, FIXER, CHECKER))
        opening = {
            "unit": county.unit(TOWN),
            "url": url,
            "title": "错别字",
            "nature": "text",
            "words": WRONG,
        }
        problem = done(office.post("problems/open", **opening))
        assert done(office.post("problems/open", **opening))["number"] == problem["number"]
        place = f"problems/{problem['id']}"
        done(checker.post(f"{place}/assign", person=county.id(FIXER)))
        done(fixer.post(f"{place}/fix", measure="已更正", after=RIGHT))
        assert told(fixer.post(f"{place}/strike-off"))["code"] == "problem_strike_off"
        assert done(checker.post(f"{place}/check"))["verdict"] == "shows"
        done(checker.post(f"{place}/return", reason="公开页面没有变"))
        site.show("/a.html", RIGHT)
        done(fixer.post(f"{place}/fix", measure="已清除缓存", after=RIGHT))
        looks = done(checker.post(f"{place}/check"))["looks"]
        assert {look["verdict"] for look in looks} == {"clean"}
        assert done(checker.post(f"{place}/strike-off"))["state"] == "struck_off"
    listed = done(office.get("problems?state=struck_off"))

    assert (listed["count"], listed["items"][0]["number"]) == (1, problem["number"])
    assert done(office.get(place))["fixed_at"]
    assert told(fixer.get("problems/pb-0"))["code"] == "not_found"


def test_a_sheet_over_http_and_from_the_command_line(
    people: People, deployment: Deployment, tmp_path: Path
) -> None:
    """R68: the same sums wherever it is taken in; the same sheet again brings nothing new."""
    staffed(people.county)
    office = people.sign_in(JUDGE)
    sums = []
    for way in ("preview", "import"):
        sent = {"sheet": SimpleUploadedFile("监测.csv", SHEET.encode()), "mapping": MAP}
        address = f"/api/vendor-sheets/{way}"
        answer = done(office.client.post(address, sent, headers=office.headers()))
        sums.append(tuple(answer[name] for name in ("rows", "new", "merged", "rejected")))
        assert [line["outcome"] for line in answer["lines"]] == ["new", "rejected"]
    file = tmp_path / "监测.csv"
    file.write_text(SHEET, encoding="utf-8")
    given = ("--data", deployment.data, "--vendor", "监测中心")
    status, said = shenfa(deployment.database_url, "import-feedback", file, *given)

    assert sums == [(2, 1, 0, 1), (2, 1, 0, 1)]
    assert status == 0, said
    assert "网址＝“网址”" in said
    assert "已导入2行＝新增0＋并入1＋不收1" in said
    assert SheetRecord.objects.count() == 2
