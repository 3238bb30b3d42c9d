"""The desk as a process for one journey: on a free port of loopback, with a clock that is told.

As a program it serves the deployment in the folder that it is given. Each line that it is told
is a command, answered with a line: ``move SECONDS`` lets time pass, which else stands still;
``work`` does what a worker would do by now. It ends when nothing more can be told.

Everybody of the county who has an account signs in with ``PASSWORD``, and their own code.
"""

import datetime
import json
import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

UNTIL = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)
"""Where the time of the demonstration ends, and that of a journey begins."""
PASSWORD = "yun-wu-man-shan-36"  # noqa: S105 - of people who do not exist
PATIENCE = 60
"""Seconds after which a process that does not answer is given up."""


@dataclass
class LivingDesk:
    """A served county. Its database may be read, as by somebody who looks over the shoulder."""

    process: subprocess.Popen[str] = field(repr=False)
    data: Path
    address: str = ""
    now: datetime.datetime = UNTIL

    def move(self, *, seconds: float = 0, minutes: float = 0, days: float = 0) -> None:
        """Let time pass."""
        passed = datetime.timedelta(seconds=seconds, minutes=minutes, days=days)
        self._tell(f"move {int(passed.total_seconds())}")
        self.now += passed

    def work(self) -> list[str]:
        """Let what is due be done, and return what the worker said."""
        said: list[str] = json.loads(self._tell("work"))
        return said

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return what a question to the database brings."""
        connection = sqlite3.connect(f"file:{self.data / 'shenfa.sqlite3'}?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def _tell(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.heard()

    def heard(self) -> str:
        """Return the next line of the process, whose end is a failure."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the desk ended: {self.process.wait(PATIENCE)}"
        return line.strip()


@contextmanager
def living(data: Path) -> Iterator[LivingDesk]:
    """Serve the county in a folder, and have it ended whatever happens."""
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, __file__, data],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    desk = LivingDesk(process, data)
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        desk.address = desk.heard()
        alarm.cancel()
        yield desk
    finally:
        alarm.cancel()
        process.kill()
        process.communicate()


def _serve(data: Path) -> None:
    """Serve as ``shenfa serve`` does, by another clock and without a worker of its own."""
    from waitress.server import create_server  # noqa: PLC0415 - only as a program

    from shenfa.desk.clock import Clock  # noqa: PLC0415 - as above
    from shenfa.desk.deployment import open_deployment  # noqa: PLC0415 - as above
    from shenfa.web.given import Given  # noqa: PLC0415 - as above
    from shenfa.web.wsgi import application, prepare  # noqa: PLC0415 - as above

    times = [UNTIL]
    given = Given(Clock(lambda: times[-1]), open_deployment(data))
    prepare(given.deployment)
    _hand_out_passwords()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(application(given), host="127.0.0.1", port=0, threads=8, ident=None)
    threading.Thread(target=server.run, daemon=True).start()
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)  # noqa: T201 - it is answered so
    for line in sys.stdin:
        match line.split():
            case ["move", seconds]:
                times.append(times[-1] + datetime.timedelta(seconds=int(seconds)))
                answer = "moved"
            case _:
                answer = json.dumps(_work(given), ensure_ascii=False)
        print(answer, flush=True)  # noqa: T201 - as above


def _work(given: object) -> list[str]:
    from shenfa.desk.jobs.job import Means  # noqa: PLC0415 - Django is ready now
    from shenfa.desk.jobs.loop import look  # noqa: PLC0415 - as above
    from shenfa.desk.trail.command import SYSTEM, Acting  # noqa: PLC0415 - as above
    from shenfa.web.given import Given  # noqa: PLC0415 - as above

    assert isinstance(given, Given)
    said: list[str] = []
    look(Means(Acting(SYSTEM, given.clock), given.deployment), threading.Event(), said.append)
    return said


def _hand_out_passwords() -> None:
    """Let everybody sign in with one password, which the services would not allow."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - Django is ready now

    from shenfa.desk.access.models import CredentialRecord  # noqa: PLC0415 - as above

    CredentialRecord.objects.update(
        password=make_password(PASSWORD), must_change=False, changed_at=UNTIL
    )


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
