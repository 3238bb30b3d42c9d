"""What a person shows to prove again who they are, as decisions ask for it."""

from django.http import HttpRequest
from ninja import Field
from pydantic import SecretStr

from shenfa.desk.access.reauthentication import Evidence
from shenfa.web.api.fields import Body
from shenfa.web.api.identity import identity_of


class Proof(Body):
    """Password and dynamic code, or an own device and its PIN."""

    password: SecretStr = Field(default=SecretStr(""), description="口令")
    code: SecretStr = Field(default=SecretStr(""), description="动态码，6 位数字")
    device: SecretStr = Field(default=SecretStr(""), description="已登记设备的密钥；给出时验证 PIN")
    pin: SecretStr = Field(default=SecretStr(""), description="设备的 PIN")


def evidence_of(request: HttpRequest, proof: Proof) -> Evidence:
    """Return the evidence; the session is that of the request, whatever the client says."""
    return Evidence(
        identity_of(request).session,
        password=proof.password.get_secret_value(),
        code=proof.code.get_secret_value(),
        device=proof.device.get_secret_value(),
        pin=proof.pin.get_secret_value(),
    )
