"""The API: what is in it, and that whoever asks must say who they are."""

from importlib.metadata import version

from ninja import NinjaAPI

from shenfa.web.api import (
    accounts,
    channels,
    connectors,
    devices,
    forms,
    importing,
    ledger,
    manuscripts,
    maskings,
    patrol,
    people,
    refusals,
    releases,
    reviews,
    revisions,
    session,
    staffing,
    tenures,
    trail,
    units,
)
from shenfa.web.api.identity import by_session, by_token

RESOURCES = (
    session,
    devices,
    accounts,
    units,
    people,
    tenures,
    staffing,
    importing,
    ledger,
    channels,
    manuscripts,
    maskings,
    revisions,
    reviews,
    forms,
    releases,
    connectors,
    patrol,
    trail,
)

api = NinjaAPI(
    title="审发",
    description="先审查，后公开。每一项操作都留痕；没有办理的，原因见 application/problem+json。",
    version=version("shenfa"),
    auth=[by_token, by_session],
    # Its pages load scripts from elsewhere, and this product works offline.
    docs_url=None,
    # The description is completed and served by openapi.py.
    openapi_url=None,
)
refusals.install(api)
for resource in RESOURCES:
    api.add_router("", resource.router)
