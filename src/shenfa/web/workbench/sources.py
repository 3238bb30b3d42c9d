"""The source of a reprint: its page kept, laid beside our text, the differences answered (R56–R58)."""

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localtime

from shenfa.desk.channels.selectors import source_list
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.gates import gates_closed
from shenfa.desk.review.reviewing_now import may_except_source, settles_differences
from shenfa.desk.review.sources import (
    LARGEST,
    Capture,
    source_capture,
    source_differences_decide,
    source_except,
)
from shenfa.desk.review.views import case_view
from shenfa.review import judge_address
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.reviewing import moment_of


@signed_in
def source(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Show what is kept of the source and how our text differs from it; keep a newer copy."""
    if request.method == "POST":
        return _capture(request, visitor, revision)
    view = case_view(revision=revision, **visitor.looking)
    dossier, record, at = view.dossier, view.revision, visitor.looking["at"]
    url = view.capture.url if view.capture else record.source_url
    names = {row.channel_id: row.channel.name for row in dossier.renderings}
    closed = gates_closed(dossier=dossier, channels=names, at=at)
    context = {
        "view": view,
        "revision": record,
        "capture": view.capture,
        "rows": view.capture.differences["rows"] if view.capture else (),
        "url": url,
        "judged": judge_address(url, source_list(at), at.date()) if url else None,
        "closed": [one for one in closed if one.gate == "source"],
        "may_settle": settles_differences(dossier, at),
        "may_except": may_except_source(dossier, at),
        "latest": f"{localtime(at):%Y-%m-%dT%H:%M}",
        "channel_names": names,
    }
    return show(request, visitor, "review/source.html", context)


@posted
@signed_in
def differences(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Answer every difference from the source, each with its reason."""
    reasons = {
        name.removeprefix("reason-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("reason-")
    }
    source_differences_decide(by=visitor.acting, revision=revision, reasons=reasons)
    return done(request, "与来源的差异已逐处核对", f"/revisions/{revision}/source")


@posted
@signed_in
def exception(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Let one item come from another source."""
    source_except(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "转载例外已批准", f"/revisions/{revision}/")


def _capture(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    sent = request.FILES.get("copy")
    published = moment_of(request.POST.get("published", ""))
    if not isinstance(sent, Sent):
        raise CommandRefused("copy", "请选择来源页面的副本")
    if published is None:
        raise CommandRefused("published", "请填写来源的发布时间")
    # One byte too many is what the service refuses; nobody has to load the rest.
    copy = Capture(
        request.POST.get("url", ""), published, sent.name or "来源", sent.read(LARGEST + 1)
    )
    row = source_capture(by=visitor.acting, revision=revision, capture=copy)
    told = "与来源一致" if row.equal == "yes" else f"与来源有{len(row.differences['rows'])}处不同"
    return done(request, f"来源已存证，{told}", f"/revisions/{revision}/source")
