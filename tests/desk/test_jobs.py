"""Work derived from state: done once, at its time, whoever is killed: I26, I28, R10 (daily)."""

import datetime
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable

import pytest
from county import START, County, verbs
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries
from raw_sql import run as run_sql

from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs import loop
from shenfa.desk.jobs.job import Daily, Job, JobFailed, Means, next_time, retry_time
from shenfa.desk.jobs.models import LeaseRecord
from shenfa.desk.jobs.selectors import JobState, job_overview, job_states
from shenfa.desk.jobs.services import Run, lease_return, lease_take, tick
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.desk.trail.models import CheckpointRecord

pytestmark = pytest.mark.db
HOUR = datetime.timedelta(hours=1)
UPKEEP = [row for row in JOBS if row.name in {"beat", "checkpoint"}]
NIGHT = Daily(datetime.time(0, 30))


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("every", "started", "expected"),
    [
        (HOUR, "2026-11-24T01:00:00+00:00", "2026-11-24T02:00:00+00:00"),
        # 00:30 in Beijing is 16:30 UTC of the day before.
        (NIGHT, "2026-11-24T16:29:59+00:00", "2026-11-24T16:30:00+00:00"),
        (NIGHT, "2026-11-24T16:30:00+00:00", "2026-11-25T16:30:00+00:00"),
        (NIGHT, "2026-11-24T18:00:00+00:00", "2026-11-25T16:30:00+00:00"),
        (NIGHT, "2026-12-31T15:59:00+00:00", "2026-12-31T16:30:00+00:00"),
    ],
)
def test_when_a_job_is_due_again(
    every: datetime.timedelta | Daily, started: str, expected: str
) -> None:
    assert next_time(every, at(started)) == at(expected)


def test_a_failure_is_tried_again_soon_but_never_later_than_its_time() -> None:
    minute = datetime.timedelta(minutes=1)

    assert retry_time(NIGHT, START) == START + datetime.timedelta(minutes=10)
    assert retry_time(minute, START) == START + minute


def job(run: Callable[[Means], int] = lambda _: 1, **more: datetime.timedelta) -> Job:
    return Job("x", "点数", HOUR, run, **more)


def means(county: County, deployment: Deployment) -> Means:
    return Means(county.by(), deployment)


def outcomes(runs: list[Run]) -> list[tuple[int, str]]:
    return [(run.count, run.error) for run in runs]


def test_a_job_is_run_at_its_times_only(deployment: Deployment) -> None:
    county = County()
    given, one = means(county, deployment), [job(lambda _: 3)]
    done = []
    for minutes in (0, 0, 59, 1, 59):
        county.hands.move(minutes=minutes)
        done.append(outcomes(list(tick(given, one))))

    assert done == [[(3, "")], [], [], [(3, "")], []]
    assert LeaseRecord.objects.get(name="x").runs == 2


def fails(failure: Exception) -> Callable[[Means], int]:
    def run(_means: Means) -> int:
        raise failure

    return run


@pytest.mark.parametrize(
    ("failure", "kept"),
    [
        (JobFailed("磁盘空间不足，请清理"), "磁盘空间不足，请清理"),
        (CommandRefused("person_exists", "工号XG1已经登记"), "操作被拒绝（person_exists）"),
        (ValueError("522301199001011234"), "程序出错（ValueError，test_jobs.py 第"),
        (IntegrityError("Key (name)=(向文) exists"), "程序出错（IntegrityError"),
    ],
)
def test_an_error_is_kept_without_anything_personal_and_tried_again(
    deployment: Deployment, failure: Exception, kept: str
) -> None:
    """One job's failure does not keep the next from being done."""
    county = County()
    other = Job("y", "另一个", HOUR, lambda _: 1)
    runs = list(tick(means(county, deployment), [job(fails(failure)), other]))

    error = LeaseRecord.objects.get(name="x").last_error
    assert [run.error for run in runs] == [error, ""]
    assert kept in error
    for personal in ("XG1", "522301199001011234", "向文"):
        assert personal not in error
    county.hands.move(minutes=9)
    assert list(tick(means(county, deployment), [job()])) == []
    county.hands.move(minutes=1)
    assert outcomes(list(tick(means(county, deployment), [job()]))) == [(1, "")]
    assert LeaseRecord.objects.get(name="x").last_error == ""


def test_who_read_the_same_row_cannot_both_win(deployment: Deployment) -> None:
    """What was read is compared in the statement that sets it."""
    assert deployment
    first = lease_take(job=job(), at=START)

    assert first is not None
    assert lease_take(job=job(), at=START) is None
    assert not LeaseRecord.objects.filter(name="x", holder="", runs=0).update(runs=1)


def test_the_lease_of_a_dead_worker_expires(deployment: Deployment) -> None:
    """And who comes back from the dead cannot give back what another holds."""
    assert deployment
    mine = job(longest=datetime.timedelta(minutes=5))
    dead = lease_take(job=mine, at=START)
    early = lease_take(job=mine, at=START + datetime.timedelta(minutes=4))
    second = lease_take(job=mine, at=START + datetime.timedelta(minutes=5))

    assert dead is not None
    assert early is None
    assert second is not None
    assert not lease_return(lease=dead, at=START, error="x")
    assert LeaseRecord.objects.get(name="x").holder == second.holder
    assert lease_return(lease=second, at=START, error="")


def test_a_job_that_takes_too_long_says_so(deployment: Deployment) -> None:
    county = County()

    def slow(_means: Means) -> int:
        county.hands.move(minutes=20)
        assert lease_take(job=job(), at=county.hands.at)
        return 1

    (run,) = tick(means(county, deployment), [job(slow)])

    assert "请调大该任务的时限" in run.error


@pytest.mark.parametrize(
    "change",
    ["holder = 'x', until = NULL", "holder = '', until = '2026-11-24 01:00:00'"],
)
def test_a_lease_is_held_until_a_time_or_by_nobody(deployment: Deployment, change: str) -> None:
    assert deployment
    LeaseRecord.objects.create(name="x")
    with pytest.raises(IntegrityError):
        run_sql(f"UPDATE jobs_lease SET {change}")  # noqa: S608 - a test of such statements


PROLOGUE = """
import datetime, sys, time
from pathlib import Path
from shenfa.desk.deployment import open_deployment
from shenfa.desk.settings import configure
deployment = open_deployment(Path(sys.argv[1]), sys.argv[2])
configure(deployment)
from shenfa.desk.clock import Clock
from shenfa.desk.jobs.job import Job, Means
from shenfa.desk.jobs.services import tick
from shenfa.desk.trail.command import Acting, chain, command
means = Means(Acting("system", Clock()), deployment)
def jobs(run, every=datetime.timedelta(hours=1)):
    return [Job(f"x{number}", "点数", every, run) for number in range(20)]
def count(means):
    with command("x.count", "x", means.by) as now:
        chain(now, "x.count", "x", {})
    return 1
"""


def start(deployment: Deployment, script: str) -> subprocess.Popen[str]:
    code = PROLOGUE + textwrap.dedent(script)
    return subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", code, str(deployment.data), deployment.database_url],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_four_workers_do_each_job_once(deployment: Deployment) -> None:
    script = "print(sum(run.count for run in tick(means, jobs(count))))"
    processes = [start(deployment, script) for _ in range(4)]
    counts = [int(process.communicate(timeout=120)[0]) for process in processes]

    assert [process.returncode for process in processes] == [0] * 4
    assert sum(counts) == 20
    assert verbs() == ["x.count"] * 20


def test_a_killed_worker_loses_nothing_and_doubles_nothing(deployment: Deployment) -> None:
    """Kill -9 in the middle of the second of three: what is left is found in the state."""
    script = """
    def run(means):
        from shenfa.desk.trail.models import EntryRecord
        for _ in range(EntryRecord.objects.count(), 3):
            count(means)
            if EntryRecord.objects.count() == 2:
                print("inside", flush=True)
                time.sleep(60)
        return 1
    list(tick(means, jobs(run)[:1]))
    """
    with start(deployment, script) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "inside\n"
        os.kill(process.pid, signal.SIGKILL)
    assert verbs() == ["x.count"] * 2
    lease = LeaseRecord.objects.get(name="x0")
    assert lease.until is not None
    county = County()
    county.hands.at = lease.until

    def finish(given: Means) -> int:
        for _ in range(len(verbs()), 3):
            with command("x.count", "x", given.by) as now:
                chain(now, "x.count", "x", {})
        return 1

    (run,) = tick(means(county, deployment), [Job("x0", "点数", HOUR, finish)])
    assert (run.count, run.error) == (1, "")
    assert verbs() == ["x.count"] * 3


def test_a_checkpoint_is_signed_once_a_day(county: County, deployment: Deployment) -> None:
    """I29: on the days on which nothing happened as well, and at once after a failure."""
    given = means(county, deployment)
    signed = []
    for hours in (0, 1, 24, 48):
        county.hands.move(hours=hours)
        assert not [run.error for run in tick(given, UPKEEP) if run.error]
        signed.append(CheckpointRecord.objects.count())

    assert signed == [1, 1, 2, 3]


def test_before_the_first_start_there_is_nothing_to_sign(deployment: Deployment) -> None:
    county = County()

    assert not [run.error for run in tick(means(county, deployment), UPKEEP) if run.error]
    assert not CheckpointRecord.objects.exists()


def test_a_clock_behind_the_trail_signs_nothing(county: County, deployment: Deployment) -> None:
    """S29: a checkpoint signed too early could not be taken back."""
    hands = County().hands
    hands.move(days=-1)
    runs = list(tick(Means(Acting("system", hands.clock), deployment), UPKEEP))

    assert [run.count for run in runs] == [0, 0]
    assert all("请校准系统时钟" in run.error for run in runs)
    assert not CheckpointRecord.objects.exists()
    assert county


def test_the_page_shows_who_may_see_it_how_the_jobs_stand(
    county: County, deployment: Deployment
) -> None:
    for name in ("秦系", "秦审", "龙主任", "谢审"):
        states = job_overview(viewer=county.id(name), at=county.hands.at)
        assert [state.name for state in states] == [row.name for row in JOBS]
        assert all(state.is_late and state.due is None for state in states)
    for name in ("向文", "覃镇长"):
        with pytest.raises(NotFound):
            job_overview(viewer=county.id(name), at=county.hands.at)

    list(tick(means(county, deployment), UPKEEP))
    beat, checkpoint = upkeep_states(county)
    assert (beat.rhythm, checkpoint.rhythm) == ("每1小时", "每天00:30")
    assert not any(one.is_late or one.is_running or one.error for one in (beat, checkpoint))
    county.hands.move(hours=2)
    assert [state.is_late for state in upkeep_states(county)] == [True, False]


def upkeep_states(county: County) -> list[JobState]:
    names = {row.name for row in UPKEEP}
    return [state for state in job_states(at=county.hands.at) if state.name in names]


def test_the_overview_makes_three_queries(
    county: County, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = county.id("秦系")
    with django_assert_num_queries(3):
        job_overview(viewer=viewer, at=county.hands.at)


def test_the_loop_ends_when_told_and_says_a_line_for_each_run(
    county: County, deployment: Deployment
) -> None:
    stop, lines = threading.Event(), []

    def say(line: str) -> None:
        lines.append(line)
        stop.set()

    loop.work(means(county, deployment), stop, say)

    assert lines == ["2026-11-24 09:00:00 时钟、磁盘检查 完成，办理1件"]


def test_the_loop_waits_where_the_database_is_gone(county: County, deployment: Deployment) -> None:
    lines: list[str] = []
    run_sql("ALTER TABLE jobs_lease RENAME TO jobs_gone")

    assert not loop.look(means(county, deployment), threading.Event(), lines.append)
    assert lines == ["等待：数据库无法使用，请检查数据库服务和磁盘"]


def test_names_of_jobs_are_unique() -> None:
    assert len({row.name for row in JOBS}) == len(JOBS)
