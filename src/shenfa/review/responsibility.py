"""Who answers for a release, by name (R11, R21–R23, I30): the card that is printed with it."""

from dataclasses import dataclass

from shenfa.review.case import Case, Result, Stage


@dataclass(frozen=True, slots=True)
class Card:
    """The named persons of one release.

    ``first`` made or obtained the information (第一责任人). ``leadership`` signed the official
    document, or gave the final review of anything else (领导责任). ``important`` are the
    unit's releaser and, for main columns, the county's site administrator (重要责任).
    The notice's chain 谁制作获取谁审查谁公开谁负责 is one of units: all four parties are named.
    """

    first: str
    leadership: str
    important: tuple[str, ...]
    making_unit: str
    reviewing_unit: str
    releasing_unit: str
    answering_unit: str


@dataclass(frozen=True, slots=True)
class Parties:
    """What the card is drawn from besides the case.

    ``signer`` is the one who signed (签发) an official document; ``obtained_from`` the unit
    that made it where another unit releases.
    """

    maker: str
    releaser: str
    signer: str = ""
    site_administrator: str = ""
    obtained_from: str = ""


def responsibility_card(case: Case, parties: Parties) -> Card | None:
    """Return the card, or None while somebody on it is still missing."""
    final = next(
        (
            decision.person
            for decision in case.decisions
            if decision.stage is Stage.FINAL and decision.result is Result.PASSED
        ),
        "",
    )
    leadership = parties.signer if case.revision.is_official else final
    if not (parties.maker and leadership and parties.releaser):
        return None
    unit = case.revision.unit
    return Card(
        first=parties.maker,
        leadership=leadership,
        important=tuple(one for one in (parties.releaser, parties.site_administrator) if one),
        making_unit=parties.obtained_from or unit,
        reviewing_unit=unit,
        releasing_unit=unit,
        answering_unit=unit,
    )
