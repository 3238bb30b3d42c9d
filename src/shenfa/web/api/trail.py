"""The trail: read by the audit administrator and the county office, exported by the former."""

import tempfile
from itertools import islice
from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import Field, Query, Router, Schema

from shenfa.desk.export import trail_export
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.organisation.selectors import county_office_id, person_holds
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.selectors import trail_entries
from shenfa.review import POSITION_NAMES, Position
from shenfa.web.api.identity import Identity, identity_of
from shenfa.web.given import given

router = Router(tags=["留痕"])

READERS = (Position.AUDIT_ADMINISTRATOR, *RECEIVERS)
PACKED = "application/zip"


class TrailEntry(Schema):
    """One entry of the trail."""

    seq: int = Field(description="序号，从 1 起没有缺号")
    at: str = Field(description="时间（世界时）")
    actor: str = Field(description="操作人的编号")
    verb: str = Field(description="动作")
    object: str = Field(description="对象的编号")
    facts: dict[str, Any] = Field(description="事实，见留痕说明")
    alg: str = Field(description="算法")
    prev: str = Field(description="上一条的链签")
    hash: str = Field(description="本条的链签")


class TrailPart(Schema):
    """Some entries in their order."""

    items: list[TrailEntry] = Field(description="各条记录，按序号")


class TrailFrom(Schema):
    """Which entries."""

    after: int = Field(0, ge=0, le=2**62, description="从该序号之后开始")
    limit: int = Field(100, ge=1, le=1000, description="最多返回多少条，1 至 1000")


@router.get("/trail", response=TrailPart, summary="查看留痕")
def trail_list(request: HttpRequest, part: Query[TrailFrom]) -> object:
    """由审计管理员和县政府办公室查看。"""
    _need(identity_of(request), *READERS)
    entries = (entry for entry in trail_entries() if entry.seq > part.after)
    return {"items": list(islice(entries, part.limit))}


@router.get(
    "/trail/export",
    summary="导出留痕",
    openapi_extra={"responses": {200: {"description": "导出文件", "content": {PACKED: {}}}}},
)
def trail_export_file(request: HttpRequest) -> FileResponse:
    """由审计管理员办理：签署检查点，导出全部留痕，可用 verify.py 核验。"""
    identity = identity_of(request)
    _need(identity, Position.AUDIT_ADMINISTRATOR)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    trail_export(
        out=packed,
        private_key=given().deployment.signing_key,
        clock=identity.acting.clock,
    )
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename="EXPORT.zip", content_type=PACKED)


def _need(identity: Identity, *positions: Position) -> None:
    """Refuse unless the person holds one of the positions in the county office."""
    person, at = identity.acting.person, identity.acting.clock.now()
    office = county_office_id()
    if any(person_holds(person=person, unit=office, position=one, at=at) for one in positions):
        return
    names = "、".join(POSITION_NAMES[position] for position in positions)
    raise CommandRefused("not_entitled", f"留痕由县政府办公室在岗的{names}查看")
