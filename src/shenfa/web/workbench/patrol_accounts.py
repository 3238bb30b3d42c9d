"""New-media accounts in the patrol: how each stands, lists taken in, posts and interaction noted."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localtime

from shenfa.desk.media.register import account_list, registered, ways_of
from shenfa.desk.media.selectors import AccountToday, accounts_today
from shenfa.desk.media.services import NOTING, interaction_note, post_note, posts_import
from shenfa.desk.organisation.selectors import person_holds_any
from shenfa.desk.refusals import CommandRefused
from shenfa.patrol.accounts import Interacts
from shenfa.patrol.media_sheet import Post
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.patrol_words import state_look, state_name

LARGEST = 5 * 1024 * 1024
INTERACTS = {
    Interacts.YES: ("有互动", "good"),
    Interacts.NO: ("无互动", "bad"),
    Interacts.UNKNOWN: ("互动未核验", "wait"),
}
MOST_TOLD = 5


@signed_in
def accounts(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the accounts that the visitor may see, the latest to be updated first."""
    at = visitor.looking["at"]
    found = accounts_today(accounts=account_list(**visitor.looking), today=localtime(at).date())
    may: dict[str, bool] = {}
    for one in found:
        unit = one.channel.unit_id
        if unit not in may:
            may[unit] = person_holds_any(
                person=visitor.acting.person, unit=unit, positions=NOTING, at=at
            )
    context = {
        "rows": [_row(one, may=may[one.channel.unit_id]) for one in found],
        "owners": len({one.channel.unit_id for one in found}),
        "today": localtime(at).date(),
    }
    return show(request, visitor, "patrol/accounts.html", context)


@posted
@signed_in
def taken_in(request: HttpRequest, visitor: Visitor, account: str) -> HttpResponseBase:
    """Take in a list that the platform exported."""
    sheet = request.FILES.get("file")
    if sheet is None or not sheet.name:
        raise CommandRefused("file", "请选择平台导出的清单（.xlsx 或 .csv）")
    if (sheet.size or 0) > LARGEST:
        raise CommandRefused("file", "清单不能超过5MB，请分开导入")
    found = posts_import(by=visitor.acting, account=account, name=sheet.name, data=sheet.read())
    told = [f"新登记{found.new}条，已登记过{found.known}条"]
    told += found.faults[:MOST_TOLD]
    if found.strangers:
        names = "、".join(f"{one.platform}“{one.name}”" for one in found.strangers[:MOST_TOLD])
        told.append(f"没有登记的账号{names}，请核实后报备案")
    return done(request, "；".join(told), "/patrol/accounts")


@posted
@signed_in
def noted(request: HttpRequest, visitor: Visitor, account: str) -> HttpResponseBase:
    """Note one post by hand."""
    try:
        published = datetime.date.fromisoformat(request.POST.get("published", ""))
    except ValueError as error:
        raise CommandRefused("published", "请填写发布日期") from error
    post = Post(
        published, request.POST.get("title", "").strip(), url=request.POST.get("url", "").strip()
    )
    post_note(by=visitor.acting, account=account, post=post)
    return done(request, "已登记最近一次发布", "/patrol/accounts")


@posted
@signed_in
def tried(request: HttpRequest, visitor: Visitor, account: str) -> HttpResponseBase:
    """Note which ways to answer were tried, and which worked."""
    said = {
        name.removeprefix("way-"): value
        for name, value in request.POST.items()
        if name.startswith("way-") and value
    }
    works = [way for way, value in said.items() if value == "works"]
    fails = [way for way, value in said.items() if value == "fails"]
    interaction_note(by=visitor.acting, account=account, works=works, fails=fails)
    return done(request, "已登记互动核验结果", "/patrol/accounts")


def _row(one: AccountToday, *, may: bool) -> dict[str, object]:
    interacts, look = INTERACTS[one.state.interacts]
    platform = registered(one.channel).platform
    return {
        "account": one,
        "platform": platform,
        "state": state_name(one.state.state),
        "look": state_look(one.state.state),
        "interacts": interacts,
        "interacts_look": look,
        "ways": ways_of(platform) or ("评论", "留言", "私信"),
        "may": may,
    }
