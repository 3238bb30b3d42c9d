"""Positions, tenures and who is missing (R3–R7, R13–R19, I17, I20)."""

import datetime
from itertools import permutations

import pytest

from shenfa.review import (
    Employment,
    Person,
    Position,
    Tenure,
    appointment_refusal,
    missing_reviewers,
)

START = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
FIRST, SECOND, FINAL = (
    Position.INFORMATION_OFFICER,
    Position.SECTION_HEAD,
    Position.DEPUTY_IN_CHARGE,
)


def tenures(**held: tuple[Position, ...]) -> tuple[Tenure, ...]:
    return tuple(
        Tenure(person, "云塘乡", position, START, START)
        for person, positions in held.items()
        for position in positions
    )


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ({"甲": (FIRST,), "乙": (SECOND,), "丙": (FINAL,)}, ()),
        ({"甲": (FIRST, SECOND), "乙": (FINAL,)}, (SECOND,)),
        ({"甲": (FIRST, SECOND, FINAL), "乙": (FIRST,), "丙": (SECOND,)}, ()),
        ({"甲": (FIRST, SECOND), "乙": (FIRST, FINAL), "丙": (SECOND,)}, ()),
        ({"甲": (FIRST, SECOND, FINAL)}, (SECOND, FINAL)),
        ({}, (FIRST, SECOND, FINAL)),
    ],
)
def test_units_that_cannot_field_three_people_are_named(
    held: dict[str, tuple[Position, ...]], missing: tuple[Position, ...]
) -> None:
    """R6: two people for three stages appear in the gap list."""
    assert missing_reviewers(tenures(**held), "云塘乡", START) == missing


def test_the_gap_does_not_depend_on_the_order_of_the_rows() -> None:
    rows = tenures(甲=(FIRST, SECOND), 乙=(FIRST, FINAL), 丙=(SECOND,))

    assert {missing_reviewers(order, "云塘乡", START) for order in permutations(rows)} == {()}


@pytest.mark.parametrize(
    ("person", "position", "held", "reason"),
    [
        (Person("甲", Employment.CONTRACTOR), FIRST, (), "外包"),
        (Person("甲", Employment.CONTRACTOR), Position.PATROLLER, (), "外包"),
        (Person("甲", active=False), FIRST, (), "已停用"),
        (Person("甲"), Position.SYSTEM_ADMINISTRATOR, (FIRST,), "不得兼任"),
        (Person("甲"), Position.AUDIT_ADMINISTRATOR, (Position.SYSTEM_ADMINISTRATOR,), "不得兼任"),
        (Person("甲"), FINAL, (Position.SECURITY_ADMINISTRATOR,), "不得兼任"),
    ],
)
def test_who_may_not_be_appointed(
    person: Person, position: Position, held: tuple[Position, ...], reason: str
) -> None:
    """R5 and the separation of the three administrators."""
    assert reason in str(appointment_refusal(person, position, held))


def test_one_person_may_hold_several_ordinary_positions() -> None:
    assert appointment_refusal(Person("甲"), Position.RELEASER, (FIRST, SECOND)) is None
