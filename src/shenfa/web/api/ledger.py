"""The ledger of problems: read it, act on a problem, take a vendor's sheet in (R66–R75)."""

import datetime

from django.http import HttpRequest
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from shenfa.desk.ledger import services
from shenfa.desk.ledger.importing import (
    Given,
    RowTaken,
    Taken,
    sheet_import,
    sheet_preview,
)
from shenfa.desk.ledger.models import CheckRecord, ProblemRecord
from shenfa.desk.ledger.selectors import Wanted, problem_get, problem_list
from shenfa.desk.ledger.sighting import Seen, Sighting, Where, Wrong
from shenfa.desk.refusals import CommandRefused
from shenfa.ledger import Nature, Origin, State, Verdict
from shenfa.ledger.columns import MapError, Reading, read_map
from shenfa.text import Severity
from shenfa.web.api.fields import Body, Moment, Reasoned
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page

router = Router(tags=["问题台账"])

LARGEST = 20 * 1024 * 1024
STATES = (
    "opened 待落实专人、assigned 整改中、fixed 待复核、struck_off 已销号、appealed 误报待认定、"
    "dismissed 认定为误报"
)
ORIGINS = "own_check 自查、patrol 巡查、vendor 第三方、citizen 群众、inspection 检查"
NATURES = "text 文字表述、privacy 个人信息和涉密、link 链接和附件、update 更新、security 安全、site 页面功能"


class ProblemAnswer(Schema):
    """A problem on account."""

    id: str = Field(description="问题的标识")
    number: str = Field(description="台账编号，再次出现也不变")
    unit: str = Field(alias="unit.name", description="整改单位")
    origin: Origin = Field(description=f"来源：{ORIGINS}")
    nature: Nature = Field(description=f"类别：{NATURES}")
    severity: Severity = Field(description="程度：blocker、error、warning、hint")
    title: str = Field(description="问题")
    url: str = Field(description="网址")
    words: str = Field(description="有误的文字")
    quote: str = Field(description="原文，已遮盖个人信息")
    advice: str = Field(description="建议")
    state: State = Field(description=f"状态：{STATES}")
    round: int = Field(description="第几次挂账")
    person: str | None = Field(description="整改责任人的编号，空为没有落实")
    measure: str = Field(description="整改措施")
    found_at: datetime.datetime = Field(description="发现时间")
    reported_at: datetime.datetime = Field(description="报告时间")
    fixed_at: datetime.datetime | None = Field(description="整改时间")
    struck_off_at: datetime.datetime | None = Field(description="销号时间")
    assign_due: datetime.datetime = Field(description="落实责任人的期限")
    due: datetime.datetime = Field(description="整改期限")
    check_due: datetime.datetime | None = Field(description="复核期限")

    @staticmethod
    def resolve_person(row: ProblemRecord) -> str | None:
        """Return the id of who fixes it."""
        return row.person_id


class ProblemFilter(Schema):
    """Which problems."""

    state: str = Field("", description=f"状态，running 为未了结；{STATES}")
    unit: str = Field("", description="单位编号")
    origin: str = Field("", description=f"来源：{ORIGINS}")
    nature: str = Field("", description=f"类别：{NATURES}")
    words: str = Field("", description="编号、问题、文字或者网址中的字")
    late: bool = Field(default=False, description="只列超期的")


class ProblemOpening(Body):
    """A problem to be hung on account."""

    unit: str = Field(description="整改单位的编号")
    url: str = Field(description="网址，以 http:// 或 https:// 开头")
    title: str = Field(description="是什么问题，不超过 200 字")
    nature: Nature = Field(description=f"类别：{NATURES}")
    severity: Severity = Field(Severity.ERROR, description="程度")
    words: str = Field("", description="有误的文字，或者打不开的链接")
    quote: str = Field("", description="原文")
    advice: str = Field("", description="应改为")
    found_at: Moment | None = Field(None, description="发现时间，带时区；空为现在")


class ProblemAssigning(Body):
    """Who fixes it."""

    person: str = Field(description="整改责任人的编号")
    measure: str = Field("", description="整改措施")
    due: Moment | None = Field(None, description="整改期限，带时区；空为不变")


class ProblemFixing(Body):
    """What was done."""

    measure: str = Field("", description="整改情况；本系统发布的内容可以不填")
    after: str = Field("", description="整改后的内容")
    url: str = Field("", description="整改后的网址，没有变化不填")


class ProblemNote(Body):
    """What a person saw."""

    note: str = Field("", description="人工查看情况，或者销号意见")


class LookAnswer(Schema):
    """One look at the public side."""

    what: str = Field(description="看的是什么")
    address: str = Field(description="地址")
    verdict: Verdict = Field(description="clean 看不到、shows 仍能看到、undetermined 没有看成")
    told: str = Field(description="所见")
    sha256: str = Field(description="所见内容的摘要")


class CheckAnswer(Schema):
    """A re-check."""

    verdict: Verdict = Field(description="clean 看不到、shows 仍能看到、undetermined 没有看成")
    at: datetime.datetime = Field(description="时间")
    looks: list[LookAnswer] = Field(description="看了哪些地方")


class SheetLine(Schema):
    """What becomes of a row."""

    place: str = Field(description="所在行")
    outcome: str = Field(
        description="new 新增、merged 并入、duplicate 本表重复、returned 再次出现、rejected 不收"
    )
    reason: str = Field(description="说明")
    number: str = Field(description="台账编号，预览的新增行为空")


class SheetAnswer(Schema):
    """What becomes of a sheet: rows = new + merged + rejected."""

    rows: int = Field(description="总行数")
    new: int = Field(description="新增")
    merged: int = Field(description="并入，包括本表重复和再次出现")
    rejected: int = Field(description="不收")
    lines: list[SheetLine] = Field(description="每行的结果")


class SheetGiven(Schema):
    """How a sheet is to be read."""

    vendor: str = Field("", description="监测方")
    found: str = Field("", description="表中没有发现时间时按这一天，如 2026-11-20")
    mapping: str = Field("", description="列名对应（TOML），空为自动识别")


@router.get("/problems", response=Page[ProblemAnswer], summary="列出问题")
def ledger_list(
    request: HttpRequest, wanted: Query[ProblemFilter], paging: Query[Paging]
) -> object:
    """可见单位的问题，超期的在前。"""
    asked = Wanted(
        state=wanted.state,
        unit=wanted.unit,
        origin=wanted.origin,
        nature=wanted.nature,
        words=wanted.words,
        is_late=wanted.late,
    )
    return page(problem_list(wanted=asked, **looking(request)), paging)


@router.get("/problems/{id:problem}", response=ProblemAnswer, summary="查看问题")
def ledger_show(request: HttpRequest, problem: str) -> object:
    """看不到的问题与不存在的一样。"""
    return problem_get(problem=problem, **looking(request))


@router.post("/problems/open", response={201: ProblemAnswer}, summary="挂账")
def ledger_open(request: HttpRequest, body: ProblemOpening) -> Status[object]:
    """同一处的同一问题只有一个编号，重复登记并入原编号，销号后再次出现的重新挂账。"""
    by = identity_of(request).acting
    at = body.found_at or by.clock.now()
    wrong = Wrong(
        body.nature, body.title, body.words, body.quote, body.advice, severity=body.severity
    )
    seen = Seen(Origin.INSPECTION, at, person=by.person)
    sighting = Sighting(wrong, Where(body.unit, body.url), seen)
    return Status(201, services.problem_open(by=by, sighting=sighting).problem)


@router.post("/problems/{id:problem}/assign", response=ProblemAnswer, summary="落实责任人")
def ledger_assign(request: HttpRequest, problem: str, body: ProblemAssigning) -> object:
    """由本单位有关人员或者县政府办公室办理；延长期限由县政府办公室办理。"""
    assignment = services.Assignment(body.person, body.measure, body.due)
    by = identity_of(request).acting
    return services.problem_assign(by=by, problem=problem, assignment=assignment)


@router.post("/problems/{id:problem}/fix", response=ProblemAnswer, summary="报告已整改")
def ledger_fix(request: HttpRequest, problem: str, body: ProblemFixing) -> object:
    """由整改责任人办理；本系统发布的内容须先发布新版本。"""
    repair = services.Repair(body.measure, body.after, body.url)
    services.problem_fix(by=identity_of(request).acting, problem=problem, repair=repair)
    return problem_get(problem=problem, **looking(request))


@router.post("/problems/{id:problem}/check", response=CheckAnswer, summary="复核公开页面")
def ledger_check(request: HttpRequest, problem: str, body: ProblemNote) -> CheckRecord:
    """重新打开公开页面、附件和缓存；只能人工看的，写明看到的情况。"""
    by = identity_of(request).acting
    return services.problem_check(by=by, problem=problem, note=body.note)


@router.post("/problems/{id:problem}/strike-off", response=ProblemAnswer, summary="销号")
def ledger_strike_off(request: HttpRequest, problem: str, body: ProblemNote) -> object:
    """由整改人以外的人员办理，须先复核为看不到该问题。"""
    by = identity_of(request).acting
    return services.problem_strike_off(by=by, problem=problem, note=body.note)


@router.post("/problems/{id:problem}/return", response=ProblemAnswer, summary="退回整改")
def ledger_return(request: HttpRequest, problem: str, body: Reasoned) -> object:
    """由整改人以外的人员办理，期限不变。"""
    by = identity_of(request).acting
    return services.problem_return(by=by, problem=problem, reason=body.reason)


@router.post("/vendor-sheets/preview", response=SheetAnswer, summary="预览第三方反馈表")
def ledger_preview(
    request: HttpRequest, sheet: File[UploadedFile], given: Form[SheetGiven]
) -> object:
    """由县政府办公室办理：逐行说明导入的结果，不写入。"""
    by = identity_of(request).acting
    return _told(sheet_preview(by=by, given=_given(sheet, given)))


@router.post("/vendor-sheets/import", response={201: SheetAnswer}, summary="导入第三方反馈表")
def ledger_import(
    request: HttpRequest, sheet: File[UploadedFile], given: Form[SheetGiven]
) -> Status[object]:
    """由县政府办公室办理：每行新增、并入或者写明理由不收，再次导入不丢也不重复。"""
    by = identity_of(request).acting
    record = sheet_import(by=by, given=_given(sheet, given))
    lines = [
        {
            "place": one.place,
            "outcome": one.outcome,
            "reason": one.reason,
            "number": one.problem.number if one.problem else "",
        }
        for one in record.lines.select_related("problem")
    ]
    sums = {name: getattr(record, name) for name in ("rows", "new", "merged", "rejected")}
    return Status(201, {**sums, "lines": lines})


def _given(sheet: UploadedFile, given: SheetGiven) -> Given:
    if (sheet.size or 0) > LARGEST:
        raise CommandRefused("sheet", "表格过大，请分开导入")
    try:
        reading = read_map(given.mapping) if given.mapping else Reading()
    except MapError as error:
        raise CommandRefused("mapping", f"列名对应有误：{error}") from error
    reading = Reading(
        reading.columns,
        given.vendor or reading.vendor,
        reading.unit,
        given.found or reading.found,
    )
    return Given(sheet.read(), sheet.name or "", reading)


def _told(taken: Taken) -> dict[str, object]:
    counts = taken.counts
    merged = counts["merged"] + counts["duplicate"] + counts["returned"]
    return {
        "rows": len(taken.rows),
        "new": counts["new"],
        "merged": merged,
        "rejected": counts["rejected"],
        "lines": [_line(one) for one in taken.rows],
    }


def _line(one: RowTaken) -> dict[str, str]:
    is_new = one.outcome == "new" or one.problem is None
    number = "" if is_new or one.problem is None else one.problem.number
    return {
        "place": one.row.name,
        "outcome": one.outcome,
        "reason": one.reason,
        "number": number,
    }
