"""How far the form of a revision is on its way to the county office, for whoever looks at it."""

from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.form.models import CountyDecisionRecord, FormRecord, SubmittedFormRecord
from shenfa.desk.form.standing import decision_of, last_submission, state_of
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.review.form import FormState


@dataclass(frozen=True, slots=True)
class FormProgress:
    """The form of what goes to a main column. ``state`` is None while nobody has opened it."""

    state: FormState | None
    submitted: SubmittedFormRecord | None = None
    decision: CountyDecisionRecord | None = None


def form_progress(revision: RevisionRecord) -> FormProgress | None:
    """Return how far the form is, None where no main column was chosen. Three queries."""
    main = ChannelKind.MAIN_COLUMN.value
    if not revision.renderings.filter(channel__kind=main).exists():
        return None
    form = FormRecord.objects.filter(revision=revision).first()
    if form is None:
        return FormProgress(None)
    submitted = last_submission(form)
    decision = decision_of(submitted) if submitted else None
    return FormProgress(state_of(submitted), submitted, decision)
