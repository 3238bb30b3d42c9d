"""What the score board shows beside the marks: releases, problems by week, how fresh columns are."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.ledger.models import ActRecord, ProblemRecord
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.release.models import ReleaseChannelRecord, ReleaseRecord
from shenfa.ledger import Action
from shenfa.ledger.period import BEIJING, Quarter

WEEKS = 9
WEEK = datetime.timedelta(days=7)
LEADING, NOTICE, OTHER, ACCOUNT = "动态、要闻", "通知、政策文件", "其他栏目", "政务新媒体"
GROUPS = {LEADING: 14, NOTICE: 183, OTHER: 183, ACCOUNT: 14}
"""How many days each may be without anything new; for other columns it is advice (R80–R89)."""
NOTICE_WORDS = ("通知", "公告", "公示", "文件", "法规")
CLOSING = (Action.STRIKE_OFF.value, Action.UPHOLD.value)
OPENING = ("open", Action.RECUR.value, Action.REOPEN.value)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the ledger: hung on account, closed, and open at its end."""

    last: datetime.date
    opened: int
    closed: int
    open: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """The oldest column or account of a group: its name, and days since something new (None: never)."""

    name: str
    days: int | None
    limit: int

    @property
    def look(self) -> str:
        """How much of its time is used up, as a class of colours."""
        if self.days is None or self.days > self.limit:
            return "over"
        used = self.days * 10 // self.limit
        return "near" if used >= 8 else "half" if used >= 5 else "fresh"


def released_count(*, viewer: str, quarter: Quarter, at: datetime.datetime) -> int:
    """Return how much became public in a quarter. One query."""
    rows = ReleaseRecord.objects.filter(
        revision__manuscript__unit__in=unit_visible(viewer=viewer, at=at).order_by(),
        released_at__gte=quarter.begin,
        released_at__lt=min(quarter.end, at),
    )
    return rows.count()


def weeks_of(*, viewer: str, at: datetime.datetime) -> tuple[Week, ...]:
    """Return the last weeks of the ledger. Two queries."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    last = at.astimezone(BEIJING).date()
    ends = [last - WEEK * number for number in range(WEEKS)][::-1]
    begin = datetime.datetime.combine(ends[0] - WEEK, datetime.time.max, BEIJING)
    acts = ActRecord.objects.filter(problem__unit__in=units, action__in=[*OPENING, *CLOSING])
    before = dict.fromkeys((True, False), 0)
    moved: dict[tuple[int, bool], int] = defaultdict(int)
    for action, moment in acts.values_list("action", "at"):
        is_opening = action in OPENING
        if moment <= begin:
            before[is_opening] += 1
        else:
            day = moment.astimezone(BEIJING).date()
            place = next((number for number, end in enumerate(ends) if day <= end), WEEKS - 1)
            moved[place, is_opening] += 1
    open_now = before[True] - before[False]
    weeks = []
    for number, end in enumerate(ends):
        opened, closed = moved[number, True], moved[number, False]
        open_now += opened - closed
        weeks.append(Week(end, opened, closed, open_now))
    return tuple(weeks)


def freshness_by_unit(*, viewer: str, at: datetime.datetime) -> dict[str, dict[str, Freshness]]:
    """Return for each unit and group the column that has waited longest. Two queries."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    places = ReleaseChannelRecord.objects.filter(channel__unit__in=units)
    newest = dict(places.values_list("channel").annotate(last=Max("release__released_at")))
    today = at.astimezone(BEIJING).date()
    found: dict[str, dict[str, Freshness]] = defaultdict(dict)
    for row in ChannelRecord.objects.filter(unit__in=units, closed_at=None).order_by("id"):
        group = _group(row)
        last = newest.get(row.id)
        days = (today - last.astimezone(BEIJING).date()).days if last else None
        own = found[row.unit_id]
        one = Freshness(row.name, days, GROUPS[group])
        if group not in own or _age(one) > _age(own[group]):
            own[group] = one
    return found


def open_problems(*, viewer: str, at: datetime.datetime) -> tuple[int, int]:
    """Return how many problems are on account, and how many of them late. Two queries."""
    units = unit_visible(viewer=viewer, at=at).order_by()
    rows = ProblemRecord.objects.filter(unit__in=units, struck_off_at=None).exclude(
        state="dismissed"
    )
    return rows.count(), rows.filter(fixed_at=None, due__lt=at).count()


def _age(one: Freshness) -> int:
    return 10**6 if one.days is None else one.days


def _group(row: ChannelRecord) -> str:
    if row.kind == ChannelKind.ACCOUNT.value:
        return ACCOUNT
    if row.activity_news:
        return LEADING
    return NOTICE if any(word in row.name for word in NOTICE_WORDS) else OTHER
