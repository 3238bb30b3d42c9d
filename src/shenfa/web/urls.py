"""Every address of the system."""

from django.urls import include, path, register_converter

from shenfa.web import pages
from shenfa.web.addresses import IdConverter
from shenfa.web.api.mount import api
from shenfa.web.api.openapi import openapi_json

register_converter(IdConverter, "id")  # before api.urls, whose paths name it

urlpatterns = [
    path("", pages.home),
    path("healthz", pages.healthz),
    path("api/openapi.json", openapi_json),
    path("api/", api.urls),
    path("site/", include("shenfa.web.site.addresses")),
    path("", include("shenfa.web.workbench.urls")),
]
handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.failure
