"""The assessment of the demonstration: a scale set by two people, a quarter behind, a catalogue."""

import datetime

from django.utils.timezone import localdate

from shenfa.demo.channels import BASELINE, SITE
from shenfa.demo.hands import BEIJING, OPENING, let_pass, set_clock
from shenfa.demo.staff import OFFICE
from shenfa.demo.world import World, acting
from shenfa.desk.assessment.scales import county_proposal, scale_confirm, scale_propose
from shenfa.desk.assessment.services import (
    Found,
    Minutes,
    inspection_confirm,
    inspection_enter,
    preview_refresh,
    quarter_freeze,
    talk_decide,
    talk_hold,
)
from shenfa.desk.campaign.services import Plan, campaign_open, page_exclude, sweep_ask
from shenfa.desk.campaign.sweeping import sweep_go_on
from shenfa.desk.catalogue.reminding import catalogue_daily
from shenfa.desk.catalogue.services import Item, item_add, occasion_enter
from shenfa.desk.catalogue.timers import Step, timer_close, timer_start, timer_step
from shenfa.desk.ledger.entering import problem_open
from shenfa.desk.ledger.services import Assignment, Repair, problem_assign, problem_fix
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.trail.command import Acting
from shenfa.desk.working_days import calendar
from shenfa.ledger import Nature, Origin
from shenfa.ledger.indicators import scale_of
from shenfa.ledger.period import quarter_at
from shenfa.lexicons.calendar import NoCalendar
from shenfa.review import Position

LAST_PASSWORD = datetime.timedelta(days=80)
"""Who signs in to the demonstration must not be asked for a new password first."""
WORKED = 12
HOME = "https://www.xugu.example"
SCALE = {
    "code": "COUNTY",
    "title": "虚谷自治县政府信息公开审查发布工作考核办法（演示）",
    "document": "虚谷府办发〔演示〕8号",
    "valid_from": "2026-01-01",
    "full": "100",
    "pass": "60",
    "talk_problems": "4",
    "talk_percent": "70",
}
ROWS: tuple[tuple[object, ...], ...] = (
    ("X1", "deduction", "日常监测", "栏目更新", ["patrol.column_stale", "patrol.column_stale.news", "patrol.column_stale.notice"], "2", "10"),
    ("X2", "deduction", "日常监测", "每日巡查", ["patrol.missed"], "0.5", "5"),
    ("X3", "deduction", "内容质量", "文字表述", ["problem.text"], "1.5", "15"),
    ("X4", "deduction", "内容质量", "链接和附件", ["problem.link"], "0.5", "10"),
    ("X5", "deduction", "整改", "按期整改", ["problem.overdue"], "3", "20"),
    ("X6", "deduction", "整改", "问题再次出现", ["problem.recurred"], "2", "10"),
    ("X7", "deduction", "审查", "审查时限", ["review.late"], "1", "10"),
    ("X8", "deduction", "审查", "报送退回", ["form.returned"], "0.5", "5"),
    ("X9", "deduction", "公开", "目录事项按时公开", ["catalogue.late"], "2", "10"),
    ("X10", "deduction", "公开", "群众纠错答复", ["report.late"], "1", "5"),
    ("X11", "bonus", "加分", "经验推广", [], "", ""),
)  # fmt: skip
FAULTS = (
    ("MZ", Nature.TEXT, "minzheng/tzgg/0912.html", "错别字", "按装", 5),
    ("MZ", Nature.TEXT, "minzheng/tzgg/0913.html", "错别字", "签定", 0),
    ("MZ", Nature.LINK, "minzheng/bszn/0901.html", "附件打不开", "", 0),
    ("MZ", Nature.UPDATE, "minzheng/bszn/", "栏目更新不及时", "", 6),
    ("SP", Nature.TEXT, "shiping/tzgg/0908.html", "错别字", "做客", 1),
    ("SP", Nature.LINK, "shiping/bmxx/0902.html", "链接打不开", "", 5),
    ("ZG", Nature.TEXT, "zhugou/tzgg/0911.html", "错别字", "帐号", 1),
    ("CB", Nature.LINK, "chaba/tzgg/0907.html", "链接打不开", "", 1),
    ("HB", Nature.TEXT, "huanbao/tzgg/0910.html", "错别字", "截止到", 2),
)
"""Unit, what is wrong where, the words, and after how many working days it was repaired (0: not)."""
MONTHLY = (
    ("最低生活保障对象", "对象、标准、金额", "《社会救助领域基层政务公开标准目录》", "社会救助股", "每月", "minzheng/tzgg"),
    ("临时救助对象", "对象、金额", "《社会救助领域基层政务公开标准目录》", "社会救助股", "每月", "minzheng/bszn"),
    ("社会救助政策", "政策法规文件", "《社会救助领域基层政务公开标准目录》", "社会救助股", "20个工作日", "minzheng/tzgg"),
    ("政府信息公开年度报告", "年度报告全文", "《政府信息公开条例》第四十九条", "办公室", "每年1月31日前", "minzheng/tzgg"),
)  # fmt: skip
FORMED = (("提高城乡低保标准的通知", 40), ("临时救助办法实施细则", 6))


def founding(first: datetime.datetime, until: datetime.datetime) -> datetime.datetime:
    """Return when the county begins: before the last quarter ended, if that is not too long ago."""
    day, left = quarter_at(until).before.last, WORKED
    while left:
        try:
            left -= calendar().is_working_day(day)
        except NoCalendar:
            return first
        day -= datetime.timedelta(days=1)
    begun = datetime.datetime.combine(day, OPENING, BEIJING).astimezone(datetime.UTC)
    return begun if begun < first and until - begun < LAST_PASSWORD else first


def last_quarter(world: World, until: datetime.datetime) -> None:
    """Play what is left of the last quarter, freeze it, and let a leader decide about a talk."""
    set_scale(world)
    quarter = quarter_at(until).before
    if world.hands.at >= quarter.end:
        return
    _fault_by_fault(world)
    _inspect(world, localdate(world.hands.at))
    set_clock(world.hands, quarter.end + datetime.timedelta(hours=9, days=8))
    reviewer = world.casts[OFFICE].holder(Position.COUNTY_REVIEWER)
    frozen = quarter_freeze(by=acting(world, reviewer), quarter=quarter)
    leader = world.casts[OFFICE].holder(Position.PRINCIPAL_LEADER)
    talk = talk_decide(
        by=acting(world, leader),
        quarter=frozen.id,
        unit=world.units["MZ"],
        decision="talk",
        reason="新挂账问题多，到期的都没有按期整改",
    )
    set_clock(world.hands, quarter.end + datetime.timedelta(hours=9, days=13))
    minutes = Minutes(
        held_on=localdate(world.hands.at),
        attended=f"{world.casts['MZ'].holder(Position.PRINCIPAL_LEADER)}（主要负责人）",
        text="听取整改情况。要求落实专人，未整改的问题五个工作日内整改到位，今后发布前核对附件和链接。",
    )
    talk_hold(by=acting(world, reviewer), talk=talk.id, minutes=minutes)


def set_scale(world: World) -> None:
    """Let two people of the office set the county's scale."""
    keys = ("code", "part", "group", "name", "counts", "points", "most")
    rows = [{**dict(zip(keys, row, strict=True)), "subject": "unit"} for row in ROWS]
    scale = scale_of({**SCALE, "indicator": rows})
    officer = world.casts[OFFICE].holder(Position.DISCLOSURE_OFFICER)
    reviewer = world.casts[OFFICE].holder(Position.COUNTY_REVIEWER)
    record = scale_propose(
        by=acting(world, officer), proposed=county_proposal(scale, "经县政府同意印发")
    )
    scale_confirm(by=acting(world, reviewer), scale=record.id)


def today(world: World) -> None:
    """A catalogue with late items, matters on their way, an entry that waits, the running quarter."""
    officer = acting(world, world.casts["MZ"].holder(Position.INFORMATION_OFFICER))
    unit, at = world.units["MZ"], world.hands.at
    items = {}
    for matter, content, standard, section, limit, column in MONTHLY:
        item = Item(matter, standard, section, limit, world.channels[column], content)
        items[matter] = item_add(by=officer, unit=unit, item=item).item_id
    for title, days in FORMED:
        formed = localdate(at) - datetime.timedelta(days=days)
        occasion_enter(by=officer, item=items["社会救助政策"], title=title, formed_on=formed)
    _timers(world, officer, localdate(at))
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    found = Found("WD-2.3", localdate(at), "办事指南中“其他材料”表述含糊", f"{HOME}/minzheng/bszn/")
    inspection_enter(by=reviewer, unit=unit, found=found)
    catalogue_daily(world.hands.clock)
    _campaign(world)


def _campaign(world: World) -> None:
    """A campaign until the end of the year, whose first sweep is done."""
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    ends = quarter_at(world.hands.at).last
    plan = Plan("网站和新媒体内容全面清理排查", "虚谷府办发〔演示〕20号", ends)
    campaign = campaign_open(by=reviewer, plan=plan)
    for path, _ in BASELINE:
        page_exclude(
            by=reviewer,
            campaign=campaign.id,
            page=f"https://{SITE.domain}/{path}",
            reason="旧版网站已停用，页面已归档",
        )
    sweep = sweep_ask(by=reviewer, campaign=campaign.id)
    sweep_go_on(world.hands.clock, sweep, most=10**6)


def _timers(world: World, officer: Acting, today: datetime.date) -> None:
    """One answer is late, one waits for a third party, one matter is done, one has just begun."""
    begun, unit = today - datetime.timedelta(days=30), world.units["MZ"]
    for limit, title, day in (
        ("answer", "公开申请第12号：农村低保资金使用情况", begun),
        ("consult", "殡葬服务收费办法征求意见", today),
    ):
        timer_start(by=officer, unit=unit, limit=limit, title=title, begun_on=day)
    title = "公开申请第13号：养老机构检查结果"
    paused = timer_start(by=officer, unit=unit, limit="answer", title=title, begun_on=begun)
    step = Step("pause", begun + datetime.timedelta(days=7), "征求第三方养老机构意见")
    timer_step(by=officer, timer=paused.id, step=step)
    done = timer_start(by=officer, unit=unit, limit="budget", title="部门决算公开", begun_on=begun)
    closed = begun + datetime.timedelta(days=12)
    timer_close(by=officer, timer=done.id, closed_on=closed, outcome="已在门户网站公开")


def compute(world: World) -> None:
    """Compute the running quarter, as the worker does each morning."""
    preview_refresh(world.hands.clock)


def _fault_by_fault(world: World) -> None:
    """Hang problems on account; some are repaired in time, some late, some not at all."""
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    repairs: list[tuple[int, str, str]] = []
    for code, nature, path, title, words, after in FAULTS:
        let_pass(world.hands, minutes=2)
        seen = Seen(
            Origin.INSPECTION, world.hands.at, finder="县政府办公室检查", person=reviewer.person
        )
        wrong = Wrong(nature, title, words=words, advice="核实后更正")
        sighting = Sighting(wrong, Where(world.units[code], f"{HOME}/{path}"), seen)
        problem = problem_open(by=reviewer, sighting=sighting).problem
        fixer = world.casts[code].holder(Position.INFORMATION_OFFICER)
        by = acting(world, fixer)
        assignment = Assignment(world.people[fixer], "核对后更正")
        problem_assign(by=by, problem=problem.id, assignment=assignment)
        if after:
            repairs.append((after, problem.id, fixer))
    begun = localdate(world.hands.at)
    for after, problem_id, fixer in sorted(repairs):
        day = calendar().after(begun, after)
        set_clock(world.hands, datetime.datetime.combine(day, OPENING, BEIJING))
        let_pass(world.hands, minutes=3)
        repair = Repair("已更正", "已核对全页", "")
        problem_fix(by=acting(world, fixer), problem=problem_id, repair=repair)


def _inspect(world: World, day: datetime.date) -> None:
    """An account without anything new for two weeks, as one enters and another confirms."""
    first, second = world.casts[OFFICE].holders(Position.COUNTY_REVIEWER)
    found = Found(
        "MV-2",
        day,
        "监测时间点前2周内没有更新",
        "https://mp.weixin.example/huanbao",
        world.channels["weixin:gh_xugu_huanbao"],
    )
    entry = inspection_enter(by=acting(world, first), unit=world.units["HB"], found=found)
    let_pass(world.hands, minutes=30)
    inspection_confirm(by=acting(world, second), inspection=entry.id)
