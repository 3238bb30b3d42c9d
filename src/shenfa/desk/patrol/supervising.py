"""The job of the patrol: begins what is due, watches who walks, takes in what was found.

Every site is walked by a process of its own, so that an hour of walking holds up nothing else.
A process that dies leaves a lease that runs out; the next one goes on where it stopped.
"""

from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path

from shenfa.desk.jobs.job import BEIJING, Means
from shenfa.desk.patrol.approvals import approved_for
from shenfa.desk.patrol.evidence_files import FOLDER
from shenfa.desk.patrol.models import RunRecord
from shenfa.desk.patrol.report_file import UnreadableReport, read_report
from shenfa.desk.patrol.rhythms import rhythm_list
from shenfa.desk.patrol.selectors import runs_open, sites_due
from shenfa.desk.patrol.services import (
    run_abandon,
    run_begin,
    run_drop,
    run_renew,
    run_settle,
    run_take,
)
from shenfa.desk.patrol.walking import WalkTask, drop_word, last_word, walk
from shenfa.desk.wording.selectors import county_tables

MOST_ATTEMPTS = 3
AT_ONCE = 1
"""Two cores carry the desk as well: one process of it walks one site at a time."""
OVER = "当天没有完成巡查，不能补录"
FAILED = f"巡查程序{MOST_ATTEMPTS}次意外结束，请联系技术支持"

_WALKING: dict[str, SpawnProcess] = {}


def patrol_pending(means: Means) -> int:
    """Do what is to be done now, and return for how many runs."""
    for site in sites_due(at=means.by.clock.now()):
        run_begin(by=means.by, site=site)
    return sum(_looked_after(run, means) for run in runs_open())


def stop_walking() -> None:
    """End the processes of this process; what they walked stays."""
    for process in _WALKING.values():
        process.kill()
        process.join()
    _WALKING.clear()


def _looked_after(run: RunRecord, means: Means) -> bool:
    """Bring a run one step further, and return whether there was one to do."""
    folder = means.deployment.data / FOLDER / run.site_id
    now = means.by.clock.now()
    word = last_word(folder, run.id) if folder.is_dir() else None
    process = _WALKING.get(run.id)
    if word is not None:
        _reap(run)
        _conclude(run, folder, word, means)
        drop_word(folder, run.id)
    elif now.astimezone(BEIJING).date() > run.day:
        _reap(run)
        run_abandon(by=means.by, run=run, reason=OVER)
    elif process is not None and process.is_alive():
        run_renew(run=run, at=now)
        return False
    elif process is not None:
        _reap(run)
        run_drop(run=run)
    elif run.attempts >= MOST_ATTEMPTS and (run.until is None or run.until <= now):
        run_abandon(by=means.by, run=run, reason=FAILED)
    elif len(_WALKING) >= AT_ONCE or not run_take(run=run, at=now):
        return False
    else:
        _start(run, folder)
    return True


def _conclude(run: RunRecord, folder: Path, word: str, means: Means) -> None:
    if word:
        run_abandon(by=means.by, run=run, reason=word)
        return
    try:
        report = read_report(folder)
    except UnreadableReport as error:
        run_abandon(by=means.by, run=run, reason=str(error))
    else:
        run_settle(by=means.by, run=run, report=report)


def _start(run: RunRecord, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    task = WalkTask(
        run=run.id,
        folder=folder,
        home=run.site.home,
        site_file=run.site.site_file,
        rate=run.site.rate,
        moment=run.begun_at,
        tables=county_tables(),
        is_resumed=run.attempts > 0,
        approved=approved_for(run.site),
        rhythms=rhythm_list(site=run.site_id),
    )
    process = get_context("spawn").Process(target=walk, args=(task,), daemon=True)
    process.start()
    _WALKING[run.id] = process


def _reap(run: RunRecord) -> None:
    process = _WALKING.pop(run.id, None)
    if process is not None:
        process.kill()
        process.join()
