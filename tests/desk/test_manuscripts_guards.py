"""What was cut is neither changed nor added to, whoever sends the statement: I2, I9, I16, I28."""

import pytest
from county import TOWN, County
from django.db import DatabaseError, IntegrityError, transaction
from evidence import evidence_of
from manuscript_county import PDF, WRITER, Writing
from raw_sql import drop_guards, run

from shenfa.desk.manuscripts.lowering import lowering_request
from shenfa.desk.manuscripts.models import RevisionRecord, TransferRecord
from shenfa.desk.manuscripts.purging import purge_confirm, purge_request
from shenfa.desk.manuscripts.transfers import transfer_give, transfer_take
from shenfa.desk.organisation import services as organisation

pytestmark = pytest.mark.db
TABLES = (
    "manuscripts_blob",
    "manuscripts_transfer",
    "manuscripts_manuscript",
    "manuscripts_upload",
    "manuscripts_revision",
    "manuscripts_attachment",
    "manuscripts_rendering",
    "manuscripts_author",
    "manuscripts_request",
)


@pytest.fixture
def revision(county: County) -> RevisionRecord:
    """Return a revision around which a row stands in every table."""
    writing = Writing(county)
    manuscript = writing.open(is_major=True, public_note="").id
    writing.attach(manuscript, "a.pdf", PDF)
    found = writing.cut(manuscript)
    writing.attach(writing.open().id, "b.pdf", PDF + b"b")
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫撰", other)
    by = county.by(WRITER)
    transfer = transfer_give(by=by, revision=found.id, to_unit=other)
    transfer_take(by=county.by("莫撰"), transfer=transfer.id)
    lowering_request(by=by, revision=found.id, reason="例行")
    return found


def test_rows_are_neither_deleted_nor_replaced(revision: RevisionRecord, vendor: str) -> None:
    for table in TABLES:
        statements = [f"DELETE FROM {table}"]  # noqa: S608 - a test of such statements
        if vendor == "sqlite":
            statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608
        else:
            statements.append(f"TRUNCATE {table} CASCADE")
        for statement in statements:
            with pytest.raises(IntegrityError):
                run(statement)
    assert revision.number == 1


PURGED = "title = '', body = '', public_note = '', purged_at = '2026-11-24 02:00:00'"
CHANGES = (
    "manuscripts_blob SET sha256 = 'ab'",
    "manuscripts_blob SET size = size + 1",
    "manuscripts_blob SET stored_at = '2020-01-01 00:00:00'",
    "manuscripts_blob SET purged_at = '2026-11-24 01:00:00'",
    "manuscripts_transfer SET to_unit_id = from_unit_id",
    "manuscripts_transfer SET taken_by_id = given_by_id",
    "manuscripts_transfer SET taken_by_id = NULL, taken_at = NULL",
    "manuscripts_manuscript SET unit_id = (SELECT MAX(id) FROM organisation_unit)",
    "manuscripts_manuscript SET opened_at = '2020-01-01 00:00:00'",
    "manuscripts_working_copy SET version = 1",
    "manuscripts_working_copy SET draft = '{}'",
    "manuscripts_working_copy SET author_id = 'x', version = version + 1",
    "manuscripts_upload SET uploaded_by_id = (SELECT MAX(id) FROM organisation_person)",
    "manuscripts_upload SET blob_id = (SELECT MAX(sha256) FROM manuscripts_blob)",
    "manuscripts_upload SET name = 'b.pdf'",
    "manuscripts_upload SET name = '已清除'",
    "manuscripts_revision SET title = title || '。'",
    "manuscripts_revision SET body = ''",
    "manuscripts_revision SET sha256 = 'ab'",
    "manuscripts_revision SET marker = 'yes'",
    "manuscripts_revision SET is_major = NOT is_major",
    "manuscripts_revision SET names_visited_leader = NOT names_visited_leader",
    "manuscripts_revision SET kind = 'news'",
    "manuscripts_revision SET maker_id = (SELECT MIN(id) FROM organisation_person)",
    "manuscripts_revision SET number = 7",
    "manuscripts_revision SET attachment_count = 9",
    "manuscripts_revision SET author_count = 9",
    "manuscripts_revision SET cut_at = '2020-01-01 00:00:00'",
    f"manuscripts_revision SET {PURGED}",
    "manuscripts_attachment SET name = 'b.pdf'",
    "manuscripts_attachment SET name = '已清除1'",
    "manuscripts_attachment SET position = 2",
    "manuscripts_attachment SET blob_id = (SELECT MAX(sha256) FROM manuscripts_blob)",
    "manuscripts_rendering SET title = '另题'",
    "manuscripts_rendering SET body = ''",
    "manuscripts_author SET person_id = (SELECT MAX(id) FROM organisation_person)",
    "manuscripts_request SET reason = '另由'",
    "manuscripts_request SET matters = '[]'",
    "manuscripts_request SET kind = 'purge'",
    "manuscripts_request SET confirmed_by_id = requested_by_id, confirmed_at = requested_at",
)
HELD_BY_A_CONSTRAINT = {
    "manuscripts_blob SET sha256 = 'ab'",
    "manuscripts_transfer SET to_unit_id = from_unit_id",
    "manuscripts_upload SET blob_id = (SELECT MAX(sha256) FROM manuscripts_blob)",
    "manuscripts_revision SET sha256 = 'ab'",
    "manuscripts_request SET confirmed_by_id = requested_by_id, confirmed_at = requested_at",
    "manuscripts_working_copy SET author_id = 'x', version = version + 1",
}


def test_what_was_stored_is_not_changed(revision: RevisionRecord) -> None:
    """Every raw UPDATE is refused, and would not be without the guards."""
    for change in CHANGES:
        with pytest.raises(DatabaseError):
            run(f"UPDATE {change}")
    drop_guards()
    for change in CHANGES:
        if change not in HELD_BY_A_CONSTRAINT:
            with transaction.atomic():
                run(f"UPDATE {change}")
                transaction.set_rollback(True)
    assert revision.number == 1


def additions(revision: RevisionRecord, person: str) -> tuple[str, ...]:
    """Return statements that add to what was cut."""
    blob = revision.attachments.get().blob_id
    rows = (
        ("attachment (position, name, blob_id, revision_id)", f"SELECT 2, '加.pdf', '{blob}'"),
        ("rendering (title, body, channel_id, revision_id)", "SELECT '', '', MAX(id)"),
        ("author (person_id, revision_id)", f"SELECT '{person}'"),
    )
    account = "FROM channels_channel WHERE kind = 'account'"
    return tuple(
        f"INSERT INTO manuscripts_{into} {values}, '{revision.id}' {account}"
        for into, values in rows
    )


def test_nothing_is_added_to_a_revision(county: County, revision: RevisionRecord) -> None:
    """A revision is closed by the numbers that stand in it."""
    statements = additions(revision, county.id("彭科"))
    for statement in statements:
        with pytest.raises(IntegrityError):
            run(statement)
    drop_guards()
    for statement in statements:
        run(statement)


def copied(revision: RevisionRecord, **change: str) -> str:
    """Return the statement that puts another revision in by hand."""
    fields = [field.column for field in RevisionRecord._meta.concrete_fields]  # noqa: SLF001
    values = [change.get(name, name) for name in fields]
    return (
        f"INSERT INTO manuscripts_revision ({', '.join(fields)}) "  # noqa: S608 - as above
        f"SELECT {', '.join(values)} FROM manuscripts_revision WHERE id = '{revision.id}'"
    )


def test_revisions_come_one_after_the_other(revision: RevisionRecord) -> None:
    for number in ("0", "1", "3"):
        with pytest.raises(IntegrityError):
            run(copied(revision, id="'r-2'", number=number))
    with pytest.raises(IntegrityError):
        run(copied(revision, number="2"))
    with pytest.raises(IntegrityError):
        run(copied(revision, id="'r-2'", number="2", purged_at="cut_at"))
    run(copied(revision, id="'r-2'", number="2"))


def test_a_request_is_asked_before_it_is_confirmed(
    county: County, revision: RevisionRecord
) -> None:
    for confirmed in (
        f"'{county.id('白副')}', '2026-11-24 01:00:00'",
        "NULL, '2026-11-24 01:00:00'",
    ):
        with pytest.raises(IntegrityError):
            run(
                "INSERT INTO manuscripts_request (id, revision_id, kind, reason, matters, "  # noqa: S608 - as above
                "requested_by_id, requested_at, confirmed_by_id, confirmed_at) VALUES ('q-1', "
                f"'{revision.id}', 'purge', 'x', '[]', '{county.id(WRITER)}', "
                f"'2026-11-24 01:00:00', {confirmed})"
            )


def test_a_transfer_is_of_ones_own_unit_and_taken_by_the_other(
    county: County, revision: RevisionRecord
) -> None:
    """R11, also where the service is gone round."""
    town, other = county.unit(TOWN), county.unit("云塘乡人民政府")
    person, at = county.id(WRITER), "'2026-11-24 01:00:00'"
    for units in ((other, town), (other, county.unit("虚谷土家族苗族自治县人民政府办公室"))):
        with pytest.raises(IntegrityError):
            run(
                "INSERT INTO manuscripts_transfer (id, from_unit_id, to_unit_id, revision_id, "  # noqa: S608 - as above
                f"given_by_id, given_at) VALUES ('h-1', '{units[0]}', '{units[1]}', "
                f"'{revision.id}', '{person}', {at})"
            )
    TransferRecord(
        id="h-2",
        from_unit_id=town,
        to_unit_id=other,
        revision=revision,
        given_by_id=person,
        given_at=revision.cut_at,
    ).save(force_insert=True)
    for unit, transfer in ((other, "h-2"), (town, "h-2")):
        with pytest.raises(IntegrityError):
            run(
                "INSERT INTO manuscripts_manuscript (id, unit_id, opened_by_id, opened_at, "  # noqa: S608 - as above
                f"transfer_id) VALUES ('m-1', '{unit}', '{person}', {at}, '{transfer}')"
            )


def test_after_the_purge_nothing_changes_any_more(county: County, revision: RevisionRecord) -> None:
    request = purge_request(by=county.by("向文"), revision=revision.id, reason="泄漏").id
    purge_confirm(by=county.by("白副"), request=request, evidence=evidence_of(county, "白副"))
    for change in (
        "manuscripts_revision SET title = '又来'",
        "manuscripts_revision SET purged_at = NULL",
        "manuscripts_revision SET purged_at = '2026-11-25 00:00:00'",
        "manuscripts_rendering SET body = '又来'",
        "manuscripts_attachment SET name = '又来.pdf'",
        "manuscripts_upload SET name = '又来.pdf'",
        "manuscripts_blob SET purged_at = NULL",
    ):
        with pytest.raises(IntegrityError):
            run(f"UPDATE {change}")
