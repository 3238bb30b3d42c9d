"""Revisions: read, compared, handed over, and what two people do with them (R11, R25, R73)."""

import datetime
from urllib.parse import quote

from django.http import FileResponse, HttpRequest
from ninja import Field, Query, Router, Schema, Status

from shenfa.desk.manuscripts.comparing import Change, revision_compare
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.lowering import lowering_confirm, lowering_request
from shenfa.desk.manuscripts.purging import purge_confirm, purge_request
from shenfa.desk.manuscripts.selectors import (
    attachment_get,
    request_visible,
    revision_get,
    transfer_visible,
)
from shenfa.desk.manuscripts.transfers import transfer_give, transfer_take
from shenfa.web.api.fields import Body, PersonName, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.manuscripts import ManuscriptAnswer, RevisionAnswer
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.proof import Proof, evidence_of

router = Router(tags=["版本"])


class RevisionFile(Schema):
    """An attachment of a revision."""

    position: int = Field(description="序号")
    name: str = Field(description="文件名")
    sha256: str = Field(alias="blob_id", description="摘要")
    size: int = Field(alias="blob.size", description="字节数")


class RevisionRendering(Schema):
    """What a channel shows of a revision."""

    channel: str = Field(alias="channel_id", description="渠道编号")
    title: str = Field(description="该渠道的标题，空为与正文标题相同")
    body: str = Field(description="该渠道的正文，空为与正文相同")


class RevisionText(RevisionAnswer):
    """A revision with everything that goes out."""

    body: str = Field(description="正文（HTML）")
    marker_text: str = Field(description="公开标注的原文")
    source_url: str = Field(description="来源网址")
    names_visited_leader: bool = Field(description="是否市管领导调研活动")
    signer: PersonName | None = Field(description="签发领导")
    obtained_from: UnitName | None = Field(description="制作单位，空为本单位")
    corrects: str | None = Field(alias="corrects_id", description="更正的版本编号")
    public_note: str = Field(description="对外的更正说明")
    attachments: list[RevisionFile] = Field(description="附件")
    renderings: list[RevisionRendering] = Field(description="发往的栏目和账号")


class TextPiece(Schema):
    """Some characters."""

    change: Change = Field(description="same 相同、added 增加、removed 删去")
    text: str = Field(description="文字")


class TextEdit(Schema):
    """A paragraph or cell that differs."""

    change: Change = Field(description="added 增加、removed 删去、changed 修改")
    pieces: list[TextPiece] = Field(description="逐段文字")


class PartDifference(Schema):
    """A part of a revision that differs."""

    part: str = Field(description="部分：标题、正文、附件、渠道等")
    change: Change = Field(description="added 增加、removed 删去、changed 修改")
    edits: list[TextEdit] = Field(description="逐处差异")
    note: str = Field(description="文字以外的变化")


class RevisionDifferences(Schema):
    """What differs between two revisions."""

    parts: list[PartDifference] = Field(description="有差异的部分，空为没有差异")


class Comparing(Schema):
    """With what a revision is compared."""

    since: str = Field(max_length=64, description="与哪个版本比较")


class RequestAnswer(Schema):
    """What one person asks and another confirms."""

    id: str = Field(description="请求编号")
    revision: str = Field(alias="revision_id", description="版本编号")
    kind: str = Field(description="lower 不再按重大信息办理、purge 清除内容")
    reason: str = Field(description="理由")
    requested_by: PersonName = Field(description="提出人")
    requested_at: datetime.datetime = Field(description="提出时间")
    confirmed_at: datetime.datetime | None = Field(description="确认时间，空为待确认")


class TransferAnswer(Schema):
    """A text handed from one unit to another."""

    id: str = Field(description="移交编号")
    revision: str = Field(alias="revision_id", description="移交的版本")
    from_unit: UnitName = Field(description="移交单位")
    to_unit: UnitName = Field(description="接收单位")
    given_at: datetime.datetime = Field(description="移交时间")
    taken_at: datetime.datetime | None = Field(description="接收时间，空为待接收")


class TransferGiving(Body):
    """To whom a revision is handed over."""

    to_unit: str = Field(description="接收单位的编号")


@router.get("/revisions/{id:revision}", response=RevisionText, summary="查看版本")
def revision_show(request: HttpRequest, revision: str) -> object:
    """本单位的，以及移交给本单位的。"""
    return revision_get(revision=revision, **looking(request))


@router.get(
    "/revisions/{id:revision}/differences", response=RevisionDifferences, summary="比较两个版本"
)
def revision_differences(
    request: HttpRequest,
    revision: str,
    comparing: Query[Comparing],
) -> object:
    """只列出有差异的部分，供更正时审查。"""
    return {"parts": revision_compare(old=comparing.since, new=revision, **looking(request))}


@router.get(
    "/revisions/{id:revision}/attachments/{int:position}", response=None, summary="下载附件"
)
def attachment_show(request: HttpRequest, revision: str, position: int) -> FileResponse:
    """按序号下载；浏览器不直接打开。"""
    found = attachment_get(revision=revision, position=position, **looking(request))
    response = FileResponse(
        blob_path(found.blob_id).open("rb"), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@router.get("/requests", response=Page[RequestAnswer], summary="列出须两人办理的请求")
def request_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """降低重大信息、清除内容的请求，最近的在前。"""
    return page(request_visible(**looking(request)), paging)


@router.post(
    "/revisions/{id:revision}/lowering/request",
    response={201: RequestAnswer},
    summary="提出不再按重大信息办理",
)
def lowering_ask(request: HttpRequest, revision: str, body: Reasoned) -> Status[object]:
    """由撰稿人提出，另一人确认后，下一版本不再按重大信息办理。"""
    asked = lowering_request(by=identity_of(request).acting, revision=revision, reason=body.reason)
    return Status(201, asked)


@router.post(
    "/requests/{id:asked}/lowering/confirm",
    response={204: None},
    summary="确认不再按重大信息办理",
)
def lowering_agree(request: HttpRequest, asked: str, body: Proof) -> Status[None]:
    """由没有参与撰稿的分管领导或主要领导确认。"""
    evidence = evidence_of(request, body)
    lowering_confirm(by=identity_of(request).acting, request=asked, evidence=evidence)
    return Status(204, None)


@router.post(
    "/revisions/{id:revision}/purge/request", response={201: RequestAnswer}, summary="提出清除内容"
)
def purge_ask(request: HttpRequest, revision: str, body: Reasoned) -> Status[object]:
    """理由说明原因，不得写出要清除的内容。"""
    asked = purge_request(by=identity_of(request).acting, revision=revision, reason=body.reason)
    return Status(201, asked)


@router.post("/requests/{id:asked}/purge/confirm", response={204: None}, summary="确认清除内容")
def purge_agree(request: HttpRequest, asked: str, body: Proof) -> Status[None]:
    """由没有参与撰稿的保密审查员、分管领导或主要领导确认，立即清除，不能恢复。"""
    evidence = evidence_of(request, body)
    purge_confirm(by=identity_of(request).acting, request=asked, evidence=evidence)
    return Status(204, None)


@router.get("/transfers", response=Page[TransferAnswer], summary="列出移交")
def transfer_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """本单位移交的和移交给本单位的，最近的在前。"""
    return page(transfer_visible(**looking(request)), paging)


@router.post(
    "/revisions/{id:revision}/transfer/give", response={201: TransferAnswer}, summary="移交版本"
)
def transfer_hand(request: HttpRequest, revision: str, body: TransferGiving) -> Status[object]:
    """把本单位制作的最新版本移交给另一单位，由其审查和发布。"""
    given = transfer_give(by=identity_of(request).acting, revision=revision, to_unit=body.to_unit)
    return Status(201, given)


@router.post("/transfers/{id:transfer}/take", response={201: ManuscriptAnswer}, summary="接收移交")
def transfer_accept(request: HttpRequest, transfer: str) -> Status[object]:
    """成为本单位的稿件，制作单位仍是移交单位。"""
    return Status(201, transfer_take(by=identity_of(request).acting, transfer=transfer))
