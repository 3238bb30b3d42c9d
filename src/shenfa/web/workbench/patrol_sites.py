"""Sites under watch in the pages: the list, one with its columns and runs, its availability."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localtime

from shenfa.desk.availability.selectors import week_of
from shenfa.desk.organisation.selectors import county_office_id, person_holds, unit_visible
from shenfa.desk.patrol.columns import heat_map
from shenfa.desk.patrol.listing import Wanted, observations_wanted
from shenfa.desk.patrol.parts import is_own_site
from shenfa.desk.patrol.rhythms import CHECKED, NO_RHYTHM, rhythm_confirm
from shenfa.desk.patrol.selectors import (
    day_list_missed,
    run_list,
    site_get,
    site_states,
    site_visible,
)
from shenfa.desk.patrol.services import (
    Setting,
    Watch,
    site_change,
    site_leave,
    site_watch,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.patrol.freshness.judge import FIXED
from shenfa.patrol.freshness.periods import LABELS
from shenfa.review import Position
from shenfa.text import Severity
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.patrol_charts import chart_of, day_counts, strips
from shenfa.web.workbench.patrol_words import limit_days, rule_name, state_look, state_name

ON_A_PAGE = 50
SAID = {NO_RHYTHM: "已登记没有固定周期", CHECKED: "已登记核对结果，内容没有变化"}
RUNS_SHOWN = 14
EXAMPLE = """name = "云塘乡人民政府"
site_code = "5002990012"
columns = [
  { url = "http://yuntang.example/gzdt/", type = "news" },
  { url = "http://yuntang.example/jcgk/", rule = "每季度" },
]
"""


@signed_in
def sites(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the sites under watch, and put one under watch."""
    if request.method == "POST":
        watch = Watch(
            home=request.POST.get("home", ""),
            site_file=_lines(request.POST.get("site_file", "")),
            rate=_number(request.POST.get("rate", "5"), "每秒访问次数"),
            hour=_number(request.POST.get("hour", "1"), "开始时间"),
        )
        site = site_watch(by=visitor.acting, unit=request.POST.get("unit", ""), watch=watch)
        return done(request, "已开始巡查，到时间后自动进行", f"/patrol/sites/{site.id}")
    context = {
        "rows": [(one, is_own_site(one.site)) for one in site_states(**visitor.looking)],
        "past": site_visible(**visitor.looking).exclude(until=None),
        "units": unit_visible(**visitor.looking),
        "office": county_office_id(),
        "may": _may_keep(visitor),
        "example": EXAMPLE,
    }
    return show(request, visitor, "patrol/sites.html", context)


@signed_in
def site(request: HttpRequest, visitor: Visitor, site: str) -> HttpResponseBase:
    """Show one site: its columns as a heat map, its runs, how it is looked at."""
    record = site_get(site=site, **visitor.looking)
    today = localtime(visitor.looking["at"]).date()
    heat = heat_map(site=site, until=today)
    number = _page(request.GET.get("page", ""))
    last = max(1, -(-len(heat.rows) // ON_A_PAGE))
    number = min(number, last)
    part = heat.rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    rows = [
        {
            "column": row.today,
            "said": row.said,
            "strips": strips(row, heat.days),
            "rule": rule_name(row.today, today),
            "state": state_name(row.today.state),
            "look": state_look(row.today.state),
            "limit": limit_days(row.today),
            "asks": not row.today.confirmed and row.said is None,
            "may_check": row.today.type == FIXED and row.today.state in {"due", "stale"},
        }
        for row in part
    ]
    wanted = observations_wanted(wanted=Wanted(site=site), **visitor.looking)
    open_now = list(wanted.order_by().values_list("severity", flat=True))
    context = {
        "site": record,
        "is_own": is_own_site(record),
        "rows": rows,
        "columns": len(heat.rows),
        "late": sum(row.today.state in {"stale", "empty"} for row in heat.rows),
        "days": heat.days,
        "runs": run_list(site=site, **visitor.looking)[:RUNS_SHOWN],
        "missed": day_list_missed(site=site, **visitor.looking)[-RUNS_SHOWN:],
        "week": week_of(site=record, at=visitor.looking["at"]).figures,
        "counts": [(one.value, open_now.count(one.value)) for one in Severity],
        "total": len(open_now),
        "periods": {period.value: f"每{label}" for period, label in LABELS.items()},
        "no_rhythm": NO_RHYTHM,
        "checked": CHECKED,
        "may": _may_keep(visitor) and record.until is None,
        "before": number - 1,
        "after": number + 1 if number < last else 0,
    }
    return show(request, visitor, "patrol/site.html", context)


@posted
@signed_in
def change(request: HttpRequest, visitor: Visitor, site: str) -> HttpResponseBase:
    """Look at a site in another way."""
    setting = Setting(
        site_file=_lines(request.POST.get("site_file", "")),
        rate=_number(request.POST.get("rate", ""), "每秒访问次数"),
        hour=_number(request.POST.get("hour", ""), "开始时间"),
    )
    site_change(by=visitor.acting, site=site, setting=setting)
    return done(request, "已更改，从下一次巡查起生效", f"/patrol/sites/{site}")


@posted
@signed_in
def leave(request: HttpRequest, visitor: Visitor, site: str) -> HttpResponseBase:
    """Look at a site no more."""
    site_leave(by=visitor.acting, site=site, reason=request.POST.get("reason", ""))
    return done(request, "已停止巡查，以往的结果保留", "/patrol/sites")


@posted
@signed_in
def rhythm(request: HttpRequest, visitor: Visitor, column: int) -> HttpResponseBase:
    """Say which rhythm a column keeps."""
    record = rhythm_confirm(by=visitor.acting, column=column, rule=request.POST.get("rule", ""))
    sentence = SAID.get(record.rule, "已确认更新周期")
    return done(request, f"{sentence}，从下一次巡查起生效")


@signed_in
def availability(request: HttpRequest, visitor: Visitor, site: str) -> HttpResponseBase:
    """Show the week of a home page: every visit, the exact share, our own outages apart."""
    record = site_get(site=site, **visitor.looking)
    week = week_of(site=record, at=visitor.looking["at"])
    context = {
        "site": record,
        "week": week,
        "figures": week.figures,
        "chart": chart_of(week),
        "days": day_counts(week),
        "failures": week.figures.failures[::-1][:ON_A_PAGE],
    }
    return show(request, visitor, "patrol/availability.html", context)


def _may_keep(visitor: Visitor) -> bool:
    return person_holds(
        person=visitor.acting.person,
        unit=county_office_id(),
        position=Position.SITE_ADMINISTRATOR,
        at=visitor.looking["at"],
    )


def _number(written: str, what: str) -> int:
    written = written.strip()
    if not (written.isascii() and written.isdigit() and len(written) < 4):
        raise CommandRefused("number", f"{what}应为整数")
    return int(written)


def _page(written: str) -> int:
    is_number = written.isascii() and written.isdigit() and len(written) < 7
    return max(1, int(written)) if is_number else 1


def _lines(written: str) -> str:
    return written.replace("\r\n", "\n").strip()
