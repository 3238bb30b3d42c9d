"""The page of one revision: the text with its marks, the cards, what blocks, what one may do."""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate, localtime

from shenfa.desk.court.selectors import State, appealable, appeals_of
from shenfa.desk.form.progress import form_progress
from shenfa.desk.manuscripts.comparing import PartChange, revision_changes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.gates import gates_closed
from shenfa.desk.release.history import live_revision
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.people import keeps
from shenfa.desk.release.selectors import release_state, schedule_of
from shenfa.desk.review.conclusions import parts_open
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.examining import TextPart, document_of
from shenfa.desk.review.reviewing_now import (
    answer_due,
    answerers,
    is_reviewer,
    is_secrecy_reviewer,
    may_except_source,
    previous_revision,
    settling_verbs,
    sitting_at,
)
from shenfa.desk.review.views import CaseView, ShownFinding, dossier_view
from shenfa.review import CHECKLISTS, Closed, MoveRefused, Stage, Verb
from shenfa.review.content import parts_of
from shenfa.text import ContentKind
from shenfa.web.workbench.court import ShownAppeal, shown_appeal
from shenfa.web.workbench.frame import DEVICE_COOKIE, Visitor, show, signed_in
from shenfa.web.workbench.marking import Marked, Spot, mark
from shenfa.web.workbench.progress import Beyond, way

BODY, FILE, CHANNEL = "正文", "附件：", "渠道："
COLUMN = "column"
"""How the kinds of channels end that show pages of the site."""
VERB_NAMES = {Verb.CLEAR: "核实排除", Verb.ARGUE: "说明理由保留", Verb.CONFIRM: "确认无误"}
DECIDED, HINT = "decided", "hint"
FILTERS = ("certain_blocker", "secrecy", "suspected_blocker", "error", "warning", HINT)
QUEUE = "queue"
TOLD_ANYWAY = frozenset({"reviews", "people", "findings", "secrecy", "attribute", "county"})
"""Gates of which the steps and the checks of the page tell anyway."""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as its card shows it."""

    shown: ShownFinding
    number: int
    look: str
    verb: Verb | None
    verb_name: str
    in_text: bool
    may_reopen: bool
    appeal: ShownAppeal | None = None
    may_appeal: bool = False


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An attachment, and whether the visitor has opened it."""

    name: str
    size: int
    is_opened: bool
    findings: int


@dataclass(frozen=True, slots=True)
class Check:
    """Something that has to be in order before the stage is passed, in plain words."""

    is_met: bool
    sentence: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How many open findings have a weight, for the filter."""

    name: str
    count: int


@signed_in
def revision(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show a revision to whoever reviews it; showing the text is its read receipt (R20)."""
    person, at = visitor.acting.person, visitor.looking["at"]
    record = revision_get(revision=revision, **visitor.looking)
    dossier = Dossier(record, person)
    _open_text(visitor, dossier)
    view = dossier_view(dossier, at)
    marked, cards = _marked(view, settling_verbs(dossier, at))
    appeals = {key: shown_appeal(row) for key, row in appeals_of(record).items()}
    cards = tuple(_with_appeals(cards, appeals, visitor, record))
    to_decide = sum(card.look not in {DECIDED, HINT} for card in cards)
    channels = [row.channel for row in dossier.renderings]
    gates = _gates(dossier, at) if view.end is None else ()
    is_queue = request.GET.get("from") == QUEUE
    release = getattr(record, "release", None)
    context: dict[str, object] = {
        "view": view,
        "revision": record,
        "manuscript": record.manuscript,
        "marked": marked,
        "cards": [card for card in cards if card.look != DECIDED],
        "decided": [card for card in cards if card.look == DECIDED],
        "total": len(cards),
        "silenced": _silenced(cards, appeals),
        "appeal_key": request.GET.get("appeal", ""),
        "to_decide": to_decide,
        "weights": _weights(cards),
        "files": _files(view),
        "unseen": any(one.startswith(CHANNEL) and one not in view.opened for one in view.parts),
        "may": {one.action: one.refusal for one in view.may},
        "is_author": person in dossier.makers,
        "is_reviewer": is_reviewer(view, person),
        "is_secrecy_reviewer": _awaits_secrecy(view) and is_secrecy_reviewer(dossier, at),
        "checks": tuple(
            _checks(view, gates, to_decide)
            if view.stage in CHECKLISTS
            else _text_checks(view, gates)
        ),
        "checklist": CHECKLISTS.get(view.stage, ()),
        "stage_open": view.stage in CHECKLISTS,
        "answerers": answerers(view),
        "answer_due": _chosen(answer_due(record, at)),
        "gates": gates if view.stage is Stage.APPROVED else (),
        "source_gates": [one for one in gates if one.gate == "source"],
        "may_except": may_except_source(dossier, at),
        "may_keep": keeps(dossier, at),
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "channels": channels,
        "channel_names": {one.id: one.name for one in channels},
        "has_phones": any(one.kind == "account" for one in channels),
        "release": release,
        "release_state": release_state(release) if release else "",
        "soon": _chosen(at),
        "in_queue": is_queue,
        "sitting": sitting_at(person=person, revision=revision, at=at) if is_queue else None,
        **_around(visitor, view, release),
    }
    return show(request, visitor, "review/revision.html", context)


def open_parts(visitor: Visitor, dossier: Dossier, *parts: str) -> None:
    """Keep the read receipts of who opens parts; a maker needs none, an ended one wants none."""
    if dossier.end is not None or dossier.submission is None:
        return
    signed = dossier.revision.opened.filter(person_id=dossier.person)
    fresh = (
        parts_of(dossier.content)
        .intersection(parts)
        .difference(signed.values_list("part", flat=True))
    )
    if fresh:
        with suppress(CommandRefused, MoveRefused):
            parts_open(by=visitor.acting, revision=dossier.revision.id, parts=sorted(fresh))


def _open_text(visitor: Visitor, dossier: Dossier) -> None:
    """Keep the receipts of what the page shows: the text, and each channel that shows just it."""
    same = (
        f"{CHANNEL}{row.channel_id}"
        for row in dossier.renderings
        if row.channel.kind.endswith(COLUMN) and not (row.title or row.body)
    )
    open_parts(visitor, dossier, BODY, *same)


def _around(visitor: Visitor, view: CaseView, release: ReleaseRecord | None) -> dict[str, object]:
    """Return the way of a revision, and the texts that it is compared with."""
    record, schedule = view.revision, schedule_of(view.revision)
    previous = previous_revision(record=record, **visitor.looking)
    live = live_revision(record.manuscript)
    form = form_progress(record)
    return {
        "steps": way(view, Beyond(form, release, schedule)),
        "form": form,
        "schedule": schedule,
        "previous": previous,
        "live": live if live is not None and live.id != record.id else None,
        "changes": _changes(previous, record),
    }


def _awaits_secrecy(view: CaseView) -> bool:
    return view.submission is not None and view.end is None and view.secrecy is None


def _chosen(moment: datetime.datetime) -> str:
    """Return a time as the field for choosing one holds it."""
    return f"{localtime(moment):%Y-%m-%dT%H:%M}"


def _marked(
    view: CaseView, verbs: Mapping[str, frozenset[Verb]]
) -> tuple[Marked, tuple[Card, ...]]:
    record = view.revision
    day = localdate(record.cut_at)
    document = document_of(TextPart(BODY, record.title, record.body, ContentKind(record.kind), day))
    cards, spots = [], []
    for number, shown in enumerate(view.findings, start=1):
        row = shown.finding
        look = row.weight if shown.is_open or row.weight == HINT else DECIDED
        if row.part == BODY:
            detail = row.detail
            spots.append(
                Spot(row.key, number, look, detail["passage"], detail["start"], detail["end"])
            )
        may = verbs.get(row.key, frozenset())
        verb = next((one for one in VERB_NAMES if one in may), None)
        name = VERB_NAMES[verb] if verb else ""
        in_text = row.part == BODY and row.detail["passage"] is not None
        cards.append(Card(shown, number, look, verb, name, in_text, Verb.REOPEN in may))
    return mark(record.title, record.body, document, spots), tuple(cards)


def _unopened(view: CaseView) -> tuple[str, ...]:
    """Return what the viewer has still to open, by the names that people know."""
    parts = [part for part in view.parts if part not in view.opened]
    channels = dict(view.revision.renderings.values_list("channel_id", "channel__name"))
    return tuple(
        f"{channels.get(part.removeprefix(CHANNEL), '渠道')}的预览"
        if part.startswith(CHANNEL)
        else part
        for part in parts
    )


def _with_appeals(
    cards: tuple[Card, ...],
    appeals: Mapping[str, ShownAppeal],
    visitor: Visitor,
    record: RevisionRecord,
) -> Iterator[Card]:
    findings = [card.shown.finding for card in cards]
    may = appealable(
        record=record,
        findings=findings,
        person=visitor.acting.person,
        at=visitor.looking["at"],
    )
    for card in cards:
        key = card.shown.finding.key
        is_new = key not in appeals and key in may
        yield replace(card, appeal=appeals.get(key), may_appeal=is_new)


def _silenced(
    cards: tuple[Card, ...], appeals: Mapping[str, ShownAppeal]
) -> tuple[ShownAppeal, ...]:
    """Return what was ruled a false alarm and is no longer among the findings."""
    present = {card.shown.finding.key for card in cards}
    return tuple(
        one for key, one in appeals.items() if key not in present and one.state is State.IN_FORCE
    )


def _weights(cards: tuple[Card, ...]) -> tuple[Weight, ...]:
    counted = (Weight(name, sum(card.look == name for card in cards)) for name in FILTERS)
    return tuple(one for one in counted if one.count)


def _files(view: CaseView) -> tuple[OpenedFile, ...]:
    return tuple(
        OpenedFile(
            row.name,
            row.size,
            FILE + row.name in view.opened,
            sum(one.is_open and one.finding.part == FILE + row.name for one in view.findings),
        )
        for row in view.dossier.content.attachments
    )


def _checks(view: CaseView, gates: tuple[Closed, ...], to_decide: int) -> Iterator[Check]:
    """Yield what the reviewer of a stage looks at before passing it."""
    unopened = _unopened(view)
    yield Check(
        not unopened,
        f"还没有打开：{'、'.join(unopened)}" if unopened else "正文、渠道文本和全部附件已打开",
    )
    yield Check(not to_decide, f"{to_decide}处问题点待处置" if to_decide else "问题点已全部处置")
    attribute = view.attribute
    proactive = attribute is not None and attribute.attribute == "proactive"
    told = "公开属性：主动公开" if proactive else "公开属性不是主动公开"
    yield Check(proactive, told if attribute else "公开属性尚未确定")
    passed = view.secrecy is not None and view.secrecy.result == "passed"
    concluded = "保密审查已通过" if passed else "保密审查没有通过"
    yield Check(passed, concluded if view.secrecy else "尚无保密审查结论")
    yield from _text_checks(view, gates)


def _text_checks(view: CaseView, gates: tuple[Closed, ...]) -> Iterator[Check]:
    """Yield what of the text itself will keep it from being released; a draft is told as well."""
    if view.revision.kind == "official" and all(one.gate != "marker" for one in gates):
        yield Check(is_met=True, sentence="已标注“此件公开发布”")
    for one in gates:
        if one.gate not in TOLD_ANYWAY:
            yield Check(is_met=False, sentence=one.sentence, clause=one.clause)


def _gates(dossier: Dossier, at: datetime.datetime) -> tuple[Closed, ...]:
    channels = [one.channel_id for one in dossier.renderings]
    return gates_closed(dossier=dossier, channels=channels, at=at)


def _changes(previous: RevisionRecord | None, record: RevisionRecord) -> tuple[PartChange, ...]:
    """Return what differs from the revision before; nothing where one of the two is purged."""
    if previous is None or record.purged_at is not None:
        return ()
    return revision_changes(previous, record)
