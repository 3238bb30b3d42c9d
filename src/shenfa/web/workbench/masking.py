"""Masked copies of the files of a text: one click makes one, and it goes out instead."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from shenfa.desk.manuscripts.draft import from_json
from shenfa.desk.manuscripts.models import WorkingCopyRecord
from shenfa.desk.masking.models import MaskingRecord, State
from shenfa.desk.masking.selectors import masking_get
from shenfa.desk.masking.services import (
    Wish,
    is_small,
    masking_adopt,
    masking_ask,
    masking_make,
    profile_of,
)
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.web.workbench.drafting import desk_of, is_scripted, save, version_from
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.manuscripts import shown_files
from shenfa.web.workbench.writing import conflict_page, refused_json

KINDS = {
    "ID_CARD": "身份证号",
    "MOBILE": "手机号",
    "BANK_CARD": "银行卡号",
    "HOME_ADDRESS": "家庭住址",
    "DISEASE": "病种",
    "WEAK_MASK": "遮盖不足的号码",
    "TRAVEL_DOC": "出入境证件号",
    "HOME_PHONE": "住宅电话",
    "SOCIAL_ACCOUNT": "社交账号",
    "PLATE": "车牌号",
    "EMAIL": "个人邮箱",
    "UNMASKED": "漏遮的号码",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One masked piece as the page shows it; ``mask`` is empty where its place is left out."""

    place: str
    kind: str
    mask: str


@posted
@signed_in
def mask(request: HttpRequest, visitor: Visitor, manuscript: str, sha256: str) -> HttpResponseBase:
    """Make a masked copy of a file of the text; without a script it is attached in one go.

    The script goes on writing meanwhile: it saves before, and asks for the copy afterwards.
    """
    desk = desk_of(visitor, manuscript)
    if is_scripted(request):
        try:
            return _told(_asked(request, visitor, manuscript, sha256))
        except CommandRefused as refusal:
            return refused_json(refusal)
    try:
        # Only the form of the writing page carries the text.
        copy = save(request, visitor, desk) if "body" in request.POST else desk.copy
    except CommandRefused as refusal:
        if refusal.code == "stale":
            return conflict_page(request, visitor, desk)
        raise
    masking = _asked(request, visitor, manuscript, sha256)
    if masking.state is not State.MADE:
        return redirect(_address(masking))
    masking_adopt(by=visitor.acting, masking=masking.id, version=copy.version)
    return done(request, sentence_of(masking), f"/manuscripts/{manuscript}")


@signed_in
def masked(
    request: HttpRequest, visitor: Visitor, manuscript: str, masking: str
) -> HttpResponseBase:
    """Show how far a masked copy is, and what was masked where."""
    row = _found(visitor, manuscript, masking)
    if is_scripted(request):
        return _told(row)
    desk = desk_of(visitor, manuscript)
    context = {
        **_context(row),
        "pieces": _pieces(row),
        "copy": desk.copy,
        "is_attached": any(one.sha256 == row.original_id for one in desk.draft.attachments),
    }
    return show(request, visitor, "masking/masking.html", context)


@posted
@signed_in
def adopt(
    request: HttpRequest, visitor: Visitor, manuscript: str, masking: str
) -> HttpResponseBase:
    """Attach a copy that was made meanwhile instead of its original."""
    row = _found(visitor, manuscript, masking)
    version = version_from(request.POST)
    try:
        copy = masking_adopt(by=visitor.acting, masking=row.id, version=version)
    except CommandRefused as refusal:
        if is_scripted(request):
            return refused_json(refusal)
        raise
    if is_scripted(request):
        return JsonResponse({"version": copy.version, "html": _row(row, copy)})
    return done(request, sentence_of(row), f"/manuscripts/{manuscript}")


def sentence_of(masking: MaskingRecord) -> str:
    """Return what came of a masking, in one sentence."""
    pieces = _pieces(masking)
    shown = sum(bool(one.mask) for one in pieces)
    said = [
        f"脱敏副本已替换原附件，遮盖{shown}处，随看不见的内容去除{len(pieces) - shown}处",
    ]
    if masking.record and masking.record["left_out"]:
        said.append(f"没有带入{'、'.join(masking.record['left_out'])}")
    if masking.reminders:
        said.append(f"副本中另有{masking.reminders}处提醒")
    return "；".join([*said, "请打开核对"])


def _asked(request: HttpRequest, visitor: Visitor, manuscript: str, sha256: str) -> MaskingRecord:
    wish = Wish(
        sha256,
        profile_of(request.POST.get("profile", ""), request.POST.get("address", "")),
        are_pictures_seen="pictures_seen" in request.POST,
    )
    masking = masking_ask(by=visitor.acting, manuscript=manuscript, wish=wish)
    if masking.state is State.WAITING and is_small(masking):
        return masking_make(clock=visitor.acting.clock, masking=masking.id)
    return masking


def _found(visitor: Visitor, manuscript: str, masking: str) -> MaskingRecord:
    row = masking_get(masking=masking, **visitor.looking)
    if row.manuscript_id != manuscript:
        raise NotFound("脱敏副本")
    return row


def _told(masking: MaskingRecord) -> JsonResponse:
    """Tell the script how far it is."""
    html = render_to_string("masking/state.html", _context(masking))
    return JsonResponse({"state": masking.state.value, "address": _address(masking), "html": html})


def _row(masking: MaskingRecord, copy: WorkingCopyRecord) -> str:
    """Return the row of the copy among the files of the text."""
    files = shown_files(from_json(copy.draft))
    attached = masking.copy.blob_id if masking.copy else ""
    file = next(one for one in files if one.sha256 == attached)
    context = {"file": file, "manuscript": masking.manuscript, "masked": _context(masking)}
    return render_to_string("manuscripts/file.html", context)


def _context(masking: MaskingRecord) -> dict[str, object]:
    return {
        "masking": masking,
        "manuscript": masking.manuscript,
        "state": masking.state.value,
        "address": _address(masking),
        "sentence": sentence_of(masking) if masking.state is State.MADE else masking.refusal,
        "is_about_pictures": masking.code == "pictures",
    }


def _pieces(masking: MaskingRecord) -> tuple[Piece, ...]:
    rows = masking.record["masks"] if masking.record else ()
    return tuple(
        Piece(row["place"], KINDS.get(row["entity"], "个人信息"), row["mask"] or "") for row in rows
    )


def _address(masking: MaskingRecord) -> str:
    return f"/manuscripts/{masking.manuscript_id}/maskings/{masking.id}"
