"""The error report: a form for anybody, without a session, a cookie or a script.

There is no session that a foreign page could misuse, so no CSRF token either; what stands in
its place is a stamp of ours in the form, which also shows that somebody looked at it for a
moment before sending it. Who fills in what people do not see is thanked and forgotten.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from shenfa.desk.refusals import CommandRefused
from shenfa.desk.reports.answering import report_by_token
from shenfa.desk.reports.receipts import receipt_page, report_page
from shenfa.desk.reports.receiving import Written, place_of, report_receive
from shenfa.desk.trail.command import SYSTEM, Acting
from shenfa.web.given import given
from shenfa.web.site.answers import CACHE, html, reading, unknown

LONGEST_FORM = 32 * 1024
SOONEST, LATEST = 2, 24 * 3600
"""Seconds between asking for the form and sending it."""
THANKED = "thanks"
SALT = "shenfa.reports"
EXPIRED = "页面打开的时间太短或者太长，请核对内容后再提交一次"


@csrf_exempt
def report(request: HttpRequest) -> HttpResponseBase:
    """Show the form, or take what was written into it."""
    return _receive(request) if request.method == "POST" else _form(request)


@reading
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Return what became of a report, to whoever holds its number."""
    if token == THANKED:
        return html(receipt_page(None))
    found = report_by_token(token)
    return unknown(request) if found is None else html(receipt_page(found))


@reading
def _form(request: HttpRequest) -> HttpResponse:
    written = Written(page=request.GET.get("page", ""))
    return html(report_page(written, place_of(written.page), _stamp()))


def _receive(request: HttpRequest) -> HttpResponseBase:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_FORM:
        return _again(Written(), "内容太长，请删减后再提交", 413)
    written = Written(
        *(request.POST.get(name, "") for name in ("page", "quotation", "wrong", "contact"))
    )
    if request.POST.get("website"):
        return HttpResponseRedirect(f"report/{THANKED}", status=303)
    if not _is_fresh(request.POST.get("stamp", "")):
        return _again(written, EXPIRED, 400)
    by = Acting(SYSTEM, given().clock)
    try:
        record = report_receive(by=by, written=written, address=request.META.get("REMOTE_ADDR", ""))
    except CommandRefused as refusal:
        return _again(written, str(refusal), 429 if refusal.code == "too_many" else 400)
    return HttpResponseRedirect(f"report/{record.token}", status=303)


def _again(written: Written, sentence: str, status: int) -> HttpResponse:
    response = html(report_page(written, place_of(written.page), _stamp(), sentence), status)
    response.headers["Cache-Control"] = CACHE
    return response


def _stamp() -> str:
    return Signer(salt=SALT).sign(str(int(given().clock.now().timestamp())))


def _is_fresh(stamp: str) -> bool:
    try:
        made = int(Signer(salt=SALT).unsign(stamp))
    except BadSignature:
        return False
    return SOONEST <= given().clock.now().timestamp() - made <= LATEST
