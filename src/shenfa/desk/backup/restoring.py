"""Judging a restored state, and chaining that it was restored."""

from collections.abc import Iterator

from shenfa.desk.backup.manifest import Manifest
from shenfa.desk.clock import Clock
from shenfa.desk.deployment import Deployment
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.inspection.outcome import Check, Level, failed, notice
from shenfa.desk.inspection.trail import (
    NOTHING,
    clock_check,
    key_check,
    trail_origin,
    verdict_check,
)
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.desk.trail.services import checkpoint_sign


def restore_judge(
    *, deployment: Deployment, manifest: Manifest, kept: Kept, clock: Clock
) -> Iterator[Check]:
    """Yield what speaks for and against a restored state; if nothing does, chain that it was.

    The entry makes everybody see it who reads the trail. Whether the state is an old one can
    be told only by what was kept elsewhere.
    """
    key_state = key_check(deployment, kept.keys)
    yield key_state
    if not kept.anchors:
        yield notice(
            "备份新旧",
            f"备份于 {manifest.made}，请用 --anchor 给出另行留存的 记录数:链签，否则不能发现备份过旧",
        )
    origin = trail_origin()
    if not origin:
        if kept.anchors:
            yield failed("留痕核验", NOTHING)
        return
    clock_state = clock_check(clock.now())
    yield clock_state
    if Level.FAILED in {key_state.level, clock_state.level}:
        return
    verdict = verdict_check(deployment, kept, clock)
    if verdict.level is not Level.FAILED:
        backup_record_restored(by=Acting(SYSTEM, clock), manifest=manifest)
        checkpoint_sign(origin=origin, private_key=deployment.signing_key, clock=clock)
    yield verdict


def backup_record_restored(*, by: Acting, manifest: Manifest) -> None:
    """Chain that from here on the county works on a restored state, and how old it was."""
    with command("backup.restore", "backup", by) as now:
        facts = {"made": manifest.made, "count": manifest.count, "head": manifest.head}
        chain(now, "backup.restore", "backup", facts)
