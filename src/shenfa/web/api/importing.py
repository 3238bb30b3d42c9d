"""Bringing in units and people from one sheet, all of it or nothing (R1)."""

from django.http import HttpRequest
from ninja import Field, File, Router, Schema
from ninja.files import UploadedFile

from shenfa.desk.organisation.importing import organisation_import, organisation_preview
from shenfa.desk.organisation.sheet import SheetRow, UnreadableSheet, read_sheet
from shenfa.desk.refusals import CommandRefused
from shenfa.web.api.identity import identity_of

router = Router(tags=["导入"])

LARGEST = 5 * 1024 * 1024


class ImportedLine(Schema):
    """What becomes of one line of the sheet."""

    number: int = Field(alias="row.number", description="在表中的行号")
    unit: str = Field(alias="row.unit", description="单位")
    name: str = Field(alias="row.name", description="姓名")
    refusal: str | None = Field(description="不能导入的原因，空为可以")
    brings: tuple[str, ...] = Field(description="登记的内容")


class ImportedSheet(Schema):
    """What becomes of a sheet."""

    lines: list[ImportedLine] = Field(description="每行的结果")


@router.post("/organisation/preview", response=ImportedSheet, summary="预览导入")
def organisation_preview_sheet(request: HttpRequest, sheet: File[UploadedFile]) -> object:
    """由安全管理员办理：逐行说明导入的结果，不写入。"""
    by = identity_of(request).acting
    return {"lines": organisation_preview(by=by, rows=_rows(sheet))}


@router.post("/organisation/import", response=ImportedSheet, summary="导入单位和人员")
def organisation_import_sheet(request: HttpRequest, sheet: File[UploadedFile]) -> object:
    """由安全管理员办理：有一行不能导入，就全部不导入。"""
    by = identity_of(request).acting
    return {"lines": organisation_import(by=by, rows=_rows(sheet))}


def _rows(sheet: UploadedFile) -> tuple[SheetRow, ...]:
    if (sheet.size or 0) > LARGEST:
        raise CommandRefused("sheet", "表格过大，请分开导入")
    try:
        return read_sheet(sheet.read(), sheet.name or "")
    except UnreadableSheet as error:
        raise CommandRefused("sheet", str(error)) from error
