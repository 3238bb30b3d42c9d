"""What citizens report as wrong on the public pages: the list, one of them, the answer."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.reports.answering import may_answer, report_answer, report_get, report_visible
from shenfa.desk.reports.models import Outcome
from shenfa.web.workbench.frame import Visitor, done, show, signed_in

ON_A_PAGE = 50
GROUPS = {"open": "待答复", "answered": "已办结", "": "全部"}


@signed_in
def reports(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the reports about the units that the visitor may see, what is open first."""
    group = request.GET.get("group", "open")
    group = group if group in GROUPS else "open"
    rows = report_visible(**visitor.looking)
    if group:
        rows = rows.filter(answered_at__isnull=group == "open")
    number = request.GET.get("page", "")
    page = max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1]
    found = list(shown)
    context = {
        "rows": found[:ON_A_PAGE],
        "group": group,
        "groups": GROUPS,
        "now": visitor.looking["at"],
        "before": _address(group, page - 1) if page > 1 else "",
        "after": _address(group, page + 1) if len(found) > ON_A_PAGE else "",
    }
    return show(request, visitor, "reports/reports.html", context)


@signed_in
def report(request: HttpRequest, visitor: Visitor, report: str) -> HttpResponseBase:
    """Show a report, and take the answer."""
    if request.method == "POST":
        report_answer(
            by=visitor.acting,
            report=report,
            outcome=request.POST.get("outcome", ""),
            answer=request.POST.get("answer", ""),
        )
        return done(request, "已办结，提交人凭受理编号可以看到结果", "/reports")
    row = report_get(report=report, **visitor.looking)
    at = visitor.looking["at"]
    context = {
        "report": row,
        "outcomes": Outcome.choices,
        "may_answer": may_answer(person=visitor.acting.person, report=row, at=at),
        "is_overdue": row.answered_at is None and row.due < at,
    }
    return show(request, visitor, "reports/report.html", context)


def _address(group: str, page: int) -> str:
    return f"/reports?{urlencode({'group': group, 'page': page})}"
