"""The page of the review form on the unit's side: what stands on it, the copies, its print (R28–R38)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from shenfa.desk.form.comparing import ELECTRONIC, OUTGOING
from shenfa.desk.form.models import FormRecord, SubmittedFormRecord
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.side_by_side import FORMAL, Place, is_under_seal, look_of, side_by_side
from shenfa.desk.form.snapshot import form_printed
from shenfa.desk.form.standing import FINAL, passed_list
from shenfa.desk.form.steps import EVIDENCE_KINDS, PAPER_NAMES, Paper, opening_refusal
from shenfa.desk.form.view import FormView, ShownDifference, form_view
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import NotFound
from shenfa.desk.review.models import DecisionRecord
from shenfa.review.form import FormState
from shenfa.web.workbench.frame import DEVICE_COOKIE, Visitor, show, signed_in
from shenfa.writers.form import ReviewForm, form_docx, form_pdf

OPEN = (FormState.OPEN, FormState.RETURNED)
SIGNED_NAMES = {"scan": "扫描件", "electronic": "电子签名和电子印章的文件", "paper": "纸质件照片"}
SHOWN_INLINE = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".pdf": "application/pdf",
}
PICTURES = (".png", ".jpg", ".jpeg")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
SHORT = 12
"""Longer texts are not quoted whole in the sentence about a difference."""
LOOKS = {
    "certain": "确认不同",
    "unclear": "识别不清，请人工核对",
    "covered": "未比对，请人工核对",
    "closed": "已处置",
}


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A difference as a card shows it, beside its marks in both texts.

    ``is_long``: its sentence quotes only the beginning, so both sides are shown.
    """

    place: Place
    shown: ShownDifference
    word: str
    is_outgoing_only: bool
    is_long: bool


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A file of the form. ``proof`` is what it proves of signature or seal, in words."""

    paper: str
    name: str
    file: str
    proof: str
    is_picture: bool


@signed_in
def form(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show the form of a revision, or how it is opened."""
    record = revision_get(revision=revision, **visitor.looking)
    if not FormRecord.objects.filter(revision=record).exists():
        refused = opening_refusal(record)
        context = {"revision": record, "refusal": str(refused) if refused else ""}
        return show(request, visitor, "form/open.html", context)
    view = form_view(revision=revision, **visitor.looking)
    passed = passed_list(view.form.revision)
    is_open = view.state in OPEN and getattr(view.form.revision, "end", None) is None
    is_own = visitor.unit == view.form.revision.manuscript.unit_id
    commits = is_open and _commits(view, passed, visitor.acting.person)
    context = {
        **shared_context(view),
        "is_editable": is_open and is_own and not commits,
        "commits": commits,
        "may_close": is_open and visitor.acting.person in {row.person_id for row in passed},
        "dated": view.form.dated or localdate(visitor.looking["at"]),
        "signed_kinds": SIGNED_NAMES,
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "committable": [step for step in view.steps if not step.given and not step.refusal],
    }
    return show(request, visitor, "form/form.html", context)


@signed_in
def texts(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show both copies side by side with their marks: a page, or a part of one."""
    view = form_view(revision=revision, **visitor.looking)
    context = {**shared_context(view), "sides": side_by_side(revision=revision, **visitor.looking)}
    name = "form/sides.html" if request.GET.get("part") else "form/texts.html"
    return show(request, visitor, name, context)


@signed_in
def paper(request: HttpRequest, visitor: Visitor, revision: str, paper: str) -> HttpResponseBase:
    """Hand out a file of the form; pictures and PDF may be looked at in the browser."""
    del request
    record = form_get(revision=revision, **visitor.looking)
    if paper not in set(Paper):
        raise NotFound("文件")
    sha256 = getattr(record, f"{paper}_id")
    if sha256 is None or not blob_path(sha256).is_file():
        raise NotFound("文件")
    suffix = _suffix(record, paper)
    name = getattr(record, f"{paper}_name", "") or f"{PAPER_NAMES[Paper(paper)]}{suffix}"
    kind = SHOWN_INLINE.get(suffix, "")
    return FileResponse(
        blob_path(sha256).open("rb"),
        as_attachment=not kind,
        filename=name,
        content_type=kind or "application/octet-stream",
    )


@signed_in
def printed(request: HttpRequest, visitor: Visitor, revision: str, suffix: str) -> HttpResponseBase:
    """Print the form as annex 1: one round, or as it stands."""
    number = request.GET.get("round", "0")
    record = form_printed(
        revision=revision, number=int(number) if number.isdecimal() else 0, **visitor.looking
    )
    if suffix == "pdf":
        return _print(record, form_pdf(record), PDF)
    return _print(record, form_docx(record), WORD)


def shared_context(view: FormView) -> dict[str, object]:
    """Return what both sides show of a form."""
    return {
        "view": view,
        "form": view.form,
        "revision": view.form.revision,
        "places": places_of(view),
        "looks": LOOKS,
        "papers": _papers(view.form),
        "rounds": rounds_of(view.form),
        "left": sum(one.closed is None for one in view.differences),
    }


def _commits(view: FormView, passed: Sequence[DecisionRecord], person: str) -> bool:
    """Whether commitments wait for this person: who only looks and signs fills nothing in."""
    is_signatory = any((row.stage, row.person_id) == (FINAL, person) for row in passed)
    return is_signatory and any(step.given is None for step in view.steps)


def places_of(view: FormView) -> tuple[ShownPlace, ...]:
    """Return the differences numbered as in the texts."""
    found = []
    for number, shown in enumerate(view.differences, start=1):
        look = look_of(shown.row, is_closed=shown.closed is not None)
        word = "印章遮挡区未比对" if is_under_seal(shown.row) and not shown.closed else LOOKS[look]
        place = Place(shown.row["key"], number, look)
        is_outgoing = shown.row.get("copies") == [OUTGOING]
        sides = (shown.row.get(one, {}).get("text", "") for one in (FORMAL, ELECTRONIC))
        is_long = any(len(text) > SHORT for text in sides)
        found.append(ShownPlace(place, shown, word, is_outgoing, is_long))
    return tuple(found)


def rounds_of(record: FormRecord) -> tuple[SubmittedFormRecord, ...]:
    """Return the rounds, the latest first. One query."""
    rows = record.submissions.select_related("person", "decision__person")
    return tuple(rows.order_by("-round"))


def _papers(record: FormRecord) -> tuple[ShownPaper, ...]:
    found = []
    for one, name in PAPER_NAMES.items():
        if getattr(record, f"{one.value}_id") is None:
            continue
        kind = getattr(record, f"{one.value}_kind", "")
        proof = EVIDENCE_KINDS[one][kind] if kind else ""
        file = getattr(record, f"{one.value}_name", "")
        is_picture = _suffix(record, one.value) in PICTURES
        found.append(ShownPaper(one.value, name, file, proof, is_picture))
    return tuple(found)


def _suffix(record: FormRecord, paper: str) -> str:
    """Return what kind of file it is, by its name; proofs have none and are looked at."""
    name = getattr(record, f"{paper}_name", "")
    if name:
        return f".{name.rpartition('.')[2].lower()}"
    with blob_path(getattr(record, f"{paper}_id")).open("rb") as stream:
        head = stream.read(8)
    if head.startswith(b"%PDF"):
        return ".pdf"
    if head.startswith(b"\x89PNG"):
        return ".png"
    return ".jpg" if head.startswith(b"\xff\xd8\xff") else ""


def _print(record: ReviewForm, data: bytes, kind: str) -> HttpResponse:
    suffix = "pdf" if kind == PDF else "docx"
    response = HttpResponse(data, content_type=kind)
    name = f"信息审核表（{record.title[:40]}）.{suffix}"
    disposition = content_disposition_header(kind != PDF, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
