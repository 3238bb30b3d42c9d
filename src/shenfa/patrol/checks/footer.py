"""The foot of the page: sponsor, codes, registrations and the two official badges."""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield the pages that lack something, grouped by what it is."""
    for record in survey.standard_pages():
        if record.footer_lacking:
            evidence = {"missing": list(record.footer_lacking)}
            group = f"{'、'.join(record.footer_lacking)} {record.kind}"
            yield Sighting(Kind.FOOTER_MISSING, record.url, record.url, evidence, group)
