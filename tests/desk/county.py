"""虚谷土家族苗族自治县, set up through services: three administrators, an office, a town."""

import datetime
import hashlib
import itertools
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from shenfa.desk.clock import Clock
from shenfa.desk.organisation import filings, services
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.organisation.steps import Appointment, Registration
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import SYSTEM, Acting
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Employment, Position

OFFICE = "虚谷土家族苗族自治县人民政府办公室"
TOWN = "竹沟镇人民政府"
PAPER = hashlib.sha256(b"paper").hexdigest()
START = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
ADMINISTRATORS = {
    Position.SYSTEM_ADMINISTRATOR: "秦系",
    Position.SECURITY_ADMINISTRATOR: "秦安",
    Position.AUDIT_ADMINISTRATOR: "秦审",
}


@dataclass
class Hands:
    """The hands of a clock that a test moves."""

    at: datetime.datetime = START
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = Clock(lambda: self.at)

    def move(self, **delta: float) -> None:
        """Let time pass."""
        self.at += datetime.timedelta(**delta)


@dataclass
class County:
    """A county and its clock; people are called by their names."""

    hands: Hands = field(default_factory=Hands)
    numbers: Iterator[int] = field(
        default_factory=lambda: itertools.count(secrets.randbelow(10**6) * 1000)
    )

    def by(self, name: str = "") -> Acting:
        """Return the person of this name as the one acting, or the system."""
        return Acting(self.id(name) if name else SYSTEM, self.hands.clock)

    def id(self, name: str) -> str:
        """Return the id of the person of this name."""
        return PersonRecord.objects.get(name=name).id

    def unit(self, name: str) -> str:
        """Return the id of a unit."""
        return UnitRecord.objects.get(name=name).id

    def start(self) -> None:
        """Appoint the three administrators."""
        people = {
            position: Registration(name, f"GL{number}", Employment.IN_HOUSE)
            for number, (position, name) in enumerate(ADMINISTRATORS.items(), start=1)
        }
        services.administrators_appoint(by=self.by(), office=OFFICE, people=people, document=PAPER)

    def register(
        self, name: str, unit: str, employment: Employment = Employment.IN_HOUSE
    ) -> PersonRecord:
        """Register a person."""
        registration = Registration(name, f"XG{next(self.numbers)}", employment)
        return services.person_register(by=self.by("秦安"), unit=unit, registration=registration)

    def appoint(self, name: str, position: Position, unit: str) -> TenureRecord:
        """Give a person a position, without the filing."""
        return services.tenure_start(
            by=self.by("秦安"),
            person=self.id(name),
            appointment=Appointment(unit, position, self.hands.at),
        )

    def post(self, name: str, position: Position, unit: str, leader: str) -> TenureRecord:
        """Register a person with a position that the leader has filed."""
        self.register(name, unit)
        tenure = self.appoint(name, position, unit)
        filings.filing_confirm(by=self.by(leader), tenure=tenure.id, document=PAPER)
        return tenure

    def settle(self) -> None:
        """Open a town with everybody it needs, and the people of the office."""
        self.start()
        office = county_office_id()
        town = services.unit_open(by=self.by("秦系"), name=TOWN).id
        self.post("龙主任", Position.PRINCIPAL_LEADER, office, "龙主任")
        self.post("谢审", Position.COUNTY_REVIEWER, office, "龙主任")
        self.post("覃镇长", Position.PRINCIPAL_LEADER, town, "覃镇长")
        self.post("白副", Position.DEPUTY_IN_CHARGE, town, "覃镇长")
        self.post("彭科", Position.SECTION_HEAD, town, "覃镇长")
        self.post("向文", Position.INFORMATION_OFFICER, town, "覃镇长")


def verbs() -> list[str]:
    """Return the verbs of the trail in order."""
    return [record.to_entry().verb for record in EntryRecord.objects.order_by("seq")]


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a refusal with this code that adds exactly one entry, and nothing else."""
    before = verbs()
    with pytest.raises(CommandRefused) as caught:
        yield
    assert caught.value.code == code, caught.value
    assert verbs() == [*before, "command.refuse"]
    facts = EntryRecord.objects.latest("seq").to_entry().facts
    assert facts["code"] == code
    assert facts["reason"]


@contextmanager
def accepted(*expected: str) -> Iterator[None]:
    """Expect exactly these entries."""
    before = verbs()
    yield
    assert verbs() == [*before, *expected]
