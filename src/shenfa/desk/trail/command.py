"""A command: everything that changes something, or the refusal of it, and its entry.

    with command("tenure.end", tenure, by) as now:
        …decide, store…
        chain(now, "tenure.end", tenure, {"reason": reason})

Everything inside is one transaction under the lock of the trail, so commands happen one after
the other, and what was read stays true until what was decided is stored. If it is refused, by
the domain, the desk or a guard of the database, all of it is undone and the refusal is chained
apart. Any other exception is a bug or a broken machine: undone, and not chained.

A command that finds the very same already done by the same person (a second click, a second
window) says so with ``repeated()`` and returns what is there: nothing is changed or chained.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.selectors import trail_last
from shenfa.desk.trail.services import trail_append, trail_lock, trail_refuse
from shenfa.review import MoveRefused
from shenfa.trail import Act, Facts
from shenfa.trail.entry import is_plain

SYSTEM = "system"
LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts (a person's id; the system for what nobody asked for), and by which clock."""

    person: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of a command and who gave it."""

    person: str
    at: datetime.datetime


class NothingChained(Exception):
    """A command changed something without saying so in the trail: a bug, so it is undone."""


@contextmanager
def command(name: str, about: str, by: Acting) -> Iterator[Now]:
    """Run what stands inside as one command named ``name`` on the object ``about``."""
    try:
        with transaction.atomic(durable=True):
            trail_lock()
            before = trail_last()
            if about != _nameable(about):
                raise NotFound("对象")
            yield Now(by.person, by.clock.now())
            if not transaction.get_rollback() and trail_last() == before:
                raise NothingChained(name)
    except (CommandRefused, MoveRefused, IntegrityError) as error:
        refused = _refusal(error)
        facts = {"command": name, "code": refused.code, "reason": str(refused)}
        at = stamp(by.clock.now())
        trail_refuse(act=Act(by.person, at, "command.refuse", _nameable(about), facts))
        if refused is error:
            raise
        raise refused from error


def repeated() -> None:
    """Say that the very same was done before, so that the command running now changes nothing.

    The last thing a command does: its transaction is rolled back, and cannot read any more.
    """
    transaction.set_rollback(True)


def chain(now: Now, verb: str, about: str, facts: Facts) -> None:
    """Chain what the command that is running did."""
    trail_append(act=Act(now.person, stamp(now.at), verb, about, facts))


def _refusal(error: CommandRefused | MoveRefused | IntegrityError) -> CommandRefused:
    match error:
        case CommandRefused():
            return error
        case MoveRefused():
            return CommandRefused("move", str(error))
        case _:
            return CommandRefused("guard", "数据库拒绝了该操作，请刷新后核对再办理")


def _nameable(about: str) -> str:
    # Whatever was asked for, the refusal of it must be chained.
    return about[:LONGEST_ID] if about and is_plain(about) else "无效编号"
