"""Nothing happens by following a link: every address either shows something or refuses (405).

Links are followed by machines too, by a back button and by whoever is sent one. What a page that
shows something leaves in the trail is looked at by tests/demo/test_page_sweep.py.
"""

import re

import pytest
from county import County
from visiting import Visit, words

from shenfa.desk.trail.models import EntryRecord
from shenfa.web.urls import urlpatterns

pytestmark = [
    pytest.mark.db,
    pytest.mark.usefixtures("people"),
    pytest.mark.parametrize("vendor", ["sqlite"], indirect=True),
]
PAGES = """
    sign-in recover account account/password account/totp tasks tasks/queue manuscripts search
    manuscripts/new manuscripts/signed-in manuscripts/* manuscripts/*/version
    manuscripts/*/preview manuscripts/*/files/* manuscripts/*/maskings/*
    manuscripts/*/attachments/* manuscripts/*/timeline notices reports reports/* revisions/*/
    revisions/*/compare/* revisions/*/preview revisions/*/public/*/page/
    revisions/*/public/*/page/attachments/* revisions/*/public/* revisions/*/attachments/*
    revisions/*/source administration administration/setup administration/import
    administration/import/template administration/units administration/units/*
    administration/people administration/people/* administration/accounts administration/channels
    administration/channels/import administration/channels/template administration/sources
    administration/leaders administration/words administration/words/export
    administration/words/* revisions/*/form revisions/*/form/texts revisions/*/form/papers/*
    revisions/*/form/form.* county county/submissions county/submissions/* county/filings
    county/overview county/lists/* county/units/* releases releases/* releases/*/card
    revisions/*/annotated.docx administration/court administration/site appeals/*
    deliveries/*/bundle trail trail/* trail/checkpoints trail/exports trail/exports/*
    trail/exports/*/file
    assessment assessment/scales assessment/scales/template/* assessment/inspections
    assessment/years/* assessment/*/site assessment/*/units/* assessment/*/facts/*
    assessment/*/bulletin assessment/*/bulletin.* assessment/*/result assessment/*/reviewers
    assessment/*/talks campaigns campaigns/* campaigns/*/pages.* catalogue catalogue/import
    catalogue/template catalogue/export.* catalogue/* timers timers/*
    patrol patrol/units patrol/sites patrol/sites/* patrol/sites/*/availability
    patrol/observations patrol/observations/* patrol/observations/*/picture.png
    patrol/observations/*/snapshots/* patrol/accounts problems problems/new problems/units
    problems/sheets problems/sheets/* problems/* feedback feedback/* feedback/*/feedback.*
    system help help/rules help/rules/* help/*
    """
"""What a link leads to; whatever is not listed here must refuse it."""
SHOWN = frozenset(PAGES.split())
LEADS_BACK = {
    "sign-out": "/sign-in",
    "account/devices/*/revoke": "/account",
    "notices/*/read": "/notices",
}
IDS = {"int": "7", "id": "x-0123456789abcdef", "str": "x", "path": "x"}
PARAMETER = re.compile(r"<(\w+):\w+>")
ROUTES = tuple(str(one.pattern) for one in urlpatterns[-1].url_patterns)
"""The workbench comes last."""


def short(route: str) -> str:
    """Return a route with what it is about left out."""
    return PARAMETER.sub("*", route)


ACTS = tuple(one for one in ROUTES if short(one) not in {*SHOWN, *LEADS_BACK})


def test_every_act_refuses_a_link(county: County) -> None:
    visit = Visit(county, "彭科")
    before = EntryRecord.objects.count()
    answers = {}
    for route in ACTS:
        address = "/" + PARAMETER.sub(lambda found: IDS[found[1]], route)
        answers[route] = {visit.client.get(address).status_code}
        answers[route].add(visit.client.head(address).status_code)

    assert {route: told for route, told in answers.items() if told != {405}} == {}
    assert EntryRecord.objects.count() == before
    assert {*SHOWN, *LEADS_BACK} <= set(map(short, ROUTES)), "a page that has gone is taken off"


@pytest.mark.parametrize("short_route", LEADS_BACK)
def test_a_link_to_what_is_done_with_a_button_leads_back(county: County, short_route: str) -> None:
    route = next(one for one in ROUTES if short(one) == short_route)
    visit = Visit(county, "彭科")
    before = EntryRecord.objects.count()
    answer = visit.client.get("/" + PARAMETER.sub(lambda found: IDS[found[1]], route))

    assert answer.headers["Location"] == LEADS_BACK[short_route]
    assert EntryRecord.objects.count() == before


def test_the_refusal_says_what_to_do(county: County) -> None:
    """On a page of the house, with the menu; a stranger is asked to sign in first."""
    address = "/revisions/x-0123456789abcdef/decide"
    visit = Visit(county, "彭科")

    assert "用页面上的按钮办理" in words(visit.page(address, status=405))
    assert visit.client.get(address).headers["Allow"] == "POST"
    visit.client.cookies.clear()
    assert visit.client.get(address).headers["Location"].startswith("/sign-in")
