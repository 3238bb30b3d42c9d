"""No statement makes public what was not reviewed, or brings anything back: I1–I16, I18, I28.

Every line breaks exactly one thing of a lawful release by an owner of the database who has
switched off the guards of the other tables. The guard that refuses is the one of the line.
"""

# ruff: noqa: S608 - a test of such statements

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from county import County
from django.db import DatabaseError, IntegrityError, connection, transaction
from raw_sql import installed, run
from release_county import Releasing, both, nothing_public_changes
from review_county import FINAL, FIRST, RELEASER, SECOND, WRITER

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.models import ReleaseRecord, StepRecord

pytestmark = pytest.mark.db
AT = "'2026-11-25 01:00:00'"
COLUMNS = (
    "id, revision_id, sha256, first_id, leadership_id, released_by_id, card, published_at, "
    "released_at"
)


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


def release_sql(revision: RevisionRecord, town: Releasing, **change: str) -> str:
    """Return the statement that puts a release in by hand, lawful unless changed."""
    facts = {
        "id": "'e-0123456789abcdef'",
        "revision_id": f"'{revision.id}'",
        "sha256": f"'{revision.sha256}'",
        "first_id": f"'{revision.maker_id}'",
        "leadership_id": f"'{town.county.id(FINAL)}'",
        "released_by_id": f"'{town.county.id(RELEASER)}'",
        "card": "'{}'",
        "published_at": AT,
        "released_at": AT,
        **change,
    }
    values = ", ".join(facts[name.strip()] for name in COLUMNS.split(","))
    return f"INSERT INTO release_release ({COLUMNS}) VALUES ({values})"


@contextmanager
def undone() -> Iterator[None]:
    """Undo whatever is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def drop_others() -> None:
    """Switch off the guards of all tables that are not of the releases."""
    for name, table in installed():
        if not table.startswith("release_"):
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            run(f"DROP TRIGGER {name}{on}")


def copied(table: str, where: str, **change: str) -> str:
    """Return the statement that puts a changed copy of a row in."""
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(change.get(name, name) for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {where}"


def unlawful(town: Releasing, revision: RevisionRecord) -> dict[str, tuple[list[str], str]]:
    """Return what is done to the tables, and what the guard says, each under a name."""
    about = f"revision_id = '{revision.id}'"
    person = {name: f"'{town.county.id(name)}'" for name in (WRITER, FIRST, SECOND, FINAL)}
    audit = f"(SELECT id FROM review_audit WHERE {about})"
    change = f"UPDATE manuscripts_revision SET {{}} WHERE id = '{revision.id}'"
    finding = (
        "INSERT INTO review_finding (audit_id, key, weight, rule, part, detail) "
        f"VALUES ({audit}, 'k1', '{{}}', 'W0101', '正文', '{{{{}}}}')"
    )
    said = (
        "INSERT INTO review_finding_decision (revision_id, finding, decision, reason, person_id, at) "
        f"VALUES ('{revision.id}', 'k1', '{{}}', '', {person[FIRST]}, {AT})"
    )
    gap = (
        "INSERT INTO review_gap (audit_id, key, kind, part, place, reason) "
        f"VALUES ({audit}, 'g1', '{{}}', '正文', '第1页', '图片')"
    )
    seen = (
        "INSERT INTO review_gap_view (revision_id, gap, person_id, note, at) "
        f"VALUES ('{revision.id}', 'g1', {{}}, '看了', {AT})"
    )
    end = (
        "INSERT INTO review_end (revision_id, cause, reason, person_id, at) "
        f"VALUES ('{revision.id}', '{{}}', '', {person[FIRST]}, {AT})"
    )
    author = (
        f"INSERT INTO manuscripts_author (revision_id, person_id) VALUES ('{revision.id}', {{}})"
    )
    tenure = "UPDATE organisation_tenure SET {} WHERE position = 'releaser'"
    filed = (
        "UPDATE organisation_filing SET confirmed_at = '2026-11-26 01:00:00' WHERE tenure_id = "
        "(SELECT id FROM organisation_tenure WHERE position = 'releaser')"
    )
    releaser = f"UPDATE organisation_person SET {{}} WHERE id = '{town.county.id(RELEASER)}'"
    other = "'" + "b" * 64 + "'"
    newer = {"id": "'r-newer'", "number": "number + 1"}
    two = [seen.format(person[FIRST]), seen.format(person[SECOND])]
    return {
        "newer revision": (
            [copied("manuscripts_revision", f"id = '{revision.id}'", **newer)],
            "更新的版本",
        ),
        "second review failed": (
            [f"UPDATE review_decision SET result = 'failed' WHERE {about} AND stage = 2"],
            "三个不同的人",
        ),
        "review of other bytes": (
            [f"UPDATE review_decision SET sha256 = {other} WHERE {about} AND stage = 1"],
            "三个不同的人",
        ),
        "second reviewer is an author": ([author.format(person[SECOND])], "作者不得审查"),
        "final reviewer is an author": ([author.format(person[FINAL])], "作者不得审查"),
        "first reviewer is an author": ([author.format(person[FIRST])], "作者不得审查"),
        "ended": ([end.format("recalled")], "已经终止"),
        "taken down": ([end.format("taken_down")], "已经终止"),
        "purged": ([change.format(f"purged_at = {AT}")], "已经终止"),
        "secrecy failed": (
            [f"UPDATE review_secrecy SET result = 'failed' WHERE {about}"],
            "保密审查",
        ),
        "secrecy undetermined later": (
            [copied("review_secrecy", about, id="id + 1000", result="'undetermined'")],
            "保密审查",
        ),
        "secrecy of other bytes": ([f"UPDATE review_secrecy SET sha256 = {other}"], "保密审查"),
        "no secrecy": ([f"DELETE FROM review_secrecy WHERE {about}"], "保密审查"),
        "on request": (["UPDATE review_attribute SET attribute = 'on_request'"], "主动公开"),
        "withheld later": (
            [copied("review_attribute", about, id="id + 1000", attribute="'withheld'")],
            "主动公开",
        ),
        "no attribute": (["DELETE FROM review_attribute"], "主动公开"),
        "unmarked": (
            [change.format(f"kind = 'official', signer_id = {person[FINAL]}")],
            "此件公开发布",
        ),
        "issuer not captured": (
            [change.format(f"kind = 'official', marker = 'issuer', signer_id = {person[FINAL]}")],
            "此件公开发布",
        ),
        "repost not captured": ([change.format("kind = 'repost'")], "来源"),
        "relay not captured": ([change.format("kind = 'warning_relay'")], "来源"),
        "no audit": (
            [
                f"UPDATE review_audit SET revision_id = revision_id, is_finished = (1 = 0) WHERE {about}"
            ],
            "没有得出结果",
        ),
        "newest audit crashed": (
            [copied("review_audit", about, id="'u2'", number="number + 1", is_finished="(1 = 0)")],
            "没有得出结果",
        ),
        "open error": ([finding.format("error")], "没有处置"),
        "open warning": ([finding.format("warning")], "没有处置"),
        "reopened": (
            [finding.format("error"), said.format("argue"), said.format("reopen")],
            "没有处置",
        ),
        "certain blocker": ([finding.format("certain_blocker"), said.format("clear")], "没有处置"),
        "unread": ([gap.format("unread"), *two, seen.format(person[FINAL])], "未能读取"),
        "media not seen": ([gap.format("media")], "未能读取"),
        "media seen by two": ([gap.format("media"), *two], "未能读取"),
        "releaser ended": ([tenure.format(f"until = {AT}")], "信息发布人员"),
        "releaser to come": ([tenure.format("since = '2026-11-26 01:00:00'")], "信息发布人员"),
        "releaser of another unit": (
            [tenure.format("unit_id = (SELECT id FROM organisation_unit WHERE is_county_office)")],
            "信息发布人员",
        ),
        "releaser not filed": ([filed], "信息发布人员"),
        "releaser disabled": ([releaser.format(f"disabled_at = {AT}")], "信息发布人员"),
        "releaser contracted": ([releaser.format("employment = 'contractor'")], "信息发布人员"),
    }


def test_no_statement_makes_public_what_is_not_lawful(town: Releasing) -> None:
    """I1–I13, I30, R12: each line is refused by its own guard."""
    revision = town.approved()
    drop_others()
    with undone():
        run(release_sql(revision, town))
    for name, (statements, sentence) in unlawful(town, revision).items():
        with undone():
            for statement in statements:
                run(statement)
            with pytest.raises(IntegrityError) as caught, transaction.atomic():
                run(release_sql(revision, town))
            assert sentence in str(caught.value), name


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sha256": "'" + "b" * 64 + "'"}, "不能发布|不一致|三个不同的人|保密"),
        ({"first_id": FIRST}, "责任没有落实到人"),
        ({"leadership_id": SECOND}, "责任没有落实到人"),
        ({"released_by_id": FINAL}, "信息发布人员"),
        ({"released_by_id": WRITER}, "信息发布人员"),
        ({"released_by_id": "秦系"}, "信息发布人员"),
    ],
)
def test_the_row_itself_must_be_true(
    town: Releasing, change: dict[str, str], sentence: str
) -> None:
    """R21–R23, I2, I18, I30."""
    revision = town.approved()
    facts = {
        name: value if value.startswith("'") else f"'{town.county.id(value)}'"
        for name, value in change.items()
    }
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        run(release_sql(revision, town, **facts))


@pytest.mark.parametrize(
    "statements",
    [
        [("hint",)],
        [("error", "argue")],
        [("warning", "reopen", "confirm")],
        [("suspected_blocker", "clear"), ("secrecy", "clear")],
    ],
)
def test_what_was_decided_does_not_stand_in_the_way(
    town: Releasing, statements: list[tuple[str, ...]]
) -> None:
    revision = town.approved()
    drop_others()
    for number, (weight, *words) in enumerate(statements):
        run(
            "INSERT INTO review_finding (audit_id, key, weight, rule, part, detail) VALUES ("
            f"(SELECT id FROM review_audit WHERE revision_id = '{revision.id}'), "
            f"'k{number}', '{weight}', 'W0101', '正文', '{{}}')"
        )
        for word in words:
            run(
                "INSERT INTO review_finding_decision "
                "(revision_id, finding, decision, reason, person_id, at) VALUES ("
                f"'{revision.id}', 'k{number}', '{word}', '', '{town.county.id(FIRST)}', {AT})"
            )
    run(release_sql(revision, town))

    assert ReleaseRecord.objects.count() == 1


def test_a_first_review_by_an_author_stands_where_the_unit_said_so(town: Releasing) -> None:
    """Q16, I22: under the policy of its time, whatever the policy is now."""
    revision = town.approved()
    drop_others()
    run(
        "INSERT INTO manuscripts_author (revision_id, person_id) "
        f"VALUES ('{revision.id}', '{town.county.id(FIRST)}')"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        run(release_sql(revision, town))
    run("UPDATE organisation_unit SET author_may_first_review = (1 = 1)")
    run(release_sql(revision, town))


def test_channels_are_those_of_the_review_and_come_at_once(town: Releasing) -> None:
    """I5, R28: no channel outside the review, none later, no main column without the county."""
    writing = town.reviewing.writing
    release = town.publish(town.approved(*both(town)))
    columns = "release_id, channel_id, path"

    def add(channel: str) -> str:
        return f"INSERT INTO release_channel ({columns}) VALUES ('{release.id}', '{channel}', 'x')"

    for channel, sentence in (
        (writing.account.id, "不得增加渠道"),
        (writing.main_column.id, "渠道不在|不得增加|县政府办公室"),
        (writing.column.id, "相同的登记|不得增加|UNIQUE"),
    ):
        caught = pytest.raises(DatabaseError, match=sentence)
        with nothing_public_changes(), caught, transaction.atomic():
            run(add(channel))


ORDERS = (
    (("replace",), True),
    (("hide",), True),
    (("hide", "confirm"), True),
    (("withdraw",), True),
    (("hide", "withdraw", "archive", "delete"), True),
    (("hide", "confirm", "withdraw", "archive", "delete"), True),
    (("replace", "withdraw", "archive"), True),
    (("replace", "archive", "delete"), True),
    (("confirm",), False),
    (("archive",), False),
    (("delete",), False),
    (("withdraw", "delete"), False),
    (("replace", "delete"), False),
    (("hide", "archive"), False),
    (("withdraw", "hide"), False),
    (("withdraw", "replace"), False),
    (("replace", "hide"), False),
    (("hide", "replace"), False),
    (("withdraw", "confirm"), False),
    (("hide", "withdraw", "confirm"), False),
    (("withdraw", "archive", "withdraw"), False),
    (("withdraw", "archive", "delete", "archive"), False),
)


def step_sql(town: Releasing, release: ReleaseRecord, act: str, name: str = "") -> str:
    """Return the statement that puts a step in by hand; the second person confirms."""
    who = town.county.id(name or (SECOND if act == "confirm" else FIRST))
    archive = "(SELECT MIN(sha256) FROM manuscripts_blob)" if act == "archive" else "NULL"
    word = "gone" if act == "withdraw" else ""
    return (
        "INSERT INTO release_step (release_id, act, person_id, reason, notice, archive_id, at) "
        f"VALUES ('{release.id}', '{act}', '{who}', '理由', '{word}', {archive}, {AT})"
    )


def test_steps_come_in_their_order_only(town: Releasing) -> None:
    """R85, I24: delete after archive after withdrawal, and nothing leads back."""
    release = town.released()
    for acts, is_lawful in ORDERS:
        with undone():
            for act in acts[:-1]:
                run(step_sql(town, release, act))
            if is_lawful:
                run(step_sql(town, release, acts[-1]))
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                run(step_sql(town, release, acts[-1]))


def test_a_takedown_is_confirmed_by_somebody_else(town: Releasing) -> None:
    """I24."""
    release = town.released()
    run(step_sql(town, release, "hide"))
    with pytest.raises(IntegrityError, match="另一人"), transaction.atomic():
        run(step_sql(town, release, "confirm", FIRST))
    run(step_sql(town, release, "confirm"))


def test_one_version_is_live_at_a_time(town: Releasing) -> None:
    """I16."""
    release = town.released()
    revision = town.changed(release.revision, title="再次延长窗口服务时间")
    with pytest.raises(IntegrityError, match="只能有一个版本在线"), transaction.atomic():
        run(release_sql(revision, town))
    run(step_sql(town, release, "replace"))
    run(release_sql(revision, town))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE release_release SET card = '{}'",
        "UPDATE release_release SET sha256 = sha256",
        "UPDATE release_release SET released_by_id = first_id",
        "DELETE FROM release_release",
        "UPDATE release_channel SET path = 'x'",
        "UPDATE release_channel SET page_id = NULL",
        "DELETE FROM release_channel",
        "UPDATE release_step SET act = 'replace'",
        "UPDATE release_step SET person_id = person_id",
        "DELETE FROM release_step",
        "UPDATE release_delivery SET act = 'remove'",
        "DELETE FROM release_delivery",
        "UPDATE release_live_check SET is_equal = (1 = 1)",
        "DELETE FROM release_live_check",
        "UPDATE release_site SET name = 'x'",
        "DELETE FROM release_site",
        "UPDATE release_baseline SET title = 'x'",
        "DELETE FROM release_baseline",
        "UPDATE release_schedule SET due = due",
        "UPDATE release_schedule SET settled_at = NULL",
        "DELETE FROM release_schedule",
        "DELETE FROM release_connector",
    ],
)
def test_rows_stay_as_they_were_written(town: Releasing, statement: str) -> None:
    """I18, I28: also who can send SQL brings nothing back."""
    every_table(town)
    with nothing_public_changes(), pytest.raises(IntegrityError), transaction.atomic():
        run(statement)
    table = statement.removeprefix("DELETE FROM ").removeprefix("UPDATE ").split()[0]
    if connection.vendor == "sqlite":
        with nothing_public_changes(), pytest.raises(IntegrityError), transaction.atomic():
            run(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


def every_table(town: Releasing) -> None:
    """Put a row into each table, around a release that was withdrawn."""
    me = f"'{town.county.id(RELEASER)}'"
    run(
        "INSERT INTO release_baseline VALUES "
        f"('https://a.example/', 'ab', '旧页', {AT}, 'system', {AT})"
    )
    release = town.released()
    town.withdraw(release)
    run(
        "INSERT INTO release_site (name, domain, id_code, icp, police, sponsor, contact, set_by_id, set_at) "
        f"VALUES ('站', '', '', '', '', '', '', {me}, {AT})"
    )
    run(
        "INSERT INTO release_live_check (release_id, channel_id, is_equal, seen, at) "
        f"VALUES ('{release.id}', '{town.column}', (1 = 0), 'x', {AT})"
    )
    run(
        "INSERT INTO release_schedule (id, revision_id, due, channels, asked_by_id, asked_at, outcome) "
        f"VALUES ('z-1', '{release.revision_id}', {AT}, '[]', {me}, {AT}, '')"
    )
    run(f"UPDATE release_schedule SET settled_at = {AT}, outcome = '已取消'")
    run(
        "INSERT INTO release_connector (channel_id, kind, settings, set_by_id, set_at) "
        f"VALUES ('{town.column}', 'site', '{{}}', {me}, {AT})"
    )
    assert StepRecord.objects.exists()


def test_old_pages_are_not_registered_later(town: Releasing) -> None:
    """存量: before the first release only."""
    town.released()
    with pytest.raises(IntegrityError, match="存量"), transaction.atomic():
        run(
            "INSERT INTO release_baseline VALUES "
            f"('https://a.example/', 'ab', '旧页', {AT}, 'system', {AT})"
        )
