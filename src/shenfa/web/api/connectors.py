"""How channels are served, what has reached them, and what stands on every page of the site."""

import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from shenfa.desk.channels.selectors import channel_get
from shenfa.desk.release import connectors, services
from shenfa.desk.release.bundle import delivery_bundle
from shenfa.desk.release.connectors import Connector, Way
from shenfa.desk.release.rendering import Site
from shenfa.desk.release.selectors import delivery_get, delivery_visible
from shenfa.desk.release.site import site_describe, site_get
from shenfa.web.api.fields import Body
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page

router = Router(tags=["渠道对接"])

WAYS = "site 本系统网站、folder 文件夹、push 推送、download 人工下载"


class ConnectorSetting(Body):
    """How a channel is to be served."""

    way: Way = Field(description=f"方式：{WAYS}")
    folder: str = Field("", description="文件夹名称，在数据文件夹的 sites 之下")
    url: str = Field("", description="推送地址")
    inside: bool = Field(default=False, description="推送地址是否在内部网络")
    type: str = Field("", description="栏目类别（ColumnType）")
    description: str = Field("", description="栏目描述（ColumnDescription）")
    keywords: str = Field("", description="栏目关键词（ColumnKeywords）")


class ConnectorAnswer(Schema):
    """How a channel is served. The key of a push is in the data folder and nowhere else."""

    way: Way = Field(description=f"方式：{WAYS}")
    folder: str = Field(description="文件夹名称")
    url: str = Field(description="推送地址")
    inside: bool = Field(description="推送地址是否在内部网络")
    type: str = Field(description="栏目类别")
    description: str = Field(description="栏目描述")
    keywords: str = Field(description="栏目关键词")


class DeliveryAnswer(Schema):
    """Something that has reached its place, or has to."""

    id: str = Field(description="送达编号")
    release: str = Field(alias="release_id", description="发布编号")
    channel: str = Field(alias="channel_id", description="渠道编号")
    act: str = Field(description="show 公开、remove 撤下")
    link: str = Field(description="公开地址")
    tries: int = Field(description="失败次数")
    last_error: str = Field(description="最近一次失败的原因")
    next_try: datetime.datetime | None = Field(description="下次自动办理的时间，空为人工办理")
    delivered_at: datetime.datetime | None = Field(description="送达时间，空为未送达")


class DeliveryLink(Body):
    """Where the public finds it."""

    link: str = Field(description="公开地址")


class SiteFacts(Body):
    """What stands on every page."""

    name: str = Field(description="网站名称")
    domain: str = Field("", description="网站域名")
    id_code: str = Field("", description="网站标识码，10 位数字")
    icp: str = Field("", description="ICP 备案号")
    police: str = Field("", description="公网安备号")
    sponsor: str = Field("", description="主办单位")
    contact: str = Field("", description="联系方式")


@router.get("/channels/{id:channel}/connector", response=ConnectorAnswer, summary="查看渠道对接")
def connector_show(request: HttpRequest, channel: str) -> object:
    """没有设定的，栏目由本系统网站提供，账号人工下载。"""
    return connectors.connector_of(channel_get(channel=channel, **looking(request)))


@router.post(
    "/channels/{id:channel}/connector/set", response=ConnectorAnswer, summary="设定渠道对接"
)
def connector_set(request: HttpRequest, channel: str, body: ConnectorSetting) -> object:
    """由网站管理员办理；渠道还有在线信息的，不能更换方式。"""
    connectors.connector_set(
        by=identity_of(request).acting, channel=channel, connector=Connector(**body.dict())
    )
    return connectors.connector_of(channel_get(channel=channel, **looking(request)))


@router.get("/deliveries", response=Page[DeliveryAnswer], summary="列出送达情况")
def delivery_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """每次发布、撤下在每个渠道各一项。"""
    return page(delivery_visible(**looking(request)), paging)


@router.get("/deliveries/{id:delivery}/bundle", summary="下载发布包")
def delivery_download(request: HttpRequest, delivery: str) -> HttpResponse:
    """人工发布用的 ZIP：正文、附件和审发的原始内容；只在信息在线时可以下载。"""
    data = delivery_bundle(delivery=delivery, **looking(request))
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{delivery}.zip"'
    return response


@router.post("/deliveries/{id:delivery}/link", response=DeliveryAnswer, summary="登记公开地址")
def delivery_link(request: HttpRequest, delivery: str, body: DeliveryLink) -> object:
    """人工发布以后由信息发布人员登记。"""
    services.delivery_link(by=identity_of(request).acting, delivery=delivery, link=body.link)
    return delivery_get(delivery=delivery, **looking(request))


@router.post("/deliveries/{id:delivery}/confirm", response=DeliveryAnswer, summary="确认已经撤下")
def delivery_confirm(request: HttpRequest, delivery: str) -> object:
    """人工撤下以后由信息发布人员确认。"""
    services.delivery_confirm(by=identity_of(request).acting, delivery=delivery)
    return delivery_get(delivery=delivery, **looking(request))


@router.get("/site-facts", response=SiteFacts, summary="查看网站登记信息")
def site_show(request: HttpRequest) -> object:
    """空的各项尚未登记，页面上不显示。"""
    del request
    return site_get()


@router.post("/site-facts/set", response=SiteFacts, summary="登记网站信息")
def site_set(request: HttpRequest, body: SiteFacts) -> object:
    """由网站管理员办理，对以后发布的页面生效。"""
    site_describe(by=identity_of(request).acting, site=Site(**body.dict()))
    return site_get()
