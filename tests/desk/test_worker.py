"""``shenfa worker`` on both databases: a line for each run, and a clean end."""

import datetime
import signal
import subprocess
from pathlib import Path

import pytest
from county import County, Hands
from shenfa_command import PROGRAM, environment, shenfa, started

from shenfa.desk.clock import utc_now
from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.models import LeaseRecord
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.trail.models import CheckpointRecord

pytestmark = pytest.mark.db


def test_once_runs_what_is_due_and_no_more(deployment: Deployment) -> None:
    started()
    command = ("worker", "--data", deployment.data, "--once")
    status, said = shenfa(deployment.database_url, *command)
    again = shenfa(deployment.database_url, *command)

    assert status == 0, said
    did = [line.split(" ", 2)[2] for line in said.splitlines()]
    assert [line.partition(" ")[0] for line in did] == [job.title for job in JOBS]
    assert {"时钟、磁盘检查 完成，办理1件", "签署检查点 完成，办理1件"} <= set(did)
    assert again == (0, "")
    assert CheckpointRecord.objects.count() == 1


def test_once_says_when_something_failed(deployment: Deployment) -> None:
    """The clock is behind the trail: it is not the worker who may put up with that."""
    County(Hands(utc_now() + datetime.timedelta(days=2))).start()
    status, said = shenfa(deployment.database_url, "worker", "--data", deployment.data, "--once")

    assert status == 1
    for title in ("时钟、磁盘检查", "签署检查点"):
        assert f"{title} 失败：时钟早于留痕中的" in said
    assert not CheckpointRecord.objects.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_in_good_order(deployment: Deployment, number: int) -> None:
    started()
    with subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, "worker", "--data", str(deployment.data)],
        env=environment(deployment.database_url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in JOBS]
        process.send_signal(number)
        rest, errors = process.communicate(timeout=30)

    assert all("完成" in line for line in lines)
    assert (process.returncode, rest, errors) == (0, "", "")
    assert not LeaseRecord.objects.exclude(holder="").exists()


def test_a_mistyped_folder_is_not_made(tmp_path: Path) -> None:
    for name in ("worker", "check-deploy"):
        status, said = shenfa("", name, "--data", tmp_path / "typo")
        assert (status, "不是数据文件夹" in said) == (2, True)
    assert not (tmp_path / "typo").exists()
