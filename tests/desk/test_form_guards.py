"""A form that went up stays as it is, whoever sends the statement, on either database (I12, I28)."""

import pytest
from county import PAPER as DIGEST
from county import County
from django.db import IntegrityError, connection, transaction
from form_county import REVIEWER, Gate
from form_papers import BRIEF, FAULTY_BRIEF, as_word
from manuscript_county import WRITER
from raw_sql import drop_guards, run
from review_county import FINAL, FIRST, SECRECY

from shenfa.desk.form.steps import Paper
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.filings import filing_confirm
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.review import Position

pytestmark = pytest.mark.db
AT = "'2026-11-24 09:00:00+00:00'"
TABLES = (
    "form_form",
    "form_comparison",
    "form_difference_decision",
    "form_commitment",
    "form_submitted",
    "form_county_decision",
    "form_county_contact",
)
CHANGES = (
    "form_form SET phone = '1'",
    "form_form SET formal_id = NULL",
    "form_form SET dated = '2026-11-23'",
    "form_form SET contains_media = NOT contains_media",
    "form_comparison SET differences = '[]'",
    "form_comparison SET is_finished = NOT is_finished",
    "form_difference_decision SET reason = '无'",
    "form_commitment SET number = 1",
    "form_commitment SET person_id = (SELECT MIN(id) FROM organisation_person)",
    "form_submitted SET facts = '{}'",
    "form_submitted SET trail_count = 1",
    "form_county_decision SET result = 'approved'",
    "form_county_decision SET comment = ''",
    "form_county_contact SET phone = '1'",
)


@pytest.fixture
def gate(county: County) -> Gate:
    """Return the gate with everybody at their place."""
    return Gate(county)


@pytest.fixture
def returned(gate: Gate) -> RevisionRecord:
    """Return a revision with a row in every table: sent with a closed difference, and returned."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.fill(revision)
    gate.bring_all(revision, as_word(FAULTY_BRIEF))
    for row in gate.compare(revision).differences:
        gate.close(revision, row["key"])
    gate.commit(revision)
    gate.submit(revision)
    gate.decide(revision, "form_returned", "联系人电话缺区号")
    gate.contact()
    return revision


def decision(gate: Gate, sent: str, name: str = REVIEWER, **change: str) -> str:
    """Return the statement that decides on a round by hand."""
    facts = {"result": "'approved'", "comment": "''", **change}
    facts["sha256"] = facts.get("sha256", "(SELECT MAX(sha256) FROM form_county_decision)")
    return insert(
        "form_county_decision",
        submitted_id=f"'{sent}'",
        person_id=f"'{gate.county.id(name)}'",
        method="'x'",
        at=AT,
        **facts,
    )


def insert(table: str, **values: str) -> str:
    """Return a statement that puts a row in by hand."""
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())})"  # noqa: S608 - a test of such statements


def refuse(sql: str, after: str = "") -> None:
    """Send a statement that must be refused, after another which is undone."""

    def both() -> None:
        with transaction.atomic():
            for one in filter(None, (after, sql)):
                run(one)

    with pytest.raises(IntegrityError):
        both()


def test_rows_are_neither_deleted_nor_replaced(returned: RevisionRecord) -> None:
    """I28."""
    assert returned
    for table in TABLES:
        refuse(f"DELETE FROM {table}")  # noqa: S608 - as above
        if connection.vendor == "sqlite":
            refuse(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
        else:
            refuse(f"TRUNCATE {table} CASCADE")


def test_no_row_is_changed_while_the_form_waits(gate: Gate, returned: RevisionRecord) -> None:
    """I28, I12: each would be possible without the guards."""
    gate.submit(returned)
    for change in CHANGES:
        refuse(f"UPDATE {change}")
    drop_guards()
    for change in CHANGES:
        run(f"UPDATE {change}")


def test_nothing_is_added_while_the_form_waits(gate: Gate, returned: RevisionRecord) -> None:
    sent = gate.submit(returned)
    final = f"'{gate.county.id(FINAL)}'"
    revision, comparison = f"'{returned.id}'", f"'{sent.comparison_id}'"
    pair = "(SELECT {} FROM form_form)"
    rows = (
        insert(
            "form_comparison",
            id="'k0'",
            form_id=revision,
            formal_id=pair.format("formal_id"),
            electronic_id=pair.format("electronic_id"),
            is_finished="(1 = 0)",
            differences="'[]'",
            at=AT,
        ),
        insert(
            "form_difference_decision",
            comparison_id=comparison,
            difference="'d0'",
            reason="'无'",
            person_id=final,
            at=AT,
        ),
        submitted(returned, comparison, final, 3),
    )
    for row in rows:
        refuse(row)


def submitted(revision: RevisionRecord, comparison: str, person: str, number: int) -> str:
    """Return the statement that sends a form up by hand."""
    return insert(
        "form_submitted",
        id=f"'b{number}'",
        form_id=f"'{revision.id}'",
        round=str(number),
        facts="'{}'",
        comparison_id=comparison,
        trail_count="1",
        trail_head="'ab'",
        person_id=person,
        at=AT,
    )


def test_an_incomplete_form_does_not_go_up(gate: Gate, returned: RevisionRecord) -> None:
    """R29, R37."""
    person = f"'{gate.county.id(WRITER)}'"
    comparison = f"'{gate.view(returned).comparison.id}'"
    complete = submitted(returned, comparison, person, 2)
    refuse(submitted(returned, comparison, person, 3))
    for column in ("signature_id", "seal_id", "dated"):
        refuse(complete, after=f"UPDATE form_form SET {column} = NULL")  # noqa: S608 - as above
    gate.bring(returned, Paper.FORMAL, as_word(BRIEF))
    refuse(complete)
    gate.bring(returned, Paper.FORMAL, as_word(FAULTY_BRIEF))
    run(complete)


def test_who_handled_it_decides_nothing(gate: Gate, returned: RevisionRecord) -> None:
    """I12: also when they hold the position at the county office by now; nobody without it does."""
    sent = gate.submit(returned)
    for name in (WRITER, FIRST, FINAL, SECRECY):
        tenure = gate.county.appoint(name, Position.COUNTY_REVIEWER, county_office_id())
        filing_confirm(by=gate.by("龙主任"), tenure=tenure.id, document=DIGEST)
        refuse(decision(gate, sent.id, name))
    refuse(decision(gate, sent.id, "龙主任"))
    run(decision(gate, sent.id))


def test_a_decision_is_on_the_last_round_and_these_bytes(
    gate: Gate, returned: RevisionRecord
) -> None:
    """I2, I12: one word on each round."""
    first = gate.view(returned).submitted.id
    sent = gate.submit(returned)
    refuse(decision(gate, first))
    refuse(decision(gate, sent.id, sha256=f"'{'ab' * 32}'"))
    refuse(decision(gate, sent.id, result="'form_returned'", comment="' '"))
    refuse(decision(gate, sent.id, result="'passed'"))
    run(decision(gate, sent.id))
    refuse(decision(gate, sent.id))


def test_commitments_are_the_final_reviewers(gate: Gate) -> None:
    """R33, R36: the fourth on copies that were compared."""
    revision = gate.reviewed()
    gate.open(revision)
    gate.bring_all(revision)
    comparison = f"'{gate.compare(revision).id}'"

    def row(number: int, name: str = FINAL, comparison: str = "NULL") -> str:
        return insert(
            "form_commitment",
            form_id=f"'{revision.id}'",
            number=str(number),
            comparison_id=comparison,
            person_id=f"'{gate.county.id(name)}'",
            method="'x'",
            at=AT,
        )

    for wrong in (row(1, FIRST), row(4), row(1, FINAL, comparison), row(5)):
        refuse(wrong)
    run(row(1))
    run(row(4, FINAL, comparison))
    for again in (row(1), row(4, FINAL, comparison)):
        refuse(again)
    gate.bring(revision, Paper.FORMAL, as_word(FAULTY_BRIEF))
    refuse(row(4, FINAL, comparison))


def test_a_form_without_reviews_is_refused(gate: Gate) -> None:
    """R28."""
    first, second = gate.reviewed(), gate.cut()
    gate.open(first)
    columns = [one for one in FORM_COLUMNS if one != "revision_id"]
    copied = f"SELECT '{second.id}', {', '.join(columns)} FROM form_form"  # noqa: S608 - as above
    refuse(f"INSERT INTO form_form (revision_id, {', '.join(columns)}) {copied}")


FORM_COLUMNS = (
    "revision_id",
    "reporting_unit",
    "releasing_unit",
    "contact",
    "phone",
    "email",
    "contains_media",
    "says_media",
    "formal_name",
    "electronic_name",
    "signature_kind",
    "seal_kind",
    "opened_by_id",
    "opened_at",
)
