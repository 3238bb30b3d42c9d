"""The trail: the clock against it, the newest checkpoint, and the verifier's own verdict."""

import datetime
import tempfile
from collections.abc import Iterator, Sequence

from shenfa.desk.clock import Clock, ClockWentBack, stamp
from shenfa.desk.deployment import Deployment
from shenfa.desk.export import trail_export
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.inspection.outcome import Check, Level, failed, notice, passed
from shenfa.desk.organisation.selectors import county_office
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.models import CheckpointRecord, DamagedTrail
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import Broken, Checkpoint, Unusable, public_key, verify
from shenfa.trail.entry import is_time, moment

FRESH = datetime.timedelta(hours=25)
"""One is signed every day; an hour is left for the day on which the worker came late."""
NOTHING = "系统尚未启用，与另行留存的记录数不符"


def newest_checkpoint() -> Checkpoint | None:
    """Return the newest checkpoint, if any. One query."""
    record = CheckpointRecord.objects.order_by("-id").first()
    return record.to_checkpoint() if record else None


def trail_origin() -> str:
    """Return whose trail it is, or nothing before the first start. One query."""
    try:
        return county_office().name
    except CommandRefused:
        return ""


def clock_check(now: datetime.datetime) -> Check:
    """Return whether the clock is not behind the trail. Two queries.

    A checkpoint signed by a clock that is behind could never be taken back, and the trail
    would not verify any more. So nothing is signed before this was asked.
    """
    last, newest = trail_last(), newest_checkpoint()
    latest = max((one.at for one in (last, newest) if one is not None), default="")
    if stamp(now) < latest:
        return failed("时钟", f"早于留痕中的 {latest}，请校准系统时钟后再办理")
    return passed("时钟", "不早于最后一条留痕")


def checkpoint_check(now: datetime.datetime) -> Check:
    """Return whether the newest checkpoint is of today. Two queries."""
    newest = newest_checkpoint()
    if not trail_origin():
        return notice("检查点", "系统尚未启用，请先登记三名管理员")
    if newest is None:
        return failed("检查点", "还没有检查点，请启动 shenfa worker")
    if not is_time(newest.at) or now - moment(newest.at) > FRESH:
        return failed(
            "检查点", f"最新的是 {newest.at}，已超过24小时，请检查 shenfa worker 是否在运行"
        )
    return passed("检查点", f"{newest.at}，请抄录另存 {newest.count}:{newest.head}")


def verdict_check(deployment: Deployment, kept: Kept, clock: Clock) -> Check:
    """Export the trail into a temporary file and return the verdict of the verifier.

    The export signs a checkpoint, which is why the clock must have been looked at before.
    """
    keys = kept.keys or (public_key(deployment.signing_key),)
    try:
        with tempfile.TemporaryFile() as packed:
            trail_export(out=packed, private_key=deployment.signing_key, clock=clock)
            packed.seek(0)
            verdict = verify(packed, keys, kept.anchors)
    except (Broken, Unusable, DamagedTrail) as fault:
        return failed("留痕核验", f"{fault}，请保留现场并报告县政府办公室")
    return passed("留痕核验", f"{verdict.count}条记录全部相符")


def trail_checks(deployment: Deployment, kept: Kept, clock: Clock) -> Iterator[Check]:
    """Yield clock, checkpoint and verdict."""
    try:
        now = clock.now()
        clock_state = clock_check(now)
        checkpoint = checkpoint_check(now)
    except (ClockWentBack, DamagedTrail) as fault:
        yield failed("留痕核验", str(fault))
        return
    yield clock_state
    yield checkpoint
    if not trail_origin():
        if kept.anchors:
            yield failed("留痕核验", NOTHING)
    elif clock_state.level is Level.FAILED:
        yield failed("留痕核验", "时钟不对，没有核验，请先校准系统时钟")
    else:
        yield verdict_check(deployment, kept, clock)


def key_check(deployment: Deployment, keys: Sequence[bytes]) -> Check:
    """Return whether the public key kept elsewhere is the one that signs here."""
    if not keys:
        return notice("公钥留存", "请用 --key 给出另行留存的公钥文件，以便核对签名密钥没有被更换")
    if public_key(deployment.signing_key) not in keys:
        return failed("公钥留存", "与正在使用的签名密钥不符，请查明密钥何时被更换")
    return passed("公钥留存", "与正在使用的签名密钥相符")
