"""What the writing page asks for while somebody writes: save, check, paste, files, the cut."""

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, localtime

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.selectors import channel_visible
from shenfa.desk.court.selectors import appeals_of
from shenfa.desk.manuscripts.beginning import copy_of, upload_get, upload_named
from shenfa.desk.manuscripts.conflict import draft_changes
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import ManuscriptRecord, UploadRecord
from shenfa.desk.manuscripts.pasting import clean_pasted
from shenfa.desk.manuscripts.selectors import manuscript_get, revision_newest
from shenfa.desk.manuscripts.services import copy_save, file_upload, largest_file, revision_cut
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.auditing import is_small, revision_audit
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.file_check import Asked, file_examined
from shenfa.desk.review.writing_check import (
    TITLE,
    TOO_LONG,
    Spotted,
    Written,
    check_written,
    in_reading_order,
    is_too_long,
)
from shenfa.desk.wording.selectors import county_tables
from shenfa.review.major import major_reasons
from shenfa.text import Belonging, ContentKind
from shenfa.web.workbench.court import ShownAppeal, shown_appeal
from shenfa.web.workbench.drafting import (
    Desk,
    desk_of,
    draft_from,
    is_scripted,
    kind_from,
    need_same_person,
    save,
    version_from,
)
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.manuscripts import ShownFile, is_maskable

MOST_CARDS, MOST_SPOTS = 300, 5000
"""So many findings have cards and marks; so many can be repaired in one sweep."""
CONFLICT, REFUSED, WORKING = 409, 422, 202
CERTAIN_BLOCKER = "certain_blocker"
AGAIN = 2
"""Seconds after which a page without script asks again whether a file has been read."""
IMAGES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class LiveCard:
    """A finding as its card beside the editor shows it. ``alike``: how many go in one sweep."""

    number: int
    spotted: Spotted
    where: str
    alike: int
    appeal: ShownAppeal | None = None
    appeal_address: str = ""


@posted
@signed_in
def save_copy(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Save the working copy; what came too late is shown beside what was kept."""
    try:
        desk = desk_of(visitor, manuscript)
        copy = save(request, visitor, desk)
    except CommandRefused as refusal:
        if is_scripted(request):
            return refused_json(refusal)
        if refusal.code == "stale":
            return conflict_page(request, visitor, desk)
        raise
    if is_scripted(request):
        return JsonResponse(
            {"version": copy.version, "saved": f"{localtime(copy.saved_at):%H:%M:%S}"}
        )
    return done(request, "已保存", f"/manuscripts/{manuscript}")


@posted
@signed_in
def compare_copy(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Show what differs between the saved copy and what another window holds."""
    return conflict_page(request, visitor, desk_of(visitor, manuscript), status=200)


@signed_in
def version(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Tell the script which version is kept now."""
    del request
    copy = desk_of(visitor, manuscript).copy
    return JsonResponse({"version": copy.version, "author": visitor.acting.person})


@posted
@signed_in
def check(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Check the text as it stands in the editor; nothing of it is kept."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    draft = draft_from(request.POST, Draft(ContentKind.GENERAL, ""))
    written = _written(visitor, record, draft)
    if is_too_long(written):
        return JsonResponse({"html": "", "spots": [], "count": 0, "note": TOO_LONG})
    found = in_reading_order(check_written(written, county_tables()))
    cards = _cards(found[:MOST_SPOTS], written)
    shown = _with_appeals(cards[:MOST_CARDS], record)
    context = {"cards": shown, "more": len(found) - len(shown), "manuscript": record}
    answer = {
        "html": render_to_string("manuscripts/cards.html", context),
        "spots": [_spot(card) for card in cards],
        "count": len(found),
        "note": "",
        "major": list(major_reasons(draft.title, draft.body)),
    }
    if is_scripted(request):
        return JsonResponse(answer)
    return show(request, visitor, "manuscripts/checked.html", context)


@posted
@signed_in
def paste(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Clean what was pasted, and tell what in it nobody would have seen."""
    manuscript_get(manuscript=manuscript, **visitor.looking)
    try:
        pasted = clean_pasted(request.POST.get("html", ""))
    except CommandRefused as refusal:
        return refused_json(refusal)
    said = []
    if pasted.hidden:
        shown = "”“".join(words[:20] for words in pasted.hidden[:3])
        said.append(f"粘贴内容中有{len(pasted.hidden)}处看不见的文字，没有粘贴：“{shown}”")
    if pasted.pictures:
        said.append(f"{pasted.pictures}张图片没有粘贴，请在附件中上传后插入")
    return JsonResponse({"html": pasted.html, "note": "；".join(said)})


@posted
@signed_in
def upload(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Take a file; without the script the text is saved with it in one go."""
    sent = request.FILES.get("upload")
    try:
        need_same_person(request, visitor)
        record = _uploaded(visitor, manuscript, sent)
        if not is_scripted(request):
            desk = desk_of(visitor, manuscript)
            draft = with_file(draft_from(request.POST, desk.draft), record)
            copy_save(
                by=visitor.acting,
                manuscript=manuscript,
                draft=draft,
                version=version_from(request.POST),
            )
            return done(request, "附件已上传", f"/manuscripts/{manuscript}")
    except CommandRefused as refusal:
        if is_scripted(request):
            return refused_json(refusal)
        raise
    shown = ShownFile(record.name, record.blob_id, record.blob.size)
    context = {"file": shown, "manuscript": record.manuscript}
    row = render_to_string("manuscripts/file.html", context)
    return JsonResponse({"name": record.name, "html": row})


@signed_in
def file_findings(
    request: HttpRequest, visitor: Visitor, manuscript: str, sha256: str
) -> HttpResponseBase:
    """Show what the rules find in one file, each place by sheet and cell, page or paragraph."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    row = upload_get(manuscript=record, sha256=sha256)
    kind = kind_from(request.GET.get("kind", ""), ContentKind.GENERAL)
    belongs = Belonging(record.unit_id, record.id)
    found = file_examined(Asked(sha256, row.name, kind, _today(visitor), belongs))
    personal = [
        one for one in (found.findings if found else ()) if one.detail["family"] == "privacy"
    ]
    context = {
        "found": found,
        "name": row.name,
        "manuscript": record,
        "sha256": sha256,
        "personal": len(personal),
        "unseen": sum(bool(one.detail["unseen"]) for one in personal),
        "is_maskable": is_maskable(row.name)
        and copy_of(viewer=visitor.acting.person, manuscript=record) is not None,
    }
    if is_scripted(request):
        response = HttpResponse(render_to_string("manuscripts/file_findings.html", context))
    else:
        response = show(request, visitor, "manuscripts/file_checked.html", context)
        if found is None:
            response.headers["Refresh"] = str(AGAIN)
    if found is None:
        response.status_code = WORKING
    return response


@signed_in
def attachment(
    request: HttpRequest, visitor: Visitor, manuscript: str, name: str
) -> HttpResponseBase:
    """Hand out a file of the working copy; pictures may stand in the page."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    copy = copy_of(viewer=visitor.acting.person, manuscript=record)
    draft = from_json(copy.draft) if copy else Draft(ContentKind.GENERAL, "")
    data = blob_bytes(upload_named(manuscript=record, name=name, draft=draft))
    suffix = name.rsplit(".", 1)[-1].lower()
    kind = f"image/{IMAGES[suffix]}" if suffix in IMAGES else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    disposition = content_disposition_header(suffix not in IMAGES, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    del request
    return response


@signed_in
def preview(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Show the saved working copy as each channel would show it."""
    desk = desk_of(visitor, manuscript)
    channels = channel_visible(**visitor.looking).in_bulk(
        [one.channel for one in desk.draft.renderings]
    )
    rows = [
        {
            "channel": channels[one.channel],
            "title": one.title or desk.draft.title,
            "body": one.body or desk.draft.body,
            "is_own": bool(one.body),
        }
        for one in desk.draft.renderings
        if one.channel in channels
    ]
    context = {"manuscript": desk.manuscript, "draft": desk.draft, "rows": rows}
    return show(request, visitor, "manuscripts/preview.html", context)


@posted
@signed_in
def cut(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Save, make a revision of it, and check that at once if it is small."""
    desk = desk_of(visitor, manuscript)
    try:
        copy = save(request, visitor, desk)
    except CommandRefused as refusal:
        if refusal.code == "stale":
            return conflict_page(request, visitor, desk)
        raise
    revision = revision_cut(by=visitor.acting, manuscript=manuscript, version=copy.version)
    if is_small(revision):
        revision_audit(clock=visitor.acting.clock, revision=revision.id)
    sentence = f"已形成第{revision.number}版，请逐处核对检查结果后送审"
    return done(request, sentence, f"/revisions/{revision.id}/")


@signed_in
def signed_in_again(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Tell whoever signed in again in another window to go back to the text."""
    return show(request, visitor, "manuscripts/signed_in.html", {})


def with_file(draft: Draft, upload: UploadRecord) -> Draft:
    """Return a draft with an uploaded file: behind the others, or for one of the same name."""
    new = DraftFile(upload.name, upload.blob_id)
    kept = tuple(new if one.name == new.name else one for one in draft.attachments)
    return replace(draft, attachments=kept if new in kept else (*kept, new))


def _uploaded(visitor: Visitor, manuscript: str, sent: object) -> UploadRecord:
    if not isinstance(sent, Sent):
        raise CommandRefused("file", "请选择要上传的文件")
    largest = largest_file()
    if (sent.size or 0) > largest:
        raise CommandRefused("file_size", f"文件不得超过{largest // 1024**2}MB，请拆分后上传")
    return file_upload(
        by=visitor.acting, manuscript=manuscript, name=sent.name or "", data=sent.read()
    )


def conflict_page(
    request: HttpRequest, visitor: Visitor, desk: Desk, status: int = CONFLICT
) -> HttpResponse:
    """Show both texts and what differs; nothing is thrown away before the person says which."""
    mine = draft_from(request.POST, desk.draft)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", "version", "back", "drop", "raise"}
    ]
    context = {
        "manuscript": desk.manuscript,
        "copy": desk.copy,
        "changes": draft_changes(desk.draft, mine),
        "fields": fields,
    }
    response = show(request, visitor, "manuscripts/conflict.html", context)
    response.status_code = status
    return response


def refused_json(refusal: CommandRefused) -> JsonResponse:
    """Tell the script why something was refused."""
    status = CONFLICT if refusal.code == "stale" else REFUSED
    return JsonResponse({"code": refusal.code, "sentence": str(refusal)}, status=status)


def _written(visitor: Visitor, record: ManuscriptRecord, draft: Draft) -> Written:
    own = {one.channel: one.body for one in draft.renderings if one.body.strip()}
    accounts = channel_visible(**visitor.looking).filter(id__in=own, kind=ChannelKind.ACCOUNT.value)
    posts = tuple((row.id, row.name, own[row.id]) for row in accounts) if own else ()
    belongs = Belonging(record.unit_id, record.id)
    return Written(draft.title, draft.body, draft.kind, _today(visitor), posts, belongs)


def _cards(found: tuple[Spotted, ...], written: Written) -> tuple[LiveCard, ...]:
    names = {f"body-{channel}": f"{name}的文本" for channel, name, _ in written.posts}
    certain = Counter(one.told.finding.rule for one in found if one.is_certain and one.start >= 0)
    return tuple(
        LiveCard(
            number,
            one,
            "标题" if one.field == TITLE else names.get(one.field, one.told.finding.place),
            certain[one.told.finding.rule] if one.is_certain else 0,
        )
        for number, one in enumerate(found, start=1)
    )


def _with_appeals(cards: tuple[LiveCard, ...], record: ManuscriptRecord) -> tuple[LiveCard, ...]:
    """Return the cards with the way to the court, where the last revision has the same finding."""
    last = revision_newest(record.id)
    audit = Dossier(last).audit if last is not None and last.purged_at is None else None
    if last is None or audit is None:
        return cards
    weights = dict(audit.findings.values_list("key", "weight"))
    appeals = appeals_of(last)

    def address(key: str) -> str:
        if key in appeals:
            return f"/appeals/{appeals[key].id}"
        known = weights.get(key, CERTAIN_BLOCKER)
        return "" if known == CERTAIN_BLOCKER else f"/revisions/{last.id}/?appeal={key}#c-{key}"

    return tuple(
        replace(
            card,
            appeal=shown_appeal(appeals[key]) if key in appeals else None,
            appeal_address=address(key),
        )
        for card in cards
        for key in [card.spotted.key]
    )


def _spot(card: LiveCard) -> dict[str, object]:
    one = card.spotted
    return {
        "n": card.number,
        "field": one.field,
        "start": one.start,
        "end": one.end,
        "lead": one.lead,
        "tail": one.tail,
        "look": one.weight,
        "rule": one.told.finding.rule,
        "fix": one.told.fix,
        "certain": one.is_certain,
    }


def _today(visitor: Visitor) -> datetime.date:
    return localdate(visitor.looking["at"])
