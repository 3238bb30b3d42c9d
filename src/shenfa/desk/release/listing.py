"""The manuscripts a person sees, each with where it stands on its way from draft to site."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from shenfa.desk.form.models import SubmittedFormRecord
from shenfa.desk.form.standing import state_of as form_state_of
from shenfa.desk.manuscripts.models import (
    ManuscriptRecord,
    RevisionRecord,
    WorkingCopyRecord,
)
from shenfa.desk.manuscripts.selectors import manuscript_visible
from shenfa.desk.release.models import ReleaseRecord, ScheduleRecord
from shenfa.desk.release.selectors import STATE_NAMES, State, state_of
from shenfa.desk.review.selectors import case_outline, with_outline
from shenfa.review import STAGE_NAMES, Case, Stage
from shenfa.review.form import FormState

MOST = 500


class Tone(StrEnum):
    """How urgent a state looks."""

    PLAIN = ""
    WAIT = "wait"
    NOW = "now"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class ManuscriptRow:
    """A manuscript in a list: the newest revision, if any, and where it stands, in words."""

    manuscript: ManuscriptRecord
    revision: RevisionRecord | None
    title: str
    kind: str
    state: str
    tone: Tone
    changed_at: datetime.datetime
    release: ReleaseRecord | None = None


ENDS = {
    "failed": "审查未通过",
    "recalled": "已撤回",
    "text_returned": "县府办退回改稿",
    "taken_down": "紧急下线",
    "purged": "已清除",
}


AT_COUNTY: dict[FormState | None, tuple[str, Tone]] = {
    FormState.SUBMITTED: ("待县府办审核", Tone.NOW),
    FormState.RETURNED: ("退回补表", Tone.WAIT),
}


def manuscript_rows(
    *, viewer: str, at: datetime.datetime, own: bool = False, words: str = ""
) -> tuple[ManuscriptRow, ...]:
    """Return manuscripts, the latest changed first, 500 at most. About twelve queries.

    ``own`` are those the viewer writes; ``words`` are looked for in titles and texts.
    """
    rows = manuscript_visible(viewer=viewer, at=at).select_related("unit")
    if own:
        rows = rows.filter(Q(opened_by=viewer) | Q(copies__author=viewer)).distinct()
    newest = _newest(rows)
    copies = {
        copy.manuscript_id: copy
        for copy in WorkingCopyRecord.objects.filter(manuscript__in=rows).order_by("saved_at")
    }
    releases = {
        release.revision_id: release
        for release in ReleaseRecord.objects.filter(
            revision__in=[row.id for row in newest.values()]
        ).prefetch_related("steps")
    }
    forms = _form_states(newest)
    waiting = set(
        ScheduleRecord.objects.filter(settled_at=None).values_list("revision_id", flat=True)
    )
    found = []
    for manuscript in rows:
        row = _row(manuscript, newest.get(manuscript.id), copies.get(manuscript.id))
        if row.revision is not None:
            row = _with_way(row, releases.get(row.revision.id), forms, waiting)
        if not words or _says(row, words):
            found.append(row)
    found.sort(key=lambda row: row.changed_at, reverse=True)
    return tuple(found[:MOST])


def _newest(manuscripts: QuerySet[ManuscriptRecord]) -> dict[str, RevisionRecord]:
    rows = RevisionRecord.objects.filter(manuscript__in=manuscripts).order_by("number")
    return {row.manuscript_id: row for row in with_outline(rows)}


def _form_states(newest: dict[str, RevisionRecord]) -> dict[str, FormState]:
    rows = SubmittedFormRecord.objects.filter(
        form__in=[row.id for row in newest.values()]
    ).select_related("decision")
    return {row.form_id: form_state_of(row) for row in rows.order_by("round")}


def _row(
    manuscript: ManuscriptRecord, revision: RevisionRecord | None, copy: WorkingCopyRecord | None
) -> ManuscriptRow:
    draft = copy.draft if copy else {}
    changed = max(
        moment
        for moment in (
            manuscript.opened_at,
            copy.saved_at if copy else None,
            revision.cut_at if revision else None,
        )
        if moment is not None
    )
    title = (revision.title if revision else "") or str(draft.get("title", "")) or "（无标题）"
    kind = revision.kind if revision else str(draft.get("kind", "general"))
    return ManuscriptRow(manuscript, revision, title, kind, "草稿", Tone.PLAIN, changed)


def _with_way(
    row: ManuscriptRow,
    release: ReleaseRecord | None,
    forms: dict[str, FormState],
    waiting: set[str],
) -> ManuscriptRow:
    revision = row.revision
    if revision is None:
        return row
    state, tone = _way(revision, release, forms, waiting)
    return ManuscriptRow(
        row.manuscript, revision, row.title, row.kind, state, tone, row.changed_at, release
    )


def _way(
    revision: RevisionRecord,
    release: ReleaseRecord | None,
    forms: dict[str, FormState],
    waiting: set[str],
) -> tuple[str, Tone]:
    if release is not None:
        state = state_of(release.steps.all())
        return STATE_NAMES[state], Tone.GOOD if state is State.LIVE else Tone.PLAIN
    end = getattr(revision, "end", None)
    if end is not None:
        return ENDS.get(end.cause, "已终止"), Tone.BAD
    case = case_outline(revision)
    if case.stage is not Stage.APPROVED:
        return _in_review(case)
    if revision.id in waiting:
        return "定时发布", Tone.NOW
    return AT_COUNTY.get(forms.get(revision.id), ("待发布", Tone.WAIT))


def _in_review(case: Case) -> tuple[str, Tone]:
    if case.stage is Stage.DRAFT:
        return "草稿", Tone.PLAIN
    if case.is_suspended:
        return "不确定，待答复", Tone.WAIT
    return f"待{STAGE_NAMES[case.stage]}", Tone.NOW


def _says(row: ManuscriptRow, words: str) -> bool:
    text = row.title + (row.revision.body if row.revision else "")
    return all(word in text for word in words.split())
