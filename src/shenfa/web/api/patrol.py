"""The patrol: sites under watch, their runs and columns, what stands wrong, who looked (R61–R67)."""

import datetime
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from shenfa.desk.looks.selectors import look_visible, missed_visible
from shenfa.desk.looks.services import look_sign
from shenfa.desk.patrol import services
from shenfa.desk.patrol.columns import column_visible, latest_columns
from shenfa.desk.patrol.listing import Wanted, observations_wanted
from shenfa.desk.patrol.selectors import (
    observation_get,
    run_visible,
    site_get,
    site_visible,
)
from shenfa.patrol.freshness import State
from shenfa.patrol.kinds import Kind
from shenfa.patrol.standing import Condition
from shenfa.text import Severity
from shenfa.web.api.fields import Body, PersonName, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page

router = Router(tags=["巡查"])

RATE, HOUR = "每秒访问次数", "每天开始的时间（时，北京时间）"
SITE_FILE = "网站登记信息（TOML），可以为空"
SEVERITY = "程度：blocker 禁止发布、error 应改、warning 提醒、hint 参考"
GROUP = (
    "状态：open 存在、new 今天新发现、returned 复发、cured 已消失待核验、confirmed 已核验、all 全部"
)


class WatchedSite(Schema):
    """A site under daily patrol."""

    id: str = Field(description="网站编号")
    unit: UnitName = Field(description="主办单位")
    home: str = Field(description="首页网址")
    site_file: str = Field(description=SITE_FILE)
    rate: int = Field(description=RATE)
    hour: int = Field(description=HOUR)
    since: datetime.datetime = Field(description="起始时间")
    until: datetime.datetime | None = Field(description="停止时间，空为正在巡查")


class SiteWatching(Body):
    """A site to be put under patrol."""

    home: str = Field(max_length=300, description="首页网址，以 http:// 或 https:// 开头")
    site_file: str = Field("", description=SITE_FILE)
    rate: int = Field(5, ge=1, le=services.MOST_RATE, description=RATE)
    hour: int = Field(1, ge=0, le=23, description=HOUR)


class SiteChanging(Body):
    """How a site is to be looked at from the next run on."""

    site_file: str = Field(description=SITE_FILE)
    rate: int = Field(ge=1, le=services.MOST_RATE, description=RATE)
    hour: int = Field(ge=0, le=23, description=HOUR)


class PatrolRunAnswer(Schema):
    """The patrol of a day."""

    day: datetime.date = Field(description="日期")
    begun_at: datetime.datetime = Field(description="开始时间")
    finished_at: datetime.datetime | None = Field(description="完成时间，空为正在巡查")
    error: str = Field(description="没有完成的原因，空为正常")
    pages: int = Field(description="页面数")
    found: int = Field(description="问题数")


class ColumnAnswer(Schema):
    """A column as the latest patrol saw it."""

    url: str = Field(description="网址")
    name: str = Field(description="栏目")
    unit: UnitName | None = Field(description="责任单位，空为网站主办单位")
    type: str = Field(description="类型")
    rule: str = Field(description="规则")
    period: str = Field(description="周期，空为没有")
    last_published: datetime.date | None = Field(description="最近更新")
    age_days: int | None = Field(description="距今天数")
    due: datetime.date | None = Field(description="应不晚于")
    state: State = Field(
        description="状态：fresh 正常、due 临期、stale 超期、empty 空白、undecided 无法判定"
    )
    confirmed: bool = Field(description="规律是否已由人确认")


class ObservationAnswer(Schema):
    """A fault that stands, or stood."""

    id: str = Field(description="问题编号")
    site_id: str = Field(description="网站编号")
    unit: UnitName | None = Field(description="责任单位，空为网站主办单位")
    kind: str = Field(description="种类")
    target: str = Field(description="对象的网址")
    severity: Severity = Field(description=SEVERITY)
    count: int = Field(description="处数")
    pages: list[str] = Field(description="出现的页面，最多 20 个")
    evidence: dict[str, object] = Field(description="证据")
    basis: str = Field(description="依据")
    condition: Condition = Field(description="open 存在、cured 已消失")
    first_seen: datetime.datetime = Field(description="首次发现")
    last_seen: datetime.datetime = Field(description="最近发现")
    visits: int = Field(description="发现次数")
    returned: int = Field(description="复发次数")
    cured_at: datetime.datetime | None = Field(description="消失时间")
    confirmed_at: datetime.datetime | None = Field(description="核验时间")


class ObservationsAsked(Schema):
    """Which observations."""

    group: Literal["open", "new", "returned", "cured", "confirmed", "all"] = Field(
        "open", description=GROUP
    )
    site: str = Field("", max_length=40, description="网站编号")
    unit: str = Field("", max_length=40, description="责任单位编号")
    kind: Kind | None = Field(None, description="种类")
    severity: Severity | None = Field(None, description=SEVERITY)
    words: str = Field("", max_length=100, description="网址或者证据中的文字")


class Noting(Body):
    """A command that asks for what was seen."""

    note: str = Field(description="核验情况，不超过 500 字")


class PatrolSigning(Body):
    """A look that is signed."""

    notes: str = Field("", description="巡查情况，不超过 500 字，可以为空")


class PatrolLookAnswer(Schema):
    """A person looked on a day at what their unit answers for."""

    unit: UnitName = Field(description="单位")
    day: datetime.date = Field(description="日期")
    person: PersonName = Field(description="巡查人")
    at: datetime.datetime = Field(description="签名时间")
    notes: str = Field(description="巡查情况")


class MissedAnswer(Schema):
    """A day on which nobody of a unit looked."""

    unit: UnitName = Field(description="单位")
    day: datetime.date = Field(description="日期")
    noted_at: datetime.datetime = Field(description="登记时间")


@router.get("/patrol/sites", response=Page[WatchedSite], summary="列出巡查的网站")
def site_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位的网站，包括已停止巡查的。"""
    return page(site_visible(**looking(request)), paging)


@router.get("/patrol/sites/{id:site}", response=WatchedSite, summary="查看巡查的网站")
def site_show(request: HttpRequest, site: str) -> object:
    """看不到的网站与不存在的网站一样。"""
    return site_get(site=site, **looking(request))


@router.post(
    "/units/{id:unit}/patrol/sites/watch", response={201: WatchedSite}, summary="开始巡查网站"
)
def site_watch(request: HttpRequest, unit: str, body: SiteWatching) -> Status[object]:
    """由县政府办公室的网站管理员办理。"""
    watch = services.Watch(body.home, body.site_file, body.rate, body.hour)
    by = identity_of(request).acting
    return Status(201, services.site_watch(by=by, unit=unit, watch=watch))


@router.post("/patrol/sites/{id:site}/change", response=WatchedSite, summary="更改巡查设置")
def site_change(request: HttpRequest, site: str, body: SiteChanging) -> object:
    """由县政府办公室的网站管理员办理，从下一次巡查起生效。"""
    setting = services.Setting(body.site_file, body.rate, body.hour)
    return services.site_change(by=identity_of(request).acting, site=site, setting=setting)


@router.post("/patrol/sites/{id:site}/leave", response={204: None}, summary="停止巡查网站")
def site_leave(request: HttpRequest, site: str, body: Reasoned) -> Status[None]:
    """由县政府办公室的网站管理员办理，以往的结果保留。"""
    services.site_leave(by=identity_of(request).acting, site=site, reason=body.reason)
    return Status(204, None)


@router.get(
    "/patrol/sites/{id:site}/runs", response=Page[PatrolRunAnswer], summary="列出自动巡查记录"
)
def run_list(request: HttpRequest, site: str, paging: Query[Paging]) -> object:
    """最近的在前。"""
    return page(run_visible(site=site, **looking(request)), paging)


@router.get("/patrol/sites/{id:site}/columns", response=Page[ColumnAnswer], summary="列出栏目更新")
def column_list(request: HttpRequest, site: str, paging: Query[Paging]) -> object:
    """最近一次巡查所见的栏目。"""
    own = site_get(site=site, **looking(request))
    rows = latest_columns(column_visible(**looking(request)).filter(run__site=own))
    return page(rows.order_by("due", "id"), paging)


@router.get("/patrol/observations", response=Page[ObservationAnswer], summary="列出巡查发现")
def observation_list(
    request: HttpRequest, asked: Query[ObservationsAsked], paging: Query[Paging]
) -> object:
    """可见单位的问题，程度重的在前。"""
    wanted = Wanted(
        group="" if asked.group == "all" else asked.group,
        site=asked.site,
        unit=asked.unit,
        kind=asked.kind or "",
        severity=asked.severity or "",
        words=asked.words,
    )
    return page(observations_wanted(wanted=wanted, **looking(request)), paging)


@router.get(
    "/patrol/observations/{id:observation}", response=ObservationAnswer, summary="查看巡查发现"
)
def observation_show(request: HttpRequest, observation: str) -> object:
    """看不到的问题与不存在的问题一样。"""
    return observation_get(observation=observation, **looking(request))


@router.post(
    "/patrol/observations/{id:observation}/confirm", response={204: None}, summary="核验问题消除"
)
def observation_confirm(request: HttpRequest, observation: str, body: Noting) -> Status[None]:
    """连续两次巡查不再看到以后，由责任单位的人员打开页面核验。"""
    by = identity_of(request).acting
    services.observation_confirm(by=by, observation=observation, note=body.note)
    return Status(204, None)


@router.post(
    "/units/{id:unit}/patrol/look/sign", response={201: PatrolLookAnswer}, summary="签名今天的巡查"
)
def look(request: HttpRequest, unit: str, body: PatrolSigning) -> Status[object]:
    """由看过的人本人在当天签名，过后不能补签。"""
    return Status(201, look_sign(by=identity_of(request).acting, unit=unit, notes=body.notes))


@router.get("/patrol/looks", response=Page[PatrolLookAnswer], summary="列出巡查签名")
def look_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位每天的巡查签名，最近的在前。"""
    return page(look_visible(**looking(request)), paging)


@router.get("/patrol/missed", response=Page[MissedAnswer], summary="列出漏巡")
def missed_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位没有人巡查的日子，最近的在前。"""
    return page(missed_visible(**looking(request)), paging)
