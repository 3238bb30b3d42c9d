"""From a fact of the assessment to the page that shows it."""

from shenfa.ledger.assess import Fact

PAGES = {
    "report": "/reports/{}",
    "revision": "/revisions/{}/",
    "submission": "/county/submissions/{}",
    "release": "/releases/{}",
    "problem": "/ledger/{}",
    "observation": "/patrol/observations/{}",
    "timer": "/timers/{}",
    "inspection": "/assessment/inspections#{}",
    "catalogue": "/catalogue/{}",
}
READY = frozenset(PAGES) - {"problem", "observation"}
"""Kinds whose page stands in this workbench."""


def evidence_address(fact: Fact) -> str:
    """Return the page of the record that shows a fact; none where there is no page of its own."""
    kind, _, rest = fact.evidence.partition(":")
    first = rest.partition(":")[0]
    return PAGES[kind].format(first) if kind in READY and first else ""
