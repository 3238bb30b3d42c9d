"""Manuscripts: writing, files, and the cut of a revision (R1, R11, R24).

What the addresses ``/manuscripts/…/copy`` show and save is the person's own working copy.
"""

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, File, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import StrictBool

from shenfa.desk.manuscripts import services
from shenfa.desk.manuscripts.draft import Draft, DraftFile
from shenfa.desk.manuscripts.models import Marker
from shenfa.desk.manuscripts.selectors import (
    copy_get,
    manuscript_get,
    manuscript_visible,
    revision_visible,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.review.content import Rendering
from shenfa.text import KIND_NAMES, ContentKind
from shenfa.web.api.fields import Body, PersonName, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page

router = Router(tags=["稿件"])

KINDS = "、".join(f"{kind} {name}" for kind, name in KIND_NAMES.items())


class ManuscriptAnswer(Schema):
    """A manuscript."""

    id: str = Field(description="稿件编号")
    unit: UnitName = Field(description="单位")
    opened_by: PersonName = Field(description="建立人")
    opened_at: datetime.datetime = Field(description="建立时间")


class DraftedFile(Body):
    """An uploaded file that goes out."""

    name: str = Field(description="对外显示的文件名，不超过 200 字")
    sha256: str = Field(description="上传后得到的摘要")


class DraftedRendering(Body):
    """What a channel shows."""

    channel: str = Field(description="渠道编号")
    title: str = Field("", description="该渠道的标题，空为与正文标题相同")
    body: str = Field("", description="该渠道的正文，空为与正文相同；账号为纯文本")


class DraftFields(Body):
    """What is being written; empty: not filled in yet."""

    kind: ContentKind = Field(description=f"种类：{KINDS}")
    title: str = Field("", description="标题，不超过 500 字")
    body: str = Field("", description="正文（HTML），保存时清理，不超过 2 MB")
    attachments: list[DraftedFile] = Field([], description="附件，按公开的顺序，不超过 50 个")
    renderings: list[DraftedRendering] = Field([], description="发往的栏目和账号")
    source_url: str = Field("", description="来源网址，转载必填")
    is_major: StrictBool = Field(default=False, description="是否重大信息")
    is_urgent: StrictBool = Field(default=False, description="是否急件")
    maker: str = Field("", description="制作或获取人员的编号，空为本人")
    signer: str = Field("", description="签发领导的编号，公文必填")
    obtained_from: str = Field("", description="制作单位的编号，只能来自移交")
    corrects: str = Field("", description="更正的版本编号")
    public_note: str = Field("", description="对外的更正说明")


class CopyAnswer(Schema):
    """The person's own working copy."""

    manuscript: str = Field(alias="manuscript_id", description="稿件编号")
    draft: DraftFields = Field(description="正在写的内容")
    version: int = Field(description="保存次数，下次保存时给出")
    seen: int = Field(description="已知的最新版次")
    saved_at: datetime.datetime = Field(description="保存时间")


class CopySaving(Body):
    """A working copy to be saved."""

    draft: DraftFields = Field(description="正在写的内容")
    version: int = Field(ge=0, le=2**31 - 1, description="开始修改时的保存次数")


class CopyVersion(Body):
    """A working copy as the person saw it last."""

    version: int = Field(ge=0, le=2**31 - 1, description="所见的保存次数")


class CopyStarting(Body):
    """From where a working copy starts."""

    author: str = Field("", description="从哪位同事的工作副本开始，空为从最新版本开始")


class UploadAnswer(Schema):
    """An uploaded file."""

    id: str = Field(description="上传编号")
    name: str = Field(description="文件名")
    sha256: str = Field(alias="blob_id", description="摘要，放入附件时给出")
    size: int = Field(alias="blob.size", description="字节数")


class RevisionAnswer(Schema):
    """A revision, without its text."""

    id: str = Field(description="版本编号")
    manuscript: str = Field(alias="manuscript_id", description="稿件编号")
    unit: UnitName = Field(alias="manuscript.unit", description="单位")
    number: int = Field(description="第几版")
    sha256: str = Field(description="对外全部内容的摘要")
    kind: ContentKind = Field(description=f"种类：{KINDS}")
    title: str = Field(description="标题，已清除的为空")
    marker: Marker = Field(description="公开标注：yes 有、no 没有、issuer 发文机关已公开")
    is_major: bool = Field(description="是否重大信息")
    is_urgent: bool = Field(description="是否急件")
    maker: PersonName = Field(description="制作或获取人员（第一责任人）")
    cut_by: PersonName = Field(description="形成版本的人")
    cut_at: datetime.datetime = Field(description="形成时间")
    purged_at: datetime.datetime | None = Field(description="清除时间，空为没有清除")


@router.get("/manuscripts", response=Page[ManuscriptAnswer], summary="列出稿件")
def manuscript_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位的稿件，最近建立的在前。"""
    return page(manuscript_visible(**looking(request)), paging)


@router.post("/units/{id:unit}/manuscripts/open", response={201: CopyAnswer}, summary="建立稿件")
def manuscript_open(request: HttpRequest, unit: str, body: DraftFields) -> Status[object]:
    """由本单位在岗人员办理；附件在建立后上传。"""
    acting = identity_of(request).acting
    opened = services.manuscript_open(by=acting, unit=unit, draft=_draft(body))
    return Status(201, copy_get(manuscript=opened.id, **looking(request)))


@router.get("/manuscripts/{id:manuscript}", response=ManuscriptAnswer, summary="查看稿件")
def manuscript_show(request: HttpRequest, manuscript: str) -> object:
    """看不到的稿件与不存在的稿件一样。"""
    return manuscript_get(manuscript=manuscript, **looking(request))


@router.get("/manuscripts/{id:manuscript}/copy", response=CopyAnswer, summary="查看工作副本")
def copy_show(request: HttpRequest, manuscript: str) -> object:
    """只有本人的工作副本。"""
    return copy_get(manuscript=manuscript, **looking(request))


@router.post("/manuscripts/{id:manuscript}/copy/save", response=CopyAnswer, summary="保存工作副本")
def copy_save(request: HttpRequest, manuscript: str, body: CopySaving) -> object:
    """给出开始修改时的保存次数；其间在别处保存过的，不会覆盖（stale）。"""
    return services.copy_save(
        by=identity_of(request).acting,
        manuscript=manuscript,
        draft=_draft(body.draft),
        version=body.version,
    )


@router.post("/manuscripts/{id:manuscript}/copy/start", response=CopyAnswer, summary="开始工作副本")
def copy_start(request: HttpRequest, manuscript: str, body: CopyStarting) -> object:
    """从最新版本或同事的工作副本开始；原作者仍是作者。"""
    return services.copy_start(
        by=identity_of(request).acting, manuscript=manuscript, author=body.author
    )


@router.post(
    "/manuscripts/{id:manuscript}/copy/rebase", response=CopyAnswer, summary="沿用本人的文稿"
)
def copy_rebase(request: HttpRequest, manuscript: str, body: CopyVersion) -> object:
    """同事已形成更新的版本，核对后仍以本人的文稿为准。"""
    return services.copy_rebase(
        by=identity_of(request).acting, manuscript=manuscript, version=body.version
    )


@router.post(
    "/manuscripts/{id:manuscript}/files/upload", response={201: UploadAnswer}, summary="上传文件"
)
def file_upload(request: HttpRequest, manuscript: str, file: File[UploadedFile]) -> Status[object]:
    """上传人是作者之一；再把摘要放入工作副本的附件。"""
    if (file.size or 0) > services.largest_file():
        raise CommandRefused("file_size", "文件过大，请拆分后上传")
    upload = services.file_upload(
        by=identity_of(request).acting,
        manuscript=manuscript,
        name=file.name or "",
        data=file.read(),
    )
    return Status(201, upload)


@router.post(
    "/manuscripts/{id:manuscript}/revisions/cut",
    response={201: RevisionAnswer},
    summary="形成版本",
)
def revision_cut(request: HttpRequest, manuscript: str, body: CopyVersion) -> Status[object]:
    """把本人的工作副本定为不可更改的版本，审查和发布都针对它。"""
    revision = services.revision_cut(
        by=identity_of(request).acting, manuscript=manuscript, version=body.version
    )
    return Status(201, revision)


@router.get(
    "/manuscripts/{id:manuscript}/revisions",
    response=Page[RevisionAnswer],
    summary="列出稿件的版本",
)
def revision_list(request: HttpRequest, manuscript: str, paging: Query[Paging]) -> object:
    """最新的在前。"""
    looks = looking(request)
    found = manuscript_get(manuscript=manuscript, **looks)
    rows = revision_visible(**looks).filter(manuscript=found)
    return page(rows.order_by("-number"), paging)


def _draft(fields: DraftFields) -> Draft:
    """Return the draft that a program sent."""
    given: dict[str, Any] = fields.dict()  # pydantic's table
    given["attachments"] = tuple(DraftFile(**one) for one in given["attachments"])
    given["renderings"] = tuple(Rendering(**one) for one in given["renderings"])
    return Draft(**given)
