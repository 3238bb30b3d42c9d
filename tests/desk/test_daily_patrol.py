"""Sites under patrol in the product: one run a day, faults once, cures confirmed by people (R61–R65)."""

import datetime
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import active_children
from pathlib import Path

import pytest
from county import OFFICE, TOWN, County, accepted, refused
from django.db import DatabaseError, IntegrityError
from raw_sql import run as run_sql

from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.job import Means
from shenfa.desk.patrol.models import RunRecord, StandingRecord, WatchedSiteRecord
from shenfa.desk.patrol.report_file import AWAY, UnreadableReport, VisitReport, read_report
from shenfa.desk.patrol.selectors import (
    day_list_missed,
    observation_list,
    run_list,
    runs_open,
    site_get,
    site_list,
    sites_due,
)
from shenfa.desk.patrol.services import (
    LEASE,
    Watch,
    observation_confirm,
    run_begin,
    run_settle,
    run_take,
    site_leave,
    site_watch,
)
from shenfa.desk.patrol.supervising import FAILED, OVER, patrol_pending, stop_walking
from shenfa.desk.patrol.walking import WalkTask, drop_word, last_word, leave_word, walk
from shenfa.desk.refusals import NotFound
from shenfa.desk.wording.county_file import Tables
from shenfa.patrol.standing import Observed
from shenfa.review import Position
from shenfa.text import Severity

pytestmark = pytest.mark.db
HOME = "http://zhugou.xugu.example/"
LINK = Observed("broken_page", f"{HOME}a", Severity.ERROR, 1, (HOME,), {"status": 404}, "依据")
GONE = Observed(AWAY, HOME, Severity.BLOCKER, 1, (HOME,), {})
PATIENCE = 60


@pytest.fixture
def keeper(county: County) -> Iterator[County]:
    """Return the county with a site administrator, and leave no process behind."""
    county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
    yield county
    stop_walking()


def watched(county: County, watch: Watch = Watch(HOME)) -> WatchedSiteRecord:  # noqa: B008 - frozen
    return site_watch(by=county.by("田网"), unit=county.unit(TOWN), watch=watch)


def visit(county: County, site: WatchedSiteRecord, *seen: Observed) -> None:
    """Let a day pass and its patrol see something."""
    county.hands.move(days=1)
    run_begin(by=county.by(), site=site)
    (run,) = runs_open()
    run_settle(by=county.by(), run=run, report=VisitReport(3, seen))


def told(site: WatchedSiteRecord) -> list[tuple[str, str, int, int, int]]:
    rows = StandingRecord.objects.filter(site=site).order_by("kind")
    return [(row.kind, row.condition, row.visits, row.clean_visits, row.returned) for row in rows]


def test_a_site_is_watched_once(keeper: County) -> None:
    with accepted("patrol.watch", "patrol.leave"):
        site = watched(keeper)
        site_leave(by=keeper.by("田网"), site=site.id, reason="迁移到集约化平台")

    with refused("left"):
        site_leave(by=keeper.by("田网"), site=site.id, reason="再次")
    with accepted("patrol.watch"):
        watched(keeper)
    with refused("watched"):
        watched(keeper)


@pytest.mark.parametrize(
    ("watch", "code"),
    [
        (Watch("zhugou.example"), "home"),
        (Watch(HOME, rate=0), "rate"),
        (Watch(HOME, rate=51), "rate"),
        (Watch(HOME, hour=24), "rate"),
        (Watch(HOME, site_file="nam = 1"), "site_file"),
    ],
)
def test_what_cannot_be_watched(keeper: County, watch: Watch, code: str) -> None:
    with refused(code):
        watched(keeper, watch)


def test_only_the_site_administrator_keeps_the_list(keeper: County) -> None:
    with refused("not_entitled"):
        site_watch(by=keeper.by("谢审"), unit=keeper.unit(TOWN), watch=Watch(HOME))


def test_what_belongs_to_another_unit_is_not_there(keeper: County) -> None:
    """R1: the office sees all, the town its own, another unit nothing."""
    at = keeper.hands.at
    own = watched(keeper)
    other = site_watch(
        by=keeper.by("田网"), unit=keeper.unit(OFFICE), watch=Watch("http://www.xugu.example/")
    )

    assert [one.id for one in site_list(viewer=keeper.id("彭科"), at=at)] == [own.id]
    assert {one.id for one in site_list(viewer=keeper.id("谢审"), at=at)} == {own.id, other.id}
    with pytest.raises(NotFound):
        site_get(viewer=keeper.id("彭科"), site=other.id, at=at)


def test_one_fault_is_one_row_until_two_clean_visits(keeper: County) -> None:
    """R63: seen twice, gone twice, back again: the same row with its history."""
    site = watched(keeper)
    history = []
    for seen in ((LINK,), (LINK,), (), (), (LINK,)):
        visit(keeper, site, *seen)
        history.append(told(site)[0][1:])

    assert history == [
        ("open", 1, 0, 0),
        ("open", 2, 0, 0),
        ("open", 2, 1, 0),
        ("cured", 2, 2, 0),
        ("open", 3, 0, 1),
    ]


def test_a_site_that_was_away_proves_nothing(keeper: County) -> None:
    """The home page did not open, so nothing else was looked at."""
    site = watched(keeper)
    visit(keeper, site, LINK)
    for _ in range(3):
        visit(keeper, site, GONE)
    visit(keeper, site)
    visit(keeper, site)

    assert told(site) == [("broken_page", "cured", 1, 2, 0), (AWAY, "cured", 3, 2, 0)]


def test_a_cure_is_confirmed_by_a_person_of_the_unit(keeper: County) -> None:
    site = watched(keeper)
    visit(keeper, site, LINK)
    (row,) = observation_list(viewer=keeper.id("向文"), site=site.id, at=keeper.hands.at)
    with refused("open"):
        observation_confirm(by=keeper.by("向文"), observation=row.id, note="已改")
    visit(keeper, site)
    visit(keeper, site)
    with refused("not_entitled"):
        observation_confirm(by=keeper.by("彭科"), observation=row.id, note="已改")
    with accepted("patrol.confirm"):
        observation_confirm(by=keeper.by("向文"), observation=row.id, note="已改")

    with refused("confirmed"):
        observation_confirm(by=keeper.by("向文"), observation=row.id, note="已改")
    assert observation_list(viewer=keeper.id("向文"), site=site.id, at=keeper.hands.at) == ()

    visit(keeper, site, LINK)
    (back,) = observation_list(viewer=keeper.id("向文"), site=site.id, at=keeper.hands.at)
    assert (back.id, back.returned, back.confirmed_by) == (row.id, 1, None)


def test_a_run_is_due_once_a_day_from_its_hour_on(keeper: County) -> None:
    """09:00 in Beijing when the county begins."""
    site = watched(keeper, Watch(HOME, hour=10))
    at = keeper.hands.at

    assert sites_due(at=at) == ()
    assert [one.id for one in sites_due(at=at + datetime.timedelta(hours=1))] == [site.id]
    keeper.hands.move(hours=1)
    with accepted("patrol.begin"):
        run_begin(by=keeper.by(), site=site)
        run_begin(by=keeper.by(), site=site)
    assert sites_due(at=keeper.hands.at) == ()
    assert len(sites_due(at=keeper.hands.at + datetime.timedelta(days=1))) == 1


def test_a_lease_is_taken_by_one(keeper: County) -> None:
    run_begin(by=keeper.by(), site=watched(keeper))
    (first,), (second,) = runs_open(), runs_open()
    at = keeper.hands.at

    assert [run_take(run=run, at=at) for run in (first, second)] == [True, False]
    (held,) = runs_open()
    assert not run_take(run=held, at=at + LEASE - datetime.timedelta(seconds=1))
    assert run_take(run=held, at=at + LEASE)


def test_a_missed_day_stays_missed(keeper: County, deployment: Deployment) -> None:
    """R61, S7: recorded once, and not filled in later."""
    site = watched(keeper)
    missed = keeper.hands.at.date()
    run_begin(by=keeper.by(), site=site)
    keeper.hands.move(days=1)
    with accepted("patrol.begin", "patrol.abandon"):
        for run in runs_open():
            assert run_take(run=run, at=keeper.hands.at)  # so that the job walks nothing here
        run_begin(by=keeper.by(), site=site)
        for run in runs_open():
            run_take(run=run, at=keeper.hands.at)
        patrol_pending(Means(keeper.by(), deployment))
    keeper.hands.move(days=1)
    viewer = keeper.id("向文")

    assert [run.error for run in run_list(viewer=viewer, site=site.id, at=keeper.hands.at)] == [
        "",
        OVER,
    ]
    days = day_list_missed(viewer=viewer, site=site.id, at=keeper.hands.at)
    assert days == (missed, missed + datetime.timedelta(days=1))


def test_who_dies_three_times_is_given_up(keeper: County, deployment: Deployment) -> None:
    run_begin(by=keeper.by(), site=watched(keeper))
    for _ in range(3):
        (run,) = runs_open()
        assert run_take(run=run, at=keeper.hands.at)
        keeper.hands.move(minutes=11)
    patrol_pending(Means(keeper.by(), deployment))

    assert RunRecord.objects.get().error == FAILED


def test_a_report_that_is_none_is_refused(keeper: County, deployment: Deployment) -> None:
    site = watched(keeper)
    run_begin(by=keeper.by(), site=site)
    (run,) = runs_open()
    folder = deployment.data / "patrol" / site.id
    folder.mkdir(parents=True)
    (folder / "report.json").write_text('{"schema": "shenfa.patrol/1", "pages": 1}')
    leave_word(folder, run.id, "")

    with pytest.raises(UnreadableReport):
        read_report(folder)
    patrol_pending(Means(keeper.by(), deployment))
    assert RunRecord.objects.get().error.startswith("巡查没有得到完整的报告")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM patrol_standing",
        "DELETE FROM patrol_run",
        "DELETE FROM patrol_site",
        "UPDATE patrol_standing SET first_seen = '2026-12-24 01:00:00'",
        "UPDATE patrol_run SET error = '', pages = 9",
        "UPDATE patrol_site SET home = 'http://x.example/'",
    ],
)
def test_no_statement_rewrites_what_was_seen(keeper: County, statement: str) -> None:
    """I28: what was looked at and found stays."""
    visit(keeper, watched(keeper), LINK)

    with pytest.raises((IntegrityError, DatabaseError)):
        run_sql(statement)


FRAME = "<html><head><title>{name}</title></head><body>{inside}</body></html>"
DAYS = [f"2026-10-0{day}" for day in range(1, 7)]
LINES = [
    f'<li><a href="/zgdt/202610/t{day.replace("-", "")}_{number}.html">竹沟水利信息之{number}</a>'
    f"<span>{day}</span></li>"
    for number, day in enumerate(DAYS)
]
TEXT = "镇村干部到各村查看秋冬水利设施，要求抓紧清淤，保证来年春灌。" * 4
PAGES = {
    "/": FRAME.format(name="竹沟镇", inside='<a href="/zgdt/index.html">竹沟动态</a>'),
    "/zgdt/index.html": FRAME.format(
        name="竹沟动态", inside=f"<h1>竹沟动态</h1><ul>{''.join(LINES)}</ul>"
    ),
    **{
        f"/zgdt/202610/t{day.replace('-', '')}_{number}.html": FRAME.format(
            name="竹沟信息",
            inside=f"<h1>竹沟水利信息之{number}</h1><p>发布时间：{day}</p><div id='zoom'><p>{TEXT}</p></div>",
        )
        for number, day in enumerate(DAYS)
    },
}


class Handler(BaseHTTPRequestHandler):
    """The site of a town: three pages."""

    def do_GET(self) -> None:
        """Answer with a page, or say that there is none."""
        page = PAGES.get(self.path)
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode() if page else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def town_site() -> Iterator[str]:
    """Serve the town's pages on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_real_site_is_walked_by_a_process_of_its_own(
    keeper: County, deployment: Deployment
) -> None:
    """The first process is killed, the second brings the run to its end; the late column stands."""
    with town_site() as home:
        site = watched(keeper, Watch(home, "allow_private = true", rate=50))
        means = Means(keeper.by(), deployment)
        patrol_pending(means)
        for process in active_children():
            process.kill()
            process.join()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not RunRecord.objects.exclude(finished_at=None):
            patrol_pending(means)
            time.sleep(0.2)

    run = RunRecord.objects.get()
    assert (run.error, run.attempts, run.pages) == ("", 2, len(PAGES))
    assert ("column_stale", f"{home}zgdt/index.html") in {
        (row.kind, row.target) for row in StandingRecord.objects.filter(site=site)
    }


def test_who_comes_second_finds_the_word_of_the_first(tmp_path: Path) -> None:
    """Nothing is walked twice: this site is nowhere, and the word stays as it was."""
    task = WalkTask(
        run="u-1",
        folder=tmp_path,
        home="http://nowhere.invalid/",
        site_file="not = [a site file",
        rate=5,
        moment=datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC),
        tables=Tables(),
        is_resumed=True,
    )
    leave_word(tmp_path, "u-1", "")
    walk(task)
    assert last_word(tmp_path, "u-1") == ""

    drop_word(tmp_path, "u-1")
    walk(task)
    assert (last_word(tmp_path, "u-1") or "").startswith("不是有效的 TOML")
