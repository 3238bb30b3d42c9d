"""What the unit does with the review form: opened, filled in, proved, committed to, sent (R28–R37)."""

import datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_date

from shenfa.desk.form import copies, services
from shenfa.desk.form.copies import Brought
from shenfa.desk.form.steps import PAPER_NAMES, Filling, Paper
from shenfa.desk.form.view import form_view
from shenfa.desk.refusals import CommandRefused
from shenfa.web.workbench.frame import Visitor, done, evidence_of, posted, signed_in

LARGEST = 200 * 1024 * 1024
SIGNED = {"scan": ("scan", "scan"), "paper": ("paper", "paper"), "electronic": ("e_signature", "e_seal")}  # fmt: skip
"""How the form was signed and sealed, in one file: what that proves of signature and of seal."""


@posted
@signed_in
def open_form(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Open the form, filled in as far as is known."""
    services.form_open(by=visitor.acting, revision=revision)
    return done(request, "审核表已建立，请核对自动填好的内容", _address(revision))


@posted
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


@posted
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


@posted
@signed_in
def generate(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Make the electronic copy from the revision again, and compare it."""
    copies.copy_generate(by=visitor.acting, revision=revision)
    sentence = f"电子件已按审定的内容生成{_compared(visitor, revision)}"
    return done(request, sentence, f"{_address(revision)}#comparison")


@posted
@signed_in
def compare(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Compare the copies once more, where that came to no result."""
    copies.copies_compare(by=visitor.acting, revision=revision)
    return done(request, "已重新比对", f"{_address(revision)}#comparison")


@posted
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


@posted
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


@posted
@signed_in
def submit(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Send the form to the county office with both copies."""
    submitted = services.form_submit(by=visitor.acting, revision=revision)
    sentence = f"已报县政府办公室审核（第{submitted.round}次报送）"
    return done(request, sentence, _address(revision))


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
