"""The few tags and filters of the templates: icons, dates, names of what the tables hold."""

import datetime
from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from shenfa.desk.manuscripts.comparing import PartChange
from shenfa.review import POSITION_NAMES, STAGE_NAMES, Position, Stage
from shenfa.web.given import given
from shenfa.web.workbench.due_words import due_words

register = template.Library()

WORDS = {
    "passed": "通过",
    "failed": "不通过",
    "undetermined": "不确定",
    "official": "公文",
    "news": "动态新闻",
    "list": "公示名单",
    "general": "一般信息",
    "post": "新媒体",
    "repost": "转载",
    "warning_relay": "预警转发",
    "column": "栏目",
    "main_column": "主栏目",
    "account": "新媒体账号",
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "withheld": "不予公开",
    "certain_blocker": "禁止发布",
    "suspected_blocker": "疑似禁止发布",
    "secrecy": "涉密",
    "blocker": "禁止发布",
    "error": "应改",
    "warning": "提醒",
    "hint": "参考",
    "added": "新增",
    "removed": "已删去",
    "changed": "有变化",
    "clear": "核实排除",
    "argue": "说明理由",
    "confirm": "已确认",
    "same_as_source": "与来源一致",
    "reopen": "重新打开",
    "recalled": "已撤回",
    "text_returned": "退回改稿",
    "form_returned": "退回补表",
    "approved": "同意",
    "taken_down": "紧急下线",
    "purged": "已清除",
    "live": "已发布",
    "hidden": "已下线",
    "replaced": "已更新",
    "withdrawn": "已撤销",
    "archived": "已归档",
    "deleted": "已删除",
    "in_house": "在编在岗",
    "contractor": "外包",
    "password_totp": "口令和动态码",
    "device_pin": "本人设备 PIN",
}
"""The words of the trail and of the tables as people read them."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon that says nothing to who listens; the text beside it does."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


@register.filter
def word(value: object) -> str:
    """Return what a word of a table means."""
    return WORDS.get(str(value), str(value))


@register.filter
def position(value: str) -> str:
    """Return the name of a position."""
    return POSITION_NAMES[Position(value)]


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """Return a time as people here read it, in Beijing time."""
    return f"{localtime(value):%Y-%m-%d %H:%M}" if value else ""


@register.filter
def until(value: datetime.datetime | None) -> str:
    """Return a limit: midnight is the end of the day before it."""
    if value is None:
        return ""
    local = localtime(value)
    if (local.hour, local.minute) != (0, 0):
        return moment(value)
    return f"{local - datetime.timedelta(days=1):%Y-%m-%d} 24:00"


@register.simple_tag
def due(value: datetime.datetime | None) -> SafeString:
    """Return a due time in words, the exact one for who points at it and for programs."""
    if value is None:
        return SafeString("")
    said = due_words(value, given().clock.now())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), moment(value), said
    )


@register.filter
def trail_time(value: str) -> str:
    """Return a time as the trail writes it, as people here read it; what is none stays."""
    try:
        at = datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    except ValueError:
        return value
    return moment(at)


@register.filter
def day(value: datetime.datetime | datetime.date | None) -> str:
    """Return a day."""
    if isinstance(value, datetime.datetime):
        value = localtime(value).date()
    return f"{value:%Y-%m-%d}" if value else ""


@register.filter
def stage_name(stage: str) -> str:
    """Return how a stage of the review is called."""
    return STAGE_NAMES[Stage(stage)]


@register.filter
def part_name(part: str, channels: dict[str, str]) -> str:
    """Return a part of a revision as people know it: a channel by its name, not by its id."""
    head, colon, rest = part.partition("：")
    if head != "渠道" or not colon:
        return part
    channel, dot, what = rest.partition("·")
    return f"渠道：{channels.get(channel, channel)}{dot}{what}"


@register.filter
def edit_count(changes: Iterable[PartChange]) -> int:
    """Return how many places differ; a part without edits counts as one."""
    return sum(max(1, len(change.edits)) for change in changes)


@register.filter
def clean_body(body: str) -> SafeString:
    """Return a stored body as it is shown: it was cleaned when it was stored (S18)."""
    if "<" not in body:
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in body.splitlines()))
    return mark_safe(body)  # noqa: S308 - only clean bodies are stored


@register.filter
def lookup(table: dict[str, object], key: str) -> object:
    """Return what a table holds under a key, or nothing."""
    return table.get(key, "")
