"""A person's own devices and the tokens of their programs. A token never decides (I7)."""

import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status
from pydantic import SecretStr

from shenfa.desk.access import devices
from shenfa.desk.access.selectors import device_live, token_live
from shenfa.web.api.fields import Moment
from shenfa.web.api.identity import identity_of
from shenfa.web.api.proof import Proof, evidence_of

router = Router(tags=["设备和令牌"])


class IssuedAnswer(Schema):
    """What was issued; the secret is shown once."""

    id: str = Field(description="编号")
    secret: str = Field(description="密钥，只显示一次")


class DeviceAnswer(Schema):
    """A device of one's own."""

    id: str = Field(description="设备编号")
    label: str = Field(description="设备名称")
    added_at: datetime.datetime = Field(description="登记时间")


class DeviceAdding(Proof):
    """A device to be added."""

    label: str = Field(description="设备名称，不超过 60 字")
    new_pin: SecretStr = Field(description="该设备的 PIN")


class TokenAnswer(Schema):
    """A token of one's own."""

    id: str = Field(description="令牌编号")
    label: str = Field(description="用途")
    opened_at: datetime.datetime = Field(description="签发时间")
    expires: datetime.datetime = Field(description="失效时间")


class TokenIssuing(Proof):
    """A token to be issued."""

    label: str = Field(description="用途，不超过 60 字")
    expires: Moment = Field(description="失效时间，带时区，不超过一年")


@router.get("/devices", response=list[DeviceAnswer], summary="列出本人的设备")
def device_list(request: HttpRequest) -> object:
    """不包括已注销的。"""
    return device_live(identity_of(request).acting.person)


@router.post("/devices/add", response={201: IssuedAnswer}, summary="登记设备")
def device_add(request: HttpRequest, body: DeviceAdding) -> Status[object]:
    """须验证口令和动态码；以后在该设备上可用 PIN 验证本人。"""
    issued = devices.device_add(
        by=identity_of(request).acting,
        evidence=evidence_of(request, body),
        label=body.label,
        pin=body.new_pin.get_secret_value(),
    )
    return Status(201, issued)


@router.post("/devices/{id:device}/revoke", response={204: None}, summary="注销设备")
def device_revoke(request: HttpRequest, device: str) -> Status[None]:
    """由本人或安全管理员办理。"""
    devices.device_revoke(by=identity_of(request).acting, device=device)
    return Status(204, None)


@router.get("/tokens", response=list[TokenAnswer], summary="列出本人的令牌")
def token_list(request: HttpRequest) -> object:
    """不包括已注销和已失效的。"""
    acting = identity_of(request).acting
    return token_live(acting.clock.now()).filter(person_id=acting.person)


@router.post("/tokens/issue", response={201: IssuedAnswer}, summary="签发令牌")
def token_issue(request: HttpRequest, body: TokenIssuing) -> Status[object]:
    """供本人的程序使用，须重新验证身份；令牌不能代替本人作出决定。"""
    issued = devices.token_issue(
        by=identity_of(request).acting,
        evidence=evidence_of(request, body),
        label=body.label,
        expires=body.expires,
    )
    return Status(201, issued)


@router.post("/tokens/{id:token}/revoke", response={204: None}, summary="注销令牌")
def token_revoke(request: HttpRequest, token: str) -> Status[None]:
    """由本人或安全管理员办理。"""
    devices.token_revoke(by=identity_of(request).acting, token=token)
    return Status(204, None)
