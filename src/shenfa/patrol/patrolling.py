"""One patrol from beginning to end: probe, walk, compare, judge, tell."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shenfa.audit.engine import Engine
from shenfa.patrol import media
from shenfa.patrol.columns import columns_of
from shenfa.patrol.content import auditor_of
from shenfa.patrol.crawl import begin_walk, walk_site
from shenfa.patrol.dating import dating_of
from shenfa.patrol.evidence import write_evidence
from shenfa.patrol.faces import compare_faces
from shenfa.patrol.fetch import Policy, Probe, Terms, probe
from shenfa.patrol.frontier import Frontier, open_frontier
from shenfa.patrol.judging import check_rules, column_sightings, column_states, site_sightings
from shenfa.patrol.observations import Observation, observations_of, stage_of
from shenfa.patrol.report import Patrol, report_html, report_json
from shenfa.patrol.site import Site, site_of
from shenfa.patrol.survey import survey_of
from shenfa.patrol.target import Target
from shenfa.patrol.walk import Plan

FILE = "patrol.sqlite"
CONNECTIONS = 32
GENTLE = 8
"""Connections at once to a site that is visited at a rate."""
LARGEST = 20 * 1024 * 1024
SECONDS = 15.0
PAUSES = (20.0, 60.0)
PROBES = 3
Shoot = Callable[[tuple[Observation, ...], Path], Mapping[str, str]]
"""Takes pictures of pages and returns the file of each observation."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How a patrol is made. ``clock`` never runs backwards, ``read_time`` tells the time.

    ``wall`` tells the real one where the time of the patrol is a given one.
    """

    folder: Path
    moment: datetime.datetime
    rate: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    read_time: Callable[[], datetime.datetime]
    tell: Callable[[int, int], None]
    most_pages: int = 0
    is_resumed: bool = False
    pauses: tuple[float, ...] = PAUSES
    seconds: float = SECONDS
    connections: int = CONNECTIONS
    shoot: Shoot | None = None
    wall: Callable[[], datetime.datetime] | None = None


def patrol_site(target: Target, engine: Engine, orders: Orders) -> Patrol:
    """Look at a site and write the report. Raises OtherSiteError and UnknownRule."""
    check_rules(target, orders.moment.date())
    orders.folder.mkdir(parents=True, exist_ok=True)
    frontier = open_frontier(orders.folder / FILE, site=target.home, is_resumed=orders.is_resumed)
    try:
        return _patrol(site_of(target, orders.moment), frontier, engine, orders)
    finally:
        frontier.connection.close()


def _patrol(site: Site, frontier: Frontier, engine: Engine, orders: Orders) -> Patrol:
    policy = Policy(
        None, allows_private=site.target.allows_private, largest=LARGEST, seconds=orders.seconds
    )
    connections = min(GENTLE, orders.connections) if orders.rate else orders.connections
    terms = Terms(policy, connections, orders.rate, orders.clock)
    plan = Plan(
        terms,
        orders.pauses,
        orders.sleep,
        orders.tell,
        orders.wall or orders.read_time,
        orders.most_pages,
    )
    started = orders.moment.isoformat()
    if frontier.fact("started run") == str(frontier.run):
        started = frontier.fact("started")
    frontier.note("started run", str(frontier.run))
    frontier.note("started", started)
    home = _probe_home(site, policy, orders)
    walk = begin_walk(site, frontier, auditor_of(engine), plan)
    walk_site(walk)
    compare_faces(walk)
    patrol, observations = _judge(
        site, frontier, (home, policy), datetime.datetime.fromisoformat(started)
    )
    files = write_evidence(orders.folder, observations, frontier, orders.moment)
    shots = orders.shoot(observations, orders.folder) if orders.shoot else {}
    extras: dict[str, dict[str, object]] = {}
    for key, names in files.items():
        extras.setdefault(key, {})["snapshots"] = names
    for one in observations:
        if stage := stage_of(one, patrol.first_seen[one.key], orders.moment):
            extras.setdefault(one.key, {})["stage"] = stage
    for key, name in shots.items():
        extras.setdefault(key, {})["screenshot"] = name
    patrol = replace(patrol, finished=orders.read_time())
    (orders.folder / "report.json").write_text(report_json(patrol, extras), encoding="utf-8")
    (orders.folder / "report.html").write_text(report_html(patrol, extras), encoding="utf-8")
    frontier.finish(orders.moment, is_whole=not orders.most_pages)
    return patrol


def _judge(
    site: Site,
    frontier: Frontier,
    outside: tuple[Probe, Policy],
    started: datetime.datetime,
) -> tuple[Patrol, tuple[Observation, ...]]:
    home, policy = outside
    survey = survey_of(frontier, site, home)
    dating = dating_of(survey.records)
    columns = columns_of(survey)
    states = column_states(survey, dating, columns)
    observations = observations_of(
        (
            *site_sightings(survey, dating, columns),
            *column_sightings(states),
            *media.check(site, policy),
        ),
        survey,
    )
    first_seen = frontier.first_seen((one.key for one in observations), site.moment.isoformat())
    pages, requests, size = frontier.totals()
    patrol = Patrol(
        site=site,
        started=started,
        finished=site.moment,
        pages=pages,
        requests=requests,
        size=size,
        observations=observations,
        first_seen=first_seen,
        columns=states,
        records=survey.records,
        dating=dating,
        blocked=tuple(
            visit.url
            for visit in survey.visits.values()
            if visit.failure == "blocked" and visit.nature != "external"
        ),
    )
    return patrol, observations


def _probe_home(site: Site, policy: Policy, orders: Orders) -> Probe:
    """Visit the home page; one that fails or is slow is visited again before anybody hears."""
    found = probe(site.target.home, policy, orders.clock)
    for number in range(PROBES - 1):
        if found.failure is None and found.status < 400 and found.seconds <= SECONDS / 3:
            break
        orders.sleep(orders.pauses[min(number, len(orders.pauses) - 1)])
        again = probe(site.target.home, policy, orders.clock)
        found = again if again.failure is None or found.failure is not None else found
    return found
