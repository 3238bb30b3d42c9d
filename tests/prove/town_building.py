"""The town as it is prepared, once: its people, its channels, a text at each point of the way."""

from collections.abc import Iterator

import town_people as people
import town_reviewing as reviewing
import town_writing as writing
from county import OFFICE, TOWN, County
from form_county import Gate
from manuscript_county import BODY, MARKED, WRITER
from town import (
    AUTHOR,
    CONTRACTOR,
    COUNTY_TOO,
    EVERY,
    FINAL,
    FIRST,
    FORMER,
    ILLNESS,
    IN_COUNTY,
    INTERNAL,
    OTHER,
    SECOND,
    SIX,
    STRANGER,
    UNMARKED,
    WRONG_DATE,
    Prepared,
    Town,
)

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services as organisation
from shenfa.review import Attribute, Employment, Position, Result

REVIEWERS = (FIRST, SECOND, FINAL)
BY_OTHERS = ("main_complete", "main_sent", "main_accepted")


def build(deployment: Deployment) -> Prepared:
    """Build the town in a settled county and return what stands in it."""
    county = County()
    gate = Gate(county)
    town_id = county.unit(TOWN)
    for name in (*SIX, FORMER):
        county.register(name, town_id)
    county.register(CONTRACTOR, town_id, Employment.CONTRACTOR)
    other = organisation.unit_open(by=county.by("秦系"), name=OTHER)
    county.register(STRANGER, other.id)
    channels = (gate.writing.column.id, gate.writing.main_column.id, gate.writing.account.id)
    town = Town(deployment, Prepared(county.hands.at, *channels, {}, {}))
    _appoint(town)
    revisions = dict(_texts(town))
    county.hands.at = town.county.hands.at
    revisions["main_complete"] = gate.complete().id
    revisions["main_sent"] = gate.sent().id
    accepted = gate.sent()
    gate.decide(accepted)
    revisions["main_accepted"] = accepted.id
    wrote = {
        one: frozenset({town.ids[WRITER if name in BY_OTHERS else AUTHOR]})
        for name, one in revisions.items()
    }
    county.hands.move(minutes=1)
    return Prepared(county.hands.at, *channels, revisions, wrote)


def _appoint(town: Town) -> None:
    """Give everybody every position they can have, and end those of one of them."""
    for name in (FORMER, *SIX):
        people.arrive(town, name)
    for name in COUNTY_TOO:
        for position in IN_COUNTY:
            people.appoint(town, name, position, OFFICE, "龙主任")
    for position in sorted(EVERY, key=lambda one: one is not Position.PRINCIPAL_LEADER):
        people.appoint(town, STRANGER, position, OTHER, STRANGER)
    town.county.hands.move(minutes=1)
    people.leave(town, FORMER)
    assert not town.refusals, town.refusals


def _texts(town: Town) -> Iterator[tuple[str, str]]:
    """Yield a revision by the same author at each point of the way."""
    for name, passed in (("draft", -1), ("first", 0), ("second", 1), ("final", 2), ("approved", 3)):
        yield name, _on_the_way(town, BODY, passed)
    yield "main", _on_the_way(town, BODY, 3, town.prepared.main_column)
    for name, body in (("unmarked", UNMARKED), ("marked", MARKED), ("dated", WRONG_DATE)):
        yield name, _on_the_way(town, body, 3)
    for name, body in (("ill", ILLNESS), ("internal", INTERNAL)):
        yield name, _cut(town, body)
    suspended = _on_the_way(town, BODY, 0)
    reviewing.review(town, FIRST, suspended, result=Result.UNDETERMINED)
    yield "suspended", suspended
    failed = _on_the_way(town, BODY, 1)
    reviewing.review(town, SECOND, failed, result=Result.FAILED, comment="数据有误")
    yield "failed", failed
    withheld = _on_the_way(town, BODY, 3)
    reviewing.attribute(town, FIRST, withheld, Attribute.WITHHELD)
    yield "withheld", withheld


def _cut(town: Town, body: str, *channels: str) -> str:
    return writing.cut(town, AUTHOR, writing.open_text(town, AUTHOR, body, *channels))


def _on_the_way(town: Town, body: str, passed: int, *channels: str) -> str:
    """Return a revision of a text of which so many stages are passed; less than none: a draft."""
    revision = _cut(town, body, *channels)
    if passed >= 0:
        reviewing.approve(town, revision, REVIEWERS[:passed])
    return revision
