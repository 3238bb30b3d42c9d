"""What went otherwise in the last weeks: corrected, withdrawn, archived, taken down, turned back."""

from collections.abc import Mapping

from shenfa.demo.county import GAP, appoint_newcomers
from shenfa.demo.forms import open_form, send_form
from shenfa.demo.hands import let_pass
from shenfa.demo.releasing import note_links, publish
from shenfa.demo.reviewing import (
    advance,
    approve,
    cast_of,
    conclude,
    decide,
    failed,
    settle,
    submit,
)
from shenfa.demo.texts import text_for
from shenfa.demo.world import World, acting
from shenfa.demo.writing import begin, cut, rewrite, write
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.services import (
    Notice,
    release_archive,
    release_delete,
    release_withdraw,
)
from shenfa.desk.release.takedown import takedown_confirm, takedown_hide
from shenfa.desk.review.decisions import revision_recall
from shenfa.desk.trail.command import Acting
from shenfa.review import Position, Result, Stage

Releases = Mapping[str, ReleaseRecord]


def correct(world: World, releases: Releases) -> None:
    """A mistake in what is public: another revision replaces it, with a public note."""
    before = releases["zg-window"].revision
    note = "原文周六窗口服务时间有误，应为9时至13时，现予更正"
    revision = rewrite(
        world, before.manuscript_id, "s-window-2", corrects=before.id, public_note=note
    )
    note_links(world, publish(world, approve(world, revision)))


def withdraw(world: World, releases: Releases) -> None:
    """Two releases are withdrawn with a note in their place, one without."""
    withdrawn: tuple[tuple[str, str, Notice], ...] = (
        ("ga-card", "预约方式调整，原信息不再适用", "public"),
        ("sp-pipe", "检修已经结束，信息过期", "public"),
        ("mz-funeral", "收费标准调整，原标准废止", "gone"),
    )
    for key, reason, notice in withdrawn:
        release = releases[key]
        by = _releaser(world, release)
        release_withdraw(by=by, release=release.id, reason=reason, notice=notice)


def archive(world: World, releases: Releases) -> None:
    """What was withdrawn is archived, and one of it deleted from the site."""
    for key in ("sp-pipe", "mz-funeral"):
        release = releases[key]
        release_archive(by=_releaser(world, release), release=release.id)
    gone = releases["mz-funeral"]
    release_delete(by=_releaser(world, gone), release=gone.id, reason="已归档，原标准不再公开")


def take_down(world: World, releases: Releases) -> None:
    """One release goes offline in an emergency, and a second person confirms it."""
    release = releases["wj-flu"]
    reason = "接种门诊数量与实际不符，先行下线核实"
    takedown_hide(by=_releaser(world, release), release=release.id, reason=reason)
    let_pass(world.hands, minutes=15)
    deputy = cast_of(world, release.revision).holder(Position.DEPUTY_IN_CHARGE)
    takedown_confirm(
        by=acting(world, deputy), release=release.id, reason="情况属实，更正后另行送审"
    )


def turn_back(world: World, _releases: Releases) -> None:
    """The second reviewer fails a text, and a secrecy reviewer does not let one pass."""
    revision = write(world, "s-failed")
    submit(world, revision)
    advance(world, revision, (Stage.FIRST,))
    comment = "理赔户数与县农业农村委台账不一致，请核实后重新送审"
    decide(world, revision, Stage.SECOND, failed(revision, comment))
    revision = write(world, "s-secrecy")
    submit(world, revision)
    settle(world, revision)
    conclude(world, revision, Result.FAILED)


def recall(world: World, _releases: Releases) -> None:
    """A writer takes back what nobody has looked at."""
    revision = write(world, "s-recalled")
    submit(world, revision)
    let_pass(world.hands, minutes=10)
    by = acting(world, cast_of(world, revision).writer)
    revision_recall(by=by, revision=revision.id, reason="义诊时间有调整，改后重新送审")


def keep_waiting(world: World, _releases: Releases) -> None:
    """A form waits too long at the county office; its copies differ in what is not published."""
    paper = text_for("s-form-late-paper", world.hands.at)
    revision = approve(world, write(world, "s-form-late"))
    open_form(world, revision)
    send_form(world, revision, paper, "正式件末行是内部办理记录，不公开，已与原件核对")
    recall(world, _releases)


def leave(world: World, _releases: Releases) -> None:
    """A text waits too long for its second review, another for somebody who is not there."""
    revision = write(world, "s-overdue")
    submit(world, revision)
    advance(world, revision, (Stage.FIRST,))
    writer = world.casts[GAP].holder(Position.RELEASER)
    manuscript = begin(world, "s-stalled", writer)
    submit(world, cut(world, manuscript, writer))


def appoint(world: World, _releases: Releases) -> None:
    """Two people are appointed."""
    appoint_newcomers(world)


EVENTS = {
    9: correct,
    7: withdraw,
    6: archive,
    5: take_down,
    4: turn_back,
    3: keep_waiting,
    2: leave,
    1: appoint,
}
"""What happens how many working days ago, beside the releases of the day."""


def _releaser(world: World, release: ReleaseRecord) -> Acting:
    return acting(world, cast_of(world, release.revision).holder(Position.RELEASER))
