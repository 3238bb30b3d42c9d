"""What is done about a manuscript beside writing it: begin, hand over, lower, purge, look back."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.manuscripts.beginning import revisions_of
from shenfa.desk.manuscripts.lowering import lowering_confirm, lowering_request
from shenfa.desk.manuscripts.purging import purge_confirm, purge_request
from shenfa.desk.manuscripts.selectors import manuscript_get
from shenfa.desk.manuscripts.services import copy_rebase, copy_start
from shenfa.desk.manuscripts.transfers import transfer_give, transfer_take
from shenfa.desk.release.history import MOST, manuscript_trail
from shenfa.web.workbench.drafting import version_from
from shenfa.web.workbench.frame import Visitor, done, evidence_of, posted, show, signed_in
from shenfa.web.workbench.manuscripts import paired
from shenfa.web.workbench.trail_words import told


@signed_in
def timeline(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Show what happened to a manuscript, each entry as a sentence, for the screen and paper."""
    record = manuscript_get(manuscript=manuscript, **visitor.looking)
    entries = manuscript_trail(record)
    revisions = revisions_of(record)
    context = {
        "manuscript": record,
        "versions": paired(revisions),
        "title": next((one.title for one in revisions if one.title), "") or "（无标题）",
        "events": told(entries, record, revisions),
        "is_cut_off": len(entries) == MOST,
    }
    return show(request, visitor, "manuscripts/timeline.html", context)


@posted
@signed_in
def start(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Begin to write from the newest revision, or from where a colleague stands."""
    copy_start(by=visitor.acting, manuscript=manuscript, author=request.POST.get("from", ""))
    return done(request, "可以开始修改", f"/manuscripts/{manuscript}")


@posted
@signed_in
def rebase(request: HttpRequest, visitor: Visitor, manuscript: str) -> HttpResponseBase:
    """Let one's own text stand although a colleague has cut a newer revision."""
    copy_rebase(by=visitor.acting, manuscript=manuscript, version=version_from(request.POST))
    return done(request, "将以您的稿件为准形成下一版", f"/manuscripts/{manuscript}")


@posted
@signed_in
def give(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Hand the newest revision to another unit."""
    transfer_give(by=visitor.acting, revision=revision, to_unit=request.POST.get("unit", ""))
    return done(request, "已移交，等待对方接收")


@posted
@signed_in
def take(request: HttpRequest, visitor: Visitor, transfer: str) -> HttpResponseBase:
    """Take over what another unit handed over."""
    opened = transfer_take(by=visitor.acting, transfer=transfer)
    return done(request, "已接收，请选择发布渠道后送审", f"/manuscripts/{opened.id}")


@posted
@signed_in
def lower(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Ask that the next revision be no longer major."""
    lowering_request(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "已提出，请分管领导或者主要领导确认")


@posted
@signed_in
def lower_confirm(request: HttpRequest, visitor: Visitor, asked: str) -> HttpResponseBase:
    """Confirm it, as a leader who wrote none of it."""
    lowering_confirm(by=visitor.acting, request=asked, evidence=evidence_of(request, visitor))
    return done(request, "已确认，下一版不再按重大信息办理")


@posted
@signed_in
def purge(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Ask that the bytes of a revision be purged."""
    purge_request(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "已提出清除，请保密审查人员或者领导确认")


@posted
@signed_in
def purge_confirmed(request: HttpRequest, visitor: Visitor, asked: str) -> HttpResponseBase:
    """Confirm it, as a second person."""
    purge_confirm(by=visitor.acting, request=asked, evidence=evidence_of(request, visitor))
    return done(request, "内容已清除，摘要和留痕保留")
