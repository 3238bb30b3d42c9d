"""Masked copies of attachments: asked for, made by the system, taken into the working copy."""

import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import StrictBool

from shenfa.audit.replacing import AddressLevel, Profile
from shenfa.desk.manuscripts.selectors import copy_get
from shenfa.desk.masking import services
from shenfa.desk.masking.models import MaskingRecord, State
from shenfa.desk.masking.selectors import masking_get
from shenfa.web.api.fields import Body
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.manuscripts import CopyAnswer, CopyVersion

router = Router(tags=["脱敏副本"])


class MaskingWish(Body):
    """How a file is to be masked."""

    is_strict: StrictBool = Field(default=False, description="是否全部隐去，否为留首尾几位")
    address: AddressLevel = Field(
        AddressLevel.VILLAGE, description="住址保留到：village 村、社区，town 乡镇、街道"
    )
    are_pictures_seen: StrictBool = Field(
        default=False, description="图片是否已人工审看，没有个人信息"
    )


class MaskedPiece(Schema):
    """One masked piece; what stood there is told by nobody."""

    place: str = Field(description="位置")
    entity: str = Field(description="个人信息的种类")
    mask: str | None = Field(description="副本中的写法，空为整处没有带入副本")
    digest: str = Field(description="以原件为密钥的摘要，持有原件的人可以据此证明")


class MaskingAnswer(Schema):
    """A masked copy, as far as it is."""

    id: str = Field(description="脱敏副本编号")
    manuscript: str = Field(alias="manuscript_id", description="稿件编号")
    original: str = Field(alias="original_id", description="原件的摘要")
    state: State = Field(description="waiting 制作中、made 已做成、refused 没有做成")
    asked_at: datetime.datetime = Field(description="提出时间")
    finished_at: datetime.datetime | None = Field(description="完成时间")
    name: str = Field(description="副本的文件名，没有副本的为空")
    sha256: str = Field(description="副本的摘要，没有副本的为空")
    refusal: str = Field(description="没有做成的原因")
    left_out: list[str] = Field(description="没有带入副本的内容")
    masks: list[MaskedPiece] = Field(description="遮盖记录")

    @staticmethod
    def resolve_name(row: MaskingRecord) -> str:
        """The name of the copy."""
        return row.copy.name if row.copy else ""

    @staticmethod
    def resolve_sha256(row: MaskingRecord) -> str:
        """The digest of the copy."""
        return row.copy.blob_id if row.copy else ""

    @staticmethod
    def resolve_left_out(row: MaskingRecord) -> object:
        """What the copy does not show."""
        return row.record["left_out"] if row.record else []

    @staticmethod
    def resolve_masks(row: MaskingRecord) -> object:
        """What was masked where."""
        return row.record["masks"] if row.record else []


@router.post(
    "/manuscripts/{id:manuscript}/files/{sha256}/mask",
    response={201: MaskingAnswer},
    summary="做脱敏副本",
)
def masking_ask(
    request: HttpRequest, manuscript: str, sha256: str, body: MaskingWish
) -> Status[object]:
    """文件须在本人工作副本的附件中；不大的当即做成，大的由后台制作，请稍后查看。"""
    acting = identity_of(request).acting
    wish = services.Wish(
        sha256,
        Profile(body.is_strict, body.address),
        are_pictures_seen=body.are_pictures_seen,
    )
    masking = services.masking_ask(by=acting, manuscript=manuscript, wish=wish)
    if masking.state is State.WAITING and services.is_small(masking):
        masking = services.masking_make(clock=acting.clock, masking=masking.id)
    return Status(201, masking)


@router.get("/maskings/{id:masking}", response=MaskingAnswer, summary="查看脱敏副本")
def masking_show(request: HttpRequest, masking: str) -> object:
    """制作到哪一步，遮盖了哪些位置。"""
    return masking_get(masking=masking, **looking(request))


@router.post("/maskings/{id:masking}/adopt", response=CopyAnswer, summary="采用脱敏副本")
def masking_adopt(request: HttpRequest, masking: str, body: CopyVersion) -> object:
    """以副本替换本人工作副本中的原附件，下一版本即以副本公开。"""
    copy = services.masking_adopt(
        by=identity_of(request).acting, masking=masking, version=body.version
    )
    return copy_get(manuscript=copy.manuscript_id, **looking(request))
