"""What stands on every page of the public site, and whom units ask about the form (R30)."""

from dataclasses import fields

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.form.selectors import contact_get
from shenfa.desk.organisation.authority import RECEIVERS
from shenfa.desk.release.rendering import Site
from shenfa.desk.release.site import site_describe, site_get
from shenfa.web.workbench.administration.rooms import SITE, in_room, keeper_of, show_room
from shenfa.web.workbench.frame import Visitor, done

ADDRESS = "/administration/site"


@in_room("site")
def site(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """Show what is registered and what the pages leave out, and register it anew."""
    if request.method == "POST":
        given = {one.name: request.POST.get(one.name, "") for one in fields(Site)}
        site_describe(by=visitor.acting, site=Site(**given))
        return done(request, "已登记，此后生成的页面都按此显示", ADDRESS)
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    context = {
        "site": site_get(),
        "contact": contact_get(),
        "may": keeper.holds(SITE),
        "may_name": keeper.holds(*RECEIVERS),
    }
    return show_room(request, visitor, "site.html", context)
