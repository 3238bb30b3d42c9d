"""Bringing in a sheet: chosen, shown line by line with every fault, then written or not (R1).

Between the two steps the sheet travels with the page, so that what was shown is what is
brought in, and nobody chooses the file twice.
"""

import base64
import binascii
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile as Sent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from shenfa.desk.channels import importing as channels
from shenfa.desk.organisation import importing as organisation
from shenfa.desk.organisation.sheet import COLUMNS, UnreadableSheet, read_sheet
from shenfa.desk.refusals import CommandRefused
from shenfa.review import POSITION_NAMES
from shenfa.review.duties import ADMINISTRATORS
from shenfa.web.workbench.administration.rooms import in_room, show_room
from shenfa.web.workbench.frame import Visitor, done

LARGEST = 3 * 1024 * 1024
MOST_SHOWN = 1000
EXAMPLE = (
    "竹沟镇人民政府",
    "张三",
    "ZG01",
    "在编在岗",
    "信息发布责任人、信息发布人员",
    "2026-01-01",
)
CHANNEL_EXAMPLE = ("竹沟镇人民政府", "栏目", "竹沟动态", "zhugou/gzdt", "是")

Outcomes = Sequence[organisation.Outcome] | Sequence[channels.ChannelOutcome]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview: its number, its cells, what is wrong where, what it brings in."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[organisation.Fault, ...]
    brings: tuple[str, ...]


@in_room("people")
def people(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Bring in units, people and positions."""
    context: dict[str, object] = {
        "title": "导入单位、人员和岗位",
        "columns": COLUMNS,
        "template": "/administration/import/template",
        "positions": [name for one, name in POSITION_NAMES.items() if one not in ADMINISTRATORS],
        "note": "任职经本单位主要领导确认备案后生效；管理员不能由表格导入",
    }
    if request.method != "POST":
        return show_room(request, visitor, "import.html", context)
    name, data = _sheet(request)
    try:
        rows = read_sheet(data, name)
    except UnreadableSheet as error:
        raise CommandRefused("sheet", str(error)) from error
    if "write" in request.POST:
        outcomes = organisation.organisation_import(by=visitor.acting, rows=rows)
        count = sum(bool(one.brings) for one in outcomes)
        return done(request, f"已导入{count}行，任职待各单位主要领导确认", "/administration/setup")
    outcomes = organisation.organisation_preview(by=visitor.acting, rows=rows)
    lines = [
        Line(
            one.row.number,
            (
                one.row.unit,
                one.row.name,
                one.row.staff_number,
                one.row.employment,
                one.row.positions,
                one.row.since,
            ),
            one.faults,
            one.brings,
        )
        for one in outcomes
    ]
    return _preview(request, visitor, context, (name, data, lines))


@in_room("channels")
def columns(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Bring in columns and accounts."""
    context: dict[str, object] = {
        "title": "导入栏目和账号",
        "columns": channels.COLUMNS,
        "template": "/administration/channels/template",
        "note": "主栏目由县政府办公室开设；已开通的相同栏目不重复登记",
    }
    if request.method != "POST":
        return show_room(request, visitor, "import.html", context)
    name, data = _sheet(request)
    try:
        rows = channels.read_channels(data, name)
    except UnreadableSheet as error:
        raise CommandRefused("sheet", str(error)) from error
    if "write" in request.POST:
        outcomes = channels.channels_import(by=visitor.acting, rows=rows)
        count = sum(bool(one.brings) for one in outcomes)
        return done(request, f"已开通{count}个栏目和账号", "/administration/channels")
    shown = channels.channels_preview(by=visitor.acting, rows=rows)
    lines = [
        Line(
            one.row.number,
            (one.row.unit, one.row.kind, one.row.name, one.row.path, one.row.activity_news),
            one.faults,
            one.brings,
        )
        for one in shown
    ]
    return _preview(request, visitor, context, (name, data, lines))


@in_room("people")
def template(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Give out an empty sheet with one example."""
    del request, visitor
    return _csv("单位和人员.csv", (COLUMNS, EXAMPLE))


@in_room("channels")
def channel_template(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Give out an empty sheet with one example."""
    del request, visitor
    return _csv("栏目和账号.csv", (channels.COLUMNS, CHANNEL_EXAMPLE))


def _preview(
    request: HttpRequest,
    visitor: Visitor,
    context: dict[str, object],
    sheet: tuple[str, bytes, list[Line]],
) -> HttpResponseBase:
    name, data, lines = sheet
    faulty = [line for line in lines if line.faults]
    # Where something is wrong, that is what there is to read.
    shown = faulty or lines
    shown_context = {
        "name": name,
        "data": base64.b64encode(data).decode(),
        "lines": shown[:MOST_SHOWN],
        "more": max(0, len(shown) - MOST_SHOWN),
        "total": len(lines),
        "faulty": len(faulty),
        "faults": sum(len(line.faults) for line in faulty),
        "new": sum(bool(line.brings) for line in lines),
    }
    return show_room(request, visitor, "import_preview.html", {**context, **shown_context})


def _sheet(request: HttpRequest) -> tuple[str, bytes]:
    """Return the chosen file, or the one that was shown before."""
    sent = request.FILES.get("file")
    if isinstance(sent, Sent):
        if (sent.size or 0) > LARGEST:
            raise CommandRefused("file", "表格不得超过3MB，请分开导入")
        return sent.name or "", sent.read()
    try:
        data = base64.b64decode(request.POST.get("data", ""), validate=True)
    except binascii.Error as error:
        raise CommandRefused("file", "请重新选择表格") from error
    if not data:
        raise CommandRefused("file", "请选择 .xlsx 或 .csv 表格")
    return request.POST.get("name", ""), data


def _csv(name: str, lines: Sequence[Sequence[str]]) -> HttpResponse:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    answer = HttpResponse(
        text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer
