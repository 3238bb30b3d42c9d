"""The review form of a revision on the unit's side: filled in, proved, committed to, sent (R28–R38)."""

import datetime
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from shenfa.desk.form import copies, services
from shenfa.desk.form.comparing import ELECTRONIC, OUTGOING
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.models import FormRecord, SubmittedFormRecord
from shenfa.desk.form.selectors import form_get
from shenfa.desk.form.side_by_side import FORMAL, Place, is_under_seal, look_of, side_by_side
from shenfa.desk.form.snapshot import form_printed
from shenfa.desk.form.standing import FINAL, passed_list
from shenfa.desk.form.steps import EVIDENCE_KINDS, PAPER_NAMES, Filling, Paper, opening_refusal
from shenfa.desk.form.view import FormView, ShownDifference, form_view
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.review.form import FormState
from shenfa.web.workbench.frame import DEVICE_COOKIE, Visitor, done, evidence_of, show, signed_in
from shenfa.writers.form import ReviewForm, form_docx, form_pdf

LARGEST = 200 * 1024 * 1024
OPEN = (FormState.OPEN, FormState.RETURNED)
SIGNED = {"scan": ("scan", "scan"), "paper": ("paper", "paper"), "electronic": ("e_signature", "e_seal")}  # fmt: skip
"""How the form was signed and sealed, in one file: what that proves of signature and of seal."""
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
    context = {
        **shared_context(view),
        "is_editable": is_open and is_own,
        "is_signatory": is_open
        and any((row.stage, row.person_id) == (FINAL, visitor.acting.person) for row in passed),
        "may_close": is_open and visitor.acting.person in {row.person_id for row in passed},
        "dated": view.form.dated or localdate(visitor.looking["at"]),
        "signed_kinds": SIGNED_NAMES,
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "to_commit": [step for step in view.steps if not step.given],
        "committable": [step for step in view.steps if not step.given and not step.refusal],
    }
    return show(request, visitor, "form/form.html", context)


@signed_in
def open_form(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Open the form, filled in as far as is known."""
    services.form_open(by=visitor.acting, revision=revision)
    return done(request, "审核表已建立，请核对自动填好的内容", _address(revision))


@signed_in
def fill(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Correct what stands on the form."""
    sent = request.POST
    filling = Filling(
        reporting_unit=sent.get("reporting_unit", ""),
        releasing_unit=sent.get("releasing_unit", ""),
        contact=sent.get("contact", ""),
        phone=sent.get("phone", ""),
        email=sent.get("email", ""),
        says_media=sent.get("says_media", "") == "yes",
        dated=_day(sent.get("dated", "")),
    )
    services.form_fill(by=visitor.acting, revision=revision, filling=filling)
    return done(request, "表内容已保存", _address(revision))


@signed_in
def attach(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Take a copy, which is compared at once, or the signed and sealed form as one file."""
    name, data = _sent_file(request)
    wanted, by = request.POST.get("paper", ""), visitor.acting
    if wanted == "signed":
        kinds = SIGNED.get(request.POST.get("kind", ""))
        if kinds is None:
            raise CommandRefused("evidence", "请选择签字盖章件的种类")
        for paper, kind in zip((Paper.SIGNATURE, Paper.SEAL), kinds, strict=True):
            brought = Brought(paper, name, data, kind)
            copies.copy_attach(by=by, revision=revision, brought=brought)
        return done(request, "签字盖章件已上传", f"{_address(revision)}#papers")
    if wanted not in (Paper.FORMAL, Paper.ELECTRONIC):
        raise CommandRefused("paper", "请选择上传的是哪一件")
    copies.copy_attach(by=by, revision=revision, brought=Brought(Paper(wanted), name, data))
    sentence = f"{PAPER_NAMES[Paper(wanted)]}已上传{_compared(visitor, revision)}"
    return done(request, sentence, f"{_address(revision)}#comparison")


@signed_in
def generate(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Make the electronic copy from the revision again, and compare it."""
    copies.copy_generate(by=visitor.acting, revision=revision)
    sentence = f"电子件已按审定的内容生成{_compared(visitor, revision)}"
    return done(request, sentence, f"{_address(revision)}#comparison")


@signed_in
def compare(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Compare the copies once more, where that came to no result."""
    copies.copies_compare(by=visitor.acting, revision=revision)
    return done(request, "已重新比对", f"{_address(revision)}#comparison")


@signed_in
def close(
    request: HttpRequest, visitor: Visitor, revision: str, difference: str
) -> HttpResponseBase:
    """Close one difference with a reason."""
    reason = request.POST.get("reason", "")
    copies.difference_close(
        by=visitor.acting, revision=revision, difference=difference, reason=reason
    )
    return done(request, "该处差异已处置", f"{_address(revision)}#comparison")


@signed_in
def commit(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Confirm the commitments that are ticked, each as a record of its own (R33)."""
    numbers = [int(one) for one in request.POST.getlist("number") if one.isdecimal()]
    made = services.commitment_make(
        by=visitor.acting,
        revision=revision,
        numbers=numbers,
        evidence=evidence_of(request, visitor),
    )
    said = "、".join(str(row.number) for row in made)
    return done(request, f"第{said}项承诺已分别确认并留痕", f"{_address(revision)}#commitments")


@signed_in
def submit(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Send the form to the county office with both copies."""
    submitted = services.form_submit(by=visitor.acting, revision=revision)
    sentence = f"已报县政府办公室审核（第{submitted.round}次报送）"
    return done(request, sentence, _address(revision))


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


def _compared(visitor: Visitor, revision: str) -> str:
    """Compare the copies where both are there and nobody has yet; say what was found."""
    view = form_view(revision=revision, **visitor.looking)
    if view.form.formal_id is None or view.form.electronic_id is None:
        return ""
    if view.comparison is None or not view.comparison.is_finished:
        copies.copies_compare(by=visitor.acting, revision=revision)
        view = form_view(revision=revision, **visitor.looking)
    if view.comparison is None or not view.comparison.is_finished:
        return "，比对没有得出结果"
    told = len(view.differences)
    return f"，比对发现{told}处差异，请逐处处置" if told else "，与另一份完全一致"


def _sent_file(request: HttpRequest) -> tuple[str, bytes]:
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise CommandRefused("no_file", "请选择要上传的文件")
    if (sent.size or 0) > LARGEST:
        raise CommandRefused("too_large", "文件超过 200 MB，请压缩或者拆分后上传")
    return sent.name or "", sent.read()


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text) if text else None
    except ValueError as error:
        raise CommandRefused("dated", "日期的写法不对，请重新选择") from error


def _address(revision: str) -> str:
    return f"/revisions/{revision}/form"


def _print(record: ReviewForm, data: bytes, kind: str) -> HttpResponse:
    suffix = "pdf" if kind == PDF else "docx"
    response = HttpResponse(data, content_type=kind)
    name = f"信息审核表（{record.title[:40]}）.{suffix}"
    disposition = content_disposition_header(kind != PDF, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
