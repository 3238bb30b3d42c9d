"""What was released: the register, one release with what may be done about it, its card."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shenfa.desk.form.progress import form_progress
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.bundle import delivery_bundle
from shenfa.desk.release.register import (
    GROUPS,
    WantedReleases,
    register_choices,
    release_acts,
    release_page,
    release_places,
    waiting_schedules,
)
from shenfa.desk.release.retrying import deliveries_retry
from shenfa.desk.release.scheduling import schedule_cancel as cancel_schedule
from shenfa.desk.release.scheduling import schedule_change as change_schedule
from shenfa.desk.release.selectors import STATE_NAMES, delivery_get, release_get, release_state
from shenfa.desk.release.services import (
    Notice,
    delivery_confirm,
    delivery_link,
    release_archive,
    release_delete,
    release_withdraw,
)
from shenfa.desk.release.takedown import takedown_confirm, takedown_hide
from shenfa.web.workbench.frame import (
    DEVICE_COOKIE,
    Visitor,
    done,
    evidence_of,
    posted,
    show,
    signed_in,
)
from shenfa.web.workbench.reviewing import moment_of

LOOKS = {"live": "good", "hidden": "bad", "withdrawn": "bad", "replaced": "", "archived": ""}
DONE = {"replace": "被新版取代", "hide": "紧急下线", "confirm": "第二人确认下线"} | {
    "withdraw": "撤销发布",
    "archive": "归档",
    "delete": "从网站删除",
}


@signed_in
def releases(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """List what was released, and what is to come."""
    asked = {name: request.GET.get(name, "") for name in ("q", "group", "unit", "channel")}
    wanted = WantedReleases(asked["q"], asked["group"], asked["unit"], asked["channel"])
    number = request.GET.get("page", "1")
    page = release_page(
        wanted=wanted, number=int(number) if number.isdecimal() else 1, **visitor.looking
    )
    units, channels = register_choices(**visitor.looking)
    context = {
        "page": page,
        "asked": asked,
        "groups": [("", "全部", _address({**asked, "group": ""}))]
        + [(key, name, _address({**asked, "group": key})) for key, name in GROUPS.items()],
        "units": units if len(units) > 1 else (),
        "channels": channels,
        "schedules": waiting_schedules(**visitor.looking),
        "before": _address(asked, page.number - 1) if page.number > 1 else "",
        "after": _address(asked, page.number + 1) if page.number < page.last else "",
        "looks": LOOKS,
    }
    return show(request, visitor, "release/list.html", context)


@signed_in
def release(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Show one release: what is public, where, how it got there, what may be done."""
    record = release_get(release=release, **visitor.looking)
    state = release_state(record)
    places = release_places(record)
    context = {
        "release": record,
        "revision": record.revision,
        "manuscript": record.revision.manuscript,
        "state": state,
        "state_name": STATE_NAMES[state],
        "look": LOOKS.get(state, ""),
        "places": places,
        "may_retry": any(
            one.is_waiting and not one.by_hand for place in places for one in place.deliveries
        ),
        "steps": [
            (DONE[step.act], step) for step in record.steps.select_related("person").order_by("id")
        ],
        "may": release_acts(release=record, person=visitor.acting.person, at=visitor.looking["at"]),
        "is_public": state == "live",
        "has_device": DEVICE_COOKIE in request.COOKIES,
        "files": record.revision.attachments.select_related("blob").order_by("position"),
    }
    return show(request, visitor, "release/release.html", context)


@signed_in
def card(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Show the responsibility card as it was drawn when the text became public (R21–R23)."""
    record = release_get(release=release, **visitor.looking)
    revision, form = record.revision, form_progress(record.revision)
    context = {
        "release": record,
        "revision": revision,
        "card": record.card,
        "state": STATE_NAMES[release_state(record)],
        "look": LOOKS.get(release_state(record), ""),
        "submission": getattr(revision, "submissionrecord", None),
        "decisions": revision.decisions.select_related("person").order_by("at"),
        "secrecy": revision.secrecy.select_related("person").order_by("-id").first(),
        "attribute": revision.attributes.select_related("person").order_by("-id").first(),
        "county": form.decision if form else None,
        "printed": visitor.looking["at"],
    }
    return show(request, visitor, "release/card.html", context)


@posted
@signed_in
def withdraw(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Take a release off the public side."""
    release_withdraw(
        by=visitor.acting,
        release=release,
        reason=request.POST.get("reason", ""),
        notice=_notice(request),
    )
    return done(request, "已撤销发布，公开页面已经撤下", f"/releases/{release}")


@posted
@signed_in
def archive(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Put what was withdrawn into the archive."""
    release_archive(by=visitor.acting, release=release)
    return done(request, "已归档", f"/releases/{release}")


@posted
@signed_in
def delete(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Delete what is archived from the site."""
    reason = request.POST.get("reason", "")
    release_delete(by=visitor.acting, release=release, reason=reason)
    return done(request, "已从网站删除，归档仍然保存", f"/releases/{release}")


@posted
@signed_in
def take_down(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Hide a release at once; somebody else confirms it within a day."""
    takedown_hide(by=visitor.acting, release=release, reason=request.POST.get("reason", ""))
    return done(request, "已紧急下线，请另一人在24小时内确认", f"/releases/{release}")


@posted
@signed_in
def confirm(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Confirm a take-down as the second person."""
    takedown_confirm(by=visitor.acting, release=release, reason=request.POST.get("reason", ""))
    return done(request, "已确认下线", f"/releases/{release}")


@posted
@signed_in
def retry(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Carry out at once what has not reached its place."""
    arrived = deliveries_retry(by=visitor.acting, release=release)
    if not arrived:
        raise CommandRefused("failed", "仍未送达，原因见各渠道，系统会继续重试")
    return done(request, f"已送达{arrived}项", f"/releases/{release}")


@posted
@signed_in
def link(request: HttpRequest, visitor: Visitor, delivery: str) -> HttpResponseBase:
    """Note under which address the public finds what was copied by hand."""
    row = delivery_link(
        by=visitor.acting, delivery=delivery, link=request.POST.get("link", "").strip()
    )
    return done(request, "公开地址已登记", f"/releases/{row.release_id}")


@posted
@signed_in
def gone(request: HttpRequest, visitor: Visitor, delivery: str) -> HttpResponseBase:
    """Note that what was copied by hand was removed by hand."""
    row = delivery_confirm(by=visitor.acting, delivery=delivery)
    return done(request, "已登记撤下", f"/releases/{row.release_id}")


@signed_in
def bundle(request: HttpRequest, visitor: Visitor, delivery: str) -> HttpResponseBase:
    """Hand out what is to be released by hand."""
    del request
    row = delivery_get(delivery=delivery, **visitor.looking)
    response = HttpResponse(
        delivery_bundle(delivery=row.id, **visitor.looking), content_type="application/zip"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{row.id}.zip"'
    return response


@posted
@signed_in
def schedule_change(request: HttpRequest, visitor: Visitor, schedule: str) -> HttpResponseBase:
    """Move a release to come to another time."""
    due = moment_of(request.POST.get("due", ""))
    if due is None:
        raise CommandRefused("due", "请选择新的发布时间")
    row = change_schedule(
        by=visitor.acting, schedule=schedule, due=due, evidence=evidence_of(request, visitor)
    )
    return done(request, "定时发布的时间已更改", f"/revisions/{row.revision_id}/")


@posted
@signed_in
def schedule_cancel(request: HttpRequest, visitor: Visitor, schedule: str) -> HttpResponseBase:
    """Give up a release to come."""
    cancel_schedule(by=visitor.acting, schedule=schedule, reason=request.POST.get("reason", ""))
    return done(request, "定时发布已取消")


def _notice(request: HttpRequest) -> Notice:
    match request.POST.get("notice", ""):
        case "public":
            return "public"
        case "gone":
            return "gone"
        case _:
            raise CommandRefused("notice", "请选择原址保留撤销说明，或者不再保留")


def _address(asked: dict[str, str], page: int = 1) -> str:
    kept = {name: value for name, value in asked.items() if value}
    query = urlencode(kept | ({"page": page} if page > 1 else {}))
    return f"/releases?{query}" if query else "/releases"
