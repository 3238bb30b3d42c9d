"""The false-alarm court in the pages: asked on the card, ruled once, taken back (R54)."""

import re

import pytest
from browser import People
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from manuscript_county import WRITER
from review_county import FIRST, SECOND, Reviewing, audit
from visiting import Visit, words

from shenfa.desk.court.models import AppealRecord
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import services
from shenfa.desk.review.models import FindingRecord
from shenfa.desk.wording.models import ProposalRecord
from shenfa.review import Position

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]

ROOM = "/administration/court"
KEEPER, SECURITY = "谢审", "秦安"
BODY = "<p>竹沟,水务发布通知，请周知。</p>"
RULE = "PU001"


@pytest.fixture
def reviewing(people: People) -> Reviewing:
    """Return the county with people who write and review, at the pages."""
    return Reviewing(people.county)


def checked(reviewing: Reviewing, body: str = BODY) -> RevisionRecord:
    revision = reviewing.cut(body=body)
    audit(reviewing.county, revision)
    return revision


def ask(county: County, revision: RevisionRecord, name: str = WRITER) -> str:
    """Bring the finding before the court from its card, and return what the page says then."""
    key = FindingRecord.objects.get(audit__revision=revision, rule=RULE).key
    address = f"/revisions/{revision.id}/"
    page = Visit(county, name).page(address)
    assert f'action="findings/{key}/appeal"' in page
    return Visit(county, name).post(f"{address}findings/{key}/appeal", address, reason="这是商标")


def test_asked_on_the_card_and_ruled_on_its_page(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, checked(reviewing)
    page = ask(county, revision)
    assert "已提请误报认定" in words(page)
    assert f"误报认定 ：{WRITER}" in words(page)
    assert "待认定" in words(page)
    appeal = AppealRecord.objects.get()
    address = f"/appeals/{appeal.id}"
    notices = Visit(county, FIRST).page("/notices")
    assert f'href="{address}"' in notices
    assert "须由提请人以外的人员认定" in words(Visit(county, WRITER).page(address))
    page = Visit(county, FIRST).page(address)
    assert re.search(r"<mark>,</mark>", page)
    said = Visit(county, FIRST).post(f"{address}/rule", address, scope="text", reason="确系商标")
    assert "已认定为误报" in words(said)
    page = words(Visit(county, WRITER).page(f"/revisions/{revision.id}/"))
    assert "已认定为误报 1 处，不再提出" in page
    assert "是误报，提请认定" not in page


def test_a_reason_given_already_is_not_typed_again(reviewing: Reviewing) -> None:
    """R60: what was argued as wrong goes before the court in one click."""
    county, revision = reviewing.county, checked(reviewing)
    key = FindingRecord.objects.get(audit__revision=revision, rule=RULE).key
    address = f"/revisions/{revision.id}/"
    visit = Visit(county, WRITER)
    page = visit.post(f"{address}findings/{key}", address, verb="argue", reason="原文如此")
    assert re.search(r'name="reason" value="原文如此"><button[^>]*>.*提请误报认定', page)


def test_the_editor_leads_to_the_card(reviewing: Reviewing) -> None:
    county, revision = reviewing.county, checked(reviewing)
    check = f"/manuscripts/{revision.manuscript_id}/check"
    fields = {"title": revision.title, "body": BODY, "kind": revision.kind}
    key = FindingRecord.objects.get(audit__revision=revision, rule=RULE).key
    page = Visit(county, WRITER).client.post(check, fields).content.decode()
    assert f'href="/revisions/{revision.id}/?appeal={key}#c-{key}"' in page
    card = Visit(county, WRITER).page(f"/revisions/{revision.id}/?appeal={key}")
    assert '<details class="act" open>' in card
    ask(county, revision)
    appeal = AppealRecord.objects.get()
    page = Visit(county, WRITER).client.post(check, fields).content.decode()
    assert f'href="/appeals/{appeal.id}"' in page
    changed = fields | {"body": BODY.replace("竹沟", "县里竹沟")}
    assert "误报认定" not in Visit(county, WRITER).client.post(check, changed).content.decode()


def test_the_county_rules_with_two_people(reviewing: Reviewing) -> None:
    """I22: the first leads to the effect, the second confirms it there."""
    county = reviewing.county
    ask(county, checked(reviewing))
    appeal = AppealRecord.objects.get()
    room = words(Visit(county, KEEPER).page(ROOM))
    assert "1 处待办" in room
    assert "提请 1 次" in room
    address = f"/appeals/{appeal.id}"
    said = Visit(county, KEEPER).post(f"{address}/rule", address, scope="county", reason="商标")
    assert "1 处问题点消失" in words(said)
    assert "待第二人确认" in words(Visit(county, WRITER).page(address))
    proposal = ProposalRecord.objects.get()
    words_page = f"/administration/words/{proposal.id}"
    Visit(county, SECURITY).post(f"{words_page}/confirm", words_page)
    room = words(Visit(county, KEEPER).page(f"{ROOM}?rule=pu001"))
    assert "已认定为误报" in room
    assert "没有待认定的提请" in room
    help_page = words(Visit(county, WRITER).page(f"/help/rules/{RULE}"))
    assert "提请误报认定 1 次：认定误报 1 次" in help_page
    listed = words(Visit(county, KEEPER).page("/administration/words?kind=false_alarm"))
    assert "范围：全县" in listed
    assert appeal.place not in listed
    assert "提出新增误报认定" not in listed


def test_declined_and_taken_back(reviewing: Reviewing) -> None:
    county = reviewing.county
    first, second = checked(reviewing), checked(reviewing)
    ask(county, first)
    address = f"/appeals/{AppealRecord.objects.get().id}"
    said = Visit(county, FIRST).post(f"{address}/rule", address, scope="declined", reason="应改")
    assert "已认定不属误报" in words(said)
    assert "不属误报" in words(Visit(county, WRITER).page(f"/revisions/{first.id}/"))
    ask(county, second)
    address = f"/appeals/{AppealRecord.objects.get(revision=second).id}"
    Visit(county, FIRST).post(f"{address}/rule", address, scope="unit", reason="商标")
    assert "撤销认定" not in words(Visit(county, WRITER).page(address))
    assert "撤销认定" in words(Visit(county, SECOND).page(address))
    said = Visit(county, SECOND).post(f"{address}/withdraw", address, reason="并非商标")
    assert "已撤销认定" in words(said)
    page = Visit(county, WRITER).page(f"/revisions/{second.id}/")
    assert f'href="{address}"' in page
    timeline = words(Visit(county, WRITER).page(f"/manuscripts/{second.manuscript_id}/timeline"))
    assert "是误报，本单位适用" in timeline
    assert "撤销对第1版一处问题的误报认定" in timeline


def test_refusals_are_read(reviewing: Reviewing) -> None:
    county = reviewing.county
    ask(county, checked(reviewing))
    address = f"/appeals/{AppealRecord.objects.get().id}"
    visit = Visit(county, FIRST)
    assert "请选择认定的范围" in words(visit.post(f"{address}/rule", address, reason="x"))
    assert "理由不能为空" in words(visit.post(f"{address}/rule", address, scope="text", reason=" "))
    said = visit.post(f"{address}/rule", address, scope="county", reason="x")
    assert "全县适用的认定由县政府办公室作出" in words(said)


def test_another_unit_and_the_room(reviewing: Reviewing) -> None:
    """I21: another unit finds nothing; the room is the county office's."""
    county = reviewing.county
    ask(county, checked(reviewing))
    other = services.unit_open(by=county.by("秦系"), name="石坪镇人民政府").id
    county.post("田镇长", Position.PRINCIPAL_LEADER, other, "田镇长")
    county.post("田文", Position.INFORMATION_OFFICER, other, "田镇长")
    Visit(county, "田文").page(f"/appeals/{AppealRecord.objects.get().id}", status=404)
    assert "该页面由负责此项设置的人员办理" in words(
        Visit(county, FIRST).client.get(ROOM, follow=True).content.decode()
    )


def test_the_room_asks_no_more_for_more_appeals(reviewing: Reviewing) -> None:
    county = reviewing.county
    visit = Visit(county, KEEPER)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            visit.page(ROOM)
        return len(caught)

    ask(county, checked(reviewing))
    one = queries()
    for _ in range(3):
        ask(county, checked(reviewing))
    assert queries() == one <= 25
