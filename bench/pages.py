"""How long the server works on a page: every kind of page that a role of the demonstration reaches.

The demonstration is built, every role follows every link, and each page is asked for five times
after that, in one process and without a network. What counts is the time of the process: the
machine may be busy with something else. The target is 200 ms.
"""

import datetime
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from django.test import Client

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "tests" / "demo"
sys.path[:0] = [str(DEMO), str(ROOT / "tests" / "desk")]
TIMES = 5
TARGET = 200.0
"""Milliseconds."""
LONGEST = 25
"""So many kinds of pages are printed, the slowest first."""


def main() -> None:
    """Build, unless a folder with the demonstration is named; sweep, ask again, print."""
    if len(sys.argv) > 1:
        show(measured(Path(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "demo"
        subprocess.run([sys.executable, DEMO / "building.py", built], check=True)  # noqa: S603 - ourselves
        show(measured(built))


def measured(built: Path) -> dict[str, list[float]]:
    """Return how long each kind of page took, each time that it was asked for."""
    prepare(built)
    from demonstration import PART, Demo  # noqa: PLC0415 - Django is ready now
    from page_sweep import Sweep  # noqa: PLC0415 - as above

    demo = Demo(built)
    found: dict[str, list[float]] = defaultdict(list)
    visits = [(Client(), "/site/", "/site/")]
    visits += [(client, start, "/") for client, start in signed_in(demo)]
    for client, start, inside in visits:
        sweep = Sweep(client, inside, outside=() if inside == "/site/" else ("/site/",))
        sweep.go(start)
        for address, asked in sweep.asked.items():
            if asked.status == 200:
                kind = PART.sub("*", address.partition("?")[0])
                found[kind] += [timed(client, address) for _ in range(TIMES)]
    return found


def signed_in(demo: object) -> list[tuple[Client, str]]:
    """Return a browser for each role, with the page it begins at."""
    from demonstration import Demo, Visitor  # noqa: PLC0415 - Django is ready now

    assert isinstance(demo, Demo)  # noqa: S101 - the type could not be named above
    visitors = [(Visitor(), one) for one in demo.credentials.values()]
    return [(visitor.client, visitor.sign_in(one)) for visitor, one in visitors]


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


def timed(client: Client, address: str) -> float:
    """Return for how many milliseconds the process worked on a page."""
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


def show(found: dict[str, list[float]]) -> None:
    """Print the table, and whether the target is met."""
    rows = sorted(found.items(), key=lambda row: -max(row[1]))
    print(f"{'中位':>8}{'95%':>8}{'最大':>8}  毫秒，{len(rows)}种页面，各访问多次")
    for kind, times in rows[:LONGEST]:
        print(f"{statistics.median(times):9.0f}{slow(times):9.0f}{max(times):9.0f}  {kind}")
    every = [one for times in found.values() for one in times]
    print(f"{statistics.median(every):9.0f}{slow(every):9.0f}{max(every):9.0f}  全部{len(every)}次")
    late = [kind for kind, times in rows if slow(times) > TARGET]
    print(f"目标{TARGET:.0f}毫秒（95%）：{'达到' if not late else '未达到：' + '、'.join(late)}")


def slow(times: list[float]) -> float:
    """Return what nineteen of twenty stay below."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


if __name__ == "__main__":
    main()
