"""The town's problems: a page of the town elsewhere, people who fix and people who look again."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from county import OFFICE, TOWN, County

from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_open,
    problem_strike_off,
)
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.patrol.services import Watch, site_watch
from shenfa.ledger import Nature, Origin
from shenfa.review import Position

WRONG, RIGHT = "做好避险迁徒工作", "做好避险迁徙工作"
FIXER, CHECKER, JUDGE = "田改", "彭科", "谢审"


class Pages(BaseHTTPRequestHandler):
    """Pages of elsewhere, as a table that a test changes. Whoever asks past caches gets ``fresh``."""

    table: dict[str, bytes] = {}  # noqa: RUF012 - each server has a class of its own
    fresh: dict[str, bytes] = {}  # noqa: RUF012 - as above

    def do_GET(self) -> None:
        is_fresh = self.headers.get("Cache-Control") == "no-cache"
        body = (self.fresh if is_fresh and self.path in self.fresh else self.table).get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Elsewhere:
    """A site of the town that another system serves."""

    home: str
    table: dict[str, bytes] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def show(self, path: str, text: str) -> str:
        """Put a page up and return its address."""
        self.table[path] = f"<html><body><h1>通知</h1><p>{text}</p></body></html>".encode()
        return f"{self.home}{path.removeprefix('/')}"


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Serve a site on loopback."""
    handler = type("Handler", (Pages,), {"table": {}, "fresh": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        home = f"http://127.0.0.1:{server.server_address[1]}/"
        yield Elsewhere(home, handler.table, handler.fresh)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def staffed(county: County, site: Elsewhere | None = None) -> County:
    """Give the town who fixes, and the county a site administrator who watches the town's site."""
    county.post(FIXER, Position.RECTIFIER, county.unit(TOWN), "覃镇长")
    if site is not None:
        county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
        watch = Watch(site.home, "allow_private = true")
        site_watch(by=county.by("田网"), unit=county.unit(TOWN), watch=watch)
    return county


def sighting(  # noqa: PLR0913 - what a test varies, each named at the call
    county: County,
    url: str,
    *,
    words: str = WRONG,
    right: str = RIGHT,
    nature: Nature = Nature.TEXT,
    origin: Origin = Origin.INSPECTION,
    source: str = "",
    days: float = 0,
) -> Sighting:
    """Return a sighting of a fault of the town, so many days ago."""
    hands = county.hands
    seen = Seen(origin, hands.at.replace(), source=source, finder="县府办检查")
    if days:
        hands.move(days=-days)
        seen = Seen(origin, hands.at, source=source, finder="县府办检查")
        hands.move(days=days)
    wrong = Wrong(nature, "错别字", words=words, quote=f"切实{words}。", advice=right)
    return Sighting(wrong, Where(county.unit(TOWN), url, "防汛通知"), seen)


def opened(county: County, url: str, **change: object) -> ProblemRecord:
    """Hang a problem on account as the county office."""
    entered = problem_open(by=county.by(JUDGE), sighting=sighting(county, url, **change))  # type: ignore[arg-type]  # the test names what it varies
    return entered.problem


def fixed(county: County, problem: ProblemRecord, after: str = RIGHT) -> None:
    """Name who fixes it, and let them report it."""
    assignment = Assignment(county.id(FIXER), "核对后更正")
    problem_assign(by=county.by(CHECKER), problem=problem.id, assignment=assignment)
    county.hands.move(minutes=5)
    problem_fix(by=county.by(FIXER), problem=problem.id, repair=Repair("已更正原文", after))


def struck_off(county: County, problem: ProblemRecord) -> ProblemRecord:
    """Look again and strike it off."""
    county.hands.move(minutes=5)
    problem_check(by=county.by(CHECKER), problem=problem.id)
    return problem_strike_off(by=county.by(CHECKER), problem=problem.id)
