"""How a fault in a text of ours is corrected: by another release, or by taking it away (R73).

Nobody types which: the newest release of the manuscript says so.
"""

from dataclasses import dataclass

from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.selectors import STATE_NAMES, State, release_state

NOT_YET = "请先改稿，重新审查并发布新版本，再报告整改（也可以撤销发布）"


@dataclass(frozen=True, slots=True)
class Correction:
    """What has been done already: the new revision and its makers, and a sentence about it."""

    measure: str = ""
    revision: RevisionRecord | None = None
    makers: frozenset[str] = frozenset()


def correction_of(problem: ProblemRecord) -> Correction:
    """Return how a problem was corrected on our own site, or refuse where it is not yet."""
    if problem.release is None:
        return Correction()
    newest = newest_release(problem)
    state = release_state(newest)
    if state is not State.LIVE:
        return Correction(f"原页面{STATE_NAMES[state]}")
    if newest.id == problem.release_id or newest.released_at <= problem.last_seen:
        raise CommandRefused("not_corrected", NOT_YET)
    revision = newest.revision
    makers = frozenset(revision.authors.values_list("person_id", flat=True))
    measure = f"已改稿为第{revision.number}版，经三审后重新发布"
    return Correction(measure, revision, makers)


def is_corrected(problem: ProblemRecord) -> bool:
    """Return whether a fault in a text of ours has been corrected already. Three queries."""
    try:
        return correction_of(problem).revision is not None or problem.release is None
    except CommandRefused:
        return False


def newest_release(problem: ProblemRecord) -> ReleaseRecord:
    """Return the newest release of the manuscript that a problem of ours is in. One query."""
    if problem.release is None:
        raise CommandRefused("foreign", "该问题不在本系统发布的稿件中")
    manuscript = problem.release.revision.manuscript_id
    rows = ReleaseRecord.objects.filter(revision__manuscript=manuscript)
    newest = rows.select_related("revision").order_by("-released_at", "-id").first()
    return newest or problem.release
