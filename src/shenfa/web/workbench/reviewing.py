"""What people decide about a revision under review: each form of its page."""

import datetime

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.timezone import make_aware

from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.scheduling import release_schedule
from shenfa.desk.release.services import release_publish
from shenfa.desk.review.conclusions import SecrecyReview, attribute_decide, secrecy_conclude
from shenfa.desk.review.decisions import (
    Review,
    question_answer,
    review_decide,
    revision_recall,
    revision_submit,
)
from shenfa.desk.review.findings import (
    Disposal,
    finding_decide,
    finding_reopen,
    findings_accept_source,
    gap_view,
)
from shenfa.desk.review.reviewing_now import sitting_tasks
from shenfa.review import Attribute, Result, Verb
from shenfa.web.workbench.frame import Visitor, done, evidence_of, posted, signed_in
from shenfa.web.workbench.review_page import QUEUE

RESULTS = {"passed": Result.PASSED, "failed": Result.FAILED, "undetermined": Result.UNDETERMINED}
DONE = {
    Result.PASSED: "已通过，进入下一环节",
    Result.FAILED: "已退回撰稿人",
    Result.UNDETERMINED: "已提出问题，等待答复",
}


@posted
@signed_in
def submit(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Sign the 自审自校 and submit."""
    revision_submit(by=visitor.acting, revision=revision, evidence=evidence_of(request, visitor))
    return done(request, "已送审", f"/revisions/{revision}/")


@posted
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
        due=moment_of(request.POST.get("due", "")),
    )
    review_decide(
        by=visitor.acting,
        revision=revision,
        review=review,
        evidence=evidence_of(request, visitor),
    )
    return done(request, DONE[result], _after(request, visitor, revision))


@posted
@signed_in
def publish(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Release to every channel of the revision."""
    release = release_publish(
        by=visitor.acting,
        revision=revision,
        channels=_channels(visitor, revision),
        evidence=evidence_of(request, visitor),
    )
    return done(request, "已发布", f"/releases/{release.id}")


@posted
@signed_in
def schedule(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Ask for the release at a later time; every gate is asked again then."""
    due = moment_of(request.POST.get("due", ""))
    if due is None:
        raise CommandRefused("due", "请选择定时发布的时间")
    release_schedule(
        by=visitor.acting,
        revision=revision,
        channels=_channels(visitor, revision),
        due=due,
        evidence=evidence_of(request, visitor),
    )
    return done(request, "已设定定时发布，到时重新核对全部条件", f"/revisions/{revision}/")


@posted
@signed_in
def answer(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Answer the question of an undetermined result."""
    question_answer(by=visitor.acting, revision=revision, answer=request.POST.get("answer", ""))
    return done(request, "已答复", f"/revisions/{revision}/")


@posted
@signed_in
def recall(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Take a revision back while the next stage has said nothing."""
    revision_recall(by=visitor.acting, revision=revision, reason=request.POST.get("reason", ""))
    return done(request, "已撤回，可以修改后重新送审", f"/revisions/{revision}/")


@posted
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


@posted
@signed_in
def accept_source(request: HttpRequest, visitor: Visitor, revision: str) -> HttpResponseBase:
    """Decide at once what stands so in the captured source."""
    count = findings_accept_source(by=visitor.acting, revision=revision)
    return done(request, f"{count}处与来源一致，已处置", f"/revisions/{revision}/")


@posted
@signed_in
def gap(request: HttpRequest, visitor: Visitor, revision: str, key: str) -> HttpResponseBase:
    """Record what was seen of a picture, video or sound that nothing could read."""
    gap_view(by=visitor.acting, revision=revision, gap=key, note=request.POST.get("note", ""))
    return done(request, "已记录人工审看", f"/revisions/{revision}/")


@posted
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


@posted
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
    return done(request, "保密审查结论已登记", _after(request, visitor, revision))


def moment_of(text: str) -> datetime.datetime | None:
    """Return the time that was chosen in a form, in Beijing time unless it says otherwise."""
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError as error:
        raise CommandRefused("due", "时间的写法不对，请重新选择") from error
    if found is None:
        raise Http404
    return make_aware(found) if found.tzinfo is None else found


def _channels(visitor: Visitor, revision: str) -> tuple[str, ...]:
    """Return every channel that a revision was reviewed for. Two queries."""
    record = revision_get(revision=revision, **visitor.looking)
    return tuple(record.renderings.values_list("channel_id", flat=True))


def _after(request: HttpRequest, visitor: Visitor, revision: str) -> str:
    """Return where a decision leads: in a sitting to the next item, else back to the page."""
    if request.POST.get("from") != QUEUE:
        return f"/revisions/{revision}/"
    waiting = sitting_tasks(person=visitor.acting.person, at=visitor.looking["at"])
    return f"/revisions/{waiting[0].revision.id}/?from={QUEUE}" if waiting else "/tasks/queue"
