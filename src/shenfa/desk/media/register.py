"""The registered accounts as the patrol knows them: platform, name, owner, public page (R87)."""

import datetime

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import channel_visible
from shenfa.desk.refusals import NotFound
from shenfa.patrol.accounts import Registered, shipped_platforms

PLATFORMS = {
    "weixin": "微信订阅号",
    "wechat": "微信订阅号",
    "fuwuhao": "微信服务号",
    "shipinhao": "微信视频号",
    "weibo": "新浪微博",
    "douyin": "抖音",
    "kuaishou": "快手",
    "toutiao": "今日头条",
    "app": "移动客户端",
    "miniprogram": "小程序",
}
"""What stands before the colon of an account's address, and the platform that it means."""


def registered(channel: ChannelRecord) -> Registered:
    """Return an account as the register has it."""
    prefix, _, number = channel.path.partition(":")
    return Registered(PLATFORMS.get(prefix, prefix), channel.name, channel.unit.name, number)


def ways_of(platform: str) -> tuple[str, ...]:
    """Return what counts as interaction on a platform (R90)."""
    return next((one.evidence for one in shipped_platforms() if one.name == platform), ())


def account_list(*, viewer: str, at: datetime.datetime) -> tuple[ChannelRecord, ...]:
    """Return the open accounts that a person may see. Two queries."""
    rows = channel_visible(viewer=viewer, at=at)
    return tuple(rows.filter(kind=ChannelKind.ACCOUNT.value, closed_at=None))


def accounts_of(unit: str) -> tuple[ChannelRecord, ...]:
    """Return the open accounts of a unit that the caller may see. One query."""
    rows = ChannelRecord.objects.filter(unit=unit, kind=ChannelKind.ACCOUNT.value, closed_at=None)
    return tuple(rows.select_related("unit").order_by("path"))


def account_get(*, viewer: str, account: str, at: datetime.datetime) -> ChannelRecord:
    """Return an open account that the person may see, or refuse as if there were none."""
    rows = channel_visible(viewer=viewer, at=at)
    found = rows.filter(kind=ChannelKind.ACCOUNT.value, closed_at=None, id=account).first()
    if found is None:
        raise NotFound("账号")
    return found
