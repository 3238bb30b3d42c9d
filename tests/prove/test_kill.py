"""Killed in the middle of decisions and releases, and started again: nothing is half done (I15, I26)."""

import datetime
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from county import County
from django.db import connections
from release_county import Releasing
from review_county import attribute, audit, conclude, pass_stage, submit

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.public import package_get
from shenfa.desk.review.models import DecisionRecord
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.selectors import trail_last
from shenfa.review import Stage
from shenfa.trail.entry import moment

pytestmark = pytest.mark.db
TEXTS = 8
CHILD = Path(__file__).parent / "killed.py"


def test_nothing_is_half_done(county: County, deployment: Deployment) -> None:
    """Four kills at different moments of the work, then one process that ends it."""
    town = Releasing(county, deployment)
    for number in range(TEXTS):
        revision = town.reviewing.cut(title=f"便民服务通告第{number + 1}号")
        audit(county, revision)
        submit(county, revision)
        attribute(county, revision)
        conclude(county, revision)
        pass_stage(county, revision, Stage.FIRST)
        pass_stage(county, revision, Stage.SECOND)
    killed = 0
    for wait in (0.0, 0.02, 0.045, 0.07):
        with start(deployment) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(wait)
            child.kill()
        killed += child.returncode == -signal.SIGKILL
        check(town)
    with start(deployment) as child:
        child.communicate(timeout=60)
    check(town)

    assert killed >= 3
    assert ReleaseRecord.objects.count() == TEXTS


def start(deployment: Deployment) -> subprocess.Popen[str]:
    """Start a process that goes on with the work, a minute after the last entry."""
    last = trail_last()
    assert last is not None
    at = moment(last.at) + datetime.timedelta(minutes=1)
    connections.close_all()
    arguments = [str(deployment.data), deployment.database_url, at.isoformat()]
    return subprocess.Popen(  # noqa: S603 - the file beside this one
        [sys.executable, str(CHILD), *arguments], stdout=subprocess.PIPE, text=True
    )


def check(town: Releasing) -> None:
    """Every release has its entry and its bytes, every decision its entry; the verifier agrees."""
    last = trail_last()
    assert last is not None
    town.county.hands.at = moment(last.at) + datetime.timedelta(minutes=1)
    verbs = [row.to_entry().verb for row in EntryRecord.objects.order_by("seq")]
    assert verbs.count("release.publish") == ReleaseRecord.objects.count()
    assert verbs.count("review.decide") == DecisionRecord.objects.count()
    for release in ReleaseRecord.objects.all():
        assert package_get(release.id)
        assert release.revision.decisions.filter(result="passed").count() == 3
    assert RevisionRecord.objects.count() == TEXTS
    assert town.verified()
