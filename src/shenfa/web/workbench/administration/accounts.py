"""Accounts of others: starting passwords, devices, recovery by two people; nobody reads a password."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.access.credentials import Starting, credential_issue
from shenfa.desk.access.devices import device_revoke
from shenfa.desk.access.locking import account_lock, account_unlock
from shenfa.desk.access.models import Loss
from shenfa.desk.access.recovery import recovery_confirm, recovery_request
from shenfa.desk.access.selectors import access_overview, recovery_list
from shenfa.desk.refusals import CommandRefused
from shenfa.web.workbench.administration.rooms import (
    AUDIT,
    OFFICE,
    OWN,
    SECURITY,
    SYSTEM,
    in_room,
    keeper_of,
    show_room,
)
from shenfa.web.workbench.frame import Visitor, done, posted

MOST = 100
"""So many accounts are shown and opened at a time."""
LOSSES = {
    Loss.PASSWORD: "口令",
    Loss.TOTP: "动态码",
    Loss.BOTH: "口令和动态码",
}


@in_room("accounts")
def accounts(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the accounts with what each lacks, and the recoveries under way."""
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    sees_all = keeper.holds(SECURITY, AUDIT, *OFFICE)
    found = access_overview(**visitor.looking) if sees_all else ()
    words = request.GET.get("q", "").strip()[:100]
    is_wanting = bool(request.GET.get("wanting"))
    shown = [
        one
        for one in found
        if (words in one.person.name or words.upper() in one.person.staff_number.upper()
            or words in one.person.unit.name)
        and not (is_wanting and one.is_complete)
    ]  # fmt: skip
    recoveries = recovery_list(**visitor.looking)
    at = visitor.looking["at"]
    context = {
        "accounts": shown[:MOST],
        "without": any(not one.has_account for one in shown[:MOST]),
        "more": max(0, len(shown) - MOST),
        "total": len(found),
        "wanting": sum(not one.is_complete for one in found),
        "is_wanting": is_wanting,
        "words": words,
        "sees_all": sees_all,
        "is_security": keeper.holds(SECURITY),
        "may_confirm": keeper.holds(SECURITY, SYSTEM),
        "may_request": keeper.holds(*OFFICE),
        "waiting": [
            one
            for one in recoveries
            if one.confirmed_by_id is None and one.used_at is None and one.expires > at
        ],
        "past": [one for one in recoveries if one.confirmed_by_id or one.expires <= at][:20],
        "losses": {one.value: name for one, name in LOSSES.items()},
    }
    return show_room(request, visitor, "accounts.html", context)


@posted
@in_room("people")
def issue(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Give a starting password, shown on this page only."""
    starting = credential_issue(by=visitor.acting, person=person)
    return _slips(request, visitor, [starting])


@posted
@in_room("accounts")
def issue_many(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Give starting passwords to the chosen people, one slip each; who is refused is named."""
    chosen = request.POST.getlist("person")
    if not chosen:
        raise CommandRefused("none", "请勾选要开通账号的人员")
    slips, refused = [], []
    for person in chosen[:MOST]:
        try:
            slips.append(credential_issue(by=visitor.acting, person=person))
        except CommandRefused as refusal:
            refused.append(str(refusal))
    return _slips(request, visitor, slips, refused)


@posted
@in_room("people")
def lock(request: HttpRequest, visitor: Visitor, person: str) -> HttpResponseBase:
    """Lock an account, or give it back."""
    reason = request.POST.get("reason", "")
    if "lift" in request.POST:
        account_unlock(by=visitor.acting, person=person, reason=reason)
        return done(request, "已解锁")
    account_lock(by=visitor.acting, person=person, reason=reason)
    return done(request, "已锁定，其登录和令牌立即失效")


@posted
@in_room("people")
def revoke(request: HttpRequest, visitor: Visitor, device: str) -> HttpResponseBase:
    """Revoke a lost device."""
    device_revoke(by=visitor.acting, device=device)
    return done(request, "该设备已注销")


@posted
@in_room(OWN)
def recover(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Ask for a person's recovery, as one of the unit or of the county office."""
    kind = request.POST.get("kind", "")
    if kind not in set(Loss):
        raise CommandRefused("kind", "请选择遗失的内容")
    recovery_request(
        by=visitor.acting,
        person=request.POST.get("person", ""),
        kind=Loss(kind),
        reason=request.POST.get("reason", ""),
    )
    return done(request, "已提出，待安全管理员确认")


@posted
@in_room("accounts")
def recovery(request: HttpRequest, visitor: Visitor, asked: str) -> HttpResponseBase:
    """Confirm a recovery; the code is shown on this page only."""
    code = recovery_confirm(by=visitor.acting, recovery=asked)
    return show_room(request, visitor, "recovery_code.html", {"code": code})


def _slips(
    request: HttpRequest, visitor: Visitor, slips: list[Starting], refused: list[str] | None = None
) -> HttpResponseBase:
    context = {"slips": slips, "refused": refused or []}
    answer = show_room(request, visitor, "slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
