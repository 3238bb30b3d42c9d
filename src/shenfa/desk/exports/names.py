"""What the ids in some entries stand for, so that a page can show words and links.

A title that must not be seen any more was taken out of the revision when it was purged, so it
cannot turn up here either.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.manuscripts.beginning import unit_names
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.selectors import person_names
from shenfa.desk.release.models import ReleaseRecord
from shenfa.review import POSITION_NAMES, Position
from shenfa.trail import Entry

MOST = 500


@dataclass(frozen=True, slots=True)
class Named:
    """What an id stands for: its name, and the page that shows it, if there is one."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of people and units, the numbers of revisions, and what objects are called."""

    people: Mapping[str, str]
    units: Mapping[str, str]
    versions: Mapping[str, str]
    objects: Mapping[str, Named]


def trail_names(entries: Iterable[Entry]) -> Names:
    """Return the names that a page of entries needs. Seven queries."""
    entries = tuple(entries)
    objects = {entry.object for entry in entries}
    facts = {value for entry in entries for value in _words(entry.facts)}
    people = {key: person.name for key, person in person_names().items()}
    units = dict(unit_names())
    rows = RevisionRecord.objects.only("id", "number", "title", "manuscript_id")
    revisions = {row.id: row for row in rows.filter(id__in=_of("r-", objects | facts))}
    named = {key: Named(name) for key, name in (people | units).items()}
    named |= _tenures(_of("t-", objects), people, units)
    channels = ChannelRecord.objects.filter(id__in=_of("c-", objects | facts))
    named |= {row.id: Named(row.name) for row in channels}
    named |= {
        row.id: Named(f"{_title(row.title)}第{row.number}版", f"/revisions/{row.id}/")
        for row in revisions.values()
    }
    releases = ReleaseRecord.objects.filter(id__in=objects).select_related("revision")
    named |= {
        row.id: Named(_title(row.revision.title), f"/releases/{row.id}/card") for row in releases
    }
    named |= _manuscripts(_of("m-", objects))
    versions = {row.id: f"第{row.number}版" for row in revisions.values()}
    return Names(people, units, versions, named)


def objects_called(words: str) -> frozenset[str]:
    """Return the ids that a person may mean: the id itself, or what has the words in its title.

    With a manuscript go its revisions and releases. Four queries.
    """
    named = RevisionRecord.objects.filter(title__icontains=words)
    manuscripts = set(named.values_list("manuscript_id", flat=True)[:MOST])
    own = RevisionRecord.objects.filter(manuscript__in=manuscripts)
    releases = ReleaseRecord.objects.filter(revision__manuscript__in=manuscripts)
    channels = ChannelRecord.objects.filter(name__icontains=words)
    found = {words, *manuscripts}
    for rows in (own, releases, channels):
        found.update(rows.values_list("id", flat=True)[:MOST])
    return frozenset(found)


def people_called(words: str) -> frozenset[str]:
    """Return the ids of the people of this name or staff number. One query."""
    rows = PersonRecord.objects.filter(name__icontains=words)
    numbered = PersonRecord.objects.filter(staff_number=words)
    return frozenset((rows | numbered).values_list("id", flat=True))


def people_of_unit(unit: str) -> frozenset[str]:
    """Return the ids of the people who belong to a unit or ever held a position there. One query."""
    rows = PersonRecord.objects.filter(unit=unit).values_list("id", flat=True)
    held = TenureRecord.objects.filter(unit=unit).values_list("person_id", flat=True)
    return frozenset(rows.union(held))


def _tenures(
    ids: Collection[str], people: Mapping[str, str], units: Mapping[str, str]
) -> dict[str, Named]:
    return {
        row.id: Named(
            f"{people.get(row.person_id, '')}任{units.get(row.unit_id, '')}"
            f"{POSITION_NAMES[Position(row.position)]}"
        )
        for row in TenureRecord.objects.filter(id__in=ids)
    }


def _manuscripts(ids: Collection[str]) -> dict[str, Named]:
    """Return manuscripts by the title of their newest revision. One query."""
    rows = RevisionRecord.objects.filter(manuscript__in=ids).order_by("number")
    titles = dict(rows.values_list("manuscript_id", "title"))
    return {
        key: Named(
            _title(titles[key]) if key in titles else "尚未形成版本的稿件",
            f"/manuscripts/{key}/timeline",
        )
        for key in ids
    }


def _title(title: str) -> str:
    return f"《{title}》" if title else "（内容已清除）"


def _words(facts: Mapping[str, object]) -> Iterable[str]:
    for value in facts.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))


def _of(prefix: str, ids: Collection[str]) -> list[str]:
    return sorted(one for one in ids if one.startswith(prefix))
