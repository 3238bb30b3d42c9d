"""The error report of the public site (我要纠错), and what the workbench does with it."""

import re
from urllib.parse import quote

import pytest
from browser import Browser
from county import County
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from release_county import KEEPER, Releasing
from review_county import FIRST, RELEASER
from visiting import Visit, words

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services as organisation
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.reports.models import ReportRecord
from shenfa.desk.review.models import NoticeRecord
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.selectors import trail_entries
from shenfa.review import Position

pytestmark = pytest.mark.db
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
WRONG = "周六的时间写错了"


@pytest.fixture
def town(anybody: Browser, county: County, deployment: Deployment) -> Releasing:
    """Return a town whose public side answers."""
    assert anybody
    return Releasing(county, deployment)


def ask(page: str) -> str:
    """Return the stamp of the form about a page."""
    form = Client().get(f"/site/report?page={quote(page)}")
    assert (form.status_code, dict(form.cookies)) == (200, {})
    return STAMP.findall(form.content.decode())[0]


def send(town: Releasing, page: str = "", status: int = 303, **fields: str) -> str:
    """Fill in the form as people do, in half a minute; return where it leads or what it says."""
    stamp = ask(page)
    town.county.hands.move(seconds=30)
    sent = {"page": page, "stamp": stamp, "wrong": WRONG, **fields}
    answer = Client(enforce_csrf_checks=True).post("/site/report", sent)
    assert answer.status_code == status, words(answer.content.decode())
    assert not answer.cookies
    return answer.headers.get("Location", words(answer.content.decode()))


def place(release: ReleaseRecord) -> str:
    """Return where the page of a release stands."""
    return release.channels.get().path


def test_a_report_reaches_the_unit_and_the_county_office(town: Releasing) -> None:
    """The people of the unit and of the office are told, and the trail tells that it came."""
    release = town.released()
    kept = {"quotation": "周六上午9时", "contact": "李女士"}
    receipt = send(town, place(release), **kept)
    row = ReportRecord.objects.get()
    told = set(NoticeRecord.objects.filter(about=row.id).values_list("person__name", flat=True))
    entry = next(one for one in trail_entries() if one.verb == "report.receive")

    assert receipt == f"report/{row.token}"
    assert (row.page, row.title) == (place(release), release.revision.title)
    assert (row.quotation, row.wrong, row.contact) == ("周六上午9时", WRONG, "李女士")
    assert row.unit_id == release.revision.manuscript.unit_id
    assert (row.release_id, row.outcome) == (release.id, "")
    assert {RELEASER, KEEPER} <= told
    assert (entry.object, entry.facts["source"]) == (row.id, "citizen")
    body = EntryRecord.objects.get(seq=entry.seq).body
    assert WRONG not in body
    assert "李女士" not in body
    assert town.verified()


def test_is_answered_once_and_the_public_reads_fixed_words(town: Releasing) -> None:
    release = town.released()
    receipt = send(town, place(release))
    row = ReportRecord.objects.get()
    officer = Visit(town.county, FIRST)
    assert WRONG in officer.page("/reports")
    assert f"/reports/{row.id}" in officer.page("/notices")
    assert WRONG in officer.page(f"/reports/{row.id}")
    assert "已转给发布单位" in Client().get(f"/site/{receipt}").content.decode()
    answer = {"outcome": "corrected", "answer": "已发布更正后的版本"}
    officer.post(f"/reports/{row.id}", f"/reports/{row.id}", **answer)
    public = Client().get(f"/site/{receipt}").content.decode()

    assert "经核实，您反映的错误已经更正" in public
    assert "已发布更正后的版本" not in public
    assert "已经办结" in words(officer.post(f"/reports/{row.id}", f"/reports/{row.id}", **answer))
    assert "没有待答复的纠错" in officer.page("/reports")
    assert "已发布更正后的版本" in officer.page(f"/reports/{row.id}")
    assert town.verified()


ANSWERS = (
    ({"outcome": "corrected", "answer": ""}, "处理情况不能为空"),
    ({"outcome": "", "answer": "已核对"}, "请选择处理结果"),
    ({"outcome": "other", "answer": "已核对"}, "请选择处理结果"),
)


def test_an_answer_is_complete(town: Releasing) -> None:
    send(town, place(town.released()))
    row = ReportRecord.objects.get()
    address, visit = f"/reports/{row.id}", Visit(town.county, RELEASER)
    for answer, sentence in ANSWERS:
        assert sentence in words(visit.post(address, address, **answer))
    row.refresh_from_db()
    assert row.answered_at is None


def test_another_unit_does_not_know_of_it(town: Releasing) -> None:
    """I21."""
    send(town, place(town.released()))
    row = ReportRecord.objects.get()
    county = town.county
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    stranger = Visit(county, "莫乡长")

    assert WRONG not in stranger.page("/reports")
    stranger.page(f"/reports/{row.id}", 404)


REFUSED = (
    ({"wrong": ""}, 400, "请写明错在哪里"),
    ({"wrong": "x" * 1001}, 400, "错在哪里不能超过1000个字"),
    ({"quotation": "x" * 501}, 400, "原文不能超过500个字"),
    ({"contact": "x" * 101}, 400, "联系方式不能超过100个字"),
    ({"wrong": "a\x00b"}, 400, "不能含有控制字符"),
    ({"wrong": "错" * 20_000}, 413, "内容太长"),
    ({"stamp": ""}, 400, "页面打开的时间太短或者太长"),
    ({"stamp": "1:x"}, 400, "页面打开的时间太短或者太长"),
)


def test_what_cannot_be_taken(town: Releasing) -> None:
    """One sentence, what was written still stands there, and the trail is not filled."""
    before = len(list(trail_entries()))
    for fields, status, sentence in REFUSED:
        said = send(town, status=status, **fields)
        assert sentence in said
        assert WRONG in said or "wrong" in fields
    assert "x" * 1001 in send(town, status=400, wrong="x" * 1001)
    assert not ReportRecord.objects.exists()
    assert len(list(trail_entries())) == before


def test_a_machine_is_thanked_and_forgotten(town: Releasing) -> None:
    """A field that people do not see, and a form that is sent the moment it was fetched."""
    assert send(town, website="http://example.com") == "report/thanks"
    stamp = ask("")
    answer = Client().post("/site/report", {"page": "", "stamp": stamp, "wrong": WRONG})

    assert answer.status_code == 400
    assert Client().get("/site/report/thanks").status_code == 200
    assert Client().get("/site/report/nothing").status_code == 404
    assert not ReportRecord.objects.exists()


def test_an_address_sends_some_in_a_day(town: Releasing) -> None:
    for _ in range(10):
        send(town)
    before = len(list(trail_entries()))

    assert "请明天再来" in send(town, status=429)
    assert len(list(trail_entries())) == before
    town.county.hands.move(seconds=24 * 3600)
    send(town)
    assert len(set(ReportRecord.objects.values_list("sender", flat=True))) == 2


def test_a_page_that_is_not_there_is_the_site_as_a_whole(town: Releasing) -> None:
    for page in ("", "nothing/", "../tasks", "https://example.com/", "e" * 400):
        send(town, page)
    rows = ReportRecord.objects.all()
    assert {(row.page, row.unit.is_county_office) for row in rows} == {("", True)}


def test_nothing_is_told_of_what_was_taken_away(town: Releasing) -> None:
    release = town.released()
    town.hide(release)
    form = Client().get(f"/site/report?page={place(release)}").content.decode()

    assert release.revision.title not in form


def test_a_report_is_never_rewritten(town: Releasing) -> None:
    send(town)
    for change in ({"wrong": "x"}, {"contact": "x"}, {"unit": "u"}, {"token": "x"}):
        with pytest.raises(DatabaseError):
            ReportRecord.objects.update(**change)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_report")
    assert ReportRecord.objects.get().wrong == WRONG


def test_the_list_asks_a_few_times_only(town: Releasing) -> None:
    visit = Visit(town.county, RELEASER)
    for _ in range(4):
        send(town, "zhugou/bianmin/")
    with CaptureQueriesContext(connection) as asked:
        visit.page("/reports")
    assert len(asked) <= 12
