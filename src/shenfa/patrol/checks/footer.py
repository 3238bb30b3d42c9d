"""The foot of the page: sponsor, codes, registrations and the two official badges."""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield the pages that lack something, grouped by what it is."""
    for record in survey.standard_pages():
        shown = [framed for url in record.frames if (framed := survey.by_url.get(url))]
        lacking = [
            name
            for name in record.footer_lacking
            if all(name in framed.footer_lacking for framed in shown)
        ]
        if lacking:
            evidence = {"missing": lacking}
            group = f"{'、'.join(lacking)} {record.kind}"
            yield Sighting(Kind.FOOTER_MISSING, record.url, record.url, evidence, group)
