"""What stands on every public page, and the form's contact, in the administration (R30)."""

import pytest
from browser import People
from county import OFFICE, County
from visiting import Visit, words

from shenfa.desk.form.selectors import contact_get
from shenfa.desk.release.models import SiteRecord
from shenfa.desk.release.site import site_get
from shenfa.review import Position

pytestmark = [pytest.mark.db, pytest.mark.parametrize("vendor", ["sqlite"])]
KEEPER, REVIEWER, TOWN_LEADER = "田网", "谢审", "覃镇长"
ADDRESS = "/administration/site"
FIELDS = {
    "name": "虚谷土家族苗族自治县人民政府",
    "sponsor": "虚谷土家族苗族自治县人民政府办公室",
    "domain": "www.xugu.example",
    "id_code": "5002990001",
    "icp": "演示备2026000001号",
    "police": "",
    "contact": "023-75550100",
}


@pytest.fixture
def county(people: People) -> County:
    """Return the county with a site administrator, at the pages."""
    people.county.post(KEEPER, Position.SITE_ADMINISTRATOR, people.county.unit(OFFICE), "龙主任")
    return people.county


def test_the_site_administrator_registers_it(county: County) -> None:
    visit = Visit(county, KEEPER)
    refused = visit.post(ADDRESS, ADDRESS, **{**FIELDS, "id_code": "50029"})
    assert "网站标识码为10位数字" in words(refused)
    assert not SiteRecord.objects.exists()
    told = visit.post(ADDRESS, ADDRESS, **FIELDS)

    assert "已登记" in words(told)
    assert (site_get().name, site_get().id_code) == (FIELDS["name"], FIELDS["id_code"])
    assert f'value="{FIELDS["sponsor"]}"' in visit.page(ADDRESS)


def test_the_county_office_names_whom_units_ask(county: County) -> None:
    visit = Visit(county, REVIEWER)
    page = visit.page(ADDRESS)
    assert 'name="id_code"' not in page
    assert "由网站管理员登记" in words(page)
    named = {"county": "虚谷自治县", "contact": REVIEWER, "phone": "023-75550100"}
    told = visit.post("/county/contact", ADDRESS, **named)

    assert "联系人已更改" in words(told)
    assert contact_get().contact == REVIEWER
    assert 'action="/county/contact"' not in Visit(county, KEEPER).page(ADDRESS)


def test_who_keeps_nothing_of_the_county_does_not_see_it(county: County) -> None:
    page = Visit(county, TOWN_LEADER).page(ADDRESS, 403)

    assert "由负责此项设置的人员办理" in words(page)
