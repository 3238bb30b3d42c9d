"""Channels, permitted sources, the roster of leaders, and what stands on every public page."""

import datetime
import hashlib
from importlib.resources import files

from shenfa.demo.staff import OFFICE
from shenfa.demo.world import World, acting
from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.services import (
    LeaderProposal,
    Opening,
    SourceProposal,
    channel_open,
    leader_confirm,
    leader_propose,
    source_allow,
    source_propose,
    standing_approve,
)
from shenfa.desk.form.county import county_contact_set
from shenfa.desk.form.selectors import Contact
from shenfa.desk.release.baseline import BaselinePage, baseline_import
from shenfa.desk.release.connectors import Connector, Way, connector_set
from shenfa.desk.release.rendering import Site
from shenfa.desk.release.site import site_describe
from shenfa.review import Position

TABLE = "channels.txt"
MEDIA = "www.xugu-media.example"
SOURCES = (
    ("虚谷县融媒体中心", MEDIA, True),
    ("虚谷县融媒体中心公众号", "weixin:gh_xugu_rongmei", True),
    ("中国政府网", "www.gov.cn", False),
    ("新华网", "www.news.cn", False),
    ("人民网", "www.people.com.cn", False),
    ("市人民政府门户网站", "www.wulingshi.example", False),
    ("市应急管理局", "yjj.wulingshi.example", False),
)
LEADERS = (("程远志", "县委书记"), ("向天成", "县长"), ("宋知行", "县人大常委会主任"))
STANDING = "zhugou/gzdt"
STANDING_REASON = "镇内日常工作动态由本镇采写，仍经三审三校，经主要领导批准"
HALF_A_YEAR = datetime.timedelta(days=180)
SITE = Site(
    name="虚谷土家族苗族自治县人民政府",
    domain="www.xugu.example",
    id_code="5002990001",
    icp="演示备2026000001号",
    police="演示公网安备50029900000001号",
    sponsor="虚谷土家族苗族自治县人民政府办公室",
    contact="网站维护电话 023-75550100",
)
BASELINE = (
    ("zwgk/2023/0418.html", "虚谷土家族苗族自治县人民政府工作报告"),
    ("zwgk/2024/0112.html", "关于印发政府信息公开指南的通知"),
    ("bmfw/2024/0603.html", "农村公路养护便民电话"),
    ("bmfw/2025/0307.html", "不动产登记办事指南"),
    ("tzgg/2025/1120.html", "关于调整县政务服务中心办公时间的公告"),
)


def open_channels(world: World) -> None:
    """Register the site, open every channel, and fill the lists that two people keep."""
    keeper = acting(world, world.casts[OFFICE].holder(Position.SITE_ADMINISTRATOR))
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    site_describe(by=keeper, site=SITE)
    contact = Contact(
        "虚谷自治县", world.casts[OFFICE].holder(Position.COUNTY_REVIEWER), "023-75550100"
    )
    county_contact_set(by=reviewer, contact=contact)
    pages = [
        BaselinePage(f"https://{SITE.domain}/{path}", title, _digest(title))
        for path, title in BASELINE
    ]
    baseline_import(by=keeper, pages=pages)
    for line in (files("shenfa.demo") / TABLE).read_text(encoding="utf-8").splitlines()[1:]:
        _open(world, line)
    for name, host, is_media in SOURCES:
        source = source_propose(
            by=keeper, proposal=SourceProposal(name, host, is_media, world.hands.at)
        )
        source_allow(by=reviewer, source=source.id)
    for name, post in LEADERS:
        leader = leader_propose(by=reviewer, proposal=LeaderProposal(name, post, world.hands.at))
        leader_confirm(by=keeper, leader=leader.id)
    standing_approve(
        by=acting(world, world.casts["ZG"].holder(Position.PRINCIPAL_LEADER)),
        channel=world.channels[STANDING],
        until=world.hands.at + HALF_A_YEAR,
        reason=STANDING_REASON,
    )


def _open(world: World, line: str) -> None:
    keeper = acting(world, world.casts[OFFICE].holder(Position.SITE_ADMINISTRATOR))
    code, kind, path, name, activity, *about = line.split("　")
    opening = Opening(ChannelKind(kind), name, path, activity_news=activity == "yes")
    channel = channel_open(by=keeper, unit=world.units[code], opening=opening)
    world.channels[path] = channel.id
    if about:
        connector = Connector(Way.SITE, type=name, description=about[0], keywords=name)
        connector_set(by=keeper, channel=channel.id, connector=connector)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
