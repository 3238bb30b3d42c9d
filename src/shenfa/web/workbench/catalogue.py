"""The disclosure catalogue in the pages: what is owed, one item with its versions, statutory timers."""

import base64
import binascii
import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from shenfa.desk.catalogue.authority import KEEPERS
from shenfa.desk.catalogue.comparing import Asked, asked_of
from shenfa.desk.catalogue.importing import COLUMNS, items_import, items_preview, read_items
from shenfa.desk.catalogue.models import OccasionRecord
from shenfa.desk.catalogue.selectors import (
    catalogue_at,
    item_get,
    occasions_of,
    publications_of,
    unfiled_releases,
    version_latest,
)
from shenfa.desk.catalogue.services import (
    Item,
    item_add,
    item_change,
    item_give_up,
    occasion_enter,
    publication_link,
)
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.ledger.authority import staff_list
from shenfa.desk.organisation.selectors import person_holds_any, unit_get, unit_visible
from shenfa.desk.organisation.sheet import UnreadableSheet
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.ledger.catalogue import EXAMPLES, Rhythm, read_limit
from shenfa.ledger.period import BEIJING
from shenfa.web.workbench.frame import Visitor, done, posted, show, signed_in
from shenfa.web.workbench.sending import send_sheets
from shenfa.writers.sheet import Sheet

LARGEST = 3 * 1024 * 1024
EXAMPLE = (
    "最低生活保障对象",
    "对象、标准、金额",
    "《社会救助领域基层政务公开标准目录》",
    "民政办",
    "每月",
    "社会救助",
)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's catalogue in numbers."""

    id: str
    name: str
    items: int
    late: int
    soon: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ShownAsked:
    """What an item asks for, as pages show it."""

    asked: Asked
    word: str
    look: str


@signed_in
def catalogue(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show all units in numbers, or one unit's catalogue, as it held on a day if one is asked for."""
    looking, today = visitor.looking, localdate(visitor.looking["at"])
    units = tuple(unit_visible(**looking))
    unit = request.GET.get("unit", "")
    if not unit and len(units) == 1:
        unit = units[0].id
    if not unit:
        return _all_units(request, visitor, today)
    record = unit_get(unit=unit, **looking)
    moment, day = _moment(request.GET.get("day", ""), looking["at"])
    versions = catalogue_at(moment=moment, unit=unit, **looking)
    asked = asked_of(versions, today)
    context = {
        "at_tab": "catalogue",
        "unit": record,
        "units": units,
        "versions": versions,
        "day": day,
        "is_past": bool(day),
        "late": [_shown(one, today) for one in asked if one.is_late(today)],
        "owed": [_shown(one, today) for one in asked if not one.is_late(today)],
        "unfiled": unfiled_releases(units=(unit,))[:20],
        "may_keep": may_keep_catalogue(visitor, unit),
        "channels": _channels(unit),
        "staff": staff_list(unit=unit, at=looking["at"]),
        "examples": EXAMPLES,
    }
    return show(request, visitor, "catalogue/unit.html", context)


@signed_in
def export(request: HttpRequest, visitor: Visitor, suffix: str) -> HttpResponseBase:
    """Hand out the catalogue of a unit, or of all."""
    looking = visitor.looking
    unit = request.GET.get("unit", "")
    moment, _ = _moment(request.GET.get("day", ""), looking["at"])
    rows = tuple(
        (
            one.item.unit.name,
            one.matter,
            one.content,
            one.standard,
            one.section,
            one.limit,
            one.channel.name,
            one.number,
        )
        for one in catalogue_at(moment=moment, unit=unit, **looking)
    )
    head = ("单位", *COLUMNS, "版本")
    return send_sheets("政府信息公开目录", suffix, Sheet("目录", head, rows))


@signed_in
def item(request: HttpRequest, visitor: Visitor, item: str) -> HttpResponseBase:
    """Show one item with its versions, what was formed, and what was published under which version."""
    looking, today = visitor.looking, localdate(visitor.looking["at"])
    record = item_get(item=_item_of(item), **looking)
    last = version_latest(record)
    last.item = record
    limit = read_limit(last.limit)
    asked = () if last.is_given_up else asked_of([last], today)
    context = {
        "at_tab": "catalogue",
        "item": record,
        "last": last,
        "versions": record.versions.select_related("channel", "set_by").order_by("-number"),
        "asked": [_shown(one, today) for one in asked],
        "publications": publications_of([record.id]),
        "occasions": occasions_of([record.id]),
        "is_event": limit is not None and limit.rhythm is Rhythm.EVENT,
        "unfiled": unfiled_releases(units=(record.unit_id,))[:50],
        "may_keep": may_keep_catalogue(visitor, record.unit_id) and not last.is_given_up,
        "channels": _channels(record.unit_id),
        "staff": staff_list(unit=record.unit_id, at=looking["at"]),
        "today": today.isoformat(),
        "examples": EXAMPLES,
    }
    return show(request, visitor, "catalogue/item.html", context)


@posted
@signed_in
def add(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Add an item to a unit's catalogue."""
    version = item_add(by=visitor.acting, unit=request.POST.get("unit", ""), item=_given(request))
    return done(request, "事项已列入目录", f"/catalogue/{version.item_id}")


@posted
@signed_in
def act(request: HttpRequest, visitor: Visitor, item: str, what: str) -> HttpResponseBase:
    """Change an item, give it up, enter what was formed, or file a release under it."""
    given, by, here = request.POST, visitor.acting, f"/catalogue/{item}"
    match what:
        case "change":
            item_change(by=by, item=item, to=_given(request), reason=given.get("reason", ""))
            return done(request, "已保存为新的版本，原版本仍可查看", here)
        case "give-up":
            item_give_up(by=by, item=item, reason=given.get("reason", ""))
            return done(request, "该事项已停止执行", here)
        case "formed":
            formed = day_of(given.get("formed_on", ""))
            occasion_enter(by=by, item=item, title=given.get("title", ""), formed_on=formed)
            return done(request, "已登记，到期前会提醒责任科室", here)
        case "link":
            release, occasion = given.get("release", ""), given.get("occasion", "")
            publication_link(by=by, item=item, release=release, occasion=occasion)
            return done(request, "已归入该事项", here)
        case _:
            raise NotFound("页面")


@signed_in
def bring_in(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Bring a unit's catalogue in from a sheet: shown line by line first, then written or not."""
    unit = request.POST.get("unit") or request.GET.get("unit") or visitor.unit
    record = unit_get(unit=unit, **visitor.looking)
    context: dict[str, object] = {
        "at_tab": "catalogue",
        "unit": record,
        "columns": COLUMNS,
        "examples": EXAMPLES,
        "may_keep": may_keep_catalogue(visitor, unit),
    }
    if request.method == "POST":
        name, data = _sheet(request)
        try:
            rows = read_items(data, name)
        except UnreadableSheet as error:
            raise CommandRefused("sheet", str(error)) from error
        if "write" in request.POST:
            outcomes = items_import(by=visitor.acting, unit=unit, rows=rows)
            count = sum(one.is_new for one in outcomes)
            return done(request, f"已导入{count}项", f"/catalogue?unit={unit}")
        outcomes = items_preview(by=visitor.acting, unit=unit, rows=rows)
        context |= {
            "outcomes": outcomes,
            "faults": sum(bool(one.fault) for one in outcomes),
            "fresh": sum(one.is_new for one in outcomes),
            "name": name,
            "data": base64.b64encode(data).decode(),
        }
    return show(request, visitor, "catalogue/import.html", context)


@signed_in
def template(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Hand out the sheet to fill in."""
    del request, visitor
    return send_sheets("公开目录模板", "xlsx", Sheet("目录", COLUMNS, (EXAMPLE,)))


def _all_units(request: HttpRequest, visitor: Visitor, today: datetime.date) -> HttpResponseBase:
    looking = visitor.looking
    versions = catalogue_at(moment=looking["at"], **looking)
    asked = asked_of(versions, today)
    lines = []
    for unit in unit_visible(**looking):
        own = [one for one in asked if one.version.item.unit_id == unit.id]
        lines.append(
            UnitLine(
                unit.id,
                unit.name,
                sum(one.item.unit_id == unit.id for one in versions),
                sum(one.is_late(today) for one in own),
                sum(one.is_soon(today) for one in own),
                sum(bool(one.missing_year) for one in own),
            )
        )
    context = {
        "at_tab": "catalogue",
        "lines": lines,
        "late": [_shown(one, today) for one in asked if one.is_late(today)],
        "items": len(versions),
        "soon": sum(one.is_soon(today) for one in asked),
        "without": sum(not one.items for one in lines),
    }
    return show(request, visitor, "catalogue/units.html", context)


def _shown(one: Asked, today: datetime.date) -> ShownAsked:
    if one.missing_year:
        return ShownAsked(one, f"没有{one.missing_year}年的节假日安排，期限不能计算", "wait")
    if one.is_late(today):
        days = (today - one.window.due).days if one.window else 0
        return ShownAsked(one, f"超过时限{days}天", "bad")
    if one.done_on is not None:
        return ShownAsked(one, f"{one.done_on}已公开", "wait" if one.was_late else "good")
    left = (one.window.due - today).days if one.window else 0
    return ShownAsked(one, f"还有{left}天", "wait" if one.is_soon(today) else "")


def may_keep_catalogue(visitor: Visitor, unit: str) -> bool:
    """Return whether the visitor keeps the catalogue and the timers of a unit."""
    at, person = visitor.looking["at"], visitor.acting.person
    return person_holds_any(person=person, unit=unit, positions=KEEPERS, at=at)


def _channels(unit: str) -> list[ChannelRecord]:
    rows = ChannelRecord.objects.filter(closed_at=None).exclude(kind=ChannelKind.ACCOUNT.value)
    return [
        row
        for row in rows.order_by("name", "id")
        if row.unit_id == unit or row.kind == ChannelKind.MAIN_COLUMN.value
    ]


def _given(request: HttpRequest) -> Item:
    names = ("matter", "standard", "section", "limit", "channel", "content", "person")
    return Item(**{name: request.POST.get(name, "") for name in names})


def _item_of(about: str) -> str:
    """Return the item of an occasion that a notice names, or the item itself."""
    if not about.startswith("o-"):
        return about
    found = OccasionRecord.objects.filter(id=about).values_list("item", flat=True).first()
    return found or about


def _sheet(request: HttpRequest) -> tuple[str, bytes]:
    file = request.FILES.get("sheet")
    if file is not None and file.size is not None and file.size <= LARGEST:
        return file.name or "", file.read()
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except binascii.Error as error:
        raise CommandRefused("sheet", "表格没有传完整，请重新选择") from error
    if not data or len(data) > LARGEST:
        raise CommandRefused("sheet", "请选择填好的表格，不超过3MB")
    return request.POST.get("name", ""), data


def _moment(written: str, at: datetime.datetime) -> tuple[datetime.datetime, str]:
    """Return the end of the day that is asked for, and the day; now if none is."""
    if not written:
        return at, ""
    day = day_of(written)
    if day >= localdate(at):
        return at, ""
    local = datetime.datetime.combine(day, datetime.time(23, 59, 59), BEIJING)
    return local, day.isoformat()


def day_of(text: str) -> datetime.date:
    """Return the day that a form sent, or refuse because there is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandRefused("day", "请填写日期") from error
