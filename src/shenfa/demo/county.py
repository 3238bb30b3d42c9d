"""The county is set up: administrators, units and people, filings, policies, documents."""

import hashlib
from collections.abc import Iterator

from django.utils.timezone import localdate

from shenfa.demo.hands import let_pass
from shenfa.demo.keys import equip, give_account, start
from shenfa.demo.staff import ADMINISTRATORS, OFFICE, SECURITY_KEEPER, Cast, sheet
from shenfa.demo.world import World, acting, by_system
from shenfa.desk.access.credentials import credential_issue, first_credentials
from shenfa.desk.organisation.filings import filing_confirm, filing_receive
from shenfa.desk.organisation.importing import organisation_import
from shenfa.desk.organisation.models import DOCUMENT_NAMES, DocumentKind
from shenfa.desk.organisation.selectors import (
    person_names,
    unit_visible,
)
from shenfa.desk.organisation.services import (
    UnitPaper,
    administrators_appoint,
    tenure_start,
    unit_document_file,
    unit_policy_propose,
    unit_policy_set,
)
from shenfa.desk.organisation.staffing import tenure_unfiled_list
from shenfa.desk.organisation.steps import Appointment, Registration
from shenfa.review import Employment, Position

GAP = "YT"
"""云塘乡 has two people: no policy, no documents, a review position without anybody."""
UNFINISHED = "GA"
"""县公安局 has not handed in every document."""
OWN_FIRST_REVIEW = "SP"
"""In 石坪镇 an author may give the first review."""
NEWCOMER = ("CB", "陈茶生", Position.INFORMATION_OFFICER)
"""Appointed yesterday: filed, and not answered yet. 茶坝镇 has an A岗 already."""
AWAITED = ("SP", "彭小川", Position.DISCLOSURE_OFFICER)
"""Appointed, and not even filed."""
CONTRACTOR = "严维网"


def set_up(world: World) -> None:
    """Set the county up, on one long day."""
    _appoint_administrators(world)
    organisation_import(by=acting(world, SECURITY_KEEPER), rows=sheet())
    _look_up(world)
    let_pass(world.hands, minutes=10)
    _file_everybody(world)
    for cast in world.casts.values():
        _settle_unit(world, cast)
    for name in (one for cast in world.casts.values() for one in _with_account(cast)):
        give_account(world, name, SECURITY_KEEPER)
    issued = credential_issue(by=acting(world, SECURITY_KEEPER), person=world.people[CONTRACTOR])
    start(world, CONTRACTOR, issued)


def appoint_newcomers(world: World) -> None:
    """Appoint two people, of whom one is filed and nobody is received."""
    for number, (code, name, position) in enumerate((NEWCOMER, AWAITED)):
        tenure = tenure_start(
            by=acting(world, SECURITY_KEEPER),
            person=world.people[name],
            appointment=Appointment(world.units[code], position, world.hands.at),
        )
        if number == 0:
            leader = world.casts[code].holder(Position.PRINCIPAL_LEADER)
            filing_confirm(by=acting(world, leader), tenure=tenure.id, document=_paper(name))


def _appoint_administrators(world: World) -> None:
    people = {
        position: Registration(name, f"GL{number:02d}", Employment.IN_HOUSE)
        for number, (position, name) in enumerate(ADMINISTRATORS.items(), start=1)
    }
    administrators_appoint(
        by=by_system(world),
        office=world.casts[OFFICE].unit,
        people=people,
        document=_paper("三员任命文件"),
    )
    _look_up_people(world)
    for starting in first_credentials(by=by_system(world)):
        start(world, starting.name, starting)
        equip(world, starting.name)


def _look_up_people(world: World) -> None:
    world.people |= {person.name: id_ for id_, person in person_names().items()}


def _look_up(world: World) -> None:
    _look_up_people(world)
    viewer, at = world.people[SECURITY_KEEPER], world.hands.at
    ids = {unit.name: unit.id for unit in unit_visible(viewer=viewer, at=at)}
    world.units |= {code: ids[cast.unit] for code, cast in world.casts.items()}


def _file_everybody(world: World) -> None:
    """Let the principal leaders confirm, themselves first, and the county office receive."""
    leaders = {
        world.units[code]: cast.holder(Position.PRINCIPAL_LEADER)
        for code, cast in world.casts.items()
    }
    viewer = world.people[SECURITY_KEEPER]
    tenures = tenure_unfiled_list(viewer=viewer, at=world.hands.at)
    own = [one for one in tenures if one.position == Position.PRINCIPAL_LEADER]
    ordered = own + [one for one in tenures if one not in own]
    for tenure in ordered:
        leader = acting(world, leaders[tenure.unit_id])
        filing_confirm(by=leader, tenure=tenure.id, document=_paper(tenure.id))
    let_pass(world.hands, minutes=30)
    first, second = world.casts[OFFICE].holders(Position.COUNTY_REVIEWER)
    for tenure in ordered:
        receiver = second if tenure.person_id == world.people[first] else first
        filing_receive(by=acting(world, receiver), tenure=tenure.id, note="已收悉，材料齐全")


def _settle_unit(world: World, cast: Cast) -> None:
    if cast.code == GAP:
        return
    unit, leader = world.units[cast.code], acting(world, cast.holder(Position.PRINCIPAL_LEADER))
    may = cast.code == OWN_FIRST_REVIEW
    by = acting(world, SECURITY_KEEPER)
    unit_policy_propose(by=by, unit=unit, author_may_first_review=may)
    unit_policy_set(by=leader, unit=unit, author_may_first_review=may)
    for kind, name in DOCUMENT_NAMES.items():
        if (cast.code, kind) != (UNFINISHED, DocumentKind.ACCOUNTABILITY):
            title = f"{cast.unit}{name}"
            paper = UnitPaper(kind, title, _paper(title), localdate(world.hands.at))
            unit_document_file(by=leader, unit=unit, paper=paper)


def _with_account(cast: Cast) -> Iterator[str]:
    """Yield who signs in: everybody who serves; in a real county that takes days."""
    return (one.name for one in cast.members if one.employment is Employment.IN_HOUSE)


def _paper(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()
