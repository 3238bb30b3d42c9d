"""Each statement past the services: refused by the guards; without those of its table, found out.

A guard of a table is needed where the statement is taken once they are gone; then the
invariants over the tables or the stand-alone verifier must see it, or the row says why not.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
import town_releasing as releasing
import town_reviewing as reviewing
from attacks import ATTACKS, Answer, attack
from django.db import connection
from form_papers import word
from manuscript_county import BODY, MARKED
from mutants import Layer, answered_by
from mutants_of_releases import with_file
from raw_sql import installed, run
from town import AUTHOR, FINAL, FIRST, FORMER, RELEASER, Town
from worlds import Worlds, living

from shenfa.review import Result

pytestmark = [pytest.mark.db, pytest.mark.prove]
SERVICE, DATABASE, VERIFIER, LAWS, NOBODY = Layer
Prepare = Callable[[Town], str]
Use = Callable[[Town, str], None]


def prepared(name: str) -> Prepare:
    """Return a prepared revision."""
    return lambda town: town.prepared.revisions[name]


def released(town: Town) -> str:
    """Return a revision that is public."""
    releasing.publish(town, RELEASER, town.prepared.revisions["approved"])
    return town.prepared.revisions["approved"]


def withdrawn(town: Town) -> str:
    """Return a revision that was public."""
    made = releasing.publish(town, RELEASER, town.prepared.revisions["approved"])
    assert made is not None
    releasing.withdraw(town, RELEASER, made.id)
    return town.prepared.revisions["approved"]


def attached(town: Town) -> str:
    """Return a revision with a file."""
    return with_file(town, BODY, "一览.txt", b"windows")[0]


@dataclass(frozen=True)
class Row:
    """An attack on a table: on which revision, and what it is good for if it is taken.

    ``seen`` is who sees it at the latest when somebody has made use of it; ``why`` belongs to
    what nobody or only the invariants see.
    """

    table: str
    prepare: Prepare
    seen: Layer
    use: Use | None = None
    why: str = ""


def doubted(town: Town) -> str:
    """Return an approved revision about which the secrecy reviewer has doubts by now."""
    revision = town.prepared.revisions["approved"]
    reviewing.read(town, RELEASER, revision)
    reviewing.conclude(town, RELEASER, revision, Result.UNDETERMINED)
    return revision


def opened_again(town: Town) -> str:
    """Return an approved revision with an open finding."""
    reviewing.reopen(town, FIRST, town.prepared.revisions["dated"])
    return town.prepared.revisions["dated"]


def contradicted(town: Town) -> str:
    """Return an approved document whose attached file is open on request only."""
    return with_file(town, MARKED, "附表.docx", word("办事窗口一览", "（此件依申请公开）"))[0]


def publish(town: Town, revision: str) -> None:
    """Publish it through the service."""
    releasing.publish(town, RELEASER, revision)


def reviewed_by(name: str) -> Use:
    """Let somebody review it through the service, having read it."""

    def use(town: Town, revision: str) -> None:
        reviewing.read(town, name, revision)
        reviewing.review(town, name, revision)

    return use


MARK_ONLY = "只改了一句说明，结论和人员以留痕为准"
ROWS: dict[str, Row] = {
    "release": Row("release_release", prepared("final"), VERIFIER),
    "decision by an author": Row(
        "review_decision", prepared("first"), LAWS, why="没有发布；据此发布时核验程序缺一审"
    ),
    "decision by an outsider": Row("review_decision", prepared("first"), LAWS, why="同上"),
    "decision before its turn": Row("review_decision", prepared("first"), LAWS, why="同上"),
    "decision by the same person": Row("review_decision", prepared("second"), DATABASE),
    "text changed": Row("manuscripts_revision", prepared("approved"), VERIFIER),
    "title changed": Row("manuscripts_revision", prepared("approved"), VERIFIER),
    "digest changed": Row("manuscripts_revision", prepared("approved"), SERVICE, publish),
    "marker forged": Row("manuscripts_revision", contradicted, VERIFIER, publish),
    "channel changed": Row("manuscripts_rendering", prepared("approved"), VERIFIER),
    "author forgotten": Row("manuscripts_author", prepared("first"), VERIFIER, reviewed_by(AUTHOR)),
    "attachment removed": Row("manuscripts_attachment", attached, VERIFIER),
    "decision changed": Row("review_decision", prepared("approved"), NOBODY, why=MARK_ONLY),
    "decision deleted": Row(
        "review_decision", prepared("approved"), LAWS, why="少了审查只会发布不了"
    ),
    "end deleted": Row("review_end", prepared("failed"), VERIFIER, reviewed_by(FINAL)),
    "finding deleted": Row("review_finding", opened_again, VERIFIER, publish),
    "secrecy changed": Row("review_secrecy", doubted, VERIFIER, publish),
    "attribute changed": Row("review_attribute", prepared("withheld"), VERIFIER, publish),
    "release changed": Row(
        "release_release", released, NOBODY, why="责任以留痕登记的三种人员为准，卡片只供显示"
    ),
    "release deleted": Row("release_release", released, DATABASE),
    "withdrawal undone": Row("release_step", withdrawn, VERIFIER),
    "page changed": Row(
        "release_channel", released, NOBODY, why="地址变了，页面在原址不再出现，不会多公开什么"
    ),
    # Today's weakness: neither trail nor nightly look knows which page belongs to a release.
    "page exchanged": Row(
        "release_channel", released, LAWS, why="核验程序和夜间核对都不知道页面属于哪次发布"
    ),
    "trail changed": Row(
        "trail_entry", prepared("draft"), LAWS, why="只加了空格，导出时按规范重写，内容未变"
    ),
    "trail cut off": Row("trail_entry", prepared("draft"), VERIFIER),
    "tenure made longer": Row(
        "organisation_tenure", prepared("first"), VERIFIER, reviewed_by(FORMER)
    ),
    "filing dated back": Row(
        "organisation_filing", prepared("draft"), NOBODY, why="过去的审查以留痕的时间为准"
    ),
    "policy set": Row("organisation_unit", prepared("first"), VERIFIER, reviewed_by(AUTHOR)),
    "staff number changed": Row("organisation_person", prepared("draft"), VERIFIER),
}


def test_every_attack_has_its_row() -> None:
    assert set(ROWS) == set(ATTACKS)


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_refused_and_without_the_guards_found_out(worlds: Worlds, kind: str) -> None:
    row = ROWS[kind]
    with living(worlds) as town:
        assert attack(town, kind, row.prepare(town), FIRST) is Answer.REFUSED
    with living(worlds) as town:
        revision = row.prepare(town)
        drop_guards_of(row.table)
        if attack(town, kind, revision, FIRST) is Answer.REFUSED:
            assert row.seen is DATABASE
            return
        found = answered_by(town, lambda town: use(town, row, revision))

    assert found is row.seen
    assert bool(row.why) == (row.seen in (NOBODY, LAWS))


def use(town: Town, row: Row, revision: str) -> None:
    """Make use of what was done past the services, if it is good for anything."""
    town.refused = None
    if row.use is not None:
        row.use(town, revision)


def drop_guards_of(table: str) -> None:
    """Take the guards of one table away, as only the owner of the database can."""
    for name, guarded in installed():
        if guarded == table:
            run(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
