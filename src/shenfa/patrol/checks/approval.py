"""Every article online against what was released, and against what earlier patrols saw (R26)."""

from collections.abc import Iterator

from shenfa.patrol.columns import ColumnFacts
from shenfa.patrol.dating import Dating
from shenfa.patrol.kinds import Kind
from shenfa.patrol.limits import shipped_limits
from shenfa.patrol.reconciliation import Discrepancy, LivePage, reconcile, surges
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey

UNKNOWN = frozenset({"unapproved_page", "changed_after_approval"})


def check(survey: Survey, dating: Dating, columns: tuple[ColumnFacts, ...]) -> Iterator[Sighting]:
    """Yield what was never approved, changed since, is dated back, or came in bulk."""
    approved = survey.site.target.approved
    column_of = {item.url: column.url for column in columns for item in column.items}
    pages = [
        LivePage(
            url=record.url,
            text_hashes=record.text_hashes,
            published=dating.days[record.url].day,
            first_seen=survey.first_seen(record.url),
            column=column_of.get(record.url, ""),
        )
        for record in survey.standard_pages()
        if record.kind == "article" and record.length
    ]
    earlier = tuple(survey.runs.values())
    for found in reconcile(pages, approved or (), earlier):
        if approved is not None or found.kind not in UNKNOWN:
            yield from _sightings(found)
    visits = (*earlier, survey.site.moment)
    known = [page for page in pages if page.column]
    for found in surges(known, visits, shipped_limits(survey.site.day)):
        yield from _sightings(found)


def _sightings(found: Discrepancy) -> Iterator[Sighting]:
    for page in found.pages:
        yield Sighting(Kind(found.kind), found.target, page, dict(found.evidence))
