"""The pages of what was released: the register, one release, what is done about it afterwards.

R11, R21–R23, R85, I15, I18, I21, I24.
"""

import re

import pytest
from browser import People
from django.db import connection
from django.test.utils import CaptureQueriesContext
from manuscript_county import WRITER
from release_county import Releasing, both
from review_county import FINAL, FIRST, RELEASER, SECOND
from visiting import Visit, words

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services
from shenfa.desk.release.models import DeliveryRecord, ScheduleRecord
from shenfa.desk.release.selectors import State, release_state
from shenfa.desk.trail.selectors import trail_entries
from shenfa.review import Position
from shenfa.review.content import Rendering

pytestmark = pytest.mark.db
LINK = "https://mp.weixin.example/s/1"


@pytest.fixture
def town(people: People, deployment: Deployment) -> Releasing:
    """Return a town that releases, at the pages."""
    return Releasing(people.county, deployment)


def test_the_register_finds_what_was_released(town: Releasing) -> None:
    own = town.reviewing.writing
    shown = (Rendering(own.column.id, "", ""), Rendering(own.account.id, "", "延长窗口时间"))
    release = town.released(*shown)
    visit = Visit(town.county, RELEASER)
    title = release.revision.title

    for query in (
        "",
        "?q=延长",
        f"?q={release.sha256[:12]}",
        f"?q={RELEASER}",
        "?group=live",
        "?group=undelivered",
        f"?channel={own.account.id}",
        f"?unit={release.revision.manuscript.unit_id}",
    ):
        assert title in words(visit.page(f"/releases{query}")), query
    for query in ("?q=并无此事", "?group=hidden", "?group=unconfirmed", "?group=archived"):
        assert "没有找到发布" in words(visit.page(f"/releases{query}")), query


def test_the_register_asks_as_much_for_many_as_for_one(town: Releasing) -> None:
    visit = Visit(town.county, RELEASER)
    town.released()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            visit.page("/releases")
        counts.append(len(asked))
        town.released(title="又一则通知")

    assert counts[0] == counts[1] <= 40


def test_what_is_copied_by_hand_is_confirmed_by_hand(town: Releasing) -> None:
    release = town.released(*both(town))
    address = f"/releases/{release.id}"
    visit = Visit(town.county, RELEASER)
    page = visit.page(address)
    by_hand = DeliveryRecord.objects.get(release=release, delivered_at=None)

    assert "等待人工发布" in words(page)
    assert f"/site/{release.channels.get(page__isnull=False).path}" in page
    assert release.sha256 in page
    bundle = visit.client.get(f"/deliveries/{by_hand.id}/bundle")
    assert bundle.headers["Content-Type"] == "application/zip"
    refused = visit.post(f"/deliveries/{by_hand.id}/link", address, link="竹沟微讯")
    assert "请填写以 http:// 或 https:// 开头的公开地址" in words(refused)
    assert "公开地址已登记" in words(visit.post(f"/deliveries/{by_hand.id}/link", link=LINK))
    assert LINK in visit.page(address)
    town.withdraw(release)
    assert "等待人工删除" in words(visit.page(address))
    gone = DeliveryRecord.objects.get(release=release, act="remove", delivered_at=None)
    assert "已登记撤下" in words(visit.post(f"/deliveries/{gone.id}/gone"))


def test_a_release_is_taken_down_and_confirmed_by_another(town: Releasing) -> None:
    release = town.released()
    address = f"/releases/{release.id}"
    first, second = Visit(town.county, FIRST), Visit(town.county, FINAL)

    assert "撤销发布" not in words(first.page(address))
    assert "请写明理由" in words(first.post(f"{address}/take-down", address, reason=" "))
    told = words(first.post(f"{address}/take-down", address, reason="电话有误"))
    assert "已紧急下线，请另一人在24小时内确认" in told
    assert "作为第二人确认" not in told
    assert "紧急下线应由另一人确认" in words(
        first.post(f"{address}/confirm", address, reason="属实")
    )
    assert release.revision.title in words(second.page("/releases?group=unconfirmed"))
    assert "作为第二人确认" in words(second.page(address))
    assert "已确认下线" in words(second.post(f"{address}/confirm", address, reason="属实"))
    assert release_state(release) is State.HIDDEN


def test_a_release_is_withdrawn_archived_and_deleted(town: Releasing) -> None:
    release = town.released()
    address = f"/releases/{release.id}"
    visit = Visit(town.county, RELEASER)
    steps = (
        ("withdraw", {"reason": "内容过期", "notice": "public"}, "已撤销发布"),
        ("archive", {}, "已归档"),
        ("delete", {"reason": "已归档"}, "已从网站删除"),
    )

    assert "请选择原址保留撤销说明" in words(
        visit.post(f"{address}/withdraw", address, reason="内容过期")
    )
    assert "应先撤销发布并归档" in words(visit.post(f"{address}/delete", address, reason="删"))
    for act, form, said in steps:
        assert said in words(visit.post(f"{address}/{act}", address, **form))
    assert "可以办理" not in words(visit.page(address))


def test_who_only_looks_is_offered_nothing(town: Releasing) -> None:
    release = town.released(*both(town))
    page = words(Visit(town.county, WRITER).page(f"/releases/{release.id}"))

    for offered in ("可以办理", "登记已发布", "马上重试", "更正或更新"):
        assert offered not in page


def test_a_release_is_scheduled_moved_and_given_up(town: Releasing) -> None:
    revision = town.approved()
    address = f"/revisions/{revision.id}/"
    visit = Visit(town.county, RELEASER)
    assert revision.title in words(visit.page("/tasks"))
    early, late = (f"{town.county.hands.at.astimezone():%Y}-12-{day}T09:00" for day in ("29", "30"))

    assert "请选择定时发布的时间" in words(visit.post(f"{address}schedule", address))
    assert "已设定定时发布" in words(visit.post(f"{address}schedule", address, due=early))
    first = ScheduleRecord.objects.get(settled_at=None)
    assert "12-29 09:00" in words(visit.page(address))
    assert revision.title in words(visit.page("/releases"))
    said = visit.post(f"/schedules/{first.id}/change", address, due=late)
    assert "定时发布的时间已更改" in words(said)
    second = ScheduleRecord.objects.get(settled_at=None)
    assert ScheduleRecord.objects.get(id=first.id).outcome == "已改期"
    assert "12-30 09:00" in words(visit.page(address))
    assert "须由本单位信息发布人员" in words(
        Visit(town.county, SECOND).post(f"/schedules/{second.id}/cancel", address, reason="缓发")
    )
    assert "定时发布已取消" in words(
        visit.post(f"/schedules/{second.id}/cancel", address, reason="缓发")
    )
    verbs = [one.verb for one in trail_entries() if one.verb.startswith("schedule.")]
    assert verbs == ["schedule.set", "schedule.cancel", "schedule.set", "schedule.cancel"]
    assert town.verified()


def test_only_what_is_still_due_is_tried_again(town: Releasing) -> None:
    release = town.released()
    address = f"/releases/{release.id}"
    visit = Visit(town.county, RELEASER)

    assert "马上重试" not in words(visit.page(address))
    assert "没有可以重新送达的渠道" in words(visit.post(f"{address}/retry", address))
    assert "不在" not in words(visit.page(address))


def test_the_card_names_everybody_and_prints(town: Releasing) -> None:
    """R21–R23: the maker first, the leader, the releaser; each step of the way with its time."""
    release = town.released()
    page = words(Visit(town.county, RELEASER).page(f"/releases/{release.id}/card"))

    for named in (
        f"第一责任人 {WRITER}",
        f"领导责任 {FINAL}",
        f"重要责任 {RELEASER}",
        f"自审自校 {WRITER} 送审",
        f"初审（信息发布责任人） {FIRST} 通过 格式、文字",
        f"审核（科室负责人） {SECOND} 通过 内容、数据",
        f"审发（分管领导） {FINAL} 通过 定稿、公开属性",
        release.sha256,
    ):
        assert named in page


def test_another_units_release_is_not_there(town: Releasing) -> None:
    release = town.released(*both(town))
    county = town.county
    other = services.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    stranger = Visit(county, "莫乡长")
    delivery = DeliveryRecord.objects.filter(release=release).first()
    assert delivery is not None

    assert "没有找到发布" in words(stranger.page("/releases"))
    for address in (f"releases/{release.id}", f"releases/{release.id}/card"):
        stranger.page(f"/{address}", 404)
    stranger.page(f"/deliveries/{delivery.id}/bundle", 404)
    assert stranger.client.post(f"/releases/{release.id}/take-down").status_code == 404


def test_a_correction_begins_on_the_page_of_the_release(town: Releasing) -> None:
    """R73: the next revision says what was wrong, and its reviewers see only what differs."""
    release = town.released()
    revision = release.revision
    changed = town.changed(
        revision, title="窗口时间更正", corrects=revision.id, public_note="原文时间有误"
    )
    visit = Visit(town.county, RELEASER)
    assert "更正或更新" in words(visit.page(f"/releases/{release.id}"))
    page = visit.page(f"/revisions/{changed.id}/")

    assert "更正说明 原文时间有误" in words(page)
    assert re.search(r"与第1版相差 \d+ 处", words(page))
    assert "在线内容" in words(visit.page(f"/revisions/{changed.id}/compare/{revision.id}"))
