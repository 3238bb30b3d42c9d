"""Which addresses are known, waiting, and done: one small SQLite file that survives a kill.

What an answer led to is written in the same transaction as the mark that it was handled, so
after a kill nothing is lost and nothing counts twice. The file stays for the next day: what a
page was is kept under its address, so that an unchanged one need not be read again.
"""

import datetime
import json
import sqlite3
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shenfa.patrol.address import Nature, form_of
from shenfa.patrol.bodies import body_of
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Record, Sighting, from_json, to_json
from shenfa.patrol.visits import Kept, Place, Visit

VERSION = "1"
SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS url (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, nature TEXT NOT NULL, depth INTEGER NOT NULL,
  run INTEGER NOT NULL, is_done INTEGER NOT NULL DEFAULT 0, first_run INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, status INTEGER, failure TEXT, final TEXT, seconds REAL,
  size INTEGER, type TEXT, requests INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS page (
  id INTEGER PRIMARY KEY REFERENCES url (id), run INTEGER NOT NULL, etag TEXT NOT NULL,
  modified TEXT NOT NULL, digest TEXT NOT NULL, ruleset TEXT NOT NULL, record TEXT NOT NULL,
  links BLOB NOT NULL, sightings TEXT NOT NULL, headers TEXT NOT NULL,
  is_compared INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS body (digest TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS observation (
  key TEXT PRIMARY KEY, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL
);
"""
LARGEST_BATCH = 50
"""Answers that share a transaction."""


@dataclass(slots=True)
class Frontier:
    """The file, and in memory what is asked all the time."""

    connection: sqlite3.Connection
    run: int
    ids: dict[str, int] = field(default_factory=dict)
    queue: deque[Place] = field(default_factory=deque)
    wanted: set[int] = field(default_factory=set)
    variants: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    loops: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    pending: int = 0

    def put(self, url: str, nature: Nature, depth: int) -> int:
        """Want an address, once a run; return its number."""
        number = self.ids.get(url)
        if number is not None and number in self.wanted:
            return number
        if number is None:
            number = len(self.ids) + 1
            self.ids[url] = number
        self.connection.execute(
            "INSERT INTO url (id, url, nature, depth, run, first_run) VALUES (?,?,?,?,?,?)"
            " ON CONFLICT (id) DO UPDATE SET run = excluded.run, is_done = 0, tries = 0,"
            " requests = 0, nature = excluded.nature, depth = excluded.depth",
            (number, url, nature.value, depth, self.run, self.run),
        )
        self.wanted.add(number)
        self.queue.append(Place(number, url, nature, depth))
        return number

    def skip(self, url: str, nature: Nature, depth: int) -> int:
        """Know an address that is never asked for: nobody can follow it."""
        is_new = self.ids.get(url) not in self.wanted
        number = self.put(url, nature, depth)
        if is_new:
            self.queue.pop()
            self.connection.execute("UPDATE url SET is_done = 1 WHERE id = ?", (number,))
        return number

    def want_again(self, numbers: Iterable[int], depth: int) -> None:
        """Want what an unchanged page names."""
        for number in numbers:
            if number not in self.wanted:
                row = self.connection.execute(
                    "SELECT url, nature FROM url WHERE id = ?", (number,)
                ).fetchone()
                nature = Nature(row[1])
                if nature in {Nature.INTRANET, Nature.LOCAL}:
                    self.skip(row[0], nature, depth)
                else:
                    self.put(row[0], nature, depth)

    def settle(self, place: Place, visit: Visit, requests: int) -> None:
        """Mark an address as handled."""
        self.connection.execute(
            "UPDATE url SET is_done = 1, status = ?, failure = ?, final = ?, seconds = ?,"
            " size = ?, type = ?, requests = requests + ? WHERE id = ?",
            (
                visit.status,
                visit.failure,
                visit.final,
                round(visit.seconds, 3),
                visit.size,
                visit.type,
                requests,
                place.id,
            ),
        )
        self.pending += 1
        if self.pending >= LARGEST_BATCH:
            self.save()

    def postpone(self, place: Place, requests: int) -> None:
        """Leave an address for another time."""
        self.connection.execute(
            "UPDATE url SET tries = tries + 1, requests = requests + ? WHERE id = ?",
            (requests, place.id),
        )

    def kept(self, place: Place) -> Kept | None:
        """Return what a page was when it was last read."""
        row = self.connection.execute(
            "SELECT etag, modified, digest, ruleset, record, links, sightings"
            " FROM page WHERE id = ?",
            (place.id,),
        ).fetchone()
        if row is None:
            return None
        links: array[int] = array("I")
        links.frombytes(row[5])
        etag, modified, digest, ruleset, record, _, seen = row
        kept = from_json(record) if record else None
        return Kept(etag, modified, digest, ruleset, kept, links, tuple(_sightings(seen)))

    def keep(self, number: int, kept: Kept, headers: dict[str, str]) -> None:
        """Store what a page is."""
        self.connection.execute(
            "INSERT OR REPLACE INTO page (id, run, etag, modified, digest, ruleset, record, links,"
            " sightings, headers) VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                number,
                self.run,
                kept.etag,
                kept.modified,
                kept.digest,
                kept.ruleset,
                to_json(kept.record) if kept.record else "",
                kept.links.tobytes(),
                _sightings_text(kept.sightings),
                json.dumps(headers, ensure_ascii=False),
            ),
        )

    def confirm(self, number: int) -> None:
        """Say that a page is what it was."""
        self.connection.execute(
            "UPDATE page SET run = ?, is_compared = 0 WHERE id = ?", (self.run, number)
        )

    def waiting(self, tries: int) -> list[Place]:
        """Return what was put off ``tries`` times and is still open."""
        rows = self.connection.execute(
            "SELECT id, url, nature, depth, tries FROM url"
            " WHERE run = ? AND is_done = 0 AND tries = ? ORDER BY id",
            (self.run, tries),
        )
        return [Place(row[0], row[1], Nature(row[2]), row[3], row[4]) for row in rows]

    def visits(self) -> Iterator[tuple[int, Visit]]:
        """Yield how each visit of this run went."""
        rows = self.connection.execute(
            "SELECT id, url, nature, coalesce(status, 0), coalesce(failure, ''),"
            " coalesce(final, ''), coalesce(seconds, 0), coalesce(size, 0), coalesce(type, ''),"
            " first_run FROM url WHERE run = ? AND is_done = 1 ORDER BY id",
            (self.run,),
        )
        for number, url, nature, *rest in rows:
            yield number, Visit(url, Nature(nature), *rest)

    def pages(self) -> Iterator[tuple[int, Record, bytes]]:
        """Yield the pages of this run with the numbers of their links."""
        rows = self.connection.execute(
            "SELECT id, record, links FROM page WHERE run = ? AND record != '' ORDER BY id",
            (self.run,),
        )
        for number, record, links in rows:
            yield number, from_json(record), links

    def sightings(self) -> Iterator[Sighting]:
        """Yield what was seen on the pages of this run."""
        rows = self.connection.execute(
            "SELECT sightings FROM page WHERE run = ? AND sightings != '[]' ORDER BY id",
            (self.run,),
        )
        for (text,) in rows:
            yield from _sightings(text)

    def uncompared(self) -> Iterator[tuple[int, str, Record]]:
        """Yield the pages of this run whose other face was not looked at."""
        rows = self.connection.execute(
            "SELECT id, digest, record FROM page"
            " WHERE run = ? AND is_compared = 0 AND record != '' ORDER BY id",
            (self.run,),
        ).fetchall()
        for number, digest, record in rows:
            yield number, digest, from_json(record)

    def note_compared(self, number: int, sightings: tuple[Sighting, ...]) -> None:
        """Mark a page as compared; replace what an earlier comparison saw."""
        (text,) = self.connection.execute(
            "SELECT sightings FROM page WHERE id = ?", (number,)
        ).fetchone()
        others = (one for one in _sightings(text) if one.kind is not Kind.UA_CLOAKING)
        self.connection.execute(
            "UPDATE page SET is_compared = 1, sightings = ? WHERE id = ?",
            (_sightings_text((*others, *sightings)), number),
        )
        self.pending += 1
        if self.pending >= LARGEST_BATCH:
            self.save()

    def fact(self, name: str) -> str:
        """Return what was noted under a name, empty where nothing was."""
        row = self.connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self.connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def finish(self, moment: datetime.datetime, *, is_whole: bool) -> None:
        """Note that the run is over, and when; only a whole one can tell what was not there."""
        if is_whole:
            runs = json.loads(self.fact("runs") or "{}")
            self.note("runs", json.dumps(runs | {str(self.run): moment.isoformat()}))
        self.note("finished", moment.isoformat())
        self.connection.execute(
            "DELETE FROM body WHERE digest != 'model' AND digest NOT IN (SELECT digest FROM page)"
        )
        self.save()

    def runs(self) -> dict[int, datetime.datetime]:
        """Return when each earlier whole run was."""
        found = json.loads(self.fact("runs") or "{}")
        return {
            int(number): datetime.datetime.fromisoformat(time)
            for number, time in found.items()
            if int(number) < self.run
        }

    def first_seen(self, keys: Iterable[str], at: str) -> dict[str, str]:
        """Note which observations there are, and return since when each of them is."""
        found = {}
        for key in keys:
            self.connection.execute(
                "INSERT INTO observation VALUES (?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET last_seen = excluded.last_seen",
                (key, at, at),
            )
            found[key] = self.connection.execute(
                "SELECT first_seen FROM observation WHERE key = ?", (key,)
            ).fetchone()[0]
        return found

    def document(self, url: str) -> tuple[str, str, bytes]:
        """Return digest, headers and bytes of a page as they came."""
        row = self.connection.execute(
            "SELECT digest, headers FROM page WHERE id = ?", (self.ids.get(url, 0),)
        ).fetchone()
        return (row[0], row[1], body_of(self.connection, row[0])) if row else ("", "{}", b"")

    def save(self) -> None:
        """Make everything so far safe."""
        self.connection.commit()
        self.pending = 0

    def totals(self) -> tuple[int, int, int]:
        """Return how many pages were read, requests made and bytes received in this run."""
        pages = self.connection.execute(
            "SELECT count(*) FROM page JOIN url USING (id) WHERE page.run = ? AND record != ''"
            " AND nature IN ('page', 'frame', 'list')",
            (self.run,),
        ).fetchone()[0]
        requests, size = self.connection.execute(
            "SELECT coalesce(sum(requests), 0), coalesce(sum(size), 0) FROM url WHERE run = ?",
            (self.run,),
        ).fetchone()
        return pages, requests, size


def open_frontier(path: Path, *, site: str, is_resumed: bool) -> Frontier:
    """Open the file: go on where a run was broken off, or begin the next one."""
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(SCHEMA)
    frontier = Frontier(connection, 1)
    if frontier.fact("site") not in {"", site} or frontier.fact("version") not in {"", VERSION}:
        connection.close()
        raise OtherSiteError
    last = int(frontier.fact("run") or 0)
    goes_on = is_resumed and last > 0 and not frontier.fact("finished")
    frontier.run = last if goes_on else last + 1
    for number, url, run, nature in connection.execute("SELECT id, url, run, nature FROM url"):
        frontier.ids[url] = number
        if run == frontier.run:
            frontier.wanted.add(number)
            if "?" in url and nature not in {Nature.EXTERNAL, Nature.LIST}:
                frontier.variants[form_of(url)] += 1
    frontier.queue.extend(frontier.waiting(0))
    for name, value in (("site", site), ("version", VERSION), ("run", str(frontier.run))):
        frontier.note(name, value)
    frontier.note("finished", "")
    frontier.save()
    return frontier


class OtherSiteError(Exception):
    """The folder holds the patrol of another site."""

    def __init__(self) -> None:
        super().__init__("输出文件夹中是另一个网站的巡查，请换一个文件夹")


def _sightings(text: str) -> Iterable[Sighting]:
    for kind, target, page, evidence, group in json.loads(text):
        yield Sighting(Kind(kind), target, page, evidence, group)


def _sightings_text(sightings: Iterable[Sighting]) -> str:
    rows = [[one.kind, one.target, one.page, one.evidence, one.group] for one in sightings]
    return json.dumps(rows, ensure_ascii=False)
