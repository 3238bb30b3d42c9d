"""Releasing in the town, and taking away: each function tries one thing as one person."""

from town import MINUTE, Town

from shenfa.desk.release import scheduling, takedown
from shenfa.desk.release import services as releases
from shenfa.desk.release.models import ReleaseRecord, StepRecord


def publish(town: Town, name: str, revision: str, *channels: str) -> ReleaseRecord | None:
    """Publish, a minute later."""
    town.county.hands.move(minutes=1)
    chosen = channels or (town.prepared.column,)
    return town.attempt(
        lambda: releases.release_publish(
            by=town.by(name),
            revision=revision,
            channels=chosen,
            evidence=town.evidence(name),
        )
    )


def schedule(town: Town, name: str, revision: str) -> object:
    """Ask for a release in an hour."""
    return town.attempt(
        lambda: scheduling.release_schedule(
            by=town.by(name),
            revision=revision,
            channels=[town.prepared.column],
            due=town.county.hands.at + 60 * MINUTE,
            evidence=town.evidence(name),
        )
    )


def fall_due(town: Town) -> None:
    """Let the time of all schedules come."""
    town.county.hands.move(hours=2)
    scheduling.run_due(town.county.hands.clock)


def withdraw(town: Town, name: str, release: str) -> object:
    """Withdraw a release."""
    return town.attempt(
        lambda: releases.release_withdraw(
            by=town.by(name), release=release, reason="内容过期", notice="gone"
        )
    )


def archive(town: Town, name: str, release: str) -> object:
    """Archive a release."""
    return town.attempt(lambda: releases.release_archive(by=town.by(name), release=release))


def delete(town: Town, name: str, release: str) -> object:
    """Delete a release from the site."""
    return town.attempt(
        lambda: releases.release_delete(by=town.by(name), release=release, reason="已归档")
    )


def hide(town: Town, name: str, release: str) -> StepRecord | None:
    """Take a release down."""
    return town.attempt(
        lambda: takedown.takedown_hide(by=town.by(name), release=release, reason="有误")
    )


def confirm(town: Town, name: str, release: str) -> StepRecord | None:
    """Confirm that a release was taken down."""
    return town.attempt(
        lambda: takedown.takedown_confirm(by=town.by(name), release=release, reason="属实")
    )
