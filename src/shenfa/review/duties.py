"""Who may do what: positions, tenures, and the separation of duties (R3–R7, R13–R19).

A position is held by natural persons in their own name, for a time, on filed papers. There is
no delegation, no proxy and no acting-for: a position may have two filed holders instead
(A岗、B岗), each of whom signs alone.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Employment(StrEnum):
    """How a person is employed. Contractors do technical maintenance only (R5)."""

    IN_HOUSE = "in_house"
    CONTRACTOR = "contractor"


class Position(StrEnum):
    """The positions of the notice and of the separation of administrators."""

    INFORMATION_OFFICER = "information_officer"
    SECTION_HEAD = "section_head"
    DEPUTY_IN_CHARGE = "deputy_in_charge"
    PRINCIPAL_LEADER = "principal_leader"
    SECRECY_REVIEWER = "secrecy_reviewer"
    RELEASER = "releaser"
    SITE_ADMINISTRATOR = "site_administrator"
    DISCLOSURE_OFFICER = "disclosure_officer"
    COUNTY_REVIEWER = "county_reviewer"
    PATROLLER = "patroller"
    RECTIFIER = "rectifier"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"


POSITION_NAMES = {
    Position.INFORMATION_OFFICER: "信息发布责任人",
    Position.SECTION_HEAD: "科室负责人",
    Position.DEPUTY_IN_CHARGE: "分管领导",
    Position.PRINCIPAL_LEADER: "主要领导",
    Position.SECRECY_REVIEWER: "保密审查员",
    Position.RELEASER: "信息发布人员",
    Position.SITE_ADMINISTRATOR: "网站管理员",
    Position.DISCLOSURE_OFFICER: "政务公开工作人员",
    Position.COUNTY_REVIEWER: "县府办审核员",
    Position.PATROLLER: "巡查员",
    Position.RECTIFIER: "整改责任人",
    Position.SYSTEM_ADMINISTRATOR: "系统管理员",
    Position.SECURITY_ADMINISTRATOR: "安全管理员",
    Position.AUDIT_ADMINISTRATOR: "审计管理员",
}

ADMINISTRATORS = frozenset(
    {
        Position.SYSTEM_ADMINISTRATOR,
        Position.SECURITY_ADMINISTRATOR,
        Position.AUDIT_ADMINISTRATOR,
    }
)
"""三员分立: three different persons without any other position."""


@dataclass(frozen=True, slots=True)
class Person:
    """One natural person with one account."""

    id: str
    employment: Employment = Employment.IN_HOUSE
    active: bool = True


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holding a position in a unit, from ``since`` until ``until`` (None: still).

    ``filed`` is when the change was filed with the document of tenure and confirmed by the
    principal leader; it takes effect then. ``received`` is when the county office recorded
    receipt (收悉), which is no approval; reviews made before it are marked. An objection
    closes the tenure through ``until``.
    """

    person: str
    unit: str
    position: Position
    since: datetime.datetime
    filed: datetime.datetime
    until: datetime.datetime | None = None
    received: datetime.datetime | None = None

    def holds_at(self, moment: datetime.datetime) -> bool:
        """Whether the position is held at this moment."""
        begins = max(self.since, self.filed)
        return begins <= moment and (self.until is None or moment < self.until)


def tenure_of(
    person: str,
    unit: str,
    position: Position,
    *,
    tenures: Iterable[Tenure],
    at: datetime.datetime,
) -> Tenure | None:
    """Return the tenure by which a person holds a position in a unit at a moment."""
    return next(
        (
            tenure
            for tenure in tenures
            if (tenure.person, tenure.unit, tenure.position) == (person, unit, position)
            and tenure.holds_at(at)
        ),
        None,
    )


def appointment_refusal(person: Person, position: Position, held: Iterable[Position]) -> str | None:
    """Return why a person may not be given a position, or None.

    ``held`` are the positions held already. R5: contractors hold none. Administrators are
    three persons who hold nothing else, in any unit.
    """
    held = frozenset(held)
    if not person.active:
        return "该人员已停用，不能任职"
    if person.employment is Employment.CONTRACTOR:
        return "外包人员不得担任政务公开的任何岗位（通知一：严禁将政务公开工作进行“外包”）"
    if position in ADMINISTRATORS and held:
        return "管理员岗位须由专人担任，不得兼任其他岗位（三员分立）"
    if held & ADMINISTRATORS:
        return "系统、安全、审计管理员不得兼任其他岗位（三员分立）"
    return None


REVIEW_POSITIONS = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
)


def missing_reviewers(
    tenures: Iterable[Tenure], unit: str, at: datetime.datetime
) -> tuple[Position, ...]:
    """Return the review positions a unit cannot fill with three distinct persons (R6).

    Empty where three different people can be found, one for each position. A person who holds
    two positions can fill one of them only; the assignment that fills most is taken.
    """
    holders = {
        position: {
            tenure.person for tenure in tenures_at(tenures, unit, at) if tenure.position is position
        }
        for position in REVIEW_POSITIONS
    }
    taken: dict[str, Position] = {}
    for position in REVIEW_POSITIONS:
        _place(position, holders, taken, set())
    return tuple(position for position in REVIEW_POSITIONS if position not in taken.values())


def tenures_at(tenures: Iterable[Tenure], unit: str, at: datetime.datetime) -> tuple[Tenure, ...]:
    """Return the tenures of a unit in force at a moment."""
    return tuple(tenure for tenure in tenures if tenure.unit == unit and tenure.holds_at(at))


def _place(
    position: Position,
    holders: dict[Position, set[str]],
    taken: dict[str, Position],
    tried: set[str],
) -> bool:
    # An augmenting path: whoever sits here may move to another position they also hold.
    for person in sorted(holders[position] - tried):
        tried.add(person)
        if person not in taken or _place(taken[person], holders, taken, tried):
            taken[person] = position
            return True
    return False
