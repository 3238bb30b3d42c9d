"""Tenures and their filings: who holds which position, since when, on which paper (R3–R7)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from shenfa.desk.organisation import filings, services
from shenfa.desk.organisation.selectors import tenure_get
from shenfa.desk.organisation.steps import Appointment
from shenfa.review import Position
from shenfa.web.api.fields import POSITIONS, Body, Moment, PersonName, Reasoned, UnitName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.unit_lists import unit_tenure_list

router = Router(tags=["任职和备案"])


class FilingAnswer(Schema):
    """The filing of a tenure."""

    document: str = Field(description="任职文件的摘要")
    confirmed_at: datetime.datetime = Field(description="主要领导确认的时间，自此生效")
    received_at: datetime.datetime | None = Field(description="收悉时间")
    objected_at: datetime.datetime | None = Field(description="提出异议的时间，任职即止")
    answered_by: PersonName | None = Field(description="收悉或提出异议的人")
    answer: str = Field(description="收悉意见或异议理由")


class TenureAnswer(Schema):
    """A person in a position of a unit."""

    id: str = Field(description="任职编号")
    person: PersonName = Field(description="任职人员")
    unit: UnitName = Field(description="任职单位")
    position: Position = Field(description=f"岗位：{POSITIONS}")
    since: datetime.datetime = Field(description="起始时间")
    until: datetime.datetime | None = Field(description="截止时间，空为没有截止")
    filing: FilingAnswer | None = Field(None, description="备案，空为还没有确认")


class TenureStart(Body):
    """A position to be given."""

    unit: str = Field(description="任职单位的编号")
    position: Position = Field(description=f"岗位：{POSITIONS}")
    since: Moment = Field(description="起始时间，带时区")
    until: Moment | None = Field(None, description="截止时间，带时区；空为没有截止")


class FilingConfirmation(Body):
    """The paper by which a tenure is confirmed."""

    document: str = Field(description="任职文件的摘要（SHA-256，64 位小写十六进制）")


class FilingReceipt(Body):
    """What the county office says to a filing."""

    note: str = Field("", description="收悉意见，可以为空，不超过 500 字")


@router.get("/units/{id:unit}/tenures", response=Page[TenureAnswer], summary="列出单位的任职")
def tenure_list(request: HttpRequest, unit: str, paging: Query[Paging]) -> object:
    """包括已结束的和还没有备案的，最近的在前。"""
    return page(unit_tenure_list(unit=unit, **looking(request)), paging)


@router.get("/tenures/{id:tenure}", response=TenureAnswer, summary="查看任职")
def tenure_show(request: HttpRequest, tenure: str) -> object:
    """看不到的任职与不存在的任职一样。"""
    return tenure_get(tenure=tenure, **looking(request))


@router.post("/people/{id:person}/tenures/start", response={201: TenureAnswer}, summary="任命岗位")
def tenure_start(request: HttpRequest, person: str, body: TenureStart) -> Status[object]:
    """由安全管理员办理，本单位主要领导确认备案后生效；外包人员不得任职。"""
    appointment = Appointment(body.unit, body.position, body.since, body.until)
    tenure = services.tenure_start(
        by=identity_of(request).acting, person=person, appointment=appointment
    )
    return Status(201, tenure)


@router.post("/tenures/{id:tenure}/end", response={204: None}, summary="结束任职")
def tenure_end(request: HttpRequest, tenure: str, body: Reasoned) -> Status[None]:
    """由本单位主要领导或安全管理员办理，立即生效；已作出的审查不变。"""
    services.tenure_end(by=identity_of(request).acting, tenure=tenure, reason=body.reason)
    return Status(204, None)


@router.post("/tenures/{id:tenure}/filing/confirm", response={204: None}, summary="确认备案")
def filing_confirm(request: HttpRequest, tenure: str, body: FilingConfirmation) -> Status[None]:
    """由本单位主要领导确认，任职自此生效。"""
    filings.filing_confirm(by=identity_of(request).acting, tenure=tenure, document=body.document)
    return Status(204, None)


@router.post("/tenures/{id:tenure}/filing/receive", response={204: None}, summary="收悉备案")
def filing_receive(request: HttpRequest, tenure: str, body: FilingReceipt) -> Status[None]:
    """由县政府办公室在下一个工作日内办理；收悉不是批准。"""
    filings.filing_receive(by=identity_of(request).acting, tenure=tenure, note=body.note)
    return Status(204, None)


@router.post("/tenures/{id:tenure}/filing/object", response={204: None}, summary="对备案提出异议")
def filing_object(request: HttpRequest, tenure: str, body: Reasoned) -> Status[None]:
    """由县政府办公室办理，任职即止。"""
    filings.filing_object(by=identity_of(request).acting, tenure=tenure, reason=body.reason)
    return Status(204, None)
