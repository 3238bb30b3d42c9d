"""The false-alarm court: asked by one, ruled by another, never reported there again (issue of R54)."""

import datetime

import pytest
from county import County, accepted, refused
from django.db import IntegrityError
from manuscript_county import WRITER
from raw_sql import run
from review_county import FIRST, SECOND, Reviewing, audit

from shenfa.desk.court.models import AppealRecord, RulingRecord
from shenfa.desk.court.selectors import (
    State,
    appeal_get,
    appeal_visible,
    rule_count,
    rule_counts,
    state_of,
)
from shenfa.desk.court.services import Verdict, appeal_make, ruling_make, ruling_take_back
from shenfa.desk.deployment import Deployment
from shenfa.desk.jobs.job import Means
from shenfa.desk.jobs.table import JOBS
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import services
from shenfa.desk.refusals import NotFound
from shenfa.desk.review.models import AuditRecord, FindingRecord, NoticeRecord
from shenfa.desk.review.writing_check import Written, check_written
from shenfa.desk.trail.models import EntryRecord
from shenfa.desk.wording.county_file import rows_of
from shenfa.desk.wording.effects import effect_compute
from shenfa.desk.wording.models import ProposalRecord
from shenfa.desk.wording.selectors import county_file, county_tables, present_number
from shenfa.desk.wording.services import Change, change_confirm, change_propose, file_change
from shenfa.review import Position
from shenfa.text import Belonging, ContentKind, Scope
from shenfa.text.checksums import resident_check_digit

pytestmark = pytest.mark.db
ONE_IS_ENOUGH = pytest.mark.parametrize("vendor", ["sqlite"])
RULE = "PU001"
KEEPER, SECOND_KEEPER = "谢审", "秦安"
BODY = "<p>竹沟,水务发布通知，请周知。</p>"
LONGER = "<p>近日，县里开会。</p><p>竹沟,水务发布通知，请周知。</p><p>其余不变。</p>"
CHANGED = "<p>竹沟,水务印发通知，请周知。</p>"
REASON = "这是注册商标，原文如此"
TEXT, UNIT, COUNTY, ALWAYS = Scope.TEXT, Scope.UNIT, Scope.COUNTY, Scope.ALWAYS


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return the county with people who write and review."""
    return Reviewing(county)


def checked(reviewing: Reviewing, body: str = BODY, **change: object) -> RevisionRecord:
    """Cut and check a text."""
    revision = reviewing.cut(body=body, **change)
    audit(reviewing.county, revision)
    return revision


def found(revision: RevisionRecord, rule: str = RULE) -> list[FindingRecord]:
    """Return what the newest check of a revision says by a rule."""
    last = AuditRecord.objects.filter(revision=revision).latest("number")
    return list(last.findings.filter(rule=rule))


def ask(county: County, revision: RevisionRecord, name: str = WRITER) -> AppealRecord:
    """Bring the finding of a revision before the court."""
    return appeal_make(
        by=county.by(name), revision=revision.id, finding=found(revision)[0].key, reason=REASON
    )


def rule(
    county: County, appeal: AppealRecord, scope: Scope | None, name: str = FIRST
) -> RulingRecord:
    """Rule on an appeal a minute later."""
    county.hands.move(minutes=1)
    return ruling_make(by=county.by(name), appeal=appeal.id, verdict=Verdict(scope, "确系商标"))


def confirm(county: County) -> None:
    """Let the second keeper confirm what waits."""
    proposal = ProposalRecord.objects.get(decided_at=None)
    effect_compute(clock=county.hands.clock, proposal=proposal)
    change_confirm(by=county.by(SECOND_KEEPER), proposal=proposal.id)


def heard(body: str, belongs: Belonging = Belonging()) -> bool:
    """Return whether the rule speaks up while somebody writes."""
    day = datetime.date(2026, 11, 24)
    written = Written("关于供水的通知", body, ContentKind.GENERAL, day, belongs=belongs)
    return any(one.told.finding.rule == RULE for one in check_written(written, county_tables()))


def state(county: County, appeal: AppealRecord) -> State:
    return state_of(appeal_get(viewer=county.id(KEEPER), appeal=appeal.id, at=county.hands.at))


def test_an_accepted_appeal_never_raises_the_same_finding_again(
    reviewing: Reviewing, deployment: Deployment
) -> None:
    """Part 6: asked by the maker, ruled by a reviewer; the same place stays silent, in every check."""
    county = reviewing.county
    revision = checked(reviewing)
    with accepted("court.appeal"):
        appeal = ask(county, revision)
    assert state(county, appeal) is State.WAITING
    assert NoticeRecord.objects.filter(kind="court_asked", person__name=FIRST).exists()
    with accepted("wording.propose", "wording.confirm", "court.rule"):
        rule(county, appeal, TEXT)

    assert state(county, appeal) is State.IN_FORCE
    assert NoticeRecord.objects.filter(kind="court_ruled", person__name=WRITER).exists()
    anew = next(one for one in JOBS if one.name == "anew")
    assert anew.run(Means(county.by(), deployment)) == 1
    assert anew.run(Means(county.by(), deployment)) == 0
    assert found(revision) == []
    own = Belonging(revision.manuscript.unit_id, revision.manuscript_id)
    assert not heard(BODY, own)
    assert not heard(LONGER, own)
    assert heard(CHANGED, own)
    assert heard(BODY)
    assert found(checked(reviewing))


@ONE_IS_ENOUGH
@pytest.mark.parametrize(
    ("scope", "silent"),
    [
        (TEXT, {"own"}),
        (UNIT, {"own", "unit"}),
        (COUNTY, {"own", "unit", "county"}),
    ],
)
def test_a_ruling_reaches_as_far_as_it_says(
    reviewing: Reviewing, scope: Scope, silent: set[str]
) -> None:
    county = reviewing.county
    revision = checked(reviewing)
    rule(county, ask(county, revision), scope, FIRST if scope is not COUNTY else KEEPER)
    if scope is COUNTY:
        assert heard(BODY)
        confirm(county)
    town = revision.manuscript.unit_id
    places = {
        "own": Belonging(town, revision.manuscript_id),
        "unit": Belonging(town, "m-other"),
        "county": Belonging("u-other", "m-another"),
    }

    assert {name for name, belongs in places.items() if not heard(BODY, belongs)} == silent
    assert heard(CHANGED, places["own"])


@ONE_IS_ENOUGH
def test_always_means_the_words_wherever_they_stand(reviewing: Reviewing) -> None:
    """A comma alone is right nowhere for good; words of letters are."""
    county = reviewing.county
    appeal = ask(county, checked(reviewing))
    with refused("move"):
        rule(county, appeal, ALWAYS, KEEPER)
    words = "<p>请各单位于11月31日前报送名单。</p>"
    revision = checked(reviewing, words)
    said = next(one for one in AuditRecord.objects.latest("finished_at").findings.all())
    appeal = appeal_make(
        by=county.by(WRITER), revision=revision.id, finding=said.key, reason="约定的说法"
    )
    rule(county, appeal, ALWAYS, KEEPER)
    confirm(county)

    moved = checked(reviewing, "<p>名单须于11月31日前交齐，逾期不候。</p>")
    assert found(revision, said.rule)
    assert found(moved, said.rule) == []


@ONE_IS_ENOUGH
def test_who_asked_does_not_rule_and_strangers_neither(reviewing: Reviewing) -> None:
    county = reviewing.county
    revision = checked(reviewing)
    appeal = ask(county, revision, FIRST)
    with refused("move"):
        rule(county, appeal, TEXT, FIRST)
    with refused("move"):
        rule(county, appeal, TEXT, WRITER)
    with refused("move"):
        rule(county, appeal, COUNTY, SECOND)
    with refused("move"):
        rule(county, appeal, None, WRITER)
    rule(county, appeal, UNIT, SECOND)
    with refused("ruled"):
        rule(county, appeal, TEXT, KEEPER)


@ONE_IS_ENOUGH
def test_another_unit_sees_none_of_it(reviewing: Reviewing) -> None:
    """I21: what belongs to another unit is not found."""
    county = reviewing.county
    revision = checked(reviewing)
    other = services.unit_open(by=county.by("秦系"), name="石坪镇人民政府").id
    county.post("田镇长", Position.PRINCIPAL_LEADER, other, "田镇长")
    county.post("田文", Position.INFORMATION_OFFICER, other, "田镇长")
    appeal = ask(county, revision)
    key = found(revision)[0].key
    with pytest.raises(NotFound):
        appeal_make(by=county.by("田文"), revision=revision.id, finding=key, reason=REASON)
    with pytest.raises(NotFound):
        rule(county, appeal, TEXT, "田文")

    at = county.hands.at
    assert not appeal_visible(viewer=county.id("田文"), at=at).exists()
    assert appeal_visible(viewer=county.id(WRITER), at=at).count() == 1


@ONE_IS_ENOUGH
def test_what_cannot_be_asked(reviewing: Reviewing) -> None:
    """I5: a certain blocker is never silenced, nor is anything of a text marked as secret."""
    county = reviewing.county
    number = "50010119900101123"
    blocked = checked(
        reviewing, f"<p>低保对象田某某，身份证号{number}{resident_check_digit(number)}。</p>"
    )
    findings = AuditRecord.objects.get(revision=blocked).findings
    key = findings.get(weight="certain_blocker").key
    with refused("move"):
        appeal_make(by=county.by(WRITER), revision=blocked.id, finding=key, reason=REASON)
    marked = checked(reviewing, f"<p>秘密★1年</p>{BODY}")
    with refused("spot"):
        ask(county, marked)
    with pytest.raises(NotFound):
        appeal_make(by=county.by(WRITER), revision=blocked.id, finding="none", reason=REASON)
    plain = checked(reviewing)
    with refused("text"):
        appeal_make(
            by=county.by(WRITER), revision=plain.id, finding=found(plain)[0].key, reason=" "
        )
    ask(county, plain)
    with refused("appealed"):
        ask(county, plain, FIRST)
    before = EntryRecord.objects.count()
    ask(county, plain)
    assert EntryRecord.objects.count() == before


@ONE_IS_ENOUGH
def test_a_ruling_is_taken_back(reviewing: Reviewing, deployment: Deployment) -> None:
    """Reversible: dated and chained, and what was silent is reported and checked anew."""
    county = reviewing.county
    revision = checked(reviewing)
    appeal = ask(county, revision)
    rule(county, appeal, UNIT)
    anew = next(one for one in JOBS if one.name == "anew")
    anew.run(Means(county.by(), deployment))
    assert found(revision) == []
    number, before = present_number(), county_tables()
    county.hands.move(minutes=1)
    with refused("move"):
        ruling_take_back(by=county.by(WRITER), appeal=appeal.id, reason="并非商标")
    with accepted("wording.withdraw", "court.withdraw"):
        ruling_take_back(by=county.by(SECOND), appeal=appeal.id, reason="并非商标")

    assert state(county, appeal) is State.WITHDRAWN
    assert present_number() == number
    assert (len(before.suppressions), len(county_tables().suppressions)) == (1, 0)
    county.hands.move(minutes=1)
    assert anew.run(Means(county.by(), deployment)) == 1
    assert found(revision)
    assert anew.run(Means(county.by(), deployment)) == 0
    with refused("move"):
        ruling_take_back(by=county.by(SECOND), appeal=appeal.id, reason="并非商标")


@ONE_IS_ENOUGH
def test_which_rule_cries_wolf(reviewing: Reviewing) -> None:
    county = reviewing.county
    for scope in (TEXT, None, COUNTY):
        name = KEEPER if scope is COUNTY else FIRST
        rule(county, ask(county, checked(reviewing)), scope, name)
    ask(county, checked(reviewing))
    [count] = rule_counts()

    assert (count.rule, count.asked, count.waiting) == (RULE, 4, 2)
    assert (count.accepted, count.declined) == (1, 1)
    assert rule_count(RULE) == count
    assert rule_count("PU002") is None


@ONE_IS_ENOUGH
def test_a_ruling_lapses_with_its_rule(reviewing: Reviewing) -> None:
    """Until text or rule changes: the version of the rule stands in the row."""
    county = reviewing.county
    revision = checked(reviewing)
    appeal = ask(county, revision)
    run("DROP TRIGGER court_appeal_no_update")
    run("UPDATE court_appeal SET version = 'before'")
    rule(county, appeal, TEXT)
    own = Belonging(revision.manuscript.unit_id, revision.manuscript_id)

    assert heard(BODY, own)
    assert state(county, appeal) is State.LAPSED


@ONE_IS_ENOUGH
def test_nobody_types_a_ruling(reviewing: Reviewing) -> None:
    """A row of the court goes out with the file and comes in unchanged, but never by hand."""
    county = reviewing.county
    appeal = ask(county, checked(reviewing))
    rule(county, appeal, UNIT)
    told = county_file(present_number())
    again = file_change(told, reason="再次", is_whole=True)
    assert (again.add, again.remove) == ((), ())
    forged = tuple(rows_of(told.replace('scope = "unit"', 'scope = "always"')))
    assert len(forged) == 1
    with refused("row"):
        change_propose(by=county.by(KEEPER), change=Change("放行", forged))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE court_appeal SET rule = 'PU002'",
        "DELETE FROM court_appeal",
        "UPDATE court_ruling SET scope = 'always'",
        "DELETE FROM court_ruling",
        "UPDATE wording_withdrawal SET reason = ''",
        "DELETE FROM wording_withdrawal",
    ],
)
def test_nothing_of_the_court_is_rewritten(reviewing: Reviewing, statement: str) -> None:
    county = reviewing.county
    appeal = ask(county, checked(reviewing))
    rule(county, appeal, TEXT)
    ruling_take_back(by=county.by(SECOND), appeal=appeal.id, reason="改主意")
    with pytest.raises(IntegrityError):
        run(statement)


def test_the_database_refuses_what_the_services_would(reviewing: Reviewing) -> None:
    """Two people, and nothing but a ruling is withdrawn by one, whoever sends the statement."""
    county = reviewing.county
    appeal = ask(county, checked(reviewing))
    with pytest.raises(IntegrityError):
        run(
            "INSERT INTO court_ruling (appeal_id, scope, reason, by_id, at, row_id) "  # noqa: S608
            f"VALUES ('{appeal.id}', '', 'x', '{appeal.by_id}', '2026-11-24 02:00:00', NULL)"
        )
    name = rows_of('names = ["竹沟水务"]')
    change_propose(by=county.by(KEEPER), change=Change("登记", name))
    with pytest.raises(IntegrityError):
        run(
            "INSERT INTO wording_withdrawal (row_id, reason, by_id, at) "
            "SELECT wording_row.id, 'x', organisation_person.id, '2026-11-24 02:00:00' "
            "FROM wording_row, organisation_person LIMIT 1"
        )


@ONE_IS_ENOUGH
def test_the_trail_repeats_no_text(reviewing: Reviewing) -> None:
    county = reviewing.county
    appeal = ask(county, checked(reviewing))
    rule(county, appeal, UNIT)
    bodies = EntryRecord.objects.filter(body__contains="court.").values_list("body", flat=True)

    assert len(bodies) == 2
    assert not any("水务发布" in body for body in bodies)
