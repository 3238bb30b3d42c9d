"""The county under patrol: 田网 keeps the sites, the town has a column and an account of its own."""

import datetime

from county import OFFICE, TOWN, County

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.services import Opening, channel_open
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.desk.patrol.report_file import ArticleSeen, ColumnSeen, VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import Watch, run_begin, run_settle, site_watch
from shenfa.patrol.standing import Observed
from shenfa.review import Position
from shenfa.text import Severity

PUBLIC = "https://www.xugu.example/site/"
FOREIGN = "http://zhugou.example/"
COLUMN = f"{PUBLIC}zhugou/gzdt/"


def watching(county: County) -> WatchedSiteRecord:
    """Give the county a keeper, the town a column and an account, and watch the public site."""
    if not PersonRecord.objects.filter(name="田网").exists():
        county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), "龙主任")
    keeper, town = county.by("田网"), county.unit(TOWN)
    for opening in (
        Opening(ChannelKind.COLUMN, "竹沟动态", "zhugou/gzdt", activity_news=True),
        Opening(ChannelKind.ACCOUNT, "竹沟微讯", "weixin:gh_zhugou", activity_news=False),
    ):
        channel_open(by=keeper, unit=town, opening=opening)
    return site_watch(by=keeper, unit=county.unit(OFFICE), watch=Watch(PUBLIC))


def account(county: County) -> ChannelRecord:
    """Return the town's account."""
    assert county
    return ChannelRecord.objects.get(name="竹沟微讯")


def fault(target: str, kind: str = "broken_page", **evidence: object) -> Observed:
    """Return a fault as a visit saw it."""
    return Observed(kind, target, Severity.ERROR, 1, (), evidence, "依据")


def column(day: datetime.date, kind: str, *, confirmed: bool = True) -> ColumnSeen:
    """Return the town's column, two weeks and a day old."""
    last = day - datetime.timedelta(days=15)
    due = last + datetime.timedelta(days=14)
    return ColumnSeen(COLUMN, "竹沟动态", kind, "news", "month", last, 15, due, "stale", confirmed)


def run(
    county: County,
    site: WatchedSiteRecord,
    *seen: Observed,
    confirmed: bool = True,
    type: str = "news",  # noqa: A002 - as the report calls it
) -> None:
    """Let the patrol of the day see something."""
    run_begin(by=county.by(), site=site)
    (begun,) = runs_open()
    article = ArticleSeen(f"{COLUMN}e-1/", "冬修水利", county.hands.at.date())
    columns = (column(county.hands.at.date(), type, confirmed=confirmed),)
    report = VisitReport(3, seen, columns, (article,))
    run_settle(by=county.by(), run=begun, report=report)
