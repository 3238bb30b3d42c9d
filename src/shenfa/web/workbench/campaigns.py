"""Campaigns in the pages: the list, the board that counts down, the pages of a sweep."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from shenfa.audit.rulebook import find_entry
from shenfa.desk.assessment.authority import may_assess
from shenfa.desk.campaign.models import Outcome, PageRecord
from shenfa.desk.campaign.selectors import board_of, campaign_list, page_list
from shenfa.desk.campaign.services import (
    Plan,
    campaign_close,
    campaign_open,
    findings_hang,
    page_exclude,
    sweep_ask,
)
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.ledger.period import quarter_at
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.sending import send_sheets
from shenfa.writers.sheet import Sheet

FILTERS = {
    "found": "有问题点",
    "checked": "已检查",
    "unreachable": "没有读到",
    "excluded": "不在范围",
}


@signed_in
def campaigns(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the campaigns, and open one."""
    if request.method == "POST":
        try:
            ends = datetime.date.fromisoformat(request.POST.get("ends_on", ""))
        except ValueError as error:
            raise CommandRefused("day", "请填写截止日期") from error
        plan = Plan(request.POST.get("name", ""), request.POST.get("basis", ""), ends)
        record = campaign_open(by=visitor.acting, plan=plan)
        return done(request, "专项行动已开始，可以开始排查", f"/campaigns/{record.id}")
    looking = visitor.looking
    context = {
        "rows": campaign_list(**looking),
        "may_assess": may_assess(**looking),
        "today": localdate(looking["at"]),
        **_tabs(looking["at"], is_assessor=may_assess(**looking)),
    }
    return show(request, visitor, "campaign/list.html", context)


@signed_in
def campaign(request: HttpRequest, visitor: Visitor, campaign: str) -> HttpResponseBase:
    """Show the board of a campaign, and the pages of its last sweep."""
    looking = visitor.looking
    board = board_of(campaign=campaign, **looking)
    unit, outcome = request.GET.get("unit", ""), request.GET.get("outcome", "found")
    outcome = outcome if outcome in FILTERS else "found"
    pages = (
        page_list(sweep=board.sweep, unit=unit, outcome=outcome, **looking) if board.sweep else ()
    )
    done_pages = PageRecord.objects.filter(sweep=board.running).count() if board.running else 0
    context = {
        "board": board,
        "lines": [one for one in board.lines if one.pages or one.open],
        "sweeps": board.campaign.sweeps.all(),
        "done_pages": done_pages,
        "pages": [(one, _told(one)) for one in pages],
        "filters": FILTERS,
        "outcome": outcome,
        "unit": unit,
        "may_assess": may_assess(**looking),
        **_tabs(looking["at"], is_assessor=may_assess(**looking)),
    }
    return show(request, visitor, "campaign/board.html", context)


@posted
@signed_in
def act(request: HttpRequest, visitor: Visitor, campaign: str, what: str) -> HttpResponseBase:
    """Sweep, leave a page out, hang what was found on account, or close."""
    here, by, given = f"/campaigns/{campaign}", visitor.acting, request.POST
    match what:
        case "sweep":
            sweep_ask(by=by, campaign=campaign)
            return done(request, "排查已开始，后台逐页检查，完成后显示结果", here)
        case "exclude":
            page, reason = given.get("page", ""), given.get("reason", "")
            page_exclude(by=by, campaign=campaign, page=page, reason=reason)
            return done(request, "下一次排查起不再检查该页面，列表中注明理由", here)
        case "hang":
            count = findings_hang(by=by, sweep=given.get("sweep", ""))
            return done(request, f"新挂账{count}个问题，已在台账中的不重复挂账", here)
        case "close":
            campaign_close(by=by, campaign=campaign)
            return done(request, "专项行动已结束，看板保留", here)
        case _:
            raise NotFound("页面")


@signed_in
def export(request: HttpRequest, visitor: Visitor, campaign: str, suffix: str) -> HttpResponseBase:
    """Hand out every page of the last sweep with what became of it."""
    del request
    looking = visitor.looking
    board = board_of(campaign=campaign, **looking)
    if board.sweep is None:
        raise NotFound("排查结果")
    rows = tuple(
        (
            one.unit.name,
            one.title,
            one.page,
            Outcome(one.outcome).label,
            one.reason,
            len(one.findings),
            "、".join(sorted({found[2] for found in one.findings})),
        )
        for one in page_list(sweep=board.sweep, most=10**6, **looking)
    )
    head = ("单位", "标题", "页面", "结果", "说明", "问题点", "规则")
    return send_sheets(f"{board.campaign.name}排查清单", suffix, Sheet("排查清单", head, rows))


def _tabs(at: datetime.datetime, *, is_assessor: bool) -> dict[str, object]:
    return {"quarter": quarter_at(at), "is_office": is_assessor}


def _told(page: PageRecord) -> list[str]:
    """Return the titles of the rules that found something, each once."""
    titles = {}
    for _, _, rule, _ in page.findings:
        entry = find_entry(rule)
        titles[rule] = entry.title if entry else rule
    return list(titles.values())
