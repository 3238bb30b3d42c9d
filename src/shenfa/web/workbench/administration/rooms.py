"""The rooms of the administration, and who enters which: each sees only what is theirs."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.organisation.selectors import lasting
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.wording.keepers import READERS
from shenfa.review import Position
from shenfa.web.workbench.frame import View, Visitor, show, signed_in

P = ParamSpec("P")
SYSTEM, SECURITY, AUDIT = (
    Position.SYSTEM_ADMINISTRATOR,
    Position.SECURITY_ADMINISTRATOR,
    Position.AUDIT_ADMINISTRATOR,
)
SITE = Position.SITE_ADMINISTRATOR
OFFICE = frozenset(
    {Position.COUNTY_REVIEWER, Position.DISCLOSURE_OFFICER, Position.PRINCIPAL_LEADER}
)
"""Positions of the county office that keep lists."""
HEADS = frozenset({Position.PRINCIPAL_LEADER, Position.DISCLOSURE_OFFICER})
"""Positions of any unit that look after its own set-up."""
OWN = "own"


@dataclass(frozen=True, slots=True)
class Room:
    """A room, its address, and the positions in the county office that open it."""

    key: str
    name: str
    address: str
    icon: str
    positions: frozenset[Position]


ROOMS = (
    Room("setup", "启用指引", "/administration/setup", "route", frozenset({SYSTEM, SECURITY, AUDIT, SITE, *OFFICE})),
    Room("units", "单位", "/administration/units", "building", frozenset({SYSTEM, SECURITY, AUDIT, *OFFICE})),
    Room("people", "人员和任职", "/administration/people", "users", frozenset({SECURITY, AUDIT})),
    Room("accounts", "账号", "/administration/accounts", "key", frozenset({SYSTEM, SECURITY, AUDIT, *OFFICE})),
    Room("site", "网站信息", "/administration/site", "world-cog", frozenset({SITE, AUDIT, *OFFICE})),
    Room("channels", "栏目和账号", "/administration/channels", "layout-list", frozenset({SITE, AUDIT})),
    Room("sources", "转载来源", "/administration/sources", "link", frozenset({SITE, AUDIT, *OFFICE})),
    Room("leaders", "调研领导", "/administration/leaders", "user-star", frozenset({SITE, AUDIT, *OFFICE})),
    Room("words", "本县词表", "/administration/words", "vocabulary", frozenset(READERS)),
    Room("court", "误报认定", "/administration/court", "gavel", frozenset(READERS)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whoever visits the administration: what they hold in the county office and in their unit."""

    office: frozenset[Position]
    heads: tuple[str, ...]
    """The units that they look after. A leader confirms their own tenure first, so it counts."""

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Return the rooms that open."""
        return tuple(room for room in ROOMS if room.positions & self.office)

    def holds(self, *positions: Position) -> bool:
        """Return whether one of these positions is held in the county office."""
        return not self.office.isdisjoint(positions)


AdministrationPage = Callable[Concatenate[HttpRequest, Visitor, P], HttpResponseBase]


def keeper_of(person: str, at: datetime.datetime) -> Keeper:
    """Return what a person holds, as far as the administration asks. One query."""
    rows = TenureRecord.objects.filter(
        lasting(at), person=person, person__disabled_at=None, since__lte=at
    ).values_list("position", "unit_id", "unit__is_county_office", "filing__confirmed_at")
    held = [
        (Position(position), unit, is_office, filed is not None and filed <= at)
        for position, unit, is_office, filed in rows
    ]
    return Keeper(
        frozenset(position for position, _, is_office, filed in held if is_office and filed),
        tuple(
            dict.fromkeys(
                unit
                for position, unit, _, filed in held
                if position in HEADS and (filed or position is Position.PRINCIPAL_LEADER)
            )
        ),
    )


def in_room(key: str) -> Callable[[AdministrationPage[P]], View[P]]:
    """Show a page of a room to who may enter it; with OWN also to who looks after their unit."""

    def wrapped(page: AdministrationPage[P]) -> View[P]:
        @signed_in
        @wraps(page)
        def shown(
            request: HttpRequest, visitor: Visitor, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
            is_own = key == OWN and bool(keeper.heads or keeper.rooms)
            if not is_own and key not in {room.key for room in keeper.rooms}:
                raise CommandRefused("not_entitled", "该页面由负责此项设置的人员办理")
            return page(request, visitor, *args, **kwargs)

        return shown

    return wrapped


def show_room(
    request: HttpRequest,
    visitor: Visitor,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Show a template with the doors of the rooms that open to the visitor."""
    keeper = keeper_of(visitor.acting.person, visitor.looking["at"])
    here = request.path.removesuffix("/") + "/"
    first = here == "/administration/"
    doors = [
        (room, here.startswith(f"{room.address}/") or (first and number == 0))
        for number, room in enumerate(keeper.rooms)
    ]
    answer = show(
        request,
        visitor,
        f"administration/{template}",
        {"doors": doors, "keeper": keeper, **context},
    )
    answer.status_code = status
    return answer
