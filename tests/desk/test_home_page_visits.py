"""Visits to home pages: at their times, each once, our own outages apart (the 1-week ratio)."""

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from county import OFFICE, County
from django.db import DatabaseError
from patrol_county import watching
from raw_sql import run as run_sql

from shenfa.desk.availability.models import BeatRecord, VisitRecord
from shenfa.desk.availability.probing import probe_due, shows_life, visit_of
from shenfa.desk.availability.selectors import VISITS, week_of
from shenfa.desk.availability.services import Made, visits_keep
from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.job import Means
from shenfa.desk.patrol.services import Watch, site_leave, site_watch
from shenfa.patrol.availability import CHINA, Outcome, Visit, visit_plan
from shenfa.patrol.fetch import Failure, Probe
from shenfa.review import Position

pytestmark = pytest.mark.db
only_sqlite = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
MINUTE = datetime.timedelta(minutes=1)
NOW = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)


class Answering(BaseHTTPRequestHandler):
    """Says 200 at the root and 500 elsewhere."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200 if self.path == "/" else 500)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Return where somebody answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (Probe(200, 0.5), Outcome.OPEN),
        (Probe(404, 0.5), Outcome.FAILED),
        (Probe(503, 0.5), Outcome.FAILED),
        (Probe(412, 0.5), Outcome.BLOCKED),
        (Probe(0, 15.0, Failure.SLOW), Outcome.FAILED),
        (Probe(0, 0.1, Failure.UNREACHABLE), Outcome.FAILED),
        (Probe(0, 0.1, Failure.PRIVATE), Outcome.BLOCKED),
        (Probe(0, 2.0, Failure.LARGE), Outcome.OPEN),
    ],
)
def test_how_a_visit_counts(found: Probe, outcome: Outcome) -> None:
    assert visit_of(found, NOW).outcome is outcome


@pytest.mark.parametrize(
    ("failures", "lives"),
    [
        ((None,), True),
        ((Failure.UNKNOWN_HOST, Failure.TLS), True),
        ((Failure.UNKNOWN_HOST, Failure.SLOW), False),
        ((Failure.PRIVATE, Failure.UNREACHABLE), False),
        ((Failure.PRIVATE,), True),
        ((), False),
    ],
)
def test_a_round_that_nobody_answers_is_no_sign_of_life(
    failures: tuple[Failure | None, ...], *, lives: bool
) -> None:
    assert shows_life([Probe(0, 0.1, failure) for failure in failures]) is lives


@only_sqlite
def test_visits_are_made_at_their_times_and_once(
    county: County, deployment: Deployment, address: str
) -> None:
    county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
    office, keeper = county.unit(OFFICE), county.by("田网")
    sites = [
        site_watch(by=keeper, unit=office, watch=Watch(home, "allow_private = true"))
        for home in (address, f"{address}x")
    ]
    means = Means(county.by(), deployment)
    day = county.hands.at.date()
    plans = [visit_plan(site.id, day, VISITS) for site in sites]
    for moment in sorted({next(one for one in plan if one > county.hands.at) for plan in plans}):
        county.hands.at = moment
        assert probe_due(means) > 0
        assert probe_due(means) == 0

    outcomes = {(row.site_id, row.outcome) for row in VisitRecord.objects.all()}
    assert outcomes == {(sites[0].id, "open"), (sites[1].id, "failed")}
    for site in sites:
        site_leave(by=keeper, site=site.id, reason="迁移")
    before = BeatRecord.objects.count()
    county.hands.move(minutes=6)
    assert (probe_due(means), BeatRecord.objects.count()) == (0, before + 1)


@only_sqlite
def test_a_week_is_counted_without_our_own_outages(county: County) -> None:
    """Seven whole days; what failed while we were cut off is shown apart."""
    site = watching(county)
    begin = county.hands.at
    county.hands.move(days=9)
    beat = begin
    while beat < county.hands.at:
        is_cut = begin.date() + datetime.timedelta(days=4) == beat.astimezone(CHINA).date()
        is_cut = is_cut and beat.astimezone(CHINA).hour == 5
        made = [Made(site.id, beat, Visit(beat, Outcome.FAILED if is_cut else Outcome.OPEN, 300))]
        visits_keep(made=made, at=beat, is_well=not is_cut)
        beat += 20 * MINUTE
    week = week_of(site=site, at=county.hands.at)

    assert (week.figures.failed, week.figures.excluded) == (0, 3)
    assert week.figures.counted == 7 * 72 - 3
    assert (week.figures.is_veto, week.today.is_veto) == (False, False)
    assert week.today.last == county.hands.at.date()
    assert len(week.outages) == 1


def test_a_visit_is_never_rewritten(county: County) -> None:
    site = watching(county)
    visits_keep(made=[Made(site.id, NOW, Visit(NOW, Outcome.FAILED))] * 2, at=NOW, is_well=True)
    assert VisitRecord.objects.count() == 1
    for statement in (
        "UPDATE availability_visit SET outcome = 'open'",
        "DELETE FROM availability_beat",
    ):
        with pytest.raises(DatabaseError):
            run_sql(statement)
