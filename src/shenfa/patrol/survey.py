"""The whole site after the walk: how every visit went, every page, and who refers to what."""

import datetime
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from shenfa.patrol.address import Nature
from shenfa.patrol.fetch import Probe
from shenfa.patrol.frontier import Frontier
from shenfa.patrol.record import Record, Sighting
from shenfa.patrol.site import Site
from shenfa.patrol.visits import Visit

MOST_PAGES = 20
SHARED = 4
"""Columns from which an article is part of what stands beside all of them."""
NOBODY = frozenset({Nature.INTRANET, Nature.LOCAL})
MANY = 3
"""Pages besides articles on which a line is part of a template, however large the site."""
CONTENT = frozenset({Nature.PAGE, Nature.ATTACHMENT, Nature.EXTERNAL})
FEW = 2
"""Pages besides articles to which a link belongs that is no part of a template."""
TECHNICAL = frozenset({"css", "js", "list"})


@dataclass(slots=True)
class Referrers:
    """How many pages refer to an address, and the first of them."""

    count: int
    pages: list[str]


@dataclass(frozen=True)
class Survey:
    """What the checks of the whole site look at. ``runs`` are the whole ones before.

    ``unlisted`` says where columns lead that show no list anybody could read.
    """

    site: Site
    visits: dict[int, Visit]
    records: tuple[Record, ...]
    technical: dict[str, Record]
    referrers: dict[int, Referrers]
    ids: dict[str, int]
    first_runs: dict[str, int]
    seen: tuple[Sighting, ...]
    unlisted: "Mapping[str, Leads]" = field(default_factory=dict)
    home: Probe | None = None
    run: int = 1
    runs: Mapping[int, datetime.datetime] = field(default_factory=dict)

    @cached_property
    def framed(self) -> frozenset[str]:
        """The pages that are shown inside others."""
        return frozenset(frame for record in self.records for frame in record.frames)

    @cached_property
    def by_url(self) -> dict[str, Record]:
        """The pages by their addresses."""
        return {record.url: record for record in self.records}

    @cached_property
    def soft(self) -> frozenset[str]:
        """The pages that say they do not exist, which no other check looks at."""
        return frozenset(one.page for one in self.seen if one.kind == "soft_404")

    @cached_property
    def common_lines(self) -> frozenset[int]:
        """Lines that stand on many pages: navigation, head and foot of one template or another."""
        counts = Counter(line for record in self.records for line in set(record.lines))
        pages = sum(bool(record.lines) for record in self.records)
        least = max(3, min(pages // 5, MANY))
        return frozenset(line for line, count in counts.items() if count >= least)

    def first_seen(self, url: str) -> datetime.datetime:
        """When a patrol first met an address."""
        return self.runs.get(self.first_runs.get(url, self.run), self.site.moment)

    def pages_of(self, url: str) -> Referrers:
        """Who refers to an address."""
        return self.referrers.get(self.ids.get(url, 0), Referrers(0, []))

    def standard_pages(self) -> tuple[Record, ...]:
        """The pages to which the standard applies: home page, columns, articles."""
        return tuple(
            record
            for record in self.records
            if record.kind in {"home", "column", "article"}
            and record.url not in self.framed
            and record.url not in self.soft
        )


def survey_of(frontier: Frontier, site: Site, home: Probe | None) -> Survey:
    """Read the survey from the file of the walk."""
    visits = dict(frontier.visits())
    seen = tuple(frontier.sightings())
    targets = {frontier.ids[one.page] for one in seen if one.page in frontier.ids}
    wanted = targets | {number for number, visit in visits.items() if _is_odd(visit)}
    referrers: dict[int, Referrers] = {}
    records, technical = [], {}
    leads: dict[str, array[int]] = {}
    counts: Counter[int] = Counter()
    for _, record, blob in frontier.pages():
        if record.kind in TECHNICAL:
            technical[record.url] = record
        else:
            records.append(record)
        links = array("I")
        links.frombytes(blob)
        if record.kind != "article":
            counts.update(links)
        if record.kind == "column" and not record.items:
            leads[record.url] = links
        for number in wanted.intersection(links):
            found = referrers.setdefault(number, Referrers(0, []))
            found.count += 1
            if len(found.pages) < MOST_PAGES:
                found.pages.append(record.url)
    survey = Survey(
        site=site,
        visits=visits,
        records=tuple(records),
        technical=technical,
        referrers=referrers,
        ids=frontier.ids,
        first_runs={visit.url: visit.first_run for visit in visits.values()},
        seen=seen,
        home=home,
        run=frontier.run,
        runs=frontier.runs(),
    )
    return replace(survey, unlisted=_unlisted(leads, counts, survey))


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a column leads that shows no list anybody could read: its articles, and all else."""

    articles: tuple[str, ...]
    others: tuple[str, ...]
    pictures: tuple[str, ...]


def _unlisted(
    leads: Mapping[str, "array[int]"], counts: Counter[int], survey: Survey
) -> dict[str, Leads]:
    """Return where each of those columns leads and few other pages do."""
    articles = {one.url for one in survey.records if one.kind == "article"}
    found = {}
    for url, links in leads.items():
        own = {number: survey.visits[number] for number in links if number in survey.visits}
        found[url] = Leads(
            tuple(
                visit.url
                for number, visit in own.items()
                if visit.url in articles and counts[number] < SHARED
            ),
            tuple(
                visit.url
                for number, visit in own.items()
                if visit.nature in CONTENT and counts[number] <= FEW and visit.url != url
            ),
            tuple(
                visit.url
                for number, visit in own.items()
                if visit.nature is Nature.PICTURE and counts[number] <= FEW
            ),
        )
    return found


def _is_odd(visit: Visit) -> bool:
    return (
        visit.nature in NOBODY
        or bool(visit.failure)
        or visit.status >= 400
        or bool(visit.final)
        or (visit.nature is Nature.PICTURE and visit.type == "text/html")
    )
