"""From a fact of the assessment to the page that shows it."""

from django.urls import Resolver404, resolve

from shenfa.ledger.assess import Fact

PAGES = {
    "report": "/reports/{}",
    "revision": "/revisions/{}/",
    "submission": "/revisions/{}/form",
    "release": "/releases/{}",
    "problem": "/problems/{}",
    "observation": "/patrol/observations/{}",
    "timer": "/timers/{}",
    "inspection": "/assessment/inspections#{}",
    "catalogue": "/catalogue/{}",
}


def evidence_address(fact: Fact) -> str:
    """Return the page of the record that shows a fact; none where there is no page of its own."""
    kind, _, rest = fact.evidence.partition(":")
    first = rest.partition(":")[0]
    if kind not in PAGES or not first:
        return ""
    address = PAGES[kind].format(first)
    try:
        resolve(address.partition("#")[0])
    except Resolver404:
        return ""
    return address
