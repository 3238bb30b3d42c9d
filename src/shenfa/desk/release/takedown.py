"""Emergency take-down: one person hides at once, a second one confirms within a day (I18, I24).

Nothing is shown by it, so many may do it, administrators included. What was taken down comes
back only as a new revision with three reviews of its own.
"""

from shenfa.desk.clock import Clock
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.organisation.steps import need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.delivery import deliver_release, plan_removal
from shenfa.desk.release.models import ReleaseRecord, StepRecord
from shenfa.desk.release.people import need_taker
from shenfa.desk.release.publishing import take_step
from shenfa.desk.release.selectors import overdue_takedowns, release_get, to_released
from shenfa.desk.review.models import EndRecord, NoticeRecord
from shenfa.desk.review.notices import Notice, notify
from shenfa.desk.review.selectors import holders, is_ended
from shenfa.desk.review.steps import end_revision
from shenfa.desk.trail.command import SYSTEM, Acting, Now, chain, command
from shenfa.review import Position
from shenfa.review.release import Act, Doing, release_refusal

OVERDUE = "takedown_overdue"


def takedown_hide(*, by: Acting, release: str, reason: str) -> StepRecord:
    """Take a release off the public side at once; its revision is at an end."""
    with command("takedown.hide", release, by) as now:
        record = release_get(viewer=by.person, release=release, at=now.at)
        need_taker(now, record.revision.manuscript.unit_id)
        reason = _judged(now, record, Act.HIDE, reason)
        step = take_step(now, record, StepRecord.Act.HIDE, reason=reason)
        if not is_ended(record.revision):
            end_revision(now, record.revision, EndRecord.Cause.TAKEN_DOWN, reason)
        plan_removal(now, record)
        _tell(now, record)
        chain(now, "takedown.hide", release, {"reason": reason})
    deliver_release(record, by.clock)
    return step


def takedown_confirm(*, by: Acting, release: str, reason: str) -> StepRecord:
    """Confirm a take-down, by another person than the one who did it."""
    with command("takedown.confirm", release, by) as now:
        record = release_get(viewer=by.person, release=release, at=now.at)
        need_taker(now, record.revision.manuscript.unit_id)
        reason = _judged(now, record, Act.CONFIRM, reason)
        step = take_step(now, record, StepRecord.Act.CONFIRM, reason=reason)
        chain(now, "takedown.confirm", release, {"reason": reason})
        return step


def takedown_overdue(clock: Clock) -> int:
    """Tell the principal leader and the county office what nobody has confirmed in a day."""
    known = NoticeRecord.objects.filter(kind=OVERDUE).values("about")
    late = (
        overdue_takedowns(clock.now())
        .exclude(release__in=known)
        .select_related("release__revision__manuscript")
    )
    return sum(_escalate(step.release, Acting(SYSTEM, clock)) for step in late)


def _escalate(record: ReleaseRecord, by: Acting) -> int:
    with command("takedown.escalate", record.id, by) as now:
        unit = record.revision.manuscript.unit_id
        people = holders(tenure_list(unit=unit), (Position.PRINCIPAL_LEADER,), now.at)
        people |= _county(now)
        text = "紧急下线超过24小时没有第二人确认，请核实处理"
        told = notify(now, people, Notice(OVERDUE, record.id, text))
        chain(now, "overdue.takedown", record.id, {"told": told})
    return 1


def _tell(now: Now, record: ReleaseRecord) -> None:
    unit = record.revision.manuscript.unit_id
    posts = (Position.RELEASER, Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
    people = (holders(tenure_list(unit=unit), posts, now.at) | _county(now)) - {now.person}
    notify(now, people, Notice("takedown", record.id, "有信息紧急下线，请在24小时内由第二人确认"))


def _county(now: Now) -> frozenset[str]:
    posts = (Position.COUNTY_REVIEWER, Position.SITE_ADMINISTRATOR)
    return holders(tenure_list(unit=county_office_id()), posts, now.at)


def _judged(now: Now, record: ReleaseRecord, act: Act, reason: str) -> str:
    refusal = release_refusal(to_released(record), Doing(now.person, act, now.at, reason))
    if refusal is not None:
        raise CommandRefused("release_state", refusal)
    return need_text(reason, "理由", 500)
