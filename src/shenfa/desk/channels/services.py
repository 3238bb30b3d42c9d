"""The writes about channels, permitted sources and visited leaders.

Channels are kept by the county's site administrator. Whatever widens where texts may come from
takes two people (I22): one proposes, another allows.
"""

import datetime
from dataclasses import dataclass

from shenfa.desk.channels.models import (
    ChannelKind,
    ChannelRecord,
    SourceRecord,
    StandingExceptionRecord,
    VisitedLeaderRecord,
)
from shenfa.desk.channels.selectors import channel_get, host_of
from shenfa.desk.clock import stamp
from shenfa.desk.organisation.authority import RECEIVERS, need_person, need_position
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import county_office_id, unit_get
from shenfa.desk.organisation.steps import YES, need_text, new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.command import Acting, Now, chain, command
from shenfa.review import Position

LONGEST_STANDING = datetime.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Opening:
    """A channel as it is opened. ``path`` as in ChannelRecord."""

    kind: ChannelKind
    name: str
    path: str
    activity_news: bool


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """A source as it is proposed: one host, or one account written platform:id."""

    name: str
    host: str
    is_county_media: bool
    since: datetime.datetime
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class LeaderProposal:
    """A leader managed by the municipality, by name and post."""

    name: str
    post: str
    since: datetime.datetime
    until: datetime.datetime | None = None


def channel_open(*, by: Acting, unit: str, opening: Opening) -> ChannelRecord:
    """Open a column, or register an account, for a unit. Main columns are the county office's."""
    with command("channel.open", unit, by) as now:
        record = unit_get(viewer=by.person, unit=unit, at=now.at)
        need_site_administrator(now)
        return open_channel(now, record, opening)


def open_channel(now: Now, unit: UnitRecord, opening: Opening) -> ChannelRecord:
    """Open a channel, inside a command of the site administrator."""
    if opening.kind is ChannelKind.MAIN_COLUMN and not unit.is_county_office:
        raise CommandRefused("main_column", "门户网站主栏目由县政府办公室开设")
    path = need_text(opening.path, "栏目地址或账号", 100)
    if ChannelRecord.objects.filter(path=path, closed_at=None).exists():
        raise CommandRefused("channel_exists", "已有相同地址的栏目或账号，请核对")
    channel = ChannelRecord(
        id=new_id("c"),
        unit=unit,
        kind=opening.kind.value,
        name=need_text(opening.name, "栏目或账号名称", 100),
        path=path,
        activity_news=opening.activity_news,
        opened_at=now.at,
    )
    channel.save(force_insert=True)
    facts = {
        "unit": unit.id,
        "kind": channel.kind,
        "activity_news": YES[opening.activity_news],
    }
    chain(now, "channel.open", channel.id, {**facts, "name": channel.name, "path": path})
    return channel


def channel_close(*, by: Acting, channel: str, reason: str) -> None:
    """Close a channel; nothing is released to it any more."""
    with command("channel.close", channel, by) as now:
        record = channel_get(viewer=by.person, channel=channel, at=now.at)
        need_site_administrator(now)
        if record.closed_at is not None:
            raise CommandRefused("channel_closed", "该栏目或账号已经关停")
        reason = need_text(reason, "理由", 500)
        record.closed_at = now.at
        record.save(update_fields=["closed_at"])
        chain(now, "channel.close", channel, {"reason": reason})


def source_propose(*, by: Acting, proposal: SourceProposal) -> SourceRecord:
    """Propose a permitted source; it counts once another person has allowed it."""
    with command("source.propose", "new", by) as now:
        _need_keeper(now)
        host = need_text(proposal.host, "域名或账号", 200).lower().rstrip(".")
        if host_of(host) != host:
            raise CommandRefused("host", "请填写域名（如 www.example.cn）或账号（平台:账号）")
        if proposal.until is not None and proposal.until <= proposal.since:
            raise CommandRefused("dates", "截止时间须晚于起始时间")
        source = SourceRecord(
            id=new_id("s"),
            name=need_text(proposal.name, "来源名称", 100),
            host=host,
            is_county_media=proposal.is_county_media,
            since=proposal.since.replace(microsecond=0),
            until=proposal.until and proposal.until.replace(microsecond=0),
            proposed_by=need_person(now),
            proposed_at=now.at,
        )
        source.save(force_insert=True)
        chain(now, "proposal.source", source.id, {"host": host, "name": source.name})
        return source


def source_allow(*, by: Acting, source: str) -> None:
    """Allow a proposed source, by another person than the one who proposed it."""
    with command("source.allow", source, by) as now:
        record = _source(source)
        _need_keeper(now)
        if record.allowed_at is not None:
            raise CommandRefused("allowed", "该来源已经确认")
        if record.proposed_by_id == now.person:
            raise CommandRefused("second_person", "须由提出人以外的人员确认")
        record.allowed_by, record.allowed_at = need_person(now), now.at
        record.save(update_fields=["allowed_by", "allowed_at"])
        facts = {
            "host": record.host,
            "media_centre": YES[record.is_county_media],
            "since": stamp(record.since),
            "until": stamp(record.until),
        }
        chain(now, "source.allow", source, {**facts, "requester": record.proposed_by_id})


def source_remove(*, by: Acting, source: str, reason: str) -> None:
    """Take a source off the list. What was reprinted before stays; one person is enough."""
    with command("source.remove", source, by) as now:
        record = _source(source)
        _need_keeper(now)
        if record.allowed_at is None or record.removed_at is not None:
            raise CommandRefused("not_listed", "该来源不在名单内")
        reason = need_text(reason, "理由", 500)
        record.removed_at = now.at
        record.save(update_fields=["removed_at"])
        chain(now, "source.remove", source, {"reason": reason})


def standing_approve(
    *, by: Acting, channel: str, until: datetime.datetime, reason: str
) -> StandingExceptionRecord:
    """Let a channel carry news of other sources, for twelve months at most (R56)."""
    with command("source.standing", channel, by) as now:
        record = channel_get(viewer=by.person, channel=channel, at=now.at)
        need_position(now, record.unit_id, Position.PRINCIPAL_LEADER)
        if record.closed_at is not None:
            raise CommandRefused("channel_closed", "该栏目或账号已经关停")
        if not now.at < until <= now.at + LONGEST_STANDING:
            raise CommandRefused("dates", "长期例外最长十二个月，请重新填写截止时间")
        exception = StandingExceptionRecord(
            id=new_id("x"),
            channel=record,
            until=until.replace(microsecond=0),
            reason=need_text(reason, "理由", 500),
            approved_by=need_person(now),
            approved_at=now.at,
        )
        exception.save(force_insert=True)
        facts = {"until": stamp(exception.until), "reason": exception.reason}
        chain(now, "source.standing", channel, facts)
        return exception


def leader_propose(*, by: Acting, proposal: LeaderProposal) -> VisitedLeaderRecord:
    """Propose a leader whose visits are told by the county media centre only (R58)."""
    with command("leader.propose", "new", by) as now:
        _need_keeper(now)
        leader = VisitedLeaderRecord(
            id=new_id("l"),
            name=need_text(proposal.name, "姓名", 60),
            post=need_text(proposal.post, "职务", 100),
            since=proposal.since.replace(microsecond=0),
            until=proposal.until and proposal.until.replace(microsecond=0),
            proposed_by=need_person(now),
        )
        leader.save(force_insert=True)
        chain(now, "leader.propose", leader.id, {"post": leader.post})
        return leader


def leader_confirm(*, by: Acting, leader: str) -> None:
    """Confirm a leader, by another person than the one who proposed them."""
    with command("leader.confirm", leader, by) as now:
        record = _leader(leader)
        _need_keeper(now)
        if record.confirmed_by_id is not None:
            raise CommandRefused("confirmed", "该领导已经列入名单")
        if record.proposed_by_id == now.person:
            raise CommandRefused("second_person", "须由提出人以外的人员确认")
        record.confirmed_by = need_person(now)
        record.save(update_fields=["confirmed_by"])
        chain(now, "leader.confirm", leader, {"requester": record.proposed_by_id})


def leader_end(*, by: Acting, leader: str) -> None:
    """End a leader's time on the list now."""
    with command("leader.end", leader, by) as now:
        record = _leader(leader)
        _need_keeper(now)
        if record.until is not None and record.until <= now.at:
            raise CommandRefused("ended", "该领导已不在名单内")
        record.until = now.at
        record.save(update_fields=["until"])
        chain(now, "leader.end", leader, {"until": stamp(now.at)})


def need_site_administrator(now: Now) -> None:
    """Refuse unless the person acting is the county's site administrator."""
    need_position(now, county_office_id(), Position.SITE_ADMINISTRATOR)


def _need_keeper(now: Now) -> None:
    need_position(now, county_office_id(), *RECEIVERS, Position.SITE_ADMINISTRATOR)


def _source(source: str) -> SourceRecord:
    found = SourceRecord.objects.filter(id=source).first()
    if found is None:
        raise NotFound("来源")
    return found


def _leader(leader: str) -> VisitedLeaderRecord:
    found = VisitedLeaderRecord.objects.filter(id=leader).first()
    if found is None:
        raise NotFound("人员")
    return found
