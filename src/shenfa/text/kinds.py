"""The seven kinds of content, each with its profile of rules."""

from enum import StrEnum


class ContentKind(StrEnum):
    """What a text is, as far as rules care."""

    OFFICIAL = "official"
    NEWS = "news"
    LIST = "list"
    GENERAL = "general"
    POST = "post"
    REPOST = "repost"
    WARNING_RELAY = "warning_relay"


EVERY_KIND = frozenset(ContentKind)

KIND_NAMES = {
    ContentKind.OFFICIAL: "公文",
    ContentKind.NEWS: "动态新闻",
    ContentKind.LIST: "公示名单",
    ContentKind.GENERAL: "一般信息",
    ContentKind.POST: "新媒体",
    ContentKind.REPOST: "转载",
    ContentKind.WARNING_RELAY: "预警转发",
}
