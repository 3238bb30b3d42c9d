"""The command line in a process of its own, as a technician calls it, and a county to call it on."""

import os
import subprocess
import sys
from pathlib import Path

from county import OFFICE, County, Hands

from shenfa.desk.clock import utc_now

PROGRAM = (sys.executable, "-c", "from shenfa.cli.main import main; main()")
ADMINISTRATORS = f"""
office = "{OFFICE}"
[system_administrator]
name = "秦系"
staff_number = "GL1"
[security_administrator]
name = "秦安"
staff_number = "GL2"
[audit_administrator]
name = "秦审"
staff_number = "GL3"
"""


def environment(database: str) -> dict[str, str]:
    return {**os.environ, "SHENFA_DATABASE": database}


def shenfa(database: str, *arguments: str | Path) -> tuple[int, str]:
    """Run a command and return its status and all it said."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*PROGRAM, *map(str, arguments)],
        env=environment(database),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def started() -> County:
    """Return a county that was started just now, by the clock that the commands read."""
    county = County(Hands(utc_now()))
    county.start()
    return county
