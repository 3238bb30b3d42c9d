"""Units: the list, what a unit still lacks, its posts and policy, and opening one (R1, R3–R6)."""

import datetime
import hashlib

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from shenfa.desk.organisation.filings import filing_confirm
from shenfa.desk.organisation.listing import unit_documents, unit_people, unit_posts, unit_rows
from shenfa.desk.organisation.models import DOCUMENT_NAMES, DocumentKind
from shenfa.desk.organisation.selectors import person_holds, tenure_get, unit_get
from shenfa.desk.organisation.services import (
    UnitPaper,
    tenure_end,
    unit_document_file,
    unit_open,
    unit_policy_propose,
    unit_policy_set,
)
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.review import Position
from shenfa.web.workbench.administration.rooms import (
    OWN,
    SECURITY,
    SYSTEM,
    in_room,
    keeper_of,
    show_room,
)
from shenfa.web.workbench.frame import Visitor, done, posted

CHOICES = {"yes": True, "no": False}


@in_room("units")
def units(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show the units with what each still lacks, and open one."""
    if request.method == "POST":
        unit = unit_open(by=visitor.acting, name=request.POST.get("name", ""))
        return done(request, f"已登记{unit.name}", f"/administration/units/{unit.id}")
    words = request.GET.get("q", "").strip()[:100]
    rows = unit_rows(words=words, **visitor.looking)
    is_wanting = bool(request.GET.get("wanting"))
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    context = {
        "rows": [row for row in rows if row.wanting or row.unfiled] if is_wanting else rows,
        "total": len(rows),
        "wanting": sum(bool(row.wanting or row.unfiled) for row in rows),
        "is_wanting": is_wanting,
        "words": words,
        "may_open": keeper.holds(SYSTEM),
        "may_import": keeper.holds(SECURITY),
    }
    return show_room(request, visitor, "units.html", context)


@in_room(OWN)
def unit(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Show a unit: who holds what since when, what is missing, and what one may do about it."""
    return show_unit(request, visitor, unit)


def show_unit(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Show a unit to who looks after it or after all of them."""
    record = unit_get(unit=unit, **visitor.looking)
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    is_head = record.id in keeper.heads
    if not is_head and "units" not in {room.key for room in keeper.rooms}:
        raise NotFound("单位")
    row = next(one for one in unit_rows(words=record.name, **visitor.looking) if one.unit == record)
    context = {
        "unit": record,
        "row": row,
        "posts": unit_posts(unit=record, at=visitor.looking["at"]),
        "people": unit_people(record),
        "documents": unit_documents(record),
        "kinds": DOCUMENT_NAMES,
        "today": localdate(visitor.looking["at"]),
        "is_security": keeper.holds(SECURITY),
        "is_head": is_head,
        "is_leader": _leads(visitor, record.id),
    }
    return show_room(request, visitor, "unit.html", context)


@posted
@in_room("units")
def policy_propose(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Propose whether authors may give the first review; the leader confirms it."""
    may = _choice(request)
    unit_policy_propose(by=visitor.acting, unit=unit, author_may_first_review=may)
    return done(request, "已提出，待该单位主要领导确认")


@posted
@in_room(OWN)
def policy_set(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """Confirm it, as the principal leader."""
    may = _choice(request)
    unit_policy_set(by=visitor.acting, unit=unit, author_may_first_review=may)
    return done(request, "已确认，今后送审的稿件按此办理")


@posted
@in_room(OWN)
def document(request: HttpRequest, visitor: Visitor, unit: str) -> HttpResponseBase:
    """File a paper about how the unit is organised (R4); its digest is kept."""
    kind = request.POST.get("kind", "")
    if kind not in set(DocumentKind):
        raise CommandRefused("kind", "请选择文件种类")
    dated = _date(request.POST.get("dated", ""))
    paper = UnitPaper(DocumentKind(kind), request.POST.get("title", ""), _digest(request), dated)
    unit_document_file(by=visitor.acting, unit=unit, paper=paper)
    return done(request, "已报送")


@posted
@in_room(OWN)
def filing(request: HttpRequest, visitor: Visitor, tenure: str) -> HttpResponseBase:
    """Confirm a tenure with its paper, as the principal leader; it takes effect now."""
    filing_confirm(by=visitor.acting, tenure=tenure, document=_digest(request))
    return done(request, "已确认备案，自此生效，待县政府办公室收悉")


@posted
@in_room(OWN)
def ending(request: HttpRequest, visitor: Visitor, tenure: str) -> HttpResponseBase:
    """End a tenure at once, with a reason."""
    tenure_get(tenure=tenure, **visitor.looking)
    tenure_end(by=visitor.acting, tenure=tenure, reason=request.POST.get("reason", ""))
    return done(request, "任职已结束，此前所作审查仍然有效")


def _leads(visitor: Visitor, unit: str) -> bool:
    return person_holds(
        person=visitor.acting.person,
        unit=unit,
        position=Position.PRINCIPAL_LEADER,
        at=visitor.looking["at"],
    )


def _choice(request: HttpRequest) -> bool:
    answer = request.POST.get("may", "")
    if answer not in CHOICES:
        raise CommandRefused("choice", "请选择“可以”或“不可以”")
    return CHOICES[answer]


def _digest(request: HttpRequest) -> str:
    sent = request.FILES.get("paper")
    if not isinstance(sent, Sent):
        raise CommandRefused("document", "请选择文件，系统登记其摘要")
    return hashlib.sha256(sent.read()).hexdigest()


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandRefused("dates", "日期应写成 2026-11-24 的形式") from None
