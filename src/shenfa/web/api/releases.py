"""Releases: the gates, publishing, schedules, and what follows (R12, R26, R85, I10–I18, I24)."""

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.release import scheduling, services, takedown
from shenfa.desk.release.gates import gates_closed
from shenfa.desk.release.models import ReleaseRecord, StepRecord
from shenfa.desk.release.selectors import (
    STATE_NAMES,
    State,
    release_get,
    release_visible,
    schedule_visible,
    state_of,
    takedown_list,
)
from shenfa.desk.review.dossier import Dossier
from shenfa.web.api.fields import Moment, PersonName, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.proof import Proof, evidence_of

router = Router(tags=["发布"])

STATES = "、".join(f"{state} {name}" for state, name in STATE_NAMES.items())
CHANNELS = "渠道编号，不得超出该版本审查的范围"


class GatesAsked(Schema):
    """Through which channels a release is thought of."""

    channels: list[str] = Field(default_factory=list, description=CHANNELS)


class GateAnswer(Schema):
    """A gate that is shut."""

    gate: str = Field(description="关口代码")
    sentence: str = Field(description="不能发布的原因")
    clause: str = Field(description="依据的条款")


class Publishing(Proof):
    """A release to be made."""

    channels: list[str] = Field(description=CHANNELS)


class Scheduling(Publishing):
    """A release at a time."""

    due: Moment = Field(description="定时发布时间")


class Withdrawing(Reasoned):
    """A withdrawal."""

    notice: services.Notice = Field(description="public 原址保留撤销说明、gone 原址不再可用")


class ReleasePlaceAnswer(Schema):
    """Where a release went."""

    channel: str = Field(alias="channel_id", description="渠道编号")
    name: str = Field(alias="channel.name", description="渠道名称")
    path: str = Field(description="地址，栏目为站内路径，账号为平台和账号")


class ReleaseStepAnswer(Schema):
    """Something that was done to a release."""

    act: StepRecord.Act = Field(description="操作")
    person: str = Field(alias="person_id", description="操作人编号")
    reason: str = Field(description="理由")
    at: datetime.datetime = Field(description="时间")
    archive: str | None = Field(alias="archive_id", description="归档包的摘要")


class ReleaseAnswer(Schema):
    """A release, as it stands."""

    id: str = Field(description="发布编号")
    revision: str = Field(alias="revision_id", description="版本编号")
    title: str = Field(alias="revision.title", description="标题")
    unit: UnitName = Field(alias="revision.manuscript.unit", description="发布单位")
    sha256: str = Field(description="版本的摘要")
    state: State = Field(description=f"状态：{STATES}")
    released_by: PersonName = Field(description="发布人")
    released_at: datetime.datetime = Field(description="发布时间")
    published_at: datetime.datetime = Field(description="公开日期，更正不改变")
    card: dict[str, Any] = Field(description="责任卡：三种责任人和制作、审查、公开、负责单位")
    channels: list[ReleasePlaceAnswer] = Field(description="发往的渠道")
    steps: list[ReleaseStepAnswer] = Field(description="发布以后的操作")

    @staticmethod
    def resolve_state(release: ReleaseRecord) -> State:
        """Return where it stands, by the steps that were read with it."""
        return state_of(release.steps.all())

    @staticmethod
    def resolve_channels(release: ReleaseRecord) -> object:
        """Return where it went."""
        return list(release.channels.all())

    @staticmethod
    def resolve_steps(release: ReleaseRecord) -> object:
        """Return what was done to it."""
        return list(release.steps.all())


class ScheduleAnswer(Schema):
    """A release asked for at a time."""

    id: str = Field(description="定时发布编号")
    revision: str = Field(alias="revision_id", description="版本编号")
    title: str = Field(alias="revision.title", description="标题")
    channels: list[str] = Field(description="渠道编号")
    due: datetime.datetime = Field(description="定时发布时间")
    asked_by: PersonName = Field(description="设定人")
    settled_at: datetime.datetime | None = Field(description="了结时间，空为等待中")
    outcome: str = Field(description="结果")


@router.get(
    "/revisions/{id:revision}/release/gates",
    response=list[GateAnswer],
    summary="查看发布关口",
)
def gate_list(request: HttpRequest, revision: str, asked: Query[GatesAsked]) -> object:
    """现在由本人发布会在哪些关口被拦下；空列表表示可以发布。"""
    look = looking(request)
    record = revision_get(revision=revision, **look)
    dossier = Dossier(record, look["viewer"])
    return gates_closed(dossier=dossier, channels=asked.channels, at=look["at"])


@router.post(
    "/revisions/{id:revision}/release/publish",
    response={201: ReleaseAnswer},
    summary="发布",
)
def release_publish(request: HttpRequest, revision: str, body: Publishing) -> Status[object]:
    """由信息发布人员办理，主栏目由网站管理员办理，须重新验证身份；重复提交得到同一次发布。"""
    release = services.release_publish(
        by=identity_of(request).acting,
        revision=revision,
        channels=body.channels,
        evidence=evidence_of(request, body),
    )
    return Status(201, release_get(release=release.id, **looking(request)))


@router.post(
    "/revisions/{id:revision}/release/schedule",
    response={201: ScheduleAnswer},
    summary="设定定时发布",
)
def release_schedule(request: HttpRequest, revision: str, body: Scheduling) -> Status[object]:
    """到时重新核对全部关口，有一处不符就不发布，并提醒设定人。"""
    schedule = scheduling.release_schedule(
        by=identity_of(request).acting,
        revision=revision,
        channels=body.channels,
        due=body.due,
        evidence=evidence_of(request, body),
    )
    return Status(201, schedule)


@router.get("/schedules", response=Page[ScheduleAnswer], summary="列出定时发布")
def schedule_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """等待中的和已了结的。"""
    return page(schedule_visible(**looking(request)), paging)


@router.post("/schedules/{id:schedule}/cancel", response={204: None}, summary="取消定时发布")
def schedule_cancel(request: HttpRequest, schedule: str, body: Reasoned) -> Status[None]:
    """由本单位信息发布人员、分管领导、主要领导或网站管理员办理。"""
    scheduling.schedule_cancel(
        by=identity_of(request).acting, schedule=schedule, reason=body.reason
    )
    return Status(204, None)


@router.get("/releases", response=Page[ReleaseAnswer], summary="列出发布")
def release_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """新的在前；本单位看到本单位的，县政府办公室看到全部。"""
    return page(release_visible(**looking(request)), paging)


@router.get("/releases/{id:release}", response=ReleaseAnswer, summary="查看发布")
def release_show(request: HttpRequest, release: str) -> object:
    """状态、渠道、责任卡、发布以后的操作。"""
    return release_get(release=release, **looking(request))


@router.post("/releases/{id:release}/withdraw", response=ReleaseAnswer, summary="撤销发布")
def release_withdraw(request: HttpRequest, release: str, body: Withdrawing) -> object:
    """公开页面随即撤下；不能恢复，再次公开须另成版本送审。"""
    services.release_withdraw(
        by=identity_of(request).acting, release=release, reason=body.reason, notice=body.notice
    )
    return release_get(release=release, **looking(request))


@router.post("/releases/{id:release}/archive", response=ReleaseAnswer, summary="归档")
def release_archive(request: HttpRequest, release: str) -> object:
    """撤销或被取代以后归档，归档包不可更改。"""
    services.release_archive(by=identity_of(request).acting, release=release)
    return release_get(release=release, **looking(request))


@router.post("/releases/{id:release}/delete", response=ReleaseAnswer, summary="从网站删除")
def release_delete(request: HttpRequest, release: str, body: Reasoned) -> object:
    """未归档不能删除；归档包仍然保存。"""
    services.release_delete(by=identity_of(request).acting, release=release, reason=body.reason)
    return release_get(release=release, **looking(request))


@router.post("/releases/{id:release}/takedown/hide", response=ReleaseAnswer, summary="紧急下线")
def takedown_hide(request: HttpRequest, release: str, body: Reasoned) -> object:
    """一人即可办理，立即生效，该版本终止；二十四小时内由第二人确认。"""
    takedown.takedown_hide(by=identity_of(request).acting, release=release, reason=body.reason)
    return release_get(release=release, **looking(request))


@router.post(
    "/releases/{id:release}/takedown/confirm", response=ReleaseAnswer, summary="确认紧急下线"
)
def takedown_confirm(request: HttpRequest, release: str, body: Reasoned) -> object:
    """由办理下线以外的人确认。"""
    takedown.takedown_confirm(by=identity_of(request).acting, release=release, reason=body.reason)
    return release_get(release=release, **looking(request))


@router.get("/takedowns", response=Page[ReleaseAnswer], summary="列出待确认的紧急下线")
def takedowns(request: HttpRequest, paging: Query[Paging]) -> object:
    """等待最久的在前。"""
    return page(takedown_list(**looking(request)), paging)
