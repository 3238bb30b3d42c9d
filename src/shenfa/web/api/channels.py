"""Channels, permitted sources and visited leaders (R56, R58, R91, I22)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import StrictBool

from shenfa.desk.channels import services
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.selectors import (
    channel_get,
    channel_visible,
    leader_visible,
    source_visible,
)
from shenfa.web.api.fields import Body, Moment, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page

router = Router(tags=["渠道和来源"])

KINDS = "column 栏目、main_column 门户网站主栏目、account 新媒体账号"


class ChannelAnswer(Schema):
    """A column or an account."""

    id: str = Field(description="渠道编号")
    unit: UnitName = Field(description="开设主体")
    kind: ChannelKind = Field(description=f"种类：{KINDS}")
    name: str = Field(description="名称")
    path: str = Field(description="栏目地址，或者“平台:账号”")
    activity_news: bool = Field(description="是否动态类")
    opened_at: datetime.datetime = Field(description="开通时间")
    closed_at: datetime.datetime | None = Field(description="关停时间，空为开通")


class ChannelOpening(Body):
    """A channel to be opened."""

    kind: ChannelKind = Field(description=f"种类：{KINDS}")
    name: str = Field(description="名称，不超过 100 字")
    path: str = Field(description="栏目在网站上的地址，或者“平台:账号”，不超过 100 字")
    activity_news: StrictBool = Field(description="是否动态类（只能转载指定来源）")


class StandingApproval(Body):
    """A standing exception of a channel."""

    until: Moment = Field(description="截止时间，带时区，最长十二个月")
    reason: str = Field(description="理由，不超过 500 字")


class SourceAnswer(Schema):
    """A permitted source, or one that is proposed."""

    id: str = Field(description="来源编号")
    name: str = Field(description="名称")
    host: str = Field(description="域名（含其下级域名），或者“平台:账号”")
    is_county_media: bool = Field(description="是否县融媒体中心")
    since: datetime.datetime = Field(description="起始时间")
    until: datetime.datetime | None = Field(description="截止时间，空为没有截止")
    allowed_at: datetime.datetime | None = Field(description="确认时间，空为待另一人确认")
    removed_at: datetime.datetime | None = Field(description="移出时间")


class SourceProposing(Body):
    """A source to be proposed."""

    name: str = Field(description="名称，不超过 100 字")
    host: str = Field(description="域名（如 www.example.cn），或者“平台:账号”")
    is_county_media: StrictBool = Field(description="是否县融媒体中心")
    since: Moment = Field(description="起始时间，带时区")
    until: Moment | None = Field(None, description="截止时间，带时区；空为没有截止")


class LeaderAnswer(Schema):
    """A leader whose visits are told by the county media centre."""

    id: str = Field(description="编号")
    name: str = Field(description="姓名")
    post: str = Field(description="职务")
    since: datetime.datetime = Field(description="起始时间")
    until: datetime.datetime | None = Field(description="截止时间，空为没有截止")
    is_confirmed: bool = Field(description="是否已由另一人确认")

    @staticmethod
    def resolve_is_confirmed(row: object) -> bool:
        """Return whether a second person confirmed it."""
        return getattr(row, "confirmed_by_id", None) is not None


class LeaderProposing(Body):
    """A leader to be proposed."""

    name: str = Field(description="姓名，不超过 60 字")
    post: str = Field(description="职务，不超过 100 字")
    since: Moment = Field(description="起始时间，带时区")
    until: Moment | None = Field(None, description="截止时间，带时区；空为没有截止")


@router.get("/channels", response=Page[ChannelAnswer], summary="列出栏目和账号")
def channel_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位的栏目和账号，以及全部主栏目，包括已关停的。"""
    return page(channel_visible(**looking(request)), paging)


@router.get("/channels/{id:channel}", response=ChannelAnswer, summary="查看栏目或账号")
def channel_show(request: HttpRequest, channel: str) -> object:
    """看不到的渠道与不存在的渠道一样。"""
    return channel_get(channel=channel, **looking(request))


@router.post(
    "/units/{id:unit}/channels/open", response={201: ChannelAnswer}, summary="开通栏目或账号"
)
def channel_open(request: HttpRequest, unit: str, body: ChannelOpening) -> Status[object]:
    """由县政府办公室的网站管理员办理。"""
    opening = services.Opening(body.kind, body.name, body.path, body.activity_news)
    opened = services.channel_open(by=identity_of(request).acting, unit=unit, opening=opening)
    return Status(201, opened)


@router.post("/channels/{id:channel}/close", response={204: None}, summary="关停栏目或账号")
def channel_close(request: HttpRequest, channel: str, body: Reasoned) -> Status[None]:
    """由县政府办公室的网站管理员办理；已发布的信息不受影响。"""
    services.channel_close(by=identity_of(request).acting, channel=channel, reason=body.reason)
    return Status(204, None)


@router.post(
    "/channels/{id:channel}/standing/approve", response={204: None}, summary="批准长期转载例外"
)
def standing_approve(request: HttpRequest, channel: str, body: StandingApproval) -> Status[None]:
    """由开设主体的主要领导批准，最长十二个月。"""
    services.standing_approve(
        by=identity_of(request).acting, channel=channel, until=body.until, reason=body.reason
    )
    return Status(204, None)


@router.get("/sources", response=Page[SourceAnswer], summary="列出转载来源")
def source_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """允许转载的来源、待确认的和已移出的。"""
    return page(source_visible(**looking(request)), paging)


@router.post("/sources/propose", response={201: SourceAnswer}, summary="提出转载来源")
def source_propose(request: HttpRequest, body: SourceProposing) -> Status[object]:
    """由县政府办公室办理，另一人确认后生效。"""
    proposal = services.SourceProposal(
        body.name, body.host, body.is_county_media, body.since, body.until
    )
    return Status(201, services.source_propose(by=identity_of(request).acting, proposal=proposal))


@router.post("/sources/{id:source}/allow", response={204: None}, summary="确认转载来源")
def source_allow(request: HttpRequest, source: str) -> Status[None]:
    """由县政府办公室中提出人以外的人员办理。"""
    services.source_allow(by=identity_of(request).acting, source=source)
    return Status(204, None)


@router.post("/sources/{id:source}/remove", response={204: None}, summary="移出转载来源")
def source_remove(request: HttpRequest, source: str, body: Reasoned) -> Status[None]:
    """由县政府办公室办理，立即生效；已发布的转载不受影响。"""
    services.source_remove(by=identity_of(request).acting, source=source, reason=body.reason)
    return Status(204, None)


@router.get("/leaders", response=Page[LeaderAnswer], summary="列出市管领导名单")
def leader_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """其调研活动以县融媒体中心发布的新闻为准。"""
    return page(leader_visible(**looking(request)), paging)


@router.post("/leaders/propose", response={201: LeaderAnswer}, summary="提出市管领导名单")
def leader_propose(request: HttpRequest, body: LeaderProposing) -> Status[object]:
    """由县政府办公室办理，另一人确认后生效。"""
    proposal = services.LeaderProposal(body.name, body.post, body.since, body.until)
    return Status(201, services.leader_propose(by=identity_of(request).acting, proposal=proposal))


@router.post("/leaders/{id:leader}/confirm", response={204: None}, summary="确认市管领导名单")
def leader_confirm(request: HttpRequest, leader: str) -> Status[None]:
    """由县政府办公室中提出人以外的人员办理。"""
    services.leader_confirm(by=identity_of(request).acting, leader=leader)
    return Status(204, None)


@router.post("/leaders/{id:leader}/end", response={204: None}, summary="移出市管领导名单")
def leader_end(request: HttpRequest, leader: str) -> Status[None]:
    """由县政府办公室办理，立即生效。"""
    services.leader_end(by=identity_of(request).acting, leader=leader)
    return Status(204, None)
