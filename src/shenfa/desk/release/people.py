"""Who may release, who may take away, and who answers for it by name (R11, R21–R23, I18, I30)."""

import datetime
from dataclasses import dataclass

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.models import PersonRecord, UnitRecord
from shenfa.desk.organisation.selectors import county_office_id, person_holds_any
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.selectors import holds_here, holds_in_office
from shenfa.desk.trail.command import Now
from shenfa.review import Case, Position
from shenfa.review.duties import ADMINISTRATORS
from shenfa.review.responsibility import Card, Parties, responsibility_card

KEEPERS = (Position.RELEASER, Position.DEPUTY_IN_CHARGE, Position.PRINCIPAL_LEADER)
"""Who of a unit withdraws, archives and deletes what it has released."""
TAKERS = (
    *KEEPERS,
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.SECRECY_REVIEWER,
    Position.DISCLOSURE_OFFICER,
)
COUNTY_TAKERS = (
    Position.SITE_ADMINISTRATOR,
    Position.COUNTY_REVIEWER,
    Position.PRINCIPAL_LEADER,
    *sorted(ADMINISTRATORS),
)
"""Whoever may only take away may be many: nothing becomes public by it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who releases: the unit's releaser, and for main columns the site administrator as well."""

    releaser: str
    site_administrator: str = ""


def is_releaser(dossier: Dossier, at: datetime.datetime, *, main: bool) -> bool:
    """Return whether a person may release a revision: to a main column, the county's own."""
    if main:
        return holds_in_office(dossier, at, Position.SITE_ADMINISTRATOR)
    return holds_here(dossier, at, Position.RELEASER)


def answering(dossier: Dossier, at: datetime.datetime, *, main: bool) -> Answering:
    """Return who is on the card besides maker and leader; nobody is named by an empty text.

    In a main column the unit's releaser stands beside the site administrator (R23): the filed
    holder of that position, the longest in it where there are several.
    """
    if not main:
        return Answering(dossier.person)
    held = [
        one for one in dossier.tenures if one.position is Position.RELEASER and one.holds_at(at)
    ]
    first = min(held, key=lambda one: (one.since, one.filed, one.person), default=None)
    return Answering(first.person if first else "", dossier.person)


def draw_card(case: Case, revision: RevisionRecord, who: Answering) -> Card | None:
    """Return the responsibility card of a release, or None while somebody is missing."""
    parties = Parties(
        maker=revision.maker_id,
        releaser=who.releaser,
        signer=revision.signer_id or "",
        site_administrator=who.site_administrator,
        obtained_from=revision.obtained_from_id or "",
    )
    return responsibility_card(case, parties)


def written_card(card: Card) -> dict[str, object]:
    """Return a card as it is kept: with the names as they are now. Two queries."""
    people = {card.first, card.leadership, *card.important}
    names = dict(PersonRecord.objects.filter(id__in=people).values_list("id", "name"))
    units = dict(
        UnitRecord.objects.filter(
            id__in={
                card.making_unit,
                card.reviewing_unit,
                card.releasing_unit,
                card.answering_unit,
            }
        ).values_list("id", "name")
    )

    def person(one: str) -> dict[str, str]:
        return {"id": one, "name": names[one]}

    def unit(one: str) -> dict[str, str]:
        return {"id": one, "name": units[one]}

    return {
        "first": person(card.first),
        "leadership": person(card.leadership),
        "important": [person(one) for one in card.important],
        "making_unit": unit(card.making_unit),
        "reviewing_unit": unit(card.reviewing_unit),
        "releasing_unit": unit(card.releasing_unit),
        "answering_unit": unit(card.answering_unit),
    }


def need_keeper(now: Now, unit: str) -> None:
    """Refuse unless the person acting keeps what the unit has released."""
    if not may_keep(now.person, unit, now.at):
        raise CommandRefused(
            "not_entitled", "该操作须由本单位信息发布人员、分管领导、主要领导或网站管理员办理"
        )


def need_taker(now: Now, unit: str) -> None:
    """Refuse unless the person acting may take away at once what the unit has released."""
    if not may_take(now.person, unit, now.at):
        raise CommandRefused(
            "not_entitled", "紧急下线须由本单位审查、发布人员或县政府办公室有关人员办理"
        )


def keeps(dossier: Dossier, at: datetime.datetime) -> bool:
    """Return whether the dossier's person keeps what its unit has released."""
    return holds_here(dossier, at, *KEEPERS) or holds_in_office(
        dossier, at, Position.SITE_ADMINISTRATOR
    )


def may_keep(person: str, unit: str, at: datetime.datetime) -> bool:
    """Return whether a person keeps what the unit has released."""
    return _holds(person, unit, at, *KEEPERS) or _holds(
        person, county_office_id(), at, Position.SITE_ADMINISTRATOR
    )


def may_take(person: str, unit: str, at: datetime.datetime) -> bool:
    """Return whether a person may take away at once what the unit has released."""
    return _holds(person, unit, at, *TAKERS) or _holds(
        person, county_office_id(), at, *COUNTY_TAKERS
    )


def _holds(person: str, unit: str, at: datetime.datetime, *positions: Position) -> bool:
    return person_holds_any(person=person, unit=unit, positions=positions, at=at)
