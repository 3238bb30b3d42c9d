"""The patrol in the pages: the board of the day, sites under watch, observations, accounts."""

import gzip
import json

import pytest
from browser import People
from county import OFFICE, TOWN, County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from patrol_county import COLUMN, PUBLIC, account, fault, run, watching
from visiting import Visit, words

from shenfa.desk.deployment import Deployment
from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.looks.models import LookRecord
from shenfa.desk.looks.services import looks_close
from shenfa.desk.media.models import PostRecord, TryRecord
from shenfa.desk.organisation import services as organisation
from shenfa.desk.patrol.columns import column_visible
from shenfa.desk.patrol.models import RhythmRecord, StandingRecord, WatchedSiteRecord
from shenfa.patrol.kinds import Kind
from shenfa.review import Position

pytestmark = [
    pytest.mark.db,
    pytest.mark.usefixtures("people"),
    pytest.mark.parametrize("vendor", ["sqlite"], indirect=True),
]
DIGEST = "ab" * 32
TYPO = fault(
    f"{COLUMN}e-1/",
    "typo",
    rule="PI001",
    title="错别字",
    quote="管网按装120公里",
    message="“按装”应为“安装”",
    fix="安装",
    snapshots=[f"evidence/{DIGEST[:32]}.html.gz"],
    screenshot=f"screenshots/{'cd' * 12}.png",
)


@pytest.fixture
def watched(county: County) -> WatchedSiteRecord:
    """Return the public site after a day of patrol; the name ``site`` is taken here."""
    found = watching(county)
    run(county, found, TYPO, fault(f"{PUBLIC}tzgg/x", "soft_404"), confirmed=False)
    return found


def test_the_board_is_signed_by_who_looked(county: County, watched: WatchedSiteRecord) -> None:
    """R61, R67: the town sees its part, signs once, and the office sees who did not."""
    officer, reader = Visit(county, "向文"), Visit(county, "彭科")
    said = words(officer.page("/patrol"))
    for sentence in (
        "管网按装120公里",
        "竹沟动态",
        "竹沟微讯",
        "今天还没有人签名",
        "没有单独的网站",
    ):
        assert sentence in said
    assert "页面提示不存在" not in said
    assert "由该单位在岗的巡查员" in words(reader.page("/patrol"))
    town = county.unit(TOWN)
    address = f"/patrol/units/{town}/look"
    assert "该操作须由" in words(reader.post(address, "/patrol"))
    assert "已经登记" in words(officer.post(address, "/patrol", notes="首页正常"))
    assert "不必重复" in words(officer.post(address, "/patrol"))
    assert "首页正常" in words(officer.page("/patrol"))
    county.hands.move(days=2)
    looks_close(county.hands.clock)

    assert LookRecord.objects.get().unit_id == town
    office = Visit(county, "谢审").page("/patrol/units")
    assert words(office).count("漏") > 2
    assert OFFICE not in words(Visit(county, "向文").page("/patrol/units"))
    assert watched.home in words(Visit(county, "谢审").page("/patrol"))


def test_another_unit_is_told_nothing(county: County, watched: WatchedSiteRecord) -> None:
    """I21."""
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    stranger = Visit(county, "莫乡长")
    row = StandingRecord.objects.get(kind="typo")
    (seen,) = column_visible(viewer=county.id("向文"), at=county.hands.at)
    assert watched.home not in stranger.page("/patrol/sites")
    assert "按装" not in stranger.page("/patrol/observations")
    assert "竹沟微讯" not in stranger.page("/patrol/accounts")
    for address in (
        f"/patrol?unit={county.unit(TOWN)}",
        f"/patrol/sites/{watched.id}",
        f"/patrol/sites/{watched.id}/availability",
        f"/patrol/observations/{row.id}",
        f"/patrol/observations/{row.id}/picture.png",
        f"/patrol/observations/{row.id}/snapshots/0",
    ):
        stranger.page(address, 404)
    answer = stranger.client.post(f"/patrol/columns/{seen.id}/rhythm", {"rule": "month"})
    assert (answer.status_code, RhythmRecord.objects.exists()) == (404, False)


def test_a_site_is_put_under_watch_changed_and_left(county: County) -> None:
    watching(county)
    keeper = Visit(county, "田网")
    form = {"unit": county.unit(TOWN), "rate": "2", "hour": "3", "site_file": "name = 1"}
    sentences = (
        ({"home": "http://zhugou.example/"}, "name 应为文字"),
        ({"home": "zhugou.example", "site_file": ""}, "应以 http:// 或 https:// 开头"),
        ({"home": "http://zhugou.example/", "site_file": "", "rate": "x"}, "应为整数"),
        ({"home": "http://zhugou.example/", "site_file": "", "hour": "24"}, "开始时间为0至23时"),
        ({"home": PUBLIC, "site_file": ""}, "已在巡查"),
    )
    for change, sentence in sentences:
        said = keeper.post("/patrol/sites", "/patrol/sites", **{**form, **change})
        assert sentence in words(said)
    home = "http://zhugou.example/"
    keeper.post("/patrol/sites", "/patrol/sites", **form | {"home": home, "site_file": ""})
    row = WatchedSiteRecord.objects.get(home=home)
    here = f"/patrol/sites/{row.id}"
    assert "每秒访问次数" in words(keeper.page(here))
    assert "增加网站" not in words(Visit(county, "向文").page("/patrol/sites"))
    keeper.post(f"{here}/change", here, rate="9", hour="4", site_file='name = "竹沟镇"')
    keeper.post(f"{here}/leave", "/patrol/sites", reason="迁移到集约化平台")

    row.refresh_from_db()
    assert (row.rate, row.hour, row.site_file) == (9, 4, 'name = "竹沟镇"')
    assert row.until is not None
    assert "停止巡查" in words(keeper.page(here))


def test_a_site_shows_its_columns_and_a_rhythm_is_confirmed(
    county: County, watched: WatchedSiteRecord
) -> None:
    keeper = Visit(county, "田网")
    here = f"/patrol/sites/{watched.id}"
    page = keeper.page(here)
    (seen,) = column_visible(viewer=county.id("田网"), at=county.hands.at)
    assert "15/14" in words(page)
    assert 'class="h-late"' in page
    assert "确认规律" in page
    assert "style=" not in page
    refused = keeper.post(f"/patrol/columns/{seen.id}/rhythm", here, rule="month")
    assert "该操作须由" in words(refused)
    Visit(county, "向文").post(f"/patrol/columns/{seen.id}/rhythm", "/patrol", rule="month")
    assert "已由人确认" in words(keeper.page(here))
    assert "还没有探测" in words(keeper.page(f"{here}/availability"))


def test_an_observation_shows_what_proves_it(
    county: County, watched: WatchedSiteRecord, deployment: Deployment
) -> None:
    """The quotation marked, rule, headers, files that are there, its history, the one place to act."""
    folder = deployment.data / "patrol" / watched.id
    (folder / "evidence").mkdir(parents=True)
    (folder / "screenshots").mkdir()
    (folder / "evidence" / f"{DIGEST[:32]}.html.gz").write_bytes(gzip.compress(b"<p>x</p>"))
    line = {"url": COLUMN, "time": "2026", "sha256": DIGEST, "headers": {"server": "demo-cms"}}
    (folder / "evidence.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    row = StandingRecord.objects.get(kind="typo")
    here, visit = f"/patrol/observations/{row.id}", Visit(county, "向文")
    page = visit.page(here)
    for piece in ('<mark class="f error">按装</mark>', "/help/rules/PI001", "demo-cms", DIGEST):
        assert piece in page
    assert "首次发现" in words(page)
    assert "picture.png" not in page
    visit.page(f"{here}/picture.png", 404)
    (folder / "screenshots" / f"{'cd' * 12}.png").write_bytes(b"\x89PNG")
    assert "picture.png" in visit.page(here)
    picture = visit.client.get(f"{here}/picture.png")
    assert (picture.headers["Content-Type"], b"".join(picture)) == ("image/png", b"\x89PNG")  # type: ignore[arg-type]  # of bytes
    packed = visit.client.get(f"{here}/snapshots/0")
    assert "attachment" in packed.headers["Content-Disposition"]
    assert gzip.decompress(b"".join(packed)) == b"<p>x</p>"  # type: ignore[arg-type]  # of bytes
    for number in (1, 7):
        visit.page(f"{here}/snapshots/{number}", 404)


def test_a_cure_is_confirmed_on_its_page(county: County, watched: WatchedSiteRecord) -> None:
    for _ in range(2):
        county.hands.move(days=1)
        run(county, watched)
    row = StandingRecord.objects.get(kind="typo")
    here = f"/patrol/observations/{row.id}"
    assert "核验消除" not in words(Visit(county, "彭科").page(here))
    visit = Visit(county, "向文")
    assert "不能为空" in words(visit.post(f"{here}/confirm", here, note=""))
    assert "已核验消除" in words(visit.post(f"{here}/confirm", here, note="已打开查看"))
    page = words(visit.page(here))
    assert "核验消除，向文：已打开查看" in page
    assert "管网按装" in visit.page("/patrol/observations?group=confirmed")
    assert "管网按装" not in visit.page("/patrol/observations?group=cured")


def test_an_observation_is_hung_on_account_on_its_page(
    county: County, watched: WatchedSiteRecord
) -> None:
    """R66: one act, nothing typed again; whose the page is answers for the problem."""
    record = StandingRecord.objects.get(site=watched, kind=Kind.TYPO)
    officer, address = Visit(county, "向文"), f"/problems/observations/{record.id}"
    assert f'action="{address}"' in officer.page(f"/patrol/observations/{record.id}")
    assert "管网按装120公里" in words(officer.post(address, "/problems"))
    problem = ProblemRecord.objects.get()
    assert problem.unit_id == county.unit(TOWN)


def test_six_thousand_observations_are_read_in_pages(county: County) -> None:
    """Limited, a page at a time, and with as many questions as for ten."""
    watched = watching(county)
    run(county, watched)
    at = county.hands.at
    StandingRecord.objects.bulk_create(
        StandingRecord(
            id=f"o-{number:016x}",
            site=watched,
            kind=list(Kind)[number % 40],
            target=f"{PUBLIC}tzgg/{number}.html",
            severity=("blocker", "error", "warning")[number % 3],
            count=1,
            pages=[],
            evidence={"reason": "返回404"},
            condition="open",
            first_seen=at,
            last_seen=at,
            last_looked=at,
            visits=1,
            clean_visits=0,
            returned=0,
        )
        for number in range(6000)
    )
    visit = Visit(county, "谢审")
    addresses = {
        "/patrol/observations": 20,
        "/patrol/observations?page=200": 20,
        "/patrol/observations?q=5999.html&severity=error&kind=typo": 20,
        "/patrol": 40,
        f"/patrol/sites/{watched.id}": 30,
        "/patrol/sites": 16,
        "/patrol/units": 25,
        "/patrol/accounts": 20,
    }
    for address, most in addresses.items():
        with CaptureQueriesContext(connection) as asked:
            page = visit.page(address)
        assert len(asked) <= most, (address, len(asked))
        assert len(page) < 200_000
    assert "6000 项" in words(visit.page("/patrol/observations"))
    assert "第 200/200 页" in words(visit.page("/patrol/observations?page=999"))
    assert "没有这样的问题" in words(visit.page("/patrol/observations?q=nothing"))


def test_accounts_are_noted_on_their_page(county: County) -> None:
    watching(county)
    own = f"/patrol/accounts/{account(county).id}"
    visit, back = Visit(county, "向文"), "/patrol/accounts"
    assert "没有记录" in words(visit.page(back))
    sheet = "发布时间,标题\n2026-11-20,冬修水利开工\n无日期,标题\n".encode()
    said = visit.post(f"{own}/list", back, file=SimpleUploadedFile("清单.csv", sheet))
    assert "新登记1条，已登记过0条；第3行：看不懂发布时间“无日期”" in words(said)
    assert "请选择平台导出的清单" in words(visit.post(f"{own}/list", back))
    assert "请填写发布日期" in words(visit.post(f"{own}/posts", back, published="x"))
    visit.post(f"{own}/posts", back, published="2026-11-23", title="代办事项")
    assert "请选择核验过的互动方式" in words(visit.post(f"{own}/interaction", back))
    visit.post(f"{own}/interaction", back, **{"way-留言": "works", "way-自动回复": "fails"})

    assert PostRecord.objects.count() == 2
    assert TryRecord.objects.get().works == ["留言"]
    assert "2026-11-23，距今 1 天" in words(visit.page(back))
    assert "导入平台导出的清单" not in Visit(county, "彭科").page(back)


def test_the_api_watches_looks_and_tells(people: People) -> None:
    """As the pages do, for programs."""
    county = people.county
    watched = watching(county)
    run(county, watched, TYPO)
    keeper, officer = people.sign_in("田网"), people.sign_in("向文")
    town = county.unit(TOWN)
    made = keeper.post(f"units/{town}/patrol/sites/watch", home="http://zhugou.example/")
    assert made.status_code == 201, made.content
    own = made.json()["id"]
    changed = keeper.post(f"patrol/sites/{own}/change", site_file="", rate=3, hour=2)
    assert changed.json()["rate"] == 3
    assert keeper.post(f"patrol/sites/{own}/leave", reason="迁移").status_code == 204
    assert officer.get(f"patrol/sites/{watched.id}").status_code == 404
    (row,) = officer.get("patrol/observations?kind=typo&group=all").json()["items"]
    assert row["unit"]["id"] == town
    assert officer.get(f"patrol/observations/{row['id']}").json() == row
    refused = officer.post(f"patrol/observations/{row['id']}/confirm", note="已改")
    assert refused.json()["code"] == "open"
    columns = keeper.get(f"patrol/sites/{watched.id}/columns").json()["items"]
    assert [(one["name"], one["state"]) for one in columns] == [("竹沟动态", "stale")]
    assert keeper.get(f"patrol/sites/{watched.id}/runs").json()["count"] == 1
    signed = officer.post(f"units/{town}/patrol/look/sign", notes="正常")
    assert signed.json()["person"]["name"] == "向文"
    assert keeper.get("patrol/looks").json()["count"] == 1
    assert keeper.get("patrol/missed").json()["items"] == []
