"""What waits to be released, for whoever releases it: a task like any other, derived from state."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch

from shenfa.desk.form.models import FormRecord, SubmittedFormRecord
from shenfa.desk.form.standing import last_submission, state_of
from shenfa.desk.manuscripts.models import RenderingRecord, RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_visible
from shenfa.desk.organisation.selectors import county_office_id, tenure_list
from shenfa.desk.release.gates import is_main
from shenfa.desk.release.models import ScheduleRecord
from shenfa.desk.review.models import DecisionRecord
from shenfa.desk.review.selectors import in_house
from shenfa.review import Position, Result
from shenfa.review.form import FormState

FINAL = 3


def revisions_to_release(*, viewer: str, at: datetime.datetime) -> tuple[RevisionRecord, ...]:
    """Return the approved revisions that this person is the one to release, oldest first.

    What goes to a main column is the site administrator's, after the county office has agreed.
    Seven queries at most, however many there are.
    """
    if not in_house(viewer):
        return ()
    held = [one for one in tenure_list(person=viewer) if one.holds_at(at)]
    units = {one.unit for one in held if one.position is Position.RELEASER}
    offices = {one.unit for one in held if one.position is Position.SITE_ADMINISTRATOR}
    keeps_site = bool(offices) and county_office_id() in offices
    if not units and not keeps_site:
        return ()
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
    shown = Prefetch("renderings", RenderingRecord.objects.select_related("channel"))
    found = rows.order_by("cut_at", "id").prefetch_related(shown)
    main = [one for one in found if is_main(row.channel for row in one.renderings.all())]
    accepted = _accepted(main) if keeps_site else frozenset[str]()
    apart = {one.id for one in main}
    return tuple(
        one
        for one in found
        if one.id in accepted or (one.id not in apart and one.manuscript.unit_id in units)
    )


def _accepted(revisions: Iterable[RevisionRecord]) -> frozenset[str]:
    """Return those whose form the county office has agreed to. Two queries."""
    rounds = Prefetch("submissions", SubmittedFormRecord.objects.select_related("decision"))
    forms = FormRecord.objects.filter(revision__in=revisions).prefetch_related(rounds)
    return frozenset(
        form.revision_id for form in forms if state_of(last_submission(form)) is FormState.ACCEPTED
    )
