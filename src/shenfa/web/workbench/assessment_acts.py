"""What is done about the assessment: freezing, scales, inspections, talks."""

import datetime
import hashlib

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.assessment.authority import may_assess, may_call
from shenfa.desk.assessment.measures import measure_names
from shenfa.desk.assessment.models import InspectionRecord, ScaleKind, ScaleRecord
from shenfa.desk.assessment.scale_sheet import (
    ANNEX_COLUMNS,
    COLUMNS,
    ScaleHead,
    annex_rows,
    read_annex,
    read_scale,
)
from shenfa.desk.assessment.scales import (
    annex_proposal,
    county_proposal,
    scale_confirm,
    scale_decline,
    scale_propose,
)
from shenfa.desk.assessment.scales_in_force import county_scale, national_in_force
from shenfa.desk.assessment.selectors import quarter_latest, result_of, talks_of
from shenfa.desk.assessment.services import (
    Found,
    Minutes,
    inspection_confirm,
    inspection_decline,
    inspection_enter,
    preview_refresh,
    quarter_freeze,
    talk_decide,
    talk_hold,
)
from shenfa.desk.organisation.selectors import unit_visible
from shenfa.desk.organisation.sheet import UnreadableSheet
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.ledger.indicators import PART_NAMES, Scale, UnusableScale, points_text
from shenfa.ledger.period import BEIJING, quarter_at, read_quarter
from shenfa.ledger.talks import talk_list
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.sending import send_sheets
from shenfa.writers.sheet import Sheet

EXAMPLE = (
    "X1",
    "扣分",
    "日常",
    "栏目更新",
    "每个栏目每次扣2分",
    "2",
    "10",
    "",
    "栏目更新不及时",
    "",
)
LARGEST = 3 * 1024 * 1024


@signed_in
def scales(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show which scales hold, what waits for a second person, and take a new table."""
    _need_assessor(visitor)
    if request.method == "POST":
        return _propose(request, visitor)
    today = visitor.looking["at"].astimezone(BEIJING).date()
    national, county = national_in_force(today), county_scale(today)
    rows = ScaleRecord.objects.select_related("proposed_by", "decided_by")
    context = {
        "at_tab": "scales",
        "quarter": quarter_at(visitor.looking["at"]),
        "may_assess": True,
        "is_office": True,
        "national": _shown(national),
        "county": _shown(county) if county else None,
        "unknown": sum(not one.is_known for one in national.indicators),
        "waiting": rows.filter(decided_at=None),
        "decided": rows.exclude(decided_at=None)[:20],
        "me": visitor.acting.person,
    }
    return show(request, visitor, "assessment/scales.html", context)


@posted
@signed_in
def scale_decided(request: HttpRequest, visitor: Visitor, scale: str) -> HttpResponseBase:
    """Confirm a table, or send it back."""
    if "confirm" in request.POST:
        scale_confirm(by=visitor.acting, scale=scale)
        return done(request, "已确认，自起始日期起按此计算", "/assessment/scales")
    scale_decline(by=visitor.acting, scale=scale, reason=request.POST.get("reason", ""))
    return done(request, "已退回，原办法不变", "/assessment/scales")


@signed_in
def scale_template(request: HttpRequest, visitor: Visitor, kind: str) -> HttpResponseBase:
    """Hand out the sheet to fill in; the second one lists the facts that can be counted."""
    del request
    _need_assessor(visitor)
    today = visitor.looking["at"].astimezone(BEIJING).date()
    if kind == ScaleKind.ANNEX.value:
        rows = tuple(annex_rows(national_in_force(today)))
        return send_sheets("国家指标分值", "xlsx", Sheet("分值", ANNEX_COLUMNS, rows))
    measures = tuple((name,) for name in dict.fromkeys(measure_names().values()))
    return send_sheets(
        "县级考核办法",
        "xlsx",
        Sheet("考核办法", COLUMNS, (EXAMPLE,)),
        Sheet("可计入的事实", ("事实",), measures),
    )


@signed_in
def inspections(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what inspections found, and take a new entry."""
    _need_assessor(visitor)
    if request.method == "POST":
        account = request.POST.get("account", "")
        found = Found(
            request.POST.get("code", ""),
            _day(request.POST.get("found_on", "")),
            request.POST.get("note", ""),
            request.POST.get("address", ""),
            account,
        )
        inspection_enter(by=visitor.acting, unit=request.POST.get("unit", ""), found=found)
        return done(request, "已登记，另一人确认后计入考核", "/assessment/inspections")
    today = visitor.looking["at"].astimezone(BEIJING).date()
    scales = (national_in_force(today), county_scale(today))
    rows = InspectionRecord.objects.select_related("unit", "proposed_by", "decided_by")
    items = [
        (one.code, f"{one.code} {PART_NAMES[one.part]}：{one.name}")
        for scale in scales
        if scale is not None
        for one in scale.indicators
    ]
    context = {
        "at_tab": "inspections",
        "quarter": quarter_at(visitor.looking["at"]),
        "may_assess": True,
        "is_office": True,
        "items": items,
        "names": dict(items),
        "units": unit_visible(**visitor.looking),
        "today": today.isoformat(),
        "waiting": rows.filter(decided_at=None),
        "decided": rows.exclude(decided_at=None)[:50],
        "me": visitor.acting.person,
    }
    return show(request, visitor, "assessment/inspections.html", context)


@posted
@signed_in
def inspection_decided(request: HttpRequest, visitor: Visitor, inspection: str) -> HttpResponseBase:
    """Confirm an entry, or send it back."""
    if "confirm" in request.POST:
        inspection_confirm(by=visitor.acting, inspection=inspection)
        return done(request, "已确认，计入考核", "/assessment/inspections")
    inspection_decline(
        by=visitor.acting, inspection=inspection, reason=request.POST.get("reason", "")
    )
    return done(request, "已退回，不计入考核", "/assessment/inspections")


@posted
@signed_in
def freeze(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Freeze a quarter that is over."""
    wanted = read_quarter(quarter)
    if wanted is None:
        raise NotFound("季度")
    quarter_freeze(by=visitor.acting, quarter=wanted, reason=request.POST.get("reason", ""))
    return done(request, "通报已生成，所依据的事实已封存", f"/assessment/{wanted.code}/bulletin")


@posted
@signed_in
def refresh(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Compute the running quarter anew for the board."""
    _need_assessor(visitor)
    preview_refresh(visitor.acting.clock)
    return done(request, "已按现有事实重新计算", "/assessment")


@signed_in
def talks(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Show the list for talks with the facts, what was decided, and the talks that were held."""
    looking, wanted = visitor.looking, read_quarter(quarter)
    is_caller = may_call(**looking)
    units = unit_visible(**looking)
    if len(units) == 1 or not any(one.is_county_office for one in units):
        raise NotFound("约谈名单")
    frozen = quarter_latest(wanted) if wanted else None
    if wanted is None:
        raise NotFound("季度")
    result = result_of(frozen.result) if frozen else None
    decided = talks_of(frozen) if frozen else {}
    listed = talk_list(result) if result else ()
    names = result.inputs.units if result else {}
    context = {
        "at_tab": "talks",
        "quarter": wanted,
        "frozen": frozen,
        "scale": result.inputs.county if result else None,
        "rows": [(names[one.unit], one, decided.get(one.unit)) for one in listed],
        "may_assess": may_assess(**looking),
        "may_call": is_caller,
        "is_office": True,
        "today": looking["at"].astimezone(BEIJING).date().isoformat(),
    }
    return show(request, visitor, "assessment/talks.html", context)


@posted
@signed_in
def talk_decided(request: HttpRequest, visitor: Visitor, quarter: str) -> HttpResponseBase:
    """Decide about a unit on the list."""
    talk = talk_decide(
        by=visitor.acting,
        quarter=request.POST.get("frozen", ""),
        unit=request.POST.get("unit", ""),
        decision=request.POST.get("decision", ""),
        reason=request.POST.get("reason", ""),
    )
    word = "约谈" if talk.is_called else "不约谈"
    return done(request, f"已决定{word}", f"/assessment/{quarter}/talks")


@posted
@signed_in
def talk_held(request: HttpRequest, visitor: Visitor, quarter: str, talk: str) -> HttpResponseBase:
    """Link the record of a talk; of a file only the digest is kept, as with other papers."""
    file = request.FILES.get("document")
    minutes = Minutes(
        held_on=_day(request.POST.get("held_on", "")),
        attended=request.POST.get("attended", ""),
        text=request.POST.get("minutes", ""),
        document=hashlib.sha256(file.read()).hexdigest() if file else "",
    )
    talk_hold(by=visitor.acting, talk=talk, minutes=minutes)
    return done(request, "约谈记录已登记", f"/assessment/{quarter}/talks")


def _propose(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    file = request.FILES.get("sheet")
    if file is None or file.size is None or file.size > LARGEST:
        raise CommandRefused("sheet", "请选择填好的表格，不超过3MB")
    data, name = file.read(), file.name or ""
    given = {key: request.POST.get(key, "").strip() for key in ScaleHead.__dataclass_fields__}
    try:
        if request.POST.get("kind") == ScaleKind.ANNEX.value:
            proposed = annex_proposal(
                read_annex(data, name), given["document"], request.POST.get("reason", "")
            )
        else:
            scale = read_scale(data, name, ScaleHead(**given))
            proposed = county_proposal(scale, request.POST.get("reason", ""))
    except (UnreadableSheet, UnusableScale) as error:
        raise CommandRefused("sheet", str(error)) from error
    scale_propose(by=visitor.acting, proposed=proposed)
    return done(request, "已提出，另一人确认后执行", "/assessment/scales")


def _shown(scale: Scale) -> dict[str, object]:
    return {
        "title": scale.title,
        "document": scale.document,
        "valid_from": scale.valid_from,
        "full": points_text(scale.full),
        "passing": "" if scale.passing is None else points_text(scale.passing),
        "talk_problems": scale.talk_problems,
        "talk_percent": scale.talk_percent,
        "rows": [
            (
                one,
                PART_NAMES[one.part],
                "" if one.points is None else points_text(one.points),
                "" if one.most is None else points_text(one.most),
                [measure_names().get(measure, measure) for measure in one.counts],
            )
            for one in scale.indicators
        ],
    }


def _need_assessor(visitor: Visitor) -> None:
    if not may_assess(**visitor.looking):
        raise NotFound("页面")


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandRefused("day", "请填写日期") from error
