"""No statement rewrites what was registered, whoever sends it, on either database: I17, I28."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from county import TOWN, County
from django.apps import apps
from django.db import IntegrityError
from raw_sql import drop_guards, run

from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation import services
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.desk.triggers import defined_triggers, forbidden, installed_triggers
from shenfa.review import Position

pytestmark = pytest.mark.db
TABLES = (
    "trail_entry",
    "trail_checkpoint",
    "organisation_unit",
    "organisation_person",
    "organisation_tenure",
    "organisation_filing",
    "organisation_document",
)

MAY_GO = {
    "access_failure",
    "assessment_preview",
    "jobs_lease",
    "manuscripts_working_copy",
    "preferences_filter",
    "release_public_text",
}

HELD_BY_A_CONSTRAINT = (
    "organisation_person SET employment = 'friend'",
    "organisation_tenure SET until = '2020-01-01 00:00:00'",
    "organisation_unit SET is_county_office = NOT is_county_office",
    "organisation_filing SET received_at = '2026-11-24 01:00:00'",
)


def forged(after: int, **change: object) -> str:
    """Return the statement that puts an entry in by hand."""
    last = EntryRecord.objects.get(seq=after)
    entry = replace(last.to_entry(), seq=after + 1, prev=last.hash, hash="ab" * 32)
    row = EntryRecord.from_entry(replace(entry, **change))
    return (
        "INSERT INTO trail_entry (seq, body, prev, hash) "  # noqa: S608 - a test of such statements
        f"VALUES ({row.seq}, '{row.body}', '{row.prev}', '{row.hash}')"
    )


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_neither_deleted_nor_replaced(
    county: County, deployment: Deployment, table: str, vendor: str
) -> None:
    """I28."""
    services.unit_policy_propose(
        by=county.by("秦安"), unit=county.unit(TOWN), author_may_first_review=True
    )
    checkpoint_sign(origin="x", private_key=deployment.signing_key, clock=county.hands.clock)
    if table == "organisation_document":
        run(
            "INSERT INTO organisation_document VALUES ("  # noqa: S608 - as above
            f"'d1', 'accountability', '制度', 'ab', '2026-01-01', '2026-01-01 00:00:00', '{county.unit(TOWN)}')"
        )
    statements = [f"DELETE FROM {table}"]  # noqa: S608 - as above
    if vendor == "sqlite":
        statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
        statements.append(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
    else:
        statements.append(f"TRUNCATE {table} CASCADE")
        statements.append(f"DELETE FROM ONLY {table}")  # noqa: S608
    for statement in statements:
        with pytest.raises(IntegrityError):
            run(statement)


@pytest.mark.parametrize(
    "change",
    [
        "trail_entry SET body = body || ' '",
        "trail_entry SET hash = prev WHERE seq = 3",
        "trail_entry SET prev = hash",
        "trail_entry SET seq = seq + 1000",
        "trail_checkpoint SET head = 'ab'",
        "trail_checkpoint SET count = count + 1",
        "trail_checkpoint SET at = '2020-01-01T00:00:00Z'",
        "organisation_unit SET name = name || '。'",
        "organisation_unit SET is_county_office = NOT is_county_office",
        "organisation_unit SET author_may_first_review = (1 = 1)",
        "organisation_person SET staff_number = staff_number || '1'",
        "organisation_person SET salt = ''",
        "organisation_person SET employment = 'contractor'",
        "organisation_person SET employment = 'friend'",
        "organisation_person SET disabled_at = '2026-11-24 01:00:00'",
        "organisation_tenure SET position = 'releaser'",
        "organisation_tenure SET person_id = (SELECT MIN(id) FROM organisation_person)",
        "organisation_tenure SET unit_id = (SELECT MIN(id) FROM organisation_unit)",
        "organisation_tenure SET since = '2020-01-01 00:00:00'",
        "organisation_tenure SET until = '2020-01-01 00:00:00'",
        "organisation_filing SET document = 'cd'",
        "organisation_filing SET confirmed_at = '2020-01-01 00:00:00'",
        "organisation_filing SET confirmed_by_id = NULL",
        "organisation_filing SET received_at = '2026-11-24 01:00:00'",
    ],
)
def test_what_was_registered_is_not_changed(
    county: County, deployment: Deployment, change: str
) -> None:
    """I28: every raw UPDATE is refused, and would not be without the guards."""
    checkpoint_sign(origin="x", private_key=deployment.signing_key, clock=county.hands.clock)
    with pytest.raises(IntegrityError):
        run(f"UPDATE {change}")
    if change not in HELD_BY_A_CONSTRAINT:
        drop_guards()
        run(f"UPDATE {change}")


def test_a_filing_that_no_leader_confirmed_is_refused(county: County) -> None:
    """R7, also where the service is gone round."""
    county.register("石备", county.unit(TOWN))
    tenure = county.appoint("石备", Position.INFORMATION_OFFICER, county.unit(TOWN))
    columns = "tenure_id, document, confirmed_at, confirmed_by_id, answer"
    for person in ("NULL", f"'{county.id('石备')}'", f"'{county.id('龙主任')}'"):
        with pytest.raises(IntegrityError):
            run(
                f"INSERT INTO organisation_filing ({columns}) VALUES "  # noqa: S608 - as above
                f"('{tenure.id}', 'ab', '2026-11-24 01:00:00', {person}, '')"
            )


def test_an_ended_tenure_is_not_taken_up_again(county: County) -> None:
    run("UPDATE organisation_tenure SET until = '2026-11-25 00:00:00'")
    for until in ("NULL", "'2027-01-01 00:00:00'"):
        with pytest.raises(IntegrityError):
            run(f"UPDATE organisation_tenure SET until = {until}")  # noqa: S608 - as above
    assert county


@pytest.mark.parametrize(
    ("person", "position"),
    [
        ("秦审", "section_head"),
        ("秦审", "security_administrator"),
        ("向文", "audit_administrator"),
        ("外包员", "releaser"),
        ("向文", "information_officer"),
        ("向文", "emperor"),
    ],
)
def test_raw_appointments_keep_duties_apart(county: County, person: str, position: str) -> None:
    """I17, R5: also where the service is gone round."""
    run(
        "INSERT INTO organisation_person SELECT 'p0', 'X0', 's', '外包员', 'contractor', "
        f"'2026-11-24 01:00:00', NULL, '{county.unit(TOWN)}'"
    )
    columns = "id, person_id, unit_id, position, since"
    with pytest.raises(IntegrityError):
        run(
            f"INSERT INTO organisation_tenure ({columns}) VALUES ('t0', "  # noqa: S608 - as above
            f"'{county.id(person)}', '{county.unit(TOWN)}', '{position}', '2026-11-24 02:00:00')"
        )


@pytest.mark.parametrize(
    "statement",
    [
        lambda last: forged(last, seq=last),
        lambda last: forged(last, seq=last + 2),
        lambda last: forged(last, seq=0),
        lambda last: forged(last, seq=-1),
        lambda last: forged(last, prev="0" * 64),
        lambda last: forged(last - 1),
    ],
)
def test_an_entry_out_of_order_is_refused(county: County, statement: Callable[[int], str]) -> None:
    """I28."""
    assert county
    with pytest.raises(IntegrityError):
        run(statement(EntryRecord.objects.count()))


def test_a_checkpoint_of_another_trail_is_refused(county: County) -> None:
    assert county
    columns = "origin, count, head, at, signature"
    for count in (1, 999):
        with pytest.raises(IntegrityError):
            run(
                f"INSERT INTO trail_checkpoint ({columns}) VALUES "  # noqa: S608 - as above
                f"('x', {count}, '{'ab' * 32}', '2026-11-24T01:00:00Z', 'ab')"
            )


def test_all_guards_are_in_the_database(deployment: Deployment) -> None:
    """A migration that rebuilds a table on SQLite would drop them without a word."""
    assert deployment
    assert installed_triggers() == defined_triggers()


def test_every_table_that_answers_for_something_keeps_its_rows(deployment: Deployment) -> None:
    """I28: who adds a table guards it, or says here why its rows may go."""
    assert deployment
    tables = {model._meta.db_table for model in apps.get_models()}  # noqa: SLF001 - Django's name for it
    assert tables - forbidden(defined_triggers(), "DELETE") == MAY_GO
