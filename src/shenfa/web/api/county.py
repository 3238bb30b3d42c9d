"""The county office's gate: what waits, its decisions, and whom units ask (R30, I12)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from shenfa.desk.form.county import CountyDecision, county_contact_set, county_decide
from shenfa.desk.form.selectors import Contact, contact_get, county_queue
from shenfa.desk.form.view import form_view
from shenfa.web.api.fields import Body, PersonName, UnitName
from shenfa.web.api.form_answers import RESULTS, ContactAnswer, FormAnswer, Result
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.api.proof import Proof, evidence_of

router = Router(tags=["县政府办公室审核"])


class WaitingAnswer(Schema):
    """A submission that waits."""

    id: str = Field(alias="submitted.id", description="报送编号")
    revision: str = Field(alias="revision.id", description="版本编号")
    title: str = Field(alias="revision.title", description="内容标题")
    unit: UnitName = Field(alias="revision.manuscript.unit", description="报送单位")
    person: PersonName = Field(alias="submitted.person", description="报送人")
    at: datetime.datetime = Field(alias="submitted.at", description="报送时间")
    round: int = Field(alias="submitted.round", description="第几次报送")
    due: datetime.datetime = Field(description="办理期限（系统默认，非通知规定）")
    is_late: bool = Field(description="是否超过期限")


class CountyDeciding(Proof):
    """The county office's word."""

    sha256: str = Field(description="所审版本的摘要")
    result: Result = Field(description=f"结论：{RESULTS}")
    comment: str = Field("", description="意见，退回的必填，不超过 1000 字")


class ContactSetting(Body):
    """Whom units ask."""

    county: str = Field(description="县名，表头用，如“虚谷自治县”")
    contact: str = Field(description="联系人")
    phone: str = Field(description="联系电话")


@router.get("/county/queue", response=Page[WaitingAnswer], summary="列出等待审核的报送")
def queue_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """先报送的在前；县政府办公室看到全部，单位看到本单位的。"""
    return page(county_queue(**looking(request)), paging)


@router.post(
    "/revisions/{id:revision}/form/decide", response=FormAnswer, summary="县政府办公室审核"
)
def form_decide(request: HttpRequest, revision: str, body: CountyDeciding) -> object:
    """由没有经手的县府办审核员办理，须重新验证身份；退回补表不影响三审，退回改稿重新送审。"""
    county_decide(
        by=identity_of(request).acting,
        revision=revision,
        decision=CountyDecision(body.sha256, body.result, body.comment),
        evidence=evidence_of(request, body),
    )
    return form_view(revision=revision, **looking(request))


@router.get("/county/contact", response=ContactAnswer, summary="查看县政府办公室联系人")
def contact_show(request: HttpRequest) -> object:
    """报送前有疑问时联系。"""
    del request
    return contact_get()


@router.post("/county/contact/set", response=ContactAnswer, summary="登记县政府办公室联系人")
def contact_set(request: HttpRequest, body: ContactSetting) -> object:
    """由县政府办公室办理。"""
    contact = Contact(body.county, body.contact, body.phone)
    county_contact_set(by=identity_of(request).acting, contact=contact)
    return contact_get()
