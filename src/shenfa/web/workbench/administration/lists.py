"""Columns and accounts, permitted sources, visited leaders (R56, R58): opened, closed, by two people."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate, make_aware

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.selectors import channel_visible, leader_visible, source_visible
from shenfa.desk.channels.services import (
    LeaderProposal,
    Opening,
    SourceProposal,
    channel_close,
    channel_open,
    leader_confirm,
    leader_end,
    leader_propose,
    source_allow,
    source_propose,
    source_remove,
)
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.refusals import CommandRefused
from shenfa.web.workbench.administration.rooms import OFFICE, SITE, in_room, keeper_of, show_room
from shenfa.web.workbench.frame import Visitor, done, posted

KINDS = {
    ChannelKind.COLUMN: "本单位栏目",
    ChannelKind.MAIN_COLUMN: "门户网站主栏目（县政府办公室开设，须经县府办审核）",
    ChannelKind.ACCOUNT: "政务新媒体账号",
}


@in_room("channels")
def channels(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show every column and account, and open one."""
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in set(ChannelKind):
            raise CommandRefused("kind", "请选择栏目或账号的种类")
        opening = Opening(
            ChannelKind(kind),
            request.POST.get("name", ""),
            request.POST.get("path", ""),
            activity_news="activity_news" in request.POST,
        )
        opened = channel_open(by=visitor.acting, unit=request.POST.get("unit", ""), opening=opening)
        return done(request, f"已开通{opened.name}")
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "kind")}
    rows = list(channel_visible(**visitor.looking))
    shown = [
        row
        for row in rows
        if asked["q"] in f"{row.name}{row.path}{row.unit.name}" and asked["kind"] in {"", row.kind}
    ]
    context = {
        "rows": shown,
        "total": len(rows),
        "asked": asked,
        "kinds": {kind.value: name for kind, name in KINDS.items()},
        "units": unit_visible(**visitor.looking),
        "may": _may(visitor, SITE),
    }
    return show_room(request, visitor, "channels.html", context)


@posted
@in_room("channels")
def closing(request: HttpRequest, visitor: Visitor, channel: str) -> HttpResponseBase:
    """Close a column or account; what went there stays."""
    channel_close(by=visitor.acting, channel=channel, reason=request.POST.get("reason", ""))
    return done(request, "已关停，不再向其发布")


@in_room("sources")
def sources(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the permitted sources, and propose one."""
    if request.method == "POST":
        since, until = _dates(request, visitor)
        proposal = SourceProposal(
            request.POST.get("name", ""),
            request.POST.get("host", ""),
            is_county_media="is_county_media" in request.POST,
            since=since,
            until=until,
        )
        source_propose(by=visitor.acting, proposal=proposal)
        return done(request, "已提出，待另一人确认后生效")
    words = request.GET.get("q", "").strip()[:100]
    rows = source_visible(**visitor.looking).select_related("proposed_by", "allowed_by")
    at = visitor.looking["at"]
    found = [row for row in rows if words in f"{row.name}{row.host}"]
    context = {
        "waiting": [row for row in found if row.allowed_at is None and row.removed_at is None],
        "rows": [
            row
            for row in found
            if row.allowed_at and row.removed_at is None and not (row.until and row.until <= at)
        ],
        "past": [row for row in found if row.removed_at or (row.until and row.until <= at)],
        "words": words,
        "today": localdate(at),
        "person": visitor.acting.person,
        "may": _may(visitor, SITE, *OFFICE),
    }
    return show_room(request, visitor, "sources.html", context)


@posted
@in_room("sources")
def source_allowed(request: HttpRequest, visitor: Visitor, source: str) -> HttpResponseBase:
    """Allow a source, as the second person."""
    source_allow(by=visitor.acting, source=source)
    return done(request, "已确认，自此可以转载")


@posted
@in_room("sources")
def source_gone(request: HttpRequest, visitor: Visitor, source: str) -> HttpResponseBase:
    """Take a source off the list."""
    source_remove(by=visitor.acting, source=source, reason=request.POST.get("reason", ""))
    return done(request, "已移出，此前的转载不受影响")


@in_room("leaders")
def leaders(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the leaders whose visits the media centre tells, and propose one."""
    if request.method == "POST":
        since, until = _dates(request, visitor)
        proposal = LeaderProposal(
            request.POST.get("name", ""), request.POST.get("post", ""), since, until
        )
        leader_propose(by=visitor.acting, proposal=proposal)
        return done(request, "已提出，待另一人确认后生效")
    at = visitor.looking["at"]
    rows = list(leader_visible(**visitor.looking).select_related("proposed_by", "confirmed_by"))
    over = [row for row in rows if row.until and row.until <= at]
    context = {
        "waiting": [row for row in rows if row.confirmed_by_id is None and row not in over],
        "rows": [row for row in rows if row.confirmed_by_id and row not in over],
        "past": over,
        "today": localdate(at),
        "person": visitor.acting.person,
        "may": _may(visitor, SITE, *OFFICE),
    }
    return show_room(request, visitor, "leaders.html", context)


@posted
@in_room("leaders")
def leader_confirmed(request: HttpRequest, visitor: Visitor, leader: str) -> HttpResponseBase:
    """Confirm a leader, as the second person."""
    leader_confirm(by=visitor.acting, leader=leader)
    return done(request, "已确认，列入名单")


@posted
@in_room("leaders")
def leader_gone(request: HttpRequest, visitor: Visitor, leader: str) -> HttpResponseBase:
    """End a leader's time on the list."""
    leader_end(by=visitor.acting, leader=leader)
    return done(request, "已移出名单")


def _may(visitor: Visitor, *positions: object) -> bool:
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    return bool(keeper.office & set(positions))


def _dates(
    request: HttpRequest, visitor: Visitor
) -> tuple[datetime.datetime, datetime.datetime | None]:
    since, until = request.POST.get("since", "").strip(), request.POST.get("until", "").strip()
    at = visitor.looking["at"]
    begin = at if since in {"", localdate(at).isoformat()} else _day(since)
    return begin, _day(until) + datetime.timedelta(days=1) if until else None


def _day(text: str) -> datetime.datetime:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandRefused("dates", "日期应写成 2026-11-24 的形式") from None
    return make_aware(datetime.datetime.combine(day, datetime.time()))
