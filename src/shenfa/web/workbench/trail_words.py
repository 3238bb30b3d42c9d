"""The entries of the trail as sentences: who, in which position, did what to what, when.

The trail keeps ids, digests and short reasons. The names are looked up here, so a sentence
reads like a register and the entry behind it stays what was chained.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shenfa.desk.exports.names import Named, Names
from shenfa.desk.manuscripts.beginning import unit_names
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord
from shenfa.desk.organisation.selectors import person_names, tenure_list
from shenfa.desk.trail.command import SYSTEM
from shenfa.review import POSITION_NAMES
from shenfa.review.duties import Tenure
from shenfa.trail import VERBS, Entry
from shenfa.web.workbench.trail_problems import PROBLEM_SENTENCES
from shenfa.web.workbench.trail_sentences import SENTENCES, Known

PASSING = {"passed": "good", "failed": "bad", "undetermined": "wait"}
ANONYMOUS = "anonymous"
NOBODY = {SYSTEM: "系统", ANONYMOUS: "未登录的访问者"}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as it is read. ``look`` is good, bad, wait or empty; ``about`` names its object."""

    seq: int
    at: datetime.datetime
    who: str
    positions: str
    what: str
    why: str = ""
    look: str = ""
    is_refused: bool = False
    about: Named | None = None


def told(
    entries: Iterable[Entry], manuscript: ManuscriptRecord, revisions: Iterable[RevisionRecord]
) -> tuple[Event, ...]:
    """Return the entries about one manuscript as sentences. Three queries."""
    known = Known(
        people={key: person.name for key, person in person_names().items()},
        units=unit_names(),
        versions={row.id: f"第{row.number}版" for row in revisions},
    )
    tenures = tenure_list(unit=manuscript.unit_id)
    return tuple(_event(entry, known, tenures) for entry in entries)


def told_with(entries: Iterable[Entry], names: Names) -> tuple[Event, ...]:
    """Return entries about anything as sentences, each with what it is about. One query."""
    known = Known(names.people, names.units, names.versions)
    tenures = tenure_list()
    return tuple(
        _event(entry, known, tenures, names.objects.get(entry.object)) for entry in entries
    )


def moment_of(text: str) -> datetime.datetime:
    """Return the moment that a time of the trail stands for."""
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)


def _event(
    entry: Entry, known: Known, tenures: tuple[Tenure, ...], about: Named | None = None
) -> Event:
    at = moment_of(entry.at)
    facts = entry.facts
    held = [
        POSITION_NAMES[tenure.position]
        for tenure in tenures
        if tenure.person == entry.actor and tenure.holds_at(at)
    ]
    is_refused = entry.verb == "command.refuse"
    return Event(
        seq=entry.seq,
        at=at,
        who=NOBODY.get(entry.actor) or known.person(entry.actor),
        positions="、".join(dict.fromkeys(held)),
        what=_what(entry, known),
        why=_why(facts),
        look="bad" if is_refused else PASSING.get(str(facts.get("result", "")), ""),
        is_refused=is_refused,
        about=about,
    )


def _what(entry: Entry, known: Known) -> str:
    tell = SENTENCES.get(entry.verb)
    if tell is not None:
        return tell(entry.facts, known)
    if entry.verb in PROBLEM_SENTENCES:
        return PROBLEM_SENTENCES[entry.verb](entry.facts)
    verb = VERBS.get(entry.verb)
    return f"{verb.meaning}{known.version(entry.facts)}" if verb else f"办理（{entry.verb}）"


def _why(facts: Mapping[str, object]) -> str:
    for name in ("reason", "comment", "note", "answer"):
        value = facts.get(name)
        if isinstance(value, str) and value:
            return value
    return ""
