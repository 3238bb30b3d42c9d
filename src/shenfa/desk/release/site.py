"""What stands on every page of the public site: registered once, by the site administrator."""

from dataclasses import asdict

from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.steps import keep_text, need_text
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.models import SiteRecord
from shenfa.desk.release.rendering import Frame, Site
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.review import Position

LONGEST = {
    "domain": ("网站域名", 200),
    "id_code": ("网站标识码", 10),
    "icp": ("ICP备案号", 40),
    "police": ("公网安备号", 40),
    "sponsor": ("主办单位", 200),
    "contact": ("联系方式", 200),
}


def site_get() -> Site:
    """Return what is known of the site. One query."""
    row = SiteRecord.objects.order_by("id").last()
    if row is None:
        return Site()
    return Site(**{name: getattr(row, name) for name in ("name", *LONGEST)})


def frame_get(*, is_served: bool) -> Frame:
    """Return what stands around a page that this system serves, or another. One query."""
    return Frame(site_get(), is_served)


def site_describe(*, by: Acting, site: Site) -> SiteRecord:
    """Register what stands on every page from now on; pages that are out stay as they are."""
    with command("site.describe", "site", by) as now:
        need_position(now, county_office_id(), Position.SITE_ADMINISTRATOR)
        facts = {"name": need_text(site.name, "网站名称", 100)}
        for name, (label, longest) in LONGEST.items():
            facts[name] = keep_text(str(asdict(site)[name]), label, longest)
        code = facts["id_code"]
        if code and not (code.isdigit() and code.isascii() and len(code) == 10):
            raise CommandRefused("id_code", "网站标识码为10位数字，请核对")
        row = SiteRecord(**facts, set_by=need_person(now), set_at=now.at)
        row.save(force_insert=True)
        chain(now, "site.describe", "site", {**facts})
        return row
