"""The process that walks a site: started by the job, alone with its task, killed without harm.

It knows no database, and no module here may need one. What it found stands in its folder, and its last word is a file that bears
the name of the run: empty if all went well, else the sentence that says why not.
"""

import datetime
import fcntl
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from shenfa.audit import compile_engine
from shenfa.desk.clock import utc_now
from shenfa.desk.patrol.screenshots import photographer
from shenfa.desk.wording.county_file import Tables
from shenfa.patrol.availability import CHINA
from shenfa.patrol.freshness import UnknownRule
from shenfa.patrol.frontier import OtherSiteError
from shenfa.patrol.patrolling import Orders, patrol_site
from shenfa.patrol.reconciliation import Approved
from shenfa.patrol.target import Column, SiteFileError, Target, read_site_file

LOCK = "walking.lock"


@dataclass(frozen=True, slots=True)
class WalkTask:
    """What to walk, where to keep it, and by which words to read it."""

    run: str
    folder: Path
    home: str
    site_file: str
    rate: int
    moment: datetime.datetime
    tables: Tables
    is_resumed: bool
    approved: tuple[Approved, ...] | None = field(default=None, repr=False)
    rhythms: tuple[Column, ...] = ()


def walk(task: WalkTask) -> None:
    """Walk a site to its end, and leave the last word.

    Two never walk in one folder: whoever comes second waits, and finds the word of the first.
    """
    with (task.folder / LOCK).open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if last_word(task.folder, task.run) is None:
            _walk(task)


def leave_word(folder: Path, run: str, word: str) -> None:
    """Write the last word, whole or not at all."""
    part = folder / f"{run}.part"
    part.write_text(word, encoding="utf-8")
    part.replace(folder / f"{run}.word")


def last_word(folder: Path, run: str) -> str | None:
    """Return the last word of a run, or None while there is none."""
    path = folder / f"{run}.word"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def drop_word(folder: Path, run: str) -> None:
    """Take the last word away once it has been heard."""
    (folder / f"{run}.word").unlink(missing_ok=True)


def _walk(task: WalkTask) -> None:
    try:
        target = target_of(task)
        patrol_site(
            target,
            compile_engine(task.tables.county, task.tables.suppressions),
            Orders(
                folder=task.folder,
                moment=task.moment.astimezone(CHINA),
                rate=task.rate,
                clock=time.monotonic,
                sleep=time.sleep,
                read_time=_read_time,
                tell=_silent,
                is_resumed=task.is_resumed,
                shoot=photographer(target.home),
            ),
        )
    except (SiteFileError, OtherSiteError, UnknownRule) as error:
        leave_word(task.folder, task.run, str(error))
    else:
        leave_word(task.folder, task.run, "")


def target_of(task: WalkTask) -> Target:
    """Return what is to be walked: what its file says goes before what people confirmed since."""
    target = read_site_file(task.site_file, task.home)
    said = {column.url: column for column in task.rhythms}
    given = tuple(
        replace(column, checked=said[column.url].checked) if column.url in said else column
        for column in target.columns
    )
    known = {column.url for column in given}
    confirmed = tuple(column for url, column in said.items() if url not in known)
    return replace(target, columns=(*given, *confirmed), approved=task.approved)


def _read_time() -> datetime.datetime:
    return utc_now().astimezone(CHINA)


def _silent(_done: int, _waiting: int) -> None:
    """A job has no terminal."""
