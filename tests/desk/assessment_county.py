"""A county that assesses: its own scale, facts of the fourth quarter, and the quarter behind it."""

import datetime
import io

from county import OFFICE, TOWN, County
from ledger_county import fixed, opened, staffed
from openpyxl import Workbook

from shenfa.desk.assessment.models import QuarterRecord
from shenfa.desk.assessment.scale_sheet import COLUMNS, ScaleHead, read_scale
from shenfa.desk.assessment.scales import county_proposal, scale_confirm, scale_propose
from shenfa.desk.assessment.services import quarter_freeze
from shenfa.desk.patrol.models import StandingRecord
from shenfa.desk.patrol.report_file import VisitReport
from shenfa.desk.patrol.selectors import runs_open
from shenfa.desk.patrol.services import Watch, run_begin, run_settle, site_watch
from shenfa.ledger.period import Quarter
from shenfa.patrol.standing import Observed
from shenfa.review import Position
from shenfa.text import Severity

QUARTER = Quarter(2026, 4)
ASSESSOR, LEADER = "谢审", "龙主任"
HOME = "http://zhugou.xugu.example/"
HEAD = ScaleHead(
    title="虚谷自治县政务公开考核办法",
    document="虚谷府办发〔2026〕8号",
    valid_from="2026-01-01",
    passing="60",
    talk_problems="2",
    talk_percent="90",
)
ROWS = (
    ("X1", "扣分", "日常", "栏目更新", "", "2", "10", "", "动态要闻类栏目更新不及时、栏目更新不及时", ""),
    ("X2", "扣分", "整改", "按期整改", "", "1.5", "", "", "问题没有按期整改", ""),
    ("X3", "扣分", "整改", "待定项目", "", "", "", "", "挂账问题", ""),
    ("X4", "单项否决", "底线", "公开个人信息", "", "", "", "1", "文章公开了个人信息、页面公开了个人信息", ""),
)  # fmt: skip


def sheet(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """Return a workbook with these rows."""
    book, data = Workbook(), io.BytesIO()
    for row in (columns, *rows):
        book.worksheets[0].append(list(row))
    book.save(data)
    return data.getvalue()


def scaled(county: County, head: ScaleHead = HEAD) -> None:
    """Let two people of the office set the county's scale."""
    rows = [(*row[:8], row[8].removeprefix("文章公开了个人信息、"), row[9]) for row in ROWS]
    scale = read_scale(sheet(*rows), "办法.xlsx", head)
    record = scale_propose(by=county.by(ASSESSOR), proposed=county_proposal(scale, "经县政府同意"))
    scale_confirm(by=county.by(LEADER), scale=record.id)


def stale(column: str, rule: str) -> Observed:
    """Return a column that is late."""
    evidence = {"column": column, "message": f"{column}超过14天没有更新", "rule": rule}
    return Observed("column_stale", f"{HOME}{column}/", Severity.ERROR, 1, (HOME,), evidence)


def watched(county: County, *seen: Observed) -> tuple[StandingRecord, ...]:
    """Let a patrol of the town's site see something."""
    county.post("田网", Position.SITE_ADMINISTRATOR, county.unit(OFFICE), LEADER)
    site = site_watch(by=county.by("田网"), unit=county.unit(TOWN), watch=Watch(HOME))
    run_begin(by=county.by(), site=site)
    (run,) = runs_open()
    county.hands.move(hours=1)
    run_settle(by=county.by(), run=run, report=VisitReport(3, seen))
    return tuple(StandingRecord.objects.order_by("target"))


def problems(county: County) -> None:
    """Two problems: one repaired in time, one not at all."""
    staffed(county)
    first = opened(county, f"{HOME}a.html")
    opened(county, f"{HOME}b.html", words="按装")
    fixed(county, first)


def over(county: County) -> None:
    """Let the quarter pass."""
    county.hands.at = datetime.datetime(2027, 1, 4, 1, tzinfo=datetime.UTC)


def frozen(county: County, reason: str = "") -> QuarterRecord:
    """Freeze the quarter."""
    return quarter_freeze(by=county.by(ASSESSOR), quarter=QUARTER, reason=reason)
