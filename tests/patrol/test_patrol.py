"""A patrol of the generated site: everything planted is found, nothing else is said (R26, R63, R64)."""

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import jsonschema
import pytest
from patrol_town import NOW, Draft, article, column
from town_server import Served, online

from shenfa.audit import compile_engine
from shenfa.patrol import media
from shenfa.patrol.accounts import Registered
from shenfa.patrol.evidence import broken_link
from shenfa.patrol.fetch import Policy
from shenfa.patrol.observations import Judged
from shenfa.patrol.patrolling import Orders, patrol_site
from shenfa.patrol.reconciliation import Approved, text_hash
from shenfa.patrol.report import Patrol, report_schema
from shenfa.patrol.site import site_of
from shenfa.patrol.target import Target
from shenfa.patrol.window import Window

SECONDS = 1.2
"""How long the site may take; the planted slow page takes longer."""


@dataclass(frozen=True, slots=True)
class Patrolled:
    """A patrol that was made, with its folder."""

    served: Served
    patrol: Patrol
    report: dict[str, object]
    folder: Path

    def path(self, url: str) -> str:
        """An address without the machine."""
        return url.removeprefix(self.served.home.rstrip("/"))


def orders_for(folder: Path) -> Orders:
    return Orders(
        folder=folder,
        moment=NOW,
        rate=0,
        clock=time.monotonic,
        sleep=lambda _: None,
        read_time=lambda: NOW,
        tell=lambda _done, _waiting: None,
        seconds=SECONDS,
        connections=8,
    )


def patrol(
    served: Served, folder: Path, target: Target | None = None, orders: Orders | None = None
) -> Patrolled:
    found = patrol_site(
        target or Target(served.home, allows_private=True),
        compile_engine(),
        orders or orders_for(folder),
    )
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return Patrolled(served, found, report, folder)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with online() as site:
        yield site


@pytest.fixture(scope="module")
def first(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Patrolled:
    found = patrol(served, tmp_path_factory.mktemp("patrol"))
    del served.town.replies["/zwdt/slow.html"]  # once is enough to wait for
    return found


def places(patrolled: Patrolled) -> dict[str, list[set[str]]]:
    """The addresses of each observation, by kind."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for one in patrolled.patrol.observations:
        found[one.kind.value].append({patrolled.path(url) for url in (one.target, *one.pages)})
    return found


def faults(report: dict[str, object]) -> list[object]:
    """What a report says, without when and in which order."""
    rows = report["observations"]
    assert isinstance(rows, list)
    return sorted(
        (one["kind"], one["count"], sorted(one["pages"]) if one["count"] <= 20 else [])
        for one in rows
    )


def said(patrolled: Patrolled) -> list[tuple[str, str, int]]:
    """What a patrol found, but for the slow page, which is there no longer."""
    return [
        (one.kind.value, one.target, one.count)
        for one in patrolled.patrol.observations
        if "/zwdt/slow.html" not in one.target
    ]


def stages(report: dict[str, object]) -> set[object]:
    """How sure a report is of what may pass by itself."""
    rows = report["observations"]
    assert isinstance(rows, list)
    return {one["evidence"]["stage"] for one in rows if "stage" in one["evidence"]}


def test_finds_every_planted_fault(first: Patrolled) -> None:
    found = places(first)

    missing = [
        fault
        for fault in first.served.town.faults
        if not any(fault[1] in where for where in found[fault[0]])
    ]

    assert missing == []


def test_says_nothing_else(first: Patrolled) -> None:
    planted: dict[str, set[str]] = defaultdict(set)
    for kind, path in first.served.town.faults:
        planted[kind].add(path)

    extra = [
        (kind, where)
        for kind, observations in places(first).items()
        for where in observations
        if not where & planted[kind]
    ]

    assert extra == []


def test_leaves_decoys_alone(first: Patrolled) -> None:
    own = {
        first.path(url) for one in first.patrol.observations for url in one.pages if one.count == 1
    }

    assert not own & first.served.town.decoys


def test_report_is_of_its_schema(first: Patrolled) -> None:
    jsonschema.validate(first.report, report_schema())


def test_no_personal_number_is_repeated(first: Patrolled) -> None:
    text = (first.folder / "report.json").read_text(encoding="utf-8")
    text += (first.folder / "report.html").read_text(encoding="utf-8")

    assert "19900101" not in text
    assert "pii_in_article" in text


def test_dates_articles_right(first: Patrolled) -> None:
    """From tags, shown dates, lists without years; the right day on every page."""
    dates = first.served.town.dates
    wrong = {
        path: str(dated.day)
        for url, dated in first.patrol.dating.days.items()
        if (path := first.path(url)) in dates and str(dated.day) != dates[path]
    }

    assert wrong == {}
    assert dates.keys() <= {first.path(url) for url in first.patrol.dating.days}


def test_reads_lists_of_every_system(first: Patrolled) -> None:
    """Pager by script, store within the page, proxy, frame: the newest article is known."""
    states = {first.path(one.url): one.state.value for one in first.patrol.columns}

    assert states == {
        "/zwdt/": "fresh",
        "/tzgg/": "fresh",
        "/zcwj/": "fresh",
        "/tjyb/": "fresh",
        "/col/col101/index.html": "fresh",
        "/col/col102/index.html": "fresh",
        "/rsxx/": "fresh",
        "/jggk/": "fresh",
        "/gkzn/": "stale",
        "/lddt/": "stale",
        "/kong/": "empty",
        "/mtjj/": "fresh",
        "/xwfb/": "stale",
        "/jgt/": "undecided",
        "/zxft/": "undecided",
        "/jytj/": "empty",
        "/tpxw/": "empty",
    }


def test_a_guarded_page_is_for_a_person(first: Patrolled) -> None:
    assert [first.path(url) for url in first.patrol.blocked] == ["/zwdt/guarded.html"]


def test_walks_into_no_trap(first: Patrolled) -> None:
    months = [path for path in first.served.asked if "/rl?" in path]

    assert 0 < len(months) <= 110


def test_evidence_is_chained(first: Patrolled) -> None:
    lines = (first.folder / "evidence.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[3])
    forged = [*lines[:3], json.dumps(row | {"url": "http://elsewhere/"}), *lines[4:]]

    assert broken_link(lines) == 0
    assert broken_link(forged) == 4
    assert broken_link([*lines[:3], *lines[4:]]) == 4


def test_an_unchanged_site_is_not_read_again(first: Patrolled) -> None:
    """The second day asks with conditions, finds the same, and is sure of what may pass."""
    orders = replace(orders_for(first.folder), moment=NOW + datetime.timedelta(minutes=1))
    later = patrol(first.served, first.folder, orders=orders)

    assert said(later) == said(first)
    assert stages(first.report) == {"suspected"}
    assert stages(later.report) == {"confirmed"}
    assert later.patrol.size < first.patrol.size / 5


def test_compares_with_what_was_approved(served: Served, tmp_path: Path) -> None:
    """R26: an article nobody approved, one that was changed since, one that is as approved."""
    home = served.home.rstrip("/")
    paths = [path for path in served.town.dates if path.startswith("/tzgg/")][:3]
    texts = [served.town.replies[path].body.decode() for path in paths]
    body = texts[0].partition("<div class='TRS_Editor'>")[2].partition("</div>")[0]
    plain = body.replace("<p>", "").replace("</p>", "")
    approved = (
        Approved("http://desk/1", text_hash(plain), NOW),
        Approved(home + paths[1], text_hash("另一个文本"), NOW),
    )
    target = Target(served.home, allows_private=True, approved=approved)
    found = places(patrol(served, tmp_path, target))

    assert not any(paths[0] in where for where in found["unapproved_page"])
    assert any(paths[1] in where for where in found["changed_after_approval"])
    assert any(paths[2] in where for where in found["unapproved_page"])


def test_private_addresses_are_not_entered(served: Served, tmp_path: Path) -> None:
    """Without a word in the site file the patrol goes to no address inside."""
    served.asked.clear()
    target = Target(served.home)
    found = patrol_site(target, compile_engine(), replace(orders_for(tmp_path), pauses=(0.0,)))

    assert not served.asked
    assert [one.kind.value for one in found.observations if one.kind == "home_unavailable"]


def test_walks_within_the_hours_of_the_site(served: Served, tmp_path: Path) -> None:
    """At noon only the home page is looked at; the walk waits for the evening, and ends there."""
    clock = [NOW.replace(hour=12)]
    waits: list[tuple[float, int]] = []

    def sleep(seconds: float) -> None:
        waits.append((seconds, sum(served.asked.values())))
        clock[0] += datetime.timedelta(seconds=seconds)

    served.asked.clear()
    window = Window(datetime.time(22), datetime.time(6))
    target = Target(served.home, allows_private=True, obeys_robots=False, window=window)
    orders = replace(
        orders_for(tmp_path), sleep=sleep, wall=lambda: clock[0], most_pages=5, pauses=(0.0,)
    )
    found = patrol(served, tmp_path, target, orders)

    assert waits[0] == (10 * 3600, 1)
    assert 0 < found.patrol.pages <= 5


def test_goes_on_after_a_kill(served: Served, tmp_path: Path) -> None:
    """Killed with -9 in the middle: the second run finishes, and each page counts once."""
    site = tmp_path / "site.toml"
    site.write_text("allow_private = true\n", encoding="utf-8")
    out = tmp_path / "out"
    call = [sys.executable, "-c", "from shenfa.cli.main import main; main()", "patrol"]
    call += [served.home, "--out", str(out), "--site", str(site), "--rate", "120"]
    call += ["--now", NOW.isoformat(), "--no-screenshots"]
    served.asked.clear()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(  # noqa: S603 - our own program
        call, stdout=subprocess.DEVNULL, env=environment
    )
    while sum(served.asked.values()) < 90 and process.poll() is None:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    before = served.asked.copy()
    served.asked.clear()
    resumed = replace(orders_for(out), is_resumed=True)
    patrol_site(Target(served.home, allows_private=True), compile_engine(), resumed)
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    whole = patrol(served, tmp_path / "whole")

    assert process.returncode == -signal.SIGKILL
    assert 90 <= sum(before.values()) < int(report["requests"])
    assert report["pages"] == whole.report["pages"]
    urls = [row["url"] for row in report["articles"]]
    assert len(urls) == len(set(urls)) == len(whole.report["articles"])
    assert faults(report) == faults(whole.report)


def test_a_page_dated_before_it_was_there_is_told(served: Served, tmp_path: Path) -> None:
    """Seen whole today without it, two days later it says it is a month old."""
    patrol(served, tmp_path)
    late = Draft("补发的工作信息", NOW.date() - datetime.timedelta(days=30))
    path = article(served.town, late)
    column(served.town, "zwdt", "政务动态")
    later = replace(orders_for(tmp_path), moment=NOW + datetime.timedelta(days=2))
    found = patrol_site(Target(served.home, allows_private=True), compile_engine(), later)
    backdated = [one for one in found.observations if one.kind == "backdated"]

    assert [one.target for one in backdated] == [served.home.rstrip("/") + path]
    old = next(one for one in found.observations if one.kind == "empty_column")
    assert found.first_seen[old.key] == NOW.isoformat()
    assert found.first_seen[backdated[0].key] == later.moment.isoformat()


def test_looks_at_the_public_pages_of_accounts(served: Served) -> None:
    """R89: the last post is 14 days old or 15; R90: nobody can answer; R92: another name."""
    rows = (
        ("on-time", "虚谷发布", "2026-11-10", "留言"),
        ("late", "虚谷文旅", "2026-11-09", "留言"),
        ("silent", "虚谷应急", "2026-11-20", ""),
    )
    accounts = []
    for slug, name, day, way in rows:
        html = (
            f"<html><body><h1>{name}</h1><ul><li>工作信息 {day}</li></ul><p>{way}</p></body></html>"
        )
        served.town.put(f"/{slug}.html", html)
        accounts.append(Registered("微信", name, "县府办", f"{served.home}{slug}.html"))
    renamed = replace(accounts[0], name="虚谷新语")
    target = Target(served.home, allows_private=True, accounts=(*accounts[1:], renamed))
    policy = Policy(None, allows_private=True)
    found = {
        (str(one.kind), one.target.rpartition("/")[2])
        for row in media.check(site_of(target, NOW), policy)
        for one in [row.sighting if isinstance(row, Judged) else row]
    }

    assert found == {
        ("newmedia_stale", "late.html"),
        ("newmedia_no_interaction", "silent.html"),
        ("renamed_account", "on-time.html"),
    }
