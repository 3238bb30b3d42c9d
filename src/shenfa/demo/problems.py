"""The ledger of the demonstration: a vendor's sheet, and a problem in every state."""

import csv
import datetime
import io
from collections.abc import Mapping

from shenfa.demo.hands import let_pass
from shenfa.demo.staff import OFFICE
from shenfa.demo.world import World, acting
from shenfa.desk.ledger.feedback import feedback_accept, feedback_send
from shenfa.desk.ledger.gathering import problems_gather
from shenfa.desk.ledger.importing import Given, sheet_import
from shenfa.desk.ledger.models import ProblemRecord
from shenfa.desk.ledger.objections import Ruling, problem_appeal, problem_rule
from shenfa.desk.ledger.services import (
    Assignment,
    Repair,
    problem_assign,
    problem_check,
    problem_fix,
    problem_open,
    problem_return,
    problem_strike_off,
)
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.release.models import ReleaseRecord
from shenfa.ledger import Nature, Origin
from shenfa.ledger.columns import Reading
from shenfa.review import Position
from shenfa.text import Severity

DAY = datetime.timedelta(days=1)
PORTAL = "http://www.xugu.example"
VENDOR = "渝信政务网站监测中心"
HEADER = (
    "序号",
    "被检单位",
    "页面标题",
    "页面地址",
    "错误类型",
    "错误内容",
    "错误语句",
    "建议修改",
    "检测时间",
)
ROWS = (
    (
        "竹沟镇",
        "竹沟镇2025年工作总结",
        "/zgz/zj/202601/t20260106_9.html",
        "错别字",
        "帐目",
        "村级帐目公开到位",
        "账目",
    ),
    (
        "竹沟镇",
        "竹沟镇2025年工作总结",
        "/zgz/zj/202601/t20260106_9.html",
        "错别字",
        "安装步署",
        "按照上级安装步署推进",
        "安排部署",
    ),
    (
        "竹沟镇",
        "竹沟镇机构职能",
        "/zgz/jgzn/",
        "更新不及时",
        "",
        "机构职能页面超过一年没有核对",
        "",
    ),
    ("石坪镇", "石坪镇概况", "/spz/gk/", "错链", "", "概况页的地图链接打不开", ""),
    ("茶坝镇", "今日茶坝", "/cbz/dt/", "错别字", "座谈会座落", "会址座落于镇文化站", "坐落"),
    (
        "县民政局",
        "困难群众救助公示",
        "/mzj/gs/202605/t20260512_3.html",
        "个人信息",
        "",
        "公示名单含完整号码",
        "",
    ),
    ("茶坝镇", "今日茶坝", "/cbz/dt/", "错别字", "座谈会座落", "会址座落于镇文化站", "坐落"),
    ("竹沟镇", "防汛通知", "", "错别字", "迁徒", "避险迁徒工作", "迁徙"),
    (
        "临谷县水利局",
        "灌区公告",
        "http://www.lingu.example/a.html",
        "错别字",
        "灌慨",
        "灌慨面积",
        "灌溉",
    ),
)
"""A sheet as a vendor sends it: two faults on a page, one row twice, one without an address."""


def hang_problems(world: World, releases: Mapping[str, ReleaseRecord]) -> None:
    """Take a sheet in, and bring problems into every state there is."""
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    given = Given(_sheet(world), "11月监测反馈.csv", Reading(vendor=VENDOR))
    sheet_import(by=reviewer, given=given)
    let_pass(world.hands, seconds=4)
    _corrected(world, releases["zg-window"])
    _on_the_way(world, releases["zg-insure"])
    _of_the_town(world)
    _disputed(world)
    _back_again(world)
    problems_gather(world.hands.clock)


def _corrected(world: World, release: ReleaseRecord) -> None:
    """A mistake in a release, found by an inspection and corrected by another revision."""
    wrong = Wrong(
        nature=Nature.TEXT,
        title="数据错误",
        words="周六上午9时至12时",
        quote="周六上午9时至12时安排社会保障、户籍两个窗口值守",
        advice="周六9时至13时",
    )
    problem = _open(world, wrong, _of(release), release.released_at + datetime.timedelta(hours=2))
    _fix(world, problem, world.casts["ZG"].holder(Position.RELEASER), Repair(""))
    _strike_off(world, problem, "已打开账号查看，显示为更正后的时间")
    unit = world.units["ZG"]
    by = acting(world, world.casts["ZG"].holder(Position.DISCLOSURE_OFFICER))
    sent = feedback_send(by=by, unit=unit)
    let_pass(world.hands, seconds=4)
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    feedback_accept(by=reviewer, feedback=sent.id, note="已核实，予以认可")


def _on_the_way(world: World, release: ReleaseRecord) -> None:
    """A fault in a release that somebody was named for and that has still to be corrected."""
    wrong = Wrong(
        nature=Nature.TEXT,
        title="表述不规范",
        words="具体标准以当年文件为准",
        quote="享受资助参保政策，具体标准以当年文件为准",
        advice="写明文件名称和文号",
    )
    problem = _open(world, wrong, _of(release), world.hands.at - 2 * DAY)
    _assign(world, problem, world.casts["ZG"].writer)


def _of_the_town(world: World) -> None:
    """Of the sheet: one is fixed and waits for a look, one was sent back, the rest waits."""
    rows = ProblemRecord.objects.filter(unit=world.units["ZG"], origin=Origin.VENDOR)
    stale = rows.get(nature=Nature.UPDATE)
    _fix(
        world,
        stale,
        world.casts["ZG"].holder(Position.INFORMATION_OFFICER),
        Repair("已核对机构职能并更新日期", "页面更新日期为本月"),
    )
    feedback_send(
        by=acting(world, world.casts["ZG"].holder(Position.DISCLOSURE_OFFICER)),
        unit=world.units["ZG"],
    )
    typo = rows.get(words="帐目")
    _fix(world, typo, world.casts["ZG"].writer, Repair("已更正", "账目"))
    let_pass(world.hands, seconds=4)
    problem_return(
        by=acting(world, world.casts["ZG"].holder(Position.SECTION_HEAD)),
        problem=typo.id,
        reason="正文已更正，附件中还有同样的错字",
    )


def _disputed(world: World) -> None:
    """One of the sheet was ruled a false alarm, one waits for the ruling."""
    cast = world.casts["CB"]
    problem = ProblemRecord.objects.get(unit=world.units["CB"], origin=Origin.VENDOR)
    by = acting(world, cast.holder(Position.RELEASER))
    problem_appeal(by=by, problem=problem.id, reason="原文引用馆名，写法与馆名牌匾一致")
    let_pass(world.hands, seconds=4)
    reviewer = acting(world, world.casts[OFFICE].holder(Position.COUNTY_REVIEWER))
    ruling = Ruling(is_false_alarm=True, reason="已核对牌匾照片，引用无误")
    problem_rule(by=reviewer, problem=problem.id, ruling=ruling)
    waiting = ProblemRecord.objects.get(unit=world.units["SP"], origin=Origin.VENDOR)
    releaser = acting(world, world.casts["SP"].holder(Position.RELEASER))
    problem_appeal(by=releaser, problem=waiting.id, reason="链接可以打开，监测时网络中断")


def _back_again(world: World) -> None:
    """A problem was struck off and is back: it has the number that it had."""
    wrong = Wrong(
        nature=Nature.SITE,
        title="页面底部标识不全",
        quote="页面底部没有网站标识码",
        advice="在页面底部补全规定内容",
        rule="footer_missing",
        severity=Severity.WARNING,
    )
    where = Where(world.units["JW"], f"{PORTAL}/jw/")
    problem = _open(world, wrong, where, world.hands.at - 3 * DAY)
    _fix(world, problem, world.casts["JW"].holder(Position.RELEASER), Repair("已补上标识码"))
    _strike_off(world, problem, "已打开页面查看，底部标识齐全")
    let_pass(world.hands, seconds=4)
    _open(world, wrong, where, world.hands.at)


def _open(world: World, wrong: Wrong, where: Where, at: datetime.datetime) -> ProblemRecord:
    office = world.casts[OFFICE]
    name = office.holder(Position.PATROLLER)
    seen = Seen(Origin.INSPECTION, at, finder=office.unit, person=world.people[name])
    entered = problem_open(by=acting(world, name), sighting=Sighting(wrong, where, seen))
    let_pass(world.hands, seconds=4)
    return entered.problem


def _assign(world: World, problem: ProblemRecord, name: str) -> None:
    office = acting(world, world.casts[OFFICE].holder(Position.DISCLOSURE_OFFICER))
    assignment = Assignment(world.people[name], "核对原件后更正")
    problem_assign(by=office, problem=problem.id, assignment=assignment)
    let_pass(world.hands, seconds=4)


def _fix(world: World, problem: ProblemRecord, name: str, repair: Repair) -> None:
    _assign(world, problem, name)
    problem_fix(by=acting(world, name), problem=problem.id, repair=repair)
    let_pass(world.hands, seconds=4)


def _strike_off(world: World, problem: ProblemRecord, note: str) -> None:
    by = acting(world, world.casts[OFFICE].holder(Position.DISCLOSURE_OFFICER))
    problem_check(by=by, problem=problem.id, note=note)
    problem_strike_off(by=by, problem=problem.id)
    let_pass(world.hands, seconds=4)


def _of(release: ReleaseRecord) -> Where:
    revision = release.revision
    return Where(revision.manuscript.unit_id, "", revision.title, release)


def _sheet(world: World) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    found = (world.hands.at - 4 * DAY).date().isoformat()
    for number, (unit, title, path, *rest) in enumerate(ROWS, start=1):
        url = path if path.startswith("http") or not path else f"{PORTAL}{path}"
        writer.writerow((number, unit, title, url, *rest, found))
    return out.getvalue().encode("utf-8-sig")
