"""A due time as people say it: 今天 18:00, 明天, 已超2天. The exact time stands beside it."""

import datetime

from django.utils.timezone import localtime

DAYS = ("今天", "明天", "后天")
WEEK = "一二三四五六日"
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


def due_words(due: datetime.datetime, at: datetime.datetime) -> str:
    """Return how far off a due time is; midnight is the end of the day before it."""
    if at >= due:
        return _late(at - due)
    local = localtime(due)
    is_midnight = (local.hour, local.minute) == (0, 0)
    day = local.date() - DAY if is_midnight else local.date()
    clock = "24:00" if is_midnight else f"{local:%H:%M}"
    today = localtime(at).date()
    days = (day - today).days
    if days < len(DAYS):
        return f"{DAYS[days]} {clock}"
    if day.year != today.year:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.month}月{day.day}日（周{WEEK[day.weekday()]}）{clock}"


def _late(by: datetime.timedelta) -> str:
    if by >= DAY:
        return f"已超{by.days}天"
    return f"已超{by // HOUR}小时" if by >= HOUR else "刚刚超期"
