"""The manuscripts a person sees, each with where it stands on its way from draft to site.

Where one stands is a question to the database, so that a county with thousands of them can be
filtered and paged; the words for it stand here.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest

from shenfa.desk.form.models import SubmittedFormRecord
from shenfa.desk.manuscripts.models import (
    ManuscriptRecord,
    RevisionRecord,
    WorkingCopyRecord,
)
from shenfa.desk.manuscripts.selectors import manuscript_visible
from shenfa.desk.release.models import ReleaseRecord, ScheduleRecord, StepRecord
from shenfa.desk.release.selectors import AFTER, STATE_NAMES, State
from shenfa.desk.review.models import DecisionRecord, EndRecord, QuestionRecord, SubmissionRecord
from shenfa.review import STAGE_NAMES, Result, Stage

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

WAITS, NOT_ASKED = "waits", "-"
RETURNED = ("form_returned", "text_returned")
UNTITLED = "（无标题）"
ON_A_PAGE = 50


class Tone(StrEnum):
    """How urgent a state looks."""

    PLAIN = ""
    WAIT = "wait"
    NOW = "now"
    GOOD = "good"
    BAD = "bad"


WAYS: dict[str, tuple[str, Tone]] = {
    "draft": ("草稿", Tone.PLAIN),
    "first": (f"待{STAGE_NAMES[Stage.FIRST]}", Tone.NOW),
    "second": (f"待{STAGE_NAMES[Stage.SECOND]}", Tone.NOW),
    "final": (f"待{STAGE_NAMES[Stage.FINAL]}", Tone.NOW),
    "question": ("不确定，待答复", Tone.WAIT),
    "county": ("待县府办审核", Tone.NOW),
    "form_returned": ("退回补表", Tone.WAIT),
    "scheduled": ("定时发布", Tone.NOW),
    "approved": ("待发布", Tone.WAIT),
    **{state.value: (name, Tone.PLAIN) for state, name in STATE_NAMES.items()},
    "live": (STATE_NAMES[State.LIVE], Tone.GOOD),
    "failed": ("审查未通过", Tone.BAD),
    "recalled": ("已撤回", Tone.BAD),
    "text_returned": ("县府办退回改稿", Tone.BAD),
    "taken_down": ("紧急下线", Tone.BAD),
    "purged": ("已清除", Tone.BAD),
    "ended": ("已终止", Tone.BAD),
}
"""What each state is called, and how it looks."""

GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "draft": ("草稿", frozenset({"draft"})),
    "review": ("审查中", frozenset({"first", "second", "final", "question"})),
    "ready": ("待发布", frozenset({"county", "form_returned", "scheduled", "approved"})),
    "live": ("在线", frozenset({"live"})),
    "back": ("退回和终止", frozenset({"failed", "recalled", "text_returned", "purged", "ended"})),
    "off": (
        "已下线",
        frozenset({"replaced", "hidden", "withdrawn", "archived", "deleted", "taken_down"}),
    ),
}
"""What people filter by."""


class Standing(TypedDict):
    """What the database is asked of each manuscript beside its own row."""

    newest: str | None
    kind: str | None
    changed_at: datetime.datetime
    way: str


if TYPE_CHECKING:
    Listed = WithAnnotations[ManuscriptRecord, Standing]


@dataclass(frozen=True, slots=True)
class ManuscriptRow:
    """A manuscript in a list: the newest revision, if any, and where it stands, in words.

    ``goes_to_text``: what has to be done next is writing, so a link leads there.
    """

    manuscript: ManuscriptRecord
    revision: RevisionRecord | None
    title: str
    kind: str
    state: str
    tone: Tone
    changed_at: datetime.datetime
    goes_to_text: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which manuscripts. ``own`` are those the viewer writes; ``group`` is one of GROUPS."""

    own: bool = False
    words: str = ""
    group: str = ""
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ManuscriptPage:
    """One page of a list; pages count from 1."""

    rows: tuple[ManuscriptRow, ...]
    total: int
    number: int
    last: int


def manuscript_page(
    *, viewer: str, at: datetime.datetime, wanted: Wanted, number: int = 1
) -> ManuscriptPage:
    """Return one page of manuscripts, the latest changed first. About eight queries."""
    rows = _wanted(viewer, at, wanted)
    total = rows.count()
    last = max(1, -(-total // ON_A_PAGE))
    number = min(max(1, number), last)
    begin = (number - 1) * ON_A_PAGE
    return ManuscriptPage(_rows(viewer, rows[begin : begin + ON_A_PAGE]), total, number, last)


def _wanted(viewer: str, at: datetime.datetime, wanted: Wanted) -> "QuerySet[Listed]":
    rows = _with_way(manuscript_visible(viewer=viewer, at=at))
    if wanted.own:
        copies = WorkingCopyRecord.objects.filter(manuscript=OuterRef("pk"), author=viewer)
        rows = rows.filter(Q(opened_by=viewer) | Exists(copies))
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.group:
        rows = rows.filter(way__in=GROUPS.get(wanted.group, ("", frozenset[str]()))[1])
    for word in wanted.words.split()[:8]:
        rows = rows.filter(_says(viewer, word))
    return rows.order_by("-changed_at", "id")


def _with_way(rows: QuerySet[ManuscriptRecord]) -> "QuerySet[Listed]":
    """Return the query with what a row is shown by: newest revision, kind, change, way."""
    newest = RevisionRecord.objects.filter(manuscript=OuterRef("pk")).order_by("-number")
    copies = WorkingCopyRecord.objects.filter(manuscript=OuterRef("pk")).order_by("-saved_at")
    word, moment = CharField(), DateTimeField()
    rows = rows.annotate(
        newest=Subquery(newest.values("id")[:1]),
        kind=Coalesce(
            Subquery(newest.values("kind")[:1]),
            Subquery(copies.annotate(told=KT("draft__kind")).values("told")[:1]),
            output_field=word,
        ),
        changed_at=Greatest(
            F("opened_at"),
            Coalesce(Subquery(newest.values("cut_at")[:1]), F("opened_at")),
            Coalesce(Subquery(copies.values("saved_at")[:1]), F("opened_at")),
            output_field=moment,
        ),
    )
    return rows.annotate(**_standing(OuterRef("newest"))).annotate(way=_way())


def _standing(revision: OuterRef) -> dict[str, Combinable]:
    """Return what is asked of the newest revision, each a small question of its own."""
    steps = StepRecord.objects.filter(release__revision=revision).order_by("-id")
    questions = QuestionRecord.objects.filter(decision__revision=revision).order_by("-id")
    rounds = SubmittedFormRecord.objects.filter(form=revision).order_by("-round")
    passed = DecisionRecord.objects.filter(revision=revision, result=Result.PASSED.value)
    counted = passed.order_by().values("revision").annotate(number=Count("id")).values("number")
    ends = EndRecord.objects.filter(revision=revision).values("cause")
    waiting = ScheduleRecord.objects.filter(revision=revision, settled_at=None)
    decided = rounds.annotate(word=Coalesce("decision__result", Value(WAITS)))
    return {
        "is_released": Exists(ReleaseRecord.objects.filter(revision=revision)),
        "act": Coalesce(Subquery(steps.values("act")[:1]), Value("")),
        "is_purged": Exists(RevisionRecord.objects.filter(id=revision, purged_at__isnull=False)),
        "cause": Coalesce(Subquery(ends[:1]), Value("")),
        "is_submitted": Exists(SubmissionRecord.objects.filter(revision=revision)),
        "asked": Coalesce(
            Subquery(questions.values("answer")[:1]), Value(NOT_ASKED), output_field=TextField()
        ),
        "passed": Coalesce(Subquery(counted[:1]), Value(0)),
        "form": Coalesce(Subquery(decided.values("word")[:1]), Value("")),
        "is_scheduled": Exists(waiting),
    }


def _way() -> Case:
    """Return where the newest revision stands, as a word of WAYS; what comes first counts."""
    stages = ("first", "second", "final")
    return Case(
        *(When(act=act.value, then=Value(state.value)) for act, state in AFTER.items()),
        When(is_released=True, then=Value("live")),
        When(is_purged=True, then=Value("purged")),
        *(When(cause=cause, then=Value(cause)) for cause in EndRecord.Cause.values),
        When(is_submitted=False, then=Value("draft")),
        When(asked="", then=Value("question")),
        *(When(passed=number, then=Value(stage)) for number, stage in enumerate(stages)),
        When(form=WAITS, then=Value("county")),
        When(form__in=RETURNED, then=Value("form_returned")),
        When(is_scheduled=True, then=Value("scheduled")),
        default=Value("approved"),
        output_field=CharField(),
    )


def _says(viewer: str, word: str) -> Q:
    """Return the condition that a word stands in the newest revision, or in what one writes.

    The title of a colleague's working copy is looked at as well, because it is shown.
    """
    newest = RevisionRecord.objects.filter(id=OuterRef("newest"))
    copies = WorkingCopyRecord.objects.filter(manuscript=OuterRef("pk")).annotate(
        title=KT("draft__title"), body=KT("draft__body")
    )
    written = copies.filter(Q(title__icontains=word) | Q(author=viewer, body__icontains=word))
    revised = newest.filter(Q(title__icontains=word) | Q(body__icontains=word))
    return Q(Exists(revised)) | Q(Exists(written))


def _rows(viewer: str, found: "QuerySet[Listed]") -> tuple[ManuscriptRow, ...]:
    """Return the rows as they are shown. Three queries."""
    manuscripts = list(found)
    newest = RevisionRecord.objects.in_bulk([one.newest for one in manuscripts if one.newest])
    copies: dict[str, WorkingCopyRecord] = {}
    kept = WorkingCopyRecord.objects.filter(manuscript__in=[one.id for one in manuscripts])
    for copy in sorted(kept, key=lambda copy: (copy.author_id == viewer, copy.saved_at)):
        copies[copy.manuscript_id] = copy
    return tuple(_row(one, newest.get(one.newest or ""), copies.get(one.id)) for one in manuscripts)


def _row(
    manuscript: "Listed", revision: RevisionRecord | None, copy: WorkingCopyRecord | None
) -> ManuscriptRow:
    drafted = str(copy.draft.get("title", "")) if copy else ""
    title = revision.title if revision and revision.title else drafted
    state, tone = WAYS.get(manuscript.way, WAYS["ended"])
    return ManuscriptRow(
        manuscript=manuscript,
        revision=revision,
        title=title or UNTITLED,
        kind=manuscript.kind or "general",
        state=state,
        tone=tone,
        changed_at=manuscript.changed_at,
        goes_to_text=revision is None or tone is Tone.BAD,
    )
