"""The accounts of others: starting passwords, what is missing, and recovery by two persons."""

import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from pydantic import SecretStr

from shenfa.desk.access import credentials, recovery
from shenfa.desk.access.models import Loss
from shenfa.desk.access.selectors import access_overview, recovery_list
from shenfa.web.api.fields import Body, PersonName
from shenfa.web.api.identity import identity_of, looking
from shenfa.web.api.paging import Page, Paging, page
from shenfa.web.given import given

router = Router(tags=["账号"])

KINDS = "password 口令、totp 动态码、both 两者"


class AccountAnswer(Schema):
    """What a person has and still lacks to sign in."""

    person: PersonName = Field(description="人员")
    has_account: bool = Field(description="是否已开通账号")
    has_totp: bool = Field(description="是否已启用动态码")
    needs_totp: bool = Field(description="是否须启用动态码")
    must_change: bool = Field(description="是否须修改口令")
    is_complete: bool = Field(description="是否齐备")


class AccountStarting(Schema):
    """A starting password, shown once, to be handed over in person."""

    person: str = Field(description="人员编号")
    name: str = Field(description="姓名")
    login: str = Field(description="工号，登录用")
    password: str = Field(description="初始口令，只显示一次，请当面交给本人")


class RecoveryAnswer(Schema):
    """Somebody is let in again."""

    id: str = Field(description="恢复编号")
    person: PersonName = Field(description="人员")
    kind: Loss = Field(description=f"遗失：{KINDS}")
    reason: str = Field(description="理由")
    requested_by: PersonName = Field(description="提出人")
    requested_at: datetime.datetime = Field(description="提出时间")
    confirmed_at: datetime.datetime | None = Field(description="确认时间")
    expires: datetime.datetime = Field(description="失效时间")
    used_at: datetime.datetime | None = Field(description="使用时间")


class RecoveryRequest(Body):
    """Whose account is to be recovered, and why."""

    person: str = Field(description="人员编号")
    kind: Loss = Field(description=f"遗失：{KINDS}")
    reason: str = Field(description="理由，不超过 200 字")


class RecoveryCode(Schema):
    """The code by which the person comes in again."""

    code: str = Field(description="恢复码，只显示一次，请当面交给本人")


class RecoveryUse(Body):
    """What is shown to come in again."""

    login: str = Field(description="工号")
    code: SecretStr = Field(description="恢复码")
    password: SecretStr = Field(description="新口令；只遗失动态码的，填现用口令")


@router.get("/accounts", response=Page[AccountAnswer], summary="列出账号")
def account_list(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位的在用人员，各自还缺什么。"""
    return page(access_overview(**looking(request)), paging)


@router.post(
    "/people/{id:person}/credential/issue", response={201: AccountStarting}, summary="开通账号"
)
def credential_issue(request: HttpRequest, person: str) -> Status[object]:
    """由安全管理员办理，给出初始口令；账号用过以后，遗失口令须由两人办理恢复。"""
    return Status(201, credentials.credential_issue(by=identity_of(request).acting, person=person))


@router.get("/recoveries", response=Page[RecoveryAnswer], summary="列出恢复申请")
def recovery_list_all(request: HttpRequest, paging: Query[Paging]) -> object:
    """可见单位的，最近的在前。"""
    return page(recovery_list(**looking(request)), paging)


@router.post("/recoveries/request", response={201: RecoveryAnswer}, summary="提出恢复")
def recovery_request(request: HttpRequest, body: RecoveryRequest) -> Status[object]:
    """由本单位主要领导、政务公开工作人员或县政府办公室为他人提出。"""
    record = recovery.recovery_request(
        by=identity_of(request).acting, person=body.person, kind=body.kind, reason=body.reason
    )
    return Status(201, record)


@router.post("/recoveries/{id:asked}/confirm", response=RecoveryCode, summary="确认恢复")
def recovery_confirm(request: HttpRequest, asked: str) -> object:
    """由安全管理员确认（其本人的由系统管理员确认），给出恢复码。"""
    return {"code": recovery.recovery_confirm(by=identity_of(request).acting, recovery=asked)}


@router.post("/recoveries/use", auth=None, response={204: None}, summary="使用恢复码")
def recovery_use(request: HttpRequest, body: RecoveryUse) -> Status[None]:
    """由本人凭恢复码办理，不需要登录；原有登录、设备和令牌一律失效。"""
    recovery.recovery_use(
        clock=given().clock,
        login=body.login,
        code=body.code.get_secret_value(),
        password=body.password.get_secret_value(),
        address=request.META.get("REMOTE_ADDR", ""),
    )
    return Status(204, None)
