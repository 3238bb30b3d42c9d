"""Who holds what: R1, R3–R7, I17, I19, I21, I22, I26."""

import datetime
import itertools

import pytest
from county import ADMINISTRATORS, OFFICE, PAPER, TOWN, County, accepted, refused

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import filings, services
from shenfa.desk.organisation.models import DocumentKind, PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import (
    county_office_id,
    person_holds,
    tenure_list,
    unit_visible,
)
from shenfa.desk.organisation.services import UnitPaper
from shenfa.desk.organisation.staffing import (
    filing_unanswered_list,
    tenure_unfiled_list,
    unit_gap_list,
    unit_incomplete_list,
    unit_turnover_list,
)
from shenfa.desk.organisation.steps import Appointment, Registration
from shenfa.review import Employment, Position, tenure_of

pytestmark = pytest.mark.db


def test_start_happens_once(deployment: Deployment) -> None:
    county = County()
    assert deployment
    with accepted("unit.open", *["person.register", "tenure.start"] * 3):
        county.start()
    with refused("started"):
        county.start()


def test_start_takes_three_persons(deployment: Deployment) -> None:
    """三员分立: one person in two positions is refused, and nothing stays."""
    assert deployment
    one = Registration("秦一", "GL1", Employment.IN_HOUSE)
    people = dict.fromkeys(
        (
            Position.SYSTEM_ADMINISTRATOR,
            Position.SECURITY_ADMINISTRATOR,
            Position.AUDIT_ADMINISTRATOR,
        ),
        one,
    )
    with refused("person_exists"):
        services.administrators_appoint(
            by=County().by(), office=OFFICE, people=people, document=PAPER
        )

    assert not UnitRecord.objects.exists()
    assert not PersonRecord.objects.exists()


def test_administrators_hold_nothing_else(county: County) -> None:
    """I17."""
    for position, name in itertools.product(Position, ADMINISTRATORS.values()):
        own = ADMINISTRATORS.get(position) == name
        with refused("tenure_exists" if own else "appointment"):
            county.appoint(name, position, county_office_id())


def test_who_holds_a_position_becomes_no_administrator(county: County) -> None:
    """I17, the other way round."""
    with refused("appointment"):
        county.appoint("谢审", Position.AUDIT_ADMINISTRATOR, county_office_id())


def test_contractors_hold_nothing(county: County) -> None:
    """R5."""
    unit = county_office_id()
    county.register("外包员", unit, Employment.CONTRACTOR)
    for position in Position:
        with refused("appointment"):
            county.appoint("外包员", position, unit)


def test_who_serves_becomes_no_contractor(county: County) -> None:
    town = county.unit(TOWN)
    with refused("serving"):
        services.person_change(
            by=county.by("秦安"),
            person=county.id("向文"),
            unit=town,
            employment=Employment.CONTRACTOR,
        )


def test_a_tenure_counts_from_its_filing(county: County) -> None:
    """R7: the document and the principal leader bring it into force, not the county office."""
    town = county.unit(TOWN)
    person = county.register("石备", town).id
    tenure = county.appoint("石备", Position.INFORMATION_OFFICER, town)
    held = {"person": person, "unit": town, "position": Position.INFORMATION_OFFICER}
    assert not person_holds(**held, at=county.hands.at)

    with refused("not_entitled"):
        filings.filing_confirm(by=county.by("秦安"), tenure=tenure.id, document=PAPER)
    with refused("document"):
        filings.filing_confirm(by=county.by("覃镇长"), tenure=tenure.id, document="")
    with accepted("filing.confirm"):
        filings.filing_confirm(by=county.by("覃镇长"), tenure=tenure.id, document=PAPER)

    assert person_holds(**held, at=county.hands.at)
    with refused("filed"):
        filings.filing_confirm(by=county.by("覃镇长"), tenure=tenure.id, document=PAPER)


def test_an_objection_ends_the_tenure(county: County) -> None:
    tenure = TenureRecord.objects.get(person__name="白副")
    held = {
        "person": tenure.person_id,
        "unit": tenure.unit_id,
        "position": Position.DEPUTY_IN_CHARGE,
    }
    county.hands.move(minutes=1)
    with accepted("filing.object"):
        filings.filing_object(by=county.by("谢审"), tenure=tenure.id, reason="任职文件不符")

    assert not person_holds(**held, at=county.hands.at)
    with refused("answered"):
        filings.filing_receive(by=county.by("谢审"), tenure=tenure.id, note="")


def test_nobody_receives_their_own_filing(county: County) -> None:
    tenure = TenureRecord.objects.get(person__name="谢审")
    with refused("own_filing"):
        filings.filing_receive(by=county.by("谢审"), tenure=tenure.id, note="收悉")
    with accepted("filing.receive"):
        filings.filing_receive(by=county.by("龙主任"), tenure=tenure.id, note="收悉")


def test_an_end_takes_effect_at_once_and_leaves_the_past(county: County) -> None:
    """I19."""
    tenure = TenureRecord.objects.get(person__name="彭科")
    decided = county.hands.at
    county.hands.move(hours=1)
    with accepted("tenure.end"):
        services.tenure_end(by=county.by("覃镇长"), tenure=tenure.id, reason="调离")

    held = (tenure.person_id, tenure.unit_id, Position.SECTION_HEAD)
    tenures = tenure_list(person=tenure.person_id)
    assert tenure_of(*held, tenures=tenures, at=county.hands.at) is None
    assert tenure_of(*held, tenures=tenures, at=decided) is not None


def test_disabling_ends_all_tenures(county: County) -> None:
    """I19, I26: one entry for each change."""
    county.hands.move(hours=1)
    person = county.id("向文")
    with accepted("tenure.end", "person.disable"):
        services.person_disable(by=county.by("秦安"), person=person, reason="退休")

    assert not TenureRecord.objects.filter(person=person, until=None).exists()
    with refused("disabled"):
        services.person_disable(by=county.by("秦安"), person=person, reason="退休")
    with refused("appointment"):
        county.appoint("向文", Position.RELEASER, county.unit(TOWN))


def test_a_tenure_that_has_not_begun_never_begins(county: County) -> None:
    town, hands = county.unit(TOWN), county.hands
    person = county.register("石备", town).id
    soon = hands.at + datetime.timedelta(days=7)
    services.tenure_start(
        by=county.by("秦安"), person=person, appointment=Appointment(town, Position.RELEASER, soon)
    )
    with accepted("tenure.end", "person.disable"):
        services.person_disable(by=county.by("秦安"), person=person, reason="调离")
    hands.move(days=8)

    assert not tenure_unfiled_list(viewer=county.id("覃镇长"), at=hands.at)


def test_a_dated_tenure_is_followed_by_another(county: County) -> None:
    town, hands = county.unit(TOWN), county.hands
    person = county.register("石备", town).id
    end = hands.at + datetime.timedelta(days=30)
    first = Appointment(town, Position.RELEASER, hands.at, end)
    with accepted("tenure.start"):
        services.tenure_start(by=county.by("秦安"), person=person, appointment=first)
    with refused("tenure_exists"):
        services.tenure_start(by=county.by("秦安"), person=person, appointment=first)
    with refused("dates"):
        past = Appointment(town, Position.RECTIFIER, hands.at, hands.at)
        services.tenure_start(by=county.by("秦安"), person=person, appointment=past)
    with accepted("tenure.start"):
        second = Appointment(town, Position.RELEASER, end)
        services.tenure_start(by=county.by("秦安"), person=person, appointment=second)


@pytest.mark.parametrize("wrong", ["", "t-none", "a\x00b", "\ud800", "长" * 100])
def test_whatever_is_asked_for_is_refused_in_good_order(county: County, wrong: str) -> None:
    with refused("not_found"):
        services.tenure_end(by=county.by("秦安"), tenure=wrong, reason="调离")
    with refused("not_found"):
        services.unit_policy_propose(
            by=county.by("秦安"), unit=wrong, author_may_first_review=False
        )


@pytest.mark.parametrize("wrong", ["", " ", "a\x00b", "长" * 501])
def test_a_reason_is_a_text(county: County, wrong: str) -> None:
    tenure = TenureRecord.objects.get(person__name="白副").id
    with refused("text"):
        services.tenure_end(by=county.by("秦安"), tenure=tenure, reason=wrong)


def test_to_work_in_the_office_is_not_to_see_everything(county: County) -> None:
    """I21: what the county office may see goes with a filed position."""
    office = county_office_id()
    county.register("外包员", office, Employment.CONTRACTOR)
    county.register("石备", office)
    county.appoint("石备", Position.COUNTY_REVIEWER, office)
    for name in ("外包员", "石备"):
        units = unit_visible(viewer=county.id(name), at=county.hands.at)
        assert [unit.name for unit in units] == [OFFICE]


def test_the_last_security_administrator_stays(county: County) -> None:
    with refused("last_administrator"):
        services.person_disable(by=county.by("秦安"), person=county.id("秦安"), reason="离职")

    assert PersonRecord.objects.get(name="秦安").disabled_at is None


def test_the_policy_takes_two_persons(county: County) -> None:
    """I22: no silent default, proposed by one, confirmed by another."""
    town = county.unit(TOWN)
    assert UnitRecord.objects.get(id=town).author_may_first_review is None

    with refused("no_proposal"):
        services.unit_policy_set(by=county.by("覃镇长"), unit=town, author_may_first_review=True)
    with refused("not_entitled"):
        services.unit_policy_propose(
            by=county.by("覃镇长"), unit=town, author_may_first_review=True
        )
    with accepted("policy.propose"):
        services.unit_policy_propose(by=county.by("秦安"), unit=town, author_may_first_review=True)
    with refused("not_entitled"):
        services.unit_policy_set(by=county.by("秦安"), unit=town, author_may_first_review=True)
    with refused("no_proposal"):
        services.unit_policy_set(by=county.by("覃镇长"), unit=town, author_may_first_review=False)
    with accepted("unit.policy"):
        services.unit_policy_set(by=county.by("覃镇长"), unit=town, author_may_first_review=True)

    assert UnitRecord.objects.get(id=town).author_may_first_review is True


def test_other_units_are_not_there(county: County) -> None:
    """I21: by selector and by command, as if there were none."""
    other = services.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("田乡长", Position.PRINCIPAL_LEADER, other, "田乡长")
    tenure = TenureRecord.objects.get(person__name="向文")
    viewer = county.id("田乡长")

    def see(name: str) -> list[str]:
        units = unit_visible(viewer=county.id(name), at=county.hands.at)
        return [unit.name for unit in units]

    assert see("田乡长") == ["云塘乡人民政府"]
    assert sorted(see("谢审")) == sorted(["云塘乡人民政府", TOWN, OFFICE])
    with refused("not_found"):
        services.tenure_end(by=county.by("田乡长"), tenure=tenure.id, reason="试试")
    with refused("not_found"):
        filings.filing_confirm(by=county.by("田乡长"), tenure=tenure.id, document=PAPER)
    assert {row.unit.id for row in unit_gap_list(viewer=viewer, at=county.hands.at)} == {other}
    assert {row.unit.id for row in unit_incomplete_list(viewer=viewer, at=county.hands.at)} == {
        other
    }
    assert not unit_visible(viewer="nobody", at=county.hands.at).exists()


def test_only_the_security_administrator_gives_positions(county: County) -> None:
    """No leader and no other administrator gives a position, least of all to themselves."""
    tenures = TenureRecord.objects.exclude(person__name="秦安").select_related("person")
    for tenure in tenures:
        name = tenure.person.name
        appointment = Appointment(tenure.unit_id, Position.RELEASER, county.hands.at)
        with refused("not_entitled"):
            services.tenure_start(
                by=county.by(name), person=county.id(name), appointment=appointment
            )


def test_a_unit_with_two_people_for_three_stages_is_a_gap(county: County) -> None:
    """R6: filled by distinct people."""
    viewer, at = county.id("谢审"), county.hands.at
    assert [gap.unit.name for gap in unit_gap_list(viewer=viewer, at=at)] == [OFFICE]

    tenure = TenureRecord.objects.get(person__name="彭科")
    services.tenure_end(by=county.by("覃镇长"), tenure=tenure.id, reason="调离")
    second = county.appoint("向文", Position.SECTION_HEAD, county.unit(TOWN))
    filings.filing_confirm(by=county.by("覃镇长"), tenure=second.id, document=PAPER)
    county.hands.move(minutes=1)

    gaps = {gap.unit.name: gap for gap in unit_gap_list(viewer=viewer, at=county.hands.at)}
    assert len(gaps[TOWN].missing) == 1


def test_turnover_is_counted_from_the_tenures(county: County) -> None:
    """R6: twelve months, reproducible."""
    town, viewer = county.unit(TOWN), county.id("谢审")

    def count() -> tuple[int, int]:
        rows = unit_turnover_list(viewer=viewer, at=county.hands.at)
        return next((row.began, row.ended) for row in rows if row.unit.id == town)

    assert count() == (4, 0)
    county.hands.move(days=200)
    tenure = TenureRecord.objects.get(person__name="彭科")
    services.tenure_end(by=county.by("秦安"), tenure=tenure.id, reason="调离")
    assert count() == (4, 1)
    county.hands.move(days=170)
    assert count() == (0, 1)
    county.hands.move(days=200)
    assert count() == (0, 0)


def test_filings_without_receipt_are_listed_and_late_after_a_working_day(county: County) -> None:
    """R7. The county was set up on a Tuesday; Wednesday is the day to answer."""
    viewer = county.id("谢审")

    def late() -> list[bool]:
        rows = filing_unanswered_list(viewer=viewer, at=county.hands.at)
        return [row.is_late for row in rows]

    assert late() == [False] * 6
    county.hands.move(hours=37)  # 2026-11-25 22:00 in Beijing
    assert late() == [False] * 6
    county.hands.move(hours=2)
    assert late() == [True] * 6
    tenure = TenureRecord.objects.get(person__name="白副")
    filings.filing_receive(by=county.by("谢审"), tenure=tenure.id, note="收悉")
    assert late() == [True] * 5


def test_unfiled_tenures_are_listed(county: County) -> None:
    county.register("石备", county.unit(TOWN))
    tenure = county.appoint("石备", Position.RELEASER, county.unit(TOWN))

    rows = tenure_unfiled_list(viewer=county.id("覃镇长"), at=county.hands.at)
    assert [row.id for row in rows] == [tenure.id]


def test_incomplete_units_are_listed(county: County) -> None:
    """R3, R4."""
    town = county.unit(TOWN)

    def wanting() -> list[tuple[str, ...]]:
        rows = unit_incomplete_list(viewer=county.id("覃镇长"), at=county.hands.at)
        return [row.wanting for row in rows]

    assert len(wanting()[0]) == 4
    for kind in DocumentKind:
        paper = UnitPaper(kind, "关于成立政务公开领导小组的通知", PAPER, county.hands.at.date())
        with accepted("document.file"):
            services.unit_document_file(by=county.by("覃镇长"), unit=town, paper=paper)
    assert wanting() == [("没有设定作者可否兼任初审",)]
    services.unit_policy_propose(by=county.by("秦安"), unit=town, author_may_first_review=False)
    services.unit_policy_set(by=county.by("覃镇长"), unit=town, author_may_first_review=False)
    assert wanting() == []

    services.tenure_end(
        by=county.by("秦安"),
        tenure=TenureRecord.objects.get(person__name="白副").id,
        reason="调离",
    )
    assert wanting() == [("没有在岗的分管领导",)]
