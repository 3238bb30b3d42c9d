"""Units: their register, their policy, the documents that they file (R1, R4, I22)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import StrictBool

from shenfa.desk.organisation import services
from shenfa.desk.organisation.models import DOCUMENT_NAMES, DocumentKind
from shenfa.desk.organisation.selectors import unit_get, unit_visible
from shenfa.web.api.fields import Body, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.unit_lists import unit_document_list

router = Router(tags=["单位"])

KINDS = "、".join(f"{kind} {name}" for kind, name in DOCUMENT_NAMES.items())


class UnitAnswer(UnitName):
    """A unit."""

    is_county_office: bool = Field(description="是否县政府办公室")
    opened_at: datetime.datetime = Field(description="登记时间")
    author_may_first_review: bool | None = Field(description="作者可否兼任初审，空为尚未设定")
    proposed_policy: bool | None = Field(description="安全管理员拟设定的值，空为没有")


class UnitOpening(Body):
    """A unit to be registered."""

    name: str = Field(description="单位名称，不超过 200 字")


class UnitPolicy(Body):
    """Whether authors of a unit may give the first review."""

    author_may_first_review: StrictBool = Field(description="作者可否兼任初审")


class UnitDocumentAnswer(Schema):
    """A document that a unit filed."""

    id: str = Field(description="文件编号")
    kind: DocumentKind = Field(description=f"种类：{KINDS}")
    title: str = Field(description="文件名称")
    document: str = Field(description="文件的摘要（SHA-256）")
    dated: datetime.date = Field(description="成文日期")
    filed_at: datetime.datetime = Field(description="登记时间")


class UnitDocumentFiling(Body):
    """A document to be filed."""

    kind: DocumentKind = Field(description=f"种类：{KINDS}")
    title: str = Field(description="文件名称，不超过 200 字")
    document: str = Field(description="文件的摘要（SHA-256，64 位小写十六进制）")
    dated: datetime.date = Field(description="成文日期")


@router.get("/units", response=Page[UnitAnswer], summary="列出可见的单位")
def unit_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """本单位和任职的单位；县政府办公室可见全部。"""
    return page(unit_visible(**looking(request)), paging)


@router.get("/units/{id:unit}", response=UnitAnswer, summary="查看单位")
def unit_show(request: HttpRequest, unit: str) -> object:
    """看不到的单位与不存在的单位一样。"""
    return unit_get(unit=unit, **looking(request))


@router.post("/units/open", response={201: UnitAnswer}, summary="登记单位")
def unit_open(request: HttpRequest, body: UnitOpening) -> Status[object]:
    """由系统管理员办理。"""
    return Status(201, services.unit_open(by=identity_of(request).acting, name=body.name))


@router.post("/units/{id:unit}/policy/propose", response={204: None}, summary="提出审查设定")
def unit_policy_propose(request: HttpRequest, unit: str, body: UnitPolicy) -> Status[None]:
    """由安全管理员提出作者可否兼任初审，主要领导确认后生效。"""
    services.unit_policy_propose(
        by=identity_of(request).acting,
        unit=unit,
        author_may_first_review=body.author_may_first_review,
    )
    return Status(204, None)


@router.post("/units/{id:unit}/policy/confirm", response={204: None}, summary="确认审查设定")
def unit_policy_confirm(request: HttpRequest, unit: str, body: UnitPolicy) -> Status[None]:
    """由本单位主要领导确认，须与提出的一致；不影响以前的审查。"""
    services.unit_policy_set(
        by=identity_of(request).acting,
        unit=unit,
        author_may_first_review=body.author_may_first_review,
    )
    return Status(204, None)


@router.get(
    "/units/{id:unit}/documents", response=Page[UnitDocumentAnswer], summary="列出单位报送的文件"
)
def unit_documents(request: HttpRequest, unit: str, paging: Query[Paging]) -> object:
    """工作机构、领导小组或协调机制、责任追究制度。"""
    return page(unit_document_list(unit=unit, **looking(request)), paging)


@router.post(
    "/units/{id:unit}/documents/file", response={201: UnitDocumentAnswer}, summary="报送文件"
)
def unit_document_file(request: HttpRequest, unit: str, body: UnitDocumentFiling) -> Status[object]:
    """由本单位政务公开工作人员或主要领导办理，登记文件的摘要。"""
    paper = services.UnitPaper(body.kind, body.title, body.document, body.dated)
    filed = services.unit_document_file(by=identity_of(request).acting, unit=unit, paper=paper)
    return Status(201, filed)
