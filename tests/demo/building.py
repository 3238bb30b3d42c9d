"""The demonstration, built once for all workers and all folders of tests that look at it.

As a program it builds the demonstration in the folder that it is given: in a process of its own,
because the tests of a browser must not make Django ready in theirs.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def copy_of_demonstration(factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the caller's own with the demonstration, which is built when missing."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo").exists():
            unfinished = shared / "unfinished"
            subprocess.run([sys.executable, __file__, unfinished], check=True)  # noqa: S603 - ourselves
            unfinished.rename(shared / "demo")
    return Path(shutil.copytree(shared / "demo", factory.mktemp("demo") / "copy"))


def _build(folder: Path) -> None:
    from shenfa.desk.deployment import Deployment  # noqa: PLC0415 - only as a program
    from shenfa.desk.settings import configure  # noqa: PLC0415 - as above

    configure(Deployment(folder, "for tests only", bytes(32)))
    sys.path.insert(0, str(HERE))
    from demonstration import build_in  # noqa: PLC0415 - Django must be configured first

    build_in(folder)


if __name__ == "__main__":
    _build(Path(sys.argv[1]))
