"""One revision under review: the text with its marks, the cards, what blocks, what one may do."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, make_aware

from shenfa.desk.form.steps import goes_to_main_column
from shenfa.desk.manuscripts.comparing import revision_compare
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release.gates import gates_closed
from shenfa.desk.release.services import release_publish
from shenfa.desk.review.conclusions import (
    SecrecyReview,
    attribute_decide,
    part_open,
    secrecy_conclude,
)
from shenfa.desk.review.decisions import (
    Review,
    question_answer,
    review_decide,
    revision_recall,
    revision_submit,
)
from shenfa.desk.review.examining import TextPart, document_of
from shenfa.desk.review.findings import (
    Disposal,
    finding_decide,
    finding_reopen,
    findings_accept_source,
    gap_view,
)
from shenfa.desk.review.sources import source_except
from shenfa.desk.review.views import CaseView, ShownFinding, case_view
from shenfa.review import CHECKLISTS, Attribute, MoveRefused, Result, Stage, Verb
from shenfa.text import ContentKind
from shenfa.web.workbench.frame import (
    DEVICE_COOKIE,
    Visitor,
    done,
    evidence_of,
    show,
    signed_in,
)
from shenfa.web.workbench.marking import Marked, Spot, mark

BODY, FILE, CHANNEL = "正文", "附件：", "渠道："
VERBS = {
    "suspected_blocker": Verb.CLEAR,
    "secrecy": Verb.CLEAR,
    "error": Verb.ARGUE,
    "warning": Verb.CONFIRM,
}
VERB_NAMES = {Verb.CLEAR: "核实排除", Verb.ARGUE: "说明理由保留", Verb.CONFIRM: "确认无误"}
RESULTS = {"passed": Result.PASSED, "failed": Result.FAILED, "undetermined": Result.UNDETERMINED}
DONE = {
    Result.PASSED: "已通过，进入下一环节",
    Result.FAILED: "已退回撰稿人",
    Result.UNDETERMINED: "已提出问题，等待答复",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as its card shows it."""

    shown: ShownFinding
    number: int
    look: str
    verb: Verb | None
    verb_name: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An attachment, and whether the visitor has opened it."""

    name: str
    size: int
    is_opened: bool
    findings: int


@signed_in
def revision(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show a revision to whoever reviews it; showing the text is its read receipt (R20)."""
    view = case_view(revision=revision, **visitor.looking)
    if _opens(visitor, view, BODY):
        view = case_view(revision=revision, **visitor.looking)
    may = {one.action: one.refusal for one in view.may}
    marked, cards = _marked(view)
    context: dict[str, object] = {
        "view": view,
        "revision": view.revision,
        "manuscript": view.revision.manuscript,
        "marked": marked,
        "cards": cards,
        "to_decide": sum(card.shown.is_open and card.look != "hint" for card in cards),
        "files": _files(view),
        "may": may,
        "checklist": CHECKLISTS.get(view.stage, ()),
        "stage_open": view.stage in CHECKLISTS,
        "gates": _gates(view, visitor) if view.stage is Stage.APPROVED else (),
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "previous": _previous(view.revision),
        "release": getattr(view.revision, "release", None),
        "needs_form": view.stage is Stage.APPROVED and goes_to_main_column(view.revision),
    }
    return show(request, visitor, "review/revision.html", context)


@signed_in
def compare(request: HttpRequest, visitor: Visitor, revision: str, old: str) -> HttpResponseBase:
    """Show only what differs from another revision (R73)."""
    changes = revision_compare(old=old, new=revision, **visitor.looking)
    after = revision_get(revision=revision, **visitor.looking)
    before = revision_get(revision=old, **visitor.looking)
    context = {"changes": changes, "revision": after, "before": before}
    return show(request, visitor, "review/compare.html", context)


@signed_in
def preview(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show each channel's rendering as citizens will see it, which is its read receipt."""
    view = case_view(revision=revision, **visitor.looking)
    record = view.revision
    rows = []
    for rendering in record.renderings.select_related("channel").order_by("channel__kind", "id"):
        _opens(visitor, view, CHANNEL + rendering.channel_id)
        shown = {"title": rendering.title or record.title, "body": rendering.body or record.body}
        rows.append({"channel": rendering.channel, **shown, "is_own": bool(rendering.body)})
    return show(request, visitor, "review/preview.html", {"revision": record, "rows": rows})


@signed_in
def attachment(
    request: HttpRequest, visitor: Visitor, revision: str, name: str
) -> HttpResponseBase:
    """Hand out an attachment, which is its read receipt; pictures may stand in the page."""
    view = case_view(revision=revision, **visitor.looking)
    row = view.revision.attachments.filter(name=name).first()
    if row is None or view.revision.purged_at is not None:
        raise NotFound("附件")
    _opens(visitor, view, FILE + name)
    is_picture = name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp"))
    kind = f"image/{name.rsplit('.', 1)[1].lower().replace('jpg', 'jpeg')}" if is_picture else ""
    response = HttpResponse(
        blob_bytes(row.blob_id), content_type=kind or "application/octet-stream"
    )
    disposition = content_disposition_header(not is_picture, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    del request
    return response


@signed_in
def submit(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Sign the 自审自校 and submit."""
    revision_submit(by=visitor.acting, revision=revision, evidence=evidence_of(request, visitor))
    return done(request, "已送审", f"/revisions/{revision}/")


@signed_in
def decide(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Give the decision of a stage."""
    result = RESULTS.get(request.POST.get("result", ""))
    if result is None:
        raise CommandRefused("result", "请选择通过、不通过或者不确定")
    review = Review(
        sha256=request.POST.get("sha256", ""),
        result=result,
        proof=tuple(request.POST.getlist("proof")),
        comment=request.POST.get("comment", ""),
        asked=request.POST.get("asked", ""),
        due=_moment(request.POST.get("due", "")),
    )
    review_decide(
        by=visitor.acting,
        revision=revision,
        review=review,
        evidence=evidence_of(request, visitor),
    )
    return done(request, DONE[result], request.POST.get("next", "") or f"/revisions/{revision}/")


@signed_in
def publish(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Release to every channel of the revision."""
    record = revision_get(revision=revision, **visitor.looking)
    release_publish(
        by=visitor.acting,
        revision=revision,
        channels=tuple(row.channel_id for row in record.renderings.all()),
        evidence=evidence_of(request, visitor),
    )
    return done(request, "已发布", f"/revisions/{revision}/")


@signed_in
def answer(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Answer the question of an undetermined result."""
    question_answer(by=visitor.acting, revision=revision, answer=request.POST.get("answer", ""))
    return done(request, "已答复", f"/revisions/{revision}/")


@signed_in
def recall(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Take a revision back while the next stage has said nothing."""
    revision_recall(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "已撤回，可以修改后重新送审", f"/revisions/{revision}/")


@signed_in
def finding(request: HttpRequest, visitor: Visitor, revision: str, key: str) -> HttpResponseBase:
    """Decide one finding, or open a decided one again."""
    by, reason = visitor.acting, request.POST.get("reason", "")
    verb = Verb(request.POST.get("verb", "")) if request.POST.get("verb") in set(Verb) else None
    if verb is None:
        raise CommandRefused("verb", "请选择处置方式")
    if verb is Verb.REOPEN:
        finding_reopen(by=by, revision=revision, finding=key, reason=reason)
    else:
        finding_decide(by=by, revision=revision, finding=key, disposal=Disposal(verb, reason))
    return done(request, "已处置", f"/revisions/{revision}/#c-{key}")


@signed_in
def accept_source(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Decide at once what stands so in the captured source."""
    count = findings_accept_source(by=visitor.acting, revision=revision)
    return done(request, f"{count}处与来源一致，已处置", f"/revisions/{revision}/")


@signed_in
def gap(request: HttpRequest, visitor: Visitor, revision: str, key: str) -> HttpResponseBase:
    """Record what was seen of a picture, video or sound that nothing could read."""
    gap_view(by=visitor.acting, revision=revision, gap=key, note=request.POST.get("note", ""))
    return done(request, "已记录人工审看", f"/revisions/{revision}/")


@signed_in
def attribute(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Decide the disclosure attribute."""
    wanted = request.POST.get("attribute", "")
    if wanted not in set(Attribute):
        raise CommandRefused("attribute", "请选择公开属性")
    attribute_decide(
        by=visitor.acting,
        revision=revision,
        attribute=Attribute(wanted),
        reason=request.POST.get("reason", ""),
    )
    return done(request, "公开属性已确定", f"/revisions/{revision}/")


@signed_in
def secrecy(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Give the secrecy conclusion."""
    result = RESULTS.get(request.POST.get("result", ""))
    if result is None:
        raise CommandRefused("result", "请选择保密审查结论")
    secrecy_conclude(
        by=visitor.acting,
        revision=revision,
        conclusion=SecrecyReview(
            request.POST.get("sha256", ""), result, request.POST.get("note", "")
        ),
        evidence=evidence_of(request, visitor),
    )
    return done(request, "保密审查结论已登记", f"/revisions/{revision}/")


@signed_in
def exception(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Let one item come from another source."""
    source_except(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "转载例外已批准", f"/revisions/{revision}/")


def _opens(visitor: Visitor, view: CaseView, part: str) -> bool:
    """Keep the read receipt of who opens a part; a maker needs none, an ended one wants none."""
    if part in view.opened or part not in view.parts or view.end is not None:
        return False
    if view.submission is None:
        return False
    try:
        part_open(by=visitor.acting, revision=view.revision.id, part=part)
    except (CommandRefused, MoveRefused):
        return False
    return True


def _marked(view: CaseView) -> tuple[Marked, tuple[Card, ...]]:
    record = view.revision
    part = TextPart(BODY, record.title, record.body, ContentKind(record.kind), _day(record.cut_at))
    document = document_of(part)
    cards, spots = [], []
    for number, shown in enumerate(view.findings, start=1):
        row = shown.finding
        is_hint = row.weight == "hint"
        look = row.weight if shown.is_open or is_hint else "decided"
        if row.part == BODY:
            detail = row.detail
            spots.append(
                Spot(row.key, number, look, detail["passage"], detail["start"], detail["end"])
            )
        verb = VERBS.get(row.weight) if shown.is_open else None
        name = VERB_NAMES[verb] if verb else ""
        cards.append(Card(shown, number, look, verb, name, row.part == BODY))
    return mark(record.title, record.body, document, spots), tuple(cards)


def _files(view: CaseView) -> tuple[OpenedFile, ...]:
    rows = view.revision.attachments.select_related("blob").order_by("position")
    return tuple(
        OpenedFile(
            row.name,
            row.blob.size,
            FILE + row.name in view.opened,
            sum(one.is_open and one.finding.part == FILE + row.name for one in view.findings),
        )
        for row in rows
    )


def _gates(view: CaseView, visitor: Visitor) -> tuple[object, ...]:
    channels = tuple(row.channel_id for row in view.revision.renderings.all())
    return gates_closed(
        revision=view.revision,
        channels=channels,
        person=visitor.acting.person,
        at=visitor.looking["at"],
    )


def _previous(record: RevisionRecord) -> RevisionRecord | None:
    rows = RevisionRecord.objects.filter(manuscript=record.manuscript, number__lt=record.number)
    return rows.filter(purged_at=None).order_by("-number").first()


def _day(moment: datetime.datetime) -> datetime.date:
    return localdate(moment)


def _moment(text: str) -> datetime.datetime | None:
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError as error:
        raise CommandRefused("due", "期限的写法不对，请重新选择") from error
    if found is None:
        raise Http404
    return make_aware(found) if found.tzinfo is None else found
