"""What a revision will look like, and what differs: previews of each channel, comparisons, files."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.manuscripts.comparing import revision_compare
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import NotFound
from shenfa.desk.release.addresses import is_address
from shenfa.desk.release.history import live_revision
from shenfa.desk.release.pages import Dates, draw
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.views import case_view
from shenfa.desk.review.word_copy import word_copy
from shenfa.web.middleware import FRAMED
from shenfa.web.workbench.frame import Visitor, show, signed_in
from shenfa.web.workbench.review_page import CHANNEL, FILE, open_parts

ACCOUNT = "account"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class Previewed:
    """What one channel will show. ``address`` is that of its page, where it has one."""

    channel: ChannelRecord
    title: str
    body: str
    is_own: bool
    address: str


@signed_in
def compare(request: HttpRequest, visitor: Visitor, revision: str, old: str) -> HttpResponseBase:
    """Show only what differs from another revision (R73)."""
    changes = revision_compare(old=old, new=revision, **visitor.looking)
    after = revision_get(revision=revision, **visitor.looking)
    before = revision_get(revision=old, **visitor.looking)
    live = live_revision(after.manuscript)
    context = {
        "changes": changes,
        "revision": after,
        "before": before,
        "is_live": live is not None and live.id == before.id,
        "channel_names": _channel_names(before) | _channel_names(after),
    }
    return show(request, visitor, "review/compare.html", context)


@signed_in
def preview(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show each channel's rendering as citizens will see it, which is its read receipt."""
    record = revision_get(revision=revision, **visitor.looking)
    dossier = Dossier(record, visitor.acting.person)
    rows = []
    shown = sorted(dossier.renderings, key=lambda one: (one.channel.kind, one.pk))
    open_parts(visitor, dossier, *(CHANNEL + one.channel_id for one in shown))
    for one in shown:
        has_page = one.channel.kind != ACCOUNT and is_address(one.channel.path)
        rows.append(
            Previewed(
                one.channel,
                one.title or record.title,
                one.body or record.body,
                bool(one.body),
                f"/revisions/{record.id}/public/{one.channel.path}/page/" if has_page else "",
            )
        )
    context = {"revision": record, "rows": rows}
    return show(request, visitor, "review/preview.html", context)


@signed_in
def public_page(
    request: HttpRequest, visitor: Visitor, revision: str, column: str
) -> HttpResponseBase:
    """Return the page that a column will show, by the template of the public site itself."""
    record = revision_get(revision=revision, **visitor.looking)
    one = record.renderings.select_related("channel").filter(channel__path=column).first()
    if one is None or record.purged_at is not None:
        raise NotFound("预览")
    at = visitor.looking["at"]
    response = HttpResponse(draw(record, one.channel, Dates(at, at)))
    response.headers["X-Frame-Options"] = FRAMED
    del request
    return response


def public_furniture(_request: HttpRequest, revision: str, rest: str) -> HttpResponseBase:
    """Lead what a framed page asks for around its text to the public site, where it stands."""
    del revision
    return redirect(f"/site/{rest}")


@signed_in
def annotated(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Hand out a Word copy with the findings as comments; it is no receipt of having read."""
    del request
    view = case_view(revision=revision, **visitor.looking)
    response = HttpResponse(word_copy(view), content_type=WORD)
    name = f"批注副本-{view.revision.id}-第{view.revision.number}版.docx"
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return response


@signed_in
def attachment(
    request: HttpRequest, visitor: Visitor, revision: str, name: str, column: str = ""
) -> HttpResponseBase:
    """Hand out an attachment, which is its read receipt; pictures may stand in the page."""
    del request, column
    record = revision_get(revision=revision, **visitor.looking)
    open_parts(visitor, Dossier(record, visitor.acting.person), FILE + name)
    return _file(record, name)


def _channel_names(record: RevisionRecord) -> dict[str, str]:
    return dict(record.renderings.values_list("channel_id", "channel__name"))


def _file(record: RevisionRecord, name: str) -> HttpResponse:
    row = record.attachments.filter(name=name).first()
    if row is None or record.purged_at is not None:
        raise NotFound("附件")
    kind = PICTURES.get(name.rsplit(".", 1)[-1].lower(), "")
    response = HttpResponse(
        blob_bytes(row.blob_id),
        content_type=f"image/{kind}" if kind else "application/octet-stream",
    )
    disposition = content_disposition_header(not kind, name)
    if disposition:
        response.headers["Content-Disposition"] = disposition
    return response
