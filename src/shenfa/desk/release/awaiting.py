"""What waits to be released, for whoever releases it: a task like any other, derived from state."""

import datetime

from django.db.models import Exists, OuterRef

from shenfa.desk.form.selectors import form_state
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.release.gates import is_main
from shenfa.desk.release.models import ScheduleRecord
from shenfa.desk.release.people import is_releaser
from shenfa.desk.review.models import DecisionRecord
from shenfa.review import Result
from shenfa.review.form import FormState

FINAL = 3


def revisions_to_release(*, viewer: str, at: datetime.datetime) -> tuple[RevisionRecord, ...]:
    """Return the approved revisions that this person is the one to release, oldest first.

    What goes to a main column is the site administrator's, after the county office has agreed.
    Few wait at a time; each costs about six queries.
    """
    approved = DecisionRecord.objects.filter(
        revision=OuterRef("pk"), stage=FINAL, result=Result.PASSED.value
    )
    newer = RevisionRecord.objects.filter(
        manuscript=OuterRef("manuscript"), number__gt=OuterRef("number")
    )
    planned = ScheduleRecord.objects.filter(revision=OuterRef("pk"), settled_at=None)
    rows = revision_visible(viewer=viewer, at=at).filter(
        Exists(approved),
        ~Exists(newer),
        ~Exists(planned),
        release=None,
        end=None,
        purged_at=None,
    )
    return tuple(one for one in rows.order_by("cut_at", "id") if _is_theirs(one, viewer, at))


def _is_theirs(revision: RevisionRecord, person: str, at: datetime.datetime) -> bool:
    channels = [row.channel for row in revision.renderings.select_related("channel")]
    main = is_main(channels)
    if not is_releaser(revision, person, at, main=main):
        return False
    return not main or form_state(revision.id) is FormState.ACCEPTED
