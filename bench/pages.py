"""How long the server works on a page: every kind of page that a role of the demonstration reaches.

The demonstration is built, every role follows every link, and of each kind of page some are
asked for again, in one process and without a network. What counts is the time of the processor:
the machine may be busy with something else, and what passed on the clock stands beside it. The
target is 200 ms.
"""

import datetime
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "tests" / "demo"
sys.path[:0] = [str(DEMO), str(ROOT / "tests" / "desk")]
OF_A_KIND = 8
"""So many pages of a kind are asked again, those with the most queries first."""
TIMES = 2
TARGET = 200.0
"""Milliseconds."""
LONGEST = 30
"""So many kinds of pages are printed, the slowest first."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page took, in milliseconds of the processor and on the clock, and its queries."""

    worked: float
    passed: float
    queries: int


def main() -> None:
    """Build, or copy the demonstration from a folder that is named; sweep, ask again, print."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "demo"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], built)
        else:
            subprocess.run([sys.executable, DEMO / "building.py", built], check=True)  # noqa: S603 - ourselves
        show(measured(built))


def measured(built: Path) -> dict[str, list[Taken]]:
    """Return what the pages of each kind took."""
    prepare(built)
    from demonstration import PART  # noqa: PLC0415 - Django is ready now

    asked: dict[str, list[tuple[int, str, Client]]] = defaultdict(list)
    for client, pages in swept(built):
        for address, queries in pages.items():
            asked[PART.sub("*", address.partition("?")[0])].append((queries, address, client))
    return {
        kind: [
            timed(client, address, queries)
            for queries, address, client in sorted(pages, key=lambda one: -one[0])[:OF_A_KIND]
            for _ in range(TIMES)
        ]
        for kind, pages in asked.items()
    }


def swept(built: Path) -> list[tuple[Client, dict[str, int]]]:
    """Return for each role, and for a citizen, which pages they reach, by how many queries."""
    from demonstration import Demo, Visitor  # noqa: PLC0415 - Django is ready now
    from page_sweep import Sweep  # noqa: PLC0415 - as above

    citizen = Sweep(Client(), inside="/site/")
    citizen.go("/site/")
    sweeps = [citizen]
    for credential in Demo(built).credentials.values():
        visitor = Visitor()
        sweep = Sweep(visitor.client, outside=("/site/",))
        sweep.go(visitor.sign_in(credential))
        sweeps.append(sweep)
    return [
        (
            one.client,
            {page.address: page.queries for page in one.asked.values() if page.status == 200},
        )
        for one in sweeps
    ]


def prepare(built: Path) -> None:
    """Make Django ready for the demonstration, at the time at which it ends."""
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - before Django is ready nothing else
    from shenfa.desk.deployment import open_deployment  # noqa: PLC0415 - as above
    from shenfa.web.given import Given, give  # noqa: PLC0415 - as above
    from shenfa.web.wsgi import prepare as configure  # noqa: PLC0415 - as above

    deployment = open_deployment(built / "data")
    configure(deployment)
    from demonstration import NOW  # noqa: PLC0415 - Django is ready now
    from django.conf import settings  # noqa: PLC0415 - as above

    settings.ALLOWED_HOSTS.append("testserver")
    give(Given(Clock(lambda: NOW["at"] + datetime.timedelta(0)), deployment))


def timed(client: Client, address: str, queries: int) -> Taken:
    """Return how long the process worked on a page."""
    worked, passed = time.thread_time(), time.perf_counter()
    client.get(address)
    worked, passed = time.thread_time() - worked, time.perf_counter() - passed
    return Taken(worked * 1000, passed * 1000, queries)


def show(found: dict[str, list[Taken]]) -> None:
    """Print the table, and whether the target is met."""
    rows = sorted(found.items(), key=lambda row: -of(row[1], max, worked))
    print(
        f"处理器毫秒：{'中位':>4}{'95%':>8}{'最大':>6}{'历时95%':>7}{'查询':>5}  {len(rows)}种页面"
    )
    for kind, taken in rows[:LONGEST]:
        print(row_of(taken), kind)
    every = [one for taken in found.values() for one in taken]
    print(row_of(every), f"全部{len(every)}次")
    late = [kind for kind, taken in rows if of(taken, slow, worked) > TARGET]
    print(f"目标{TARGET:.0f}毫秒（95%）：{'达到' if not late else '未达到：' + '、'.join(late)}")


def row_of(taken: list[Taken]) -> str:
    """Return the figures of one kind of page."""
    figures = [of(taken, how, worked) for how in (middle, slow, max)]
    figures += [of(taken, slow, lambda one: one.passed), of(taken, max, lambda one: one.queries)]
    return "".join(f"{figure:10.0f}" for figure in figures)


def of(
    taken: list[Taken],
    how: Callable[[Sequence[float]], float],
    what: Callable[[Taken], float],
) -> float:
    """Return a figure of one side of what pages took."""
    return how([what(one) for one in taken])


def worked(taken: Taken) -> float:
    """Return the time of the processor."""
    return taken.worked


def middle(times: Sequence[float]) -> float:
    """Return what half of them stay below."""
    return sorted(times)[len(times) // 2]


def slow(times: Sequence[float]) -> float:
    """Return what nineteen of twenty stay below."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


if __name__ == "__main__":
    main()
