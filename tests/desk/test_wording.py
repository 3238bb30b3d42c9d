"""The county's own tables: two people for each change, effect first, in force at once (I22, R54)."""

import datetime
import tomllib

import pytest
from county import County, accepted, refused
from django.db import DatabaseError
from raw_sql import run
from release_county import Releasing
from review_county import Reviewing, audit

from shenfa.audit import compile_engine
from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.job import Means
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.review.models import AuditRecord, FindingRecord, NoticeRecord
from shenfa.desk.review.writing_check import Written, check_written
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.wording.county_file import Row, file_of, rows_of, tables_of
from shenfa.desk.wording.effects import effect_compute, effects_pending
from shenfa.desk.wording.kinds import BY_TABLE
from shenfa.desk.wording.models import ProposalRecord, RowRecord
from shenfa.desk.wording.selectors import county_file, county_tables, present_number
from shenfa.desk.wording.services import (
    Change,
    change_confirm,
    change_decline,
    change_propose,
    file_change,
)
from shenfa.text import ContentKind

pytestmark = pytest.mark.db
ONE_IS_ENOUGH = pytest.mark.parametrize("vendor", ["sqlite"])
"""What is refused before anything is stored does not ask which database it is."""

MOBILE = "13800138000"
OWN_CONFIRMATION = """
UPDATE wording_proposal SET is_confirmed = TRUE, number = 2, decided_at = proposed_at,
decided_by_id = proposed_by_id WHERE is_confirmed IS NULL
"""
NAME = Row(BY_TABLE["names"], {"name": "竹沟,水务"})
NUMBER = Row(BY_TABLE["office_number"], {"number": MOBILE})
EXCEPTION = Row(BY_TABLE["suppression"], {"rule": "PU001", "reason": "公司名称", "text": ","})
BODY = "<p>竹沟,水务发布通知,请周知。</p>"
FILE = """
names = ["竹沟,水务", "云塘\\"甲\\""]

[[office_number]]
number = "13800138000"
valid_from = 2026-01-01

[[suppression]]
rule = "PU001"
text = ","
reason = "公司名称"
decided_by = "谢审"
since = 2026-01-01
until = 2027-01-01
"""
LISTS = """
[[sensitive_word]]
word = "清淤"
category = "示例"
severity = "应改"
source = "示例名单"
allowed = ["清淤船"]

[[restricted_topic]]
name = "巡查安排"
words = ["巡查路线"]
severity = "blocker"
source = "示例清单"
"""


def propose(county: County, *rows: Row, by: str = "谢审") -> ProposalRecord:
    return change_propose(by=county.by(by), change=Change("按县府办要求", rows))


def put_in_force(county: County, *rows: Row) -> ProposalRecord:
    proposal = propose(county, *rows)
    effect_compute(clock=county.hands.clock, proposal=proposal)
    return change_confirm(by=county.by("秦安"), proposal=proposal.id)


def written(body: str = BODY) -> list[str]:
    """Return the rules that speak up while somebody writes this."""
    text = Written("关于供水的通知", body, ContentKind.GENERAL, datetime.date(2026, 11, 24))
    return [one.told.finding.rule for one in check_written(text, county_tables())]


def test_a_change_takes_two_people_and_the_effect(county: County) -> None:
    """I22: one proposes, another confirms what has been shown; until then nothing holds."""
    with accepted("wording.propose"):
        proposal = propose(county, NAME, NUMBER)
    assert county_tables().county.names == frozenset()
    with refused("second_person"):
        change_confirm(by=county.by("谢审"), proposal=proposal.id)
    with refused("effect"):
        change_confirm(by=county.by("秦安"), proposal=proposal.id)
    with accepted("wording.effect", "wording.confirm"):
        effect_compute(clock=county.hands.clock, proposal=proposal)
        change_confirm(by=county.by("秦安"), proposal=proposal.id)

    tables = county_tables()
    assert tables.county.names == {"竹沟,水务"}
    assert [one.number for one in tables.county.office_numbers] == [MOBILE]
    with refused("decided"):
        change_confirm(by=county.by("龙主任"), proposal=proposal.id)


@ONE_IS_ENOUGH
@pytest.mark.parametrize("name", ["向文", "覃镇长", "秦系", "秦审"])
def test_who_may_not_change_the_tables(county: County, name: str) -> None:
    with refused("not_entitled"):
        propose(county, NAME, by=name)


@ONE_IS_ENOUGH
def test_one_person_declines(county: County) -> None:
    proposal = propose(county, NAME)
    with refused("text"):
        change_decline(by=county.by("谢审"), proposal=proposal.id, reason=" ")
    with accepted("wording.decline"):
        change_decline(by=county.by("谢审"), proposal=proposal.id, reason="写错了")

    with refused("decided"):
        change_confirm(by=county.by("秦安"), proposal=proposal.id)
    assert present_number() == 0


def test_the_next_check_uses_the_tables(county: County) -> None:
    """R54: names, numbers and exceptions hold while one types, and the ruleset is another one."""
    before = written(), compile_engine().ruleset
    mobile = f"<p>联系电话 {MOBILE}</p>"
    spoken = written(mobile)
    put_in_force(county, NAME, NUMBER)
    tables = county_tables()

    assert before[0].count("PU001") == 2
    assert written().count("PU001") == 1
    assert spoken
    assert written(mobile) == []
    assert compile_engine(tables.county, tables.suppressions).ruleset != before[1]
    put_in_force(county, EXCEPTION)
    assert "PU001" not in written()


def test_the_audit_of_a_revision_uses_the_tables(county: County) -> None:
    """The gap this closes: what the command line knew, the flow did not."""
    reviewing = Reviewing(county)
    first = reviewing.cut(body=BODY)
    audit(county, first)
    put_in_force(county, EXCEPTION)
    second = reviewing.cut(body=BODY)
    audit(county, second)

    def found(revision: str) -> int:
        return FindingRecord.objects.filter(audit__revision=revision, rule="PU001").count()

    assert (found(first.id), found(second.id)) == (2, 0)
    rulesets = set(AuditRecord.objects.values_list("ruleset", flat=True))
    assert len(rulesets) == 2


def test_the_effect_names_the_texts_that_change(county: County) -> None:
    reviewing = Reviewing(county)
    revision = reviewing.cut(body=BODY)
    reviewing.cut(body="<p>竹沟镇发布通知。</p>")
    effect = effect_compute(clock=county.hands.clock, proposal=propose(county, NAME))

    assert effect.texts == 2
    assert effect.rows == [
        {"revision": revision.id, "is_live": False, "appear": {}, "go": {"PU001": 1}}
    ]


def test_who_published_what_a_change_concerns_is_told(
    county: County, deployment: Deployment
) -> None:
    """A public text is never changed by a table; its unit is told to look at it."""
    releasing = Releasing(county, deployment)
    release = releasing.released(body="<p>竹沟水厂清淤，请周知。</p>")
    put_in_force(county, *rows_of(LISTS))

    told = NoticeRecord.objects.filter(kind="wording_1", about=release.revision_id)
    assert {row.person.name for row in told} >= {"向文", "冉发"}
    assert ReleaseRecord.objects.get(id=release.id).steps.count() == 0


def test_an_effect_against_other_tables_does_not_count(county: County) -> None:
    """Two proposals wait; after the first, the second must be shown anew."""
    first, second = propose(county, NAME), propose(county, NUMBER)
    for one in (first, second):
        effect_compute(clock=county.hands.clock, proposal=one)
    change_confirm(by=county.by("秦安"), proposal=first.id)
    with refused("effect"):
        change_confirm(by=county.by("秦安"), proposal=second.id)

    assert effects_pending(county.hands.clock) == 1
    change_confirm(by=county.by("秦安"), proposal=second.id)
    assert present_number() == 2
    assert effects_pending(county.hands.clock) == 0


def test_what_is_on_its_way_is_checked_anew(county: County, deployment: Deployment) -> None:
    reviewing = Reviewing(county)
    revision = reviewing.cut(body=BODY)
    audit(county, revision)
    county.hands.move(minutes=1)
    put_in_force(county, EXCEPTION)
    county.hands.move(minutes=1)
    job = next(one for one in JOBS if one.name == "anew")
    means = Means(county.by(), deployment)

    assert job.run(means) == 1
    assert job.run(means) == 0
    last = AuditRecord.objects.filter(revision=revision).latest("number")
    assert not last.findings.filter(rule="PU001").exists()


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Row(BY_TABLE["names"], {"name": " "}), "row"),
        (Row(BY_TABLE["names"], {"name": "竹\x00沟"}), "row"),
        (Row(BY_TABLE["names"], {"name": "竹" * 501}), "row"),
        (Row(BY_TABLE["office_number"], {"number": "023-7555"}), "row"),
        (Row(BY_TABLE["office_number"], {"number": MOBILE, "valid_to": "不是日期"}), "row"),
        (Row(BY_TABLE["suppression"], {"rule": "XX999", "reason": "没有"}), "row"),
        (Row(BY_TABLE["suppression"], {"rule": "PI001", "reason": "放行身份证"}), "row"),
        (Row(BY_TABLE["suppression"], {"rule": "PU001"}), "row"),
    ],
)
def test_what_cannot_be_proposed(county: County, row: Row, code: str) -> None:
    """A blocker has no exception (I5); what the reader of the file refuses, nobody proposes."""
    with refused(code):
        propose(county, row)


def test_a_thing_stands_in_the_tables_once(county: County) -> None:
    put_in_force(county, NAME)
    with refused("row"):
        propose(county, NAME)
    with refused("row"):
        propose(county, NUMBER, NUMBER)
    with refused("nothing_new"):
        propose(county)
    twice = propose(county, NUMBER), propose(county, NUMBER)
    effect_compute(clock=county.hands.clock, proposal=twice[0])
    change_confirm(by=county.by("秦安"), proposal=twice[0].id)
    effect_compute(clock=county.hands.clock, proposal=twice[1])
    with refused("row"):
        change_confirm(by=county.by("秦安"), proposal=twice[1].id)


def test_a_row_is_taken_out_and_may_come_back(county: County) -> None:
    put_in_force(county, NAME, NUMBER)
    row = RowRecord.objects.get(kind="names")
    out = change_propose(by=county.by("秦安"), change=Change("改名", remove=(row.id,)))
    effect_compute(clock=county.hands.clock, proposal=out)
    change_confirm(by=county.by("谢审"), proposal=out.id)

    assert county_tables().county.names == frozenset()
    assert county_tables().county.office_numbers
    with refused("gone"):
        change_propose(by=county.by("秦安"), change=Change("改名", remove=(row.id,)))
    put_in_force(county, NAME)
    assert county_tables().county.names == {"竹沟,水务"}


@ONE_IS_ENOUGH
def test_the_file_of_the_command_line_goes_in_and_out(county: County) -> None:
    """One format: what is taken in is given out, and means the same to the same reader."""
    change = file_change(FILE, reason="启用", is_whole=False)
    put_in_force(county, *change.add)
    told = county_file(present_number())
    parsed, given = tomllib.loads(told), tomllib.loads(FILE)

    assert parsed | {"names": set(parsed["names"])} == given | {"names": set(given["names"])}
    assert county_tables().suppressions[0].until == datetime.date(2027, 1, 1)
    again = file_change(told, reason="再次", is_whole=True)
    assert (again.add, again.remove) == ((), ())
    rest = file_change('names = ["竹沟,水务"]', reason="整理", is_whole=True)
    assert (len(rest.add), len(rest.remove)) == (0, 3)
    changed = FILE.replace("2027-01-01", "2027-06-01")
    moved = file_change(changed, reason="延期", is_whole=True)
    assert (len(moved.add), len(moved.remove)) == (1, 1)
    assert len(rows_of(told)) == 4


@ONE_IS_ENOUGH
def test_the_trail_tells_who_and_repeats_no_number(county: County) -> None:
    proposal = put_in_force(county, NUMBER)
    entries = [row.to_entry() for row in EntryRecord.objects.filter(body__contains="wording.")]

    assert [one.verb for one in entries] == ["wording.propose", "wording.effect", "wording.confirm"]
    assert entries[2].facts["requester"] == county.id("谢审")
    assert entries[2].facts["number"] == 1
    assert all(MOBILE not in row.body for row in EntryRecord.objects.all())
    assert proposal.number == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE wording_row SET label = 'x'",
        "DELETE FROM wording_row",
        "DELETE FROM wording_proposal",
        "UPDATE wording_proposal SET reason = 'x'",
        "UPDATE wording_proposal SET answer = 'x' WHERE is_confirmed",
        OWN_CONFIRMATION,
        "DELETE FROM wording_effect",
    ],
)
def test_guards_hold_against_raw_sql(county: County, statement: str) -> None:
    """I28: whoever goes round the service is stopped by the database."""
    put_in_force(county, NAME)
    propose(county, NUMBER)
    with pytest.raises(DatabaseError):
        run(statement)


@ONE_IS_ENOUGH
def test_the_lists_of_the_county_are_rows_like_the_others(county: County) -> None:
    """R54: a sensitive word and a restricted topic hold in the flow, dated and sourced."""
    before = written("<p>竹沟水厂清淤，巡查路线如下。</p>")
    change = file_change(LISTS, reason="按名单", is_whole=False)
    put_in_force(county, *change.add)
    after = written("<p>竹沟水厂清淤，巡查路线如下。</p>")

    assert len(after) - len(before) == 2
    again = file_change(county_file(present_number()), reason="再次", is_whole=True)
    assert (again.add, again.remove) == ((), ())


ROSTER = """
[[leader]]
name = "向云舟"
post = "县委副书记"
order = 2
listed = true
valid_from = 2024-03-01

[[alias]]
alias = "县扶贫办"
name = "县农业农村委"
source = "县机构改革方案"
kinds = ["动态新闻"]
"""


def test_roster_and_aliases_go_to_rows_and_back() -> None:
    """What the command line reads and what the desk keeps are the same tables (R42, R54)."""
    rows = rows_of(ROSTER)

    assert [row.label for row in rows] == ["向云舟 / 县委副书记 / 2024-03-01", "县扶贫办"]
    assert tables_of(file_of(rows)) == tables_of(ROSTER)
    assert tables_of(file_of(rows)).county.leaders[0].listed
