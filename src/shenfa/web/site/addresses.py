"""Every address of the public site, to be mounted at /site/."""

from django.urls import path, re_path

from shenfa.web.site import reporting, views

COLUMN = "(?P<column>[0-9A-Za-z_-]+(?:/[0-9A-Za-z_-]+)*)"
RELEASE = "(?P<release>e-[0-9a-f]{16})"

urlpatterns = [
    path("", views.home),
    path("site.css", views.style),
    path("icon.svg", views.picture),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap),
    path("map.html", views.site_map),
    path("search", views.search),
    path("report", reporting.report),
    re_path("^report/(?P<token>[0-9A-Za-z_-]{1,40})$", reporting.receipt),
    re_path(f"^releases/{RELEASE}/package$", views.package),
    re_path(f"^releases/{RELEASE}/files/(?P<number>[1-9][0-9]{{0,3}})$", views.numbered_file),
    re_path(f"^{COLUMN}/{RELEASE}/$", views.page),
    re_path(f"^{COLUMN}/{RELEASE}/attachments/(?P<name>[^/]+)$", views.file),
    re_path(f"^{COLUMN}/(?P<name>index[0-9_]*\\.html)$", views.column_page),
    re_path(f"^{COLUMN}/$", views.column),
    re_path("", views.nothing),
]
