"""What the services refuse, the database refuses too, whoever sends it: I1–I10, I28.

Each case breaks one rule and no other, so each would pass without its guard.
"""

import datetime
from collections.abc import Callable, Mapping

import pytest
from county import TOWN, County
from django.db import IntegrityError, connection
from manuscript_county import WRITER
from raw_sql import drop_guards, run
from review_county import (
    FINAL,
    FIRST,
    LEADER,
    RELEASER,
    SECOND,
    SECRECY,
    Reviewing,
    approve,
    ask,
    attribute,
    audit,
    conclude,
    open_all,
    pass_stage,
    submit,
)
from test_review_findings import CERTAIN, ERROR, INTERNAL, PICTURE, PNG, SUSPECTED

from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import filings
from shenfa.desk.review import decisions, findings, sources
from shenfa.desk.review.auditing import revision_audit
from shenfa.desk.review.findings import Disposal
from shenfa.desk.review.models import DecisionRecord, FindingRecord, NoticeRecord
from shenfa.review import Attribute, Position, Result, Stage, Verb

pytestmark = pytest.mark.db
POSITIONS = {1: "information_officer", 2: "section_head", 3: "deputy_in_charge"}
Values = dict[str, object]
Case = Callable[[Reviewing], tuple[str, Values]]


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return a town that can review."""
    return Reviewing(county)


def insert(table: str, values: Mapping[str, object]) -> None:
    """Put a row in by hand."""
    columns, marks = ", ".join(values), ", ".join("%s" for _ in values)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - a test of such statements
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values.values()))


def said(county: County, revision: RevisionRecord, name: str, **more: object) -> Values:
    """Return what every row about a revision holds: who, and when."""
    at = county.hands.at + datetime.timedelta(minutes=1)
    about = {"revision_id": revision.id, "person_id": county.id(name)}
    zone = "" if connection.vendor == "sqlite" else "+00:00"
    return {**about, "at": f"{at:%Y-%m-%d %H:%M:%S}{zone}", **more}


def decision(
    county: County, revision: RevisionRecord, name: str, stage: int, **change: object
) -> tuple[str, Values]:
    """Return the row by which a person passes a stage."""
    facts = {
        "id": "d-raw",
        "sha256": revision.sha256,
        "stage": stage,
        "result": "passed",
        "position": POSITIONS[stage],
        "proof": "[]",
        "comment": "",
        "method": "device_pin",
        "is_before_receipt": False,
    }
    return "review_decision", said(county, revision, name, **{**facts, **change})


def ready(reviewing: Reviewing, *names: str, **change: object) -> RevisionRecord:
    """Return a submitted revision that these people have opened."""
    revision = reviewing.submitted(**change)
    for name in names or (FIRST,):
        open_all(reviewing.county, revision, name)
    return revision


def first(reviewing: Reviewing, revision: RevisionRecord, **change: object) -> tuple[str, Values]:
    return decision(reviewing.county, revision, FIRST, 1, **change)


def out_of_order(r: Reviewing) -> tuple[str, Values]:
    return decision(r.county, ready(r, SECOND), SECOND, 2)


def unsubmitted(r: Reviewing) -> tuple[str, Values]:
    revision = r.cut()
    audit(r.county, revision)
    open_all(r.county, revision, FIRST)
    return first(r, revision)


def before_the_stage_before(r: Reviewing) -> tuple[str, Values]:
    revision = ready(r, SECOND)
    pass_stage(r.county, revision, Stage.FIRST)
    r.county.hands.at -= datetime.timedelta(seconds=90)
    return decision(r.county, revision, SECOND, 2)


def two_stages(r: Reviewing) -> tuple[str, Values]:
    county, town = r.county, r.county.unit(TOWN)
    tenure = county.appoint(FIRST, Position.SECTION_HEAD, town)
    filings.filing_confirm(by=county.by(LEADER), tenure=tenure.id, document="ab" * 32)
    revision = ready(r)
    pass_stage(county, revision, Stage.FIRST)
    return decision(county, revision, FIRST, 2, result="failed")


def own_text(r: Reviewing) -> tuple[str, Values]:
    revision = r.writing.revision(FIRST)
    audit(r.county, revision)
    submit(r.county, revision, FIRST)
    open_all(r.county, revision, FIRST)
    return first(r, revision)


def no_position(r: Reviewing) -> tuple[str, Values]:
    return decision(r.county, ready(r, RELEASER), RELEASER, 1)


def another_position(r: Reviewing) -> tuple[str, Values]:
    return first(r, ready(r), position="section_head")


def deputy_on_major(r: Reviewing) -> tuple[str, Values]:
    revision = r.cut(is_major=True)
    approve(r.county, revision, (Stage.FIRST, Stage.SECOND))
    open_all(r.county, revision, FINAL)
    return decision(r.county, revision, FINAL, 3)


def after_the_end(r: Reviewing) -> tuple[str, Values]:
    revision = ready(r)
    decisions.revision_recall(by=r.county.by(WRITER), revision=revision.id, reason="有误")
    return first(r, revision)


def other_bytes(r: Reviewing) -> tuple[str, Values]:
    return first(r, ready(r), sha256="ab" * 32)


def contractor(r: Reviewing) -> tuple[str, Values]:
    on = "" if connection.vendor == "sqlite" else " ON organisation_person"
    run(f"DROP TRIGGER organisation_person_serving{on}")
    row = first(r, ready(r))
    run(f"UPDATE organisation_person SET employment = 'contractor' WHERE name = '{FIRST}'")  # noqa: S608 - as above
    return row


def unanswered(r: Reviewing) -> tuple[str, Values]:
    revision = ready(r)
    ask(r.county, revision, FIRST)
    return first(r, revision)


def unopened_text(r: Reviewing) -> tuple[str, Values]:
    revision = r.submitted()
    rendering = f"渠道：{r.writing.column.id}"
    insert("review_opened", said(r.county, revision, FIRST, part=rendering))
    return first(r, revision)


def unopened_rendering(r: Reviewing) -> tuple[str, Values]:
    revision = r.submitted()
    insert("review_opened", said(r.county, revision, FIRST, part="正文"))
    return first(r, revision)


def unopened_file(r: Reviewing) -> tuple[str, Values]:
    manuscript = r.writing.open()
    r.writing.attach(manuscript.id, "一览.txt")
    revision = r.writing.cut(manuscript.id)
    audit(r.county, revision)
    submit(r.county, revision)
    for part in ("正文", f"渠道：{r.writing.column.id}"):
        insert("review_opened", said(r.county, revision, FIRST, part=part))
    return first(r, revision)


def unchecked(r: Reviewing) -> tuple[str, Values]:
    revision = r.cut()
    submit(r.county, revision)
    open_all(r.county, revision, FIRST)
    return first(r, revision)


def unread(r: Reviewing) -> tuple[str, Values]:
    manuscript = r.writing.open()
    r.writing.attach(manuscript.id, "附表.pdf", b"%PDF-1.4\n%%EOF\n")
    revision = r.writing.cut(manuscript.id)
    audit(r.county, revision)
    submit(r.county, revision)
    open_all(r.county, revision, FIRST)
    return first(r, revision)


def unseen(r: Reviewing) -> tuple[str, Values]:
    manuscript = r.writing.open()
    r.writing.attach(manuscript.id, "窗口.png", PNG)
    r.writing.save(manuscript.id, body=PICTURE)
    revision = r.writing.cut(manuscript.id)
    audit(r.county, revision)
    submit(r.county, revision)
    open_all(r.county, revision, FIRST)
    return first(r, revision)


def undecided(r: Reviewing) -> tuple[str, Values]:
    return first(r, ready(r, body=ERROR))


def no_secrecy(r: Reviewing) -> tuple[str, Values]:
    revision = ready(r, FINAL)
    attribute(r.county, revision)
    conclude(r.county, revision, Result.UNDETERMINED)
    pass_stage(r.county, revision, Stage.FIRST)
    pass_stage(r.county, revision, Stage.SECOND)
    return decision(r.county, revision, FINAL, 3)


def no_attribute(r: Reviewing) -> tuple[str, Values]:
    revision = ready(r, FINAL)
    attribute(r.county, revision)
    attribute(r.county, revision, Attribute.ON_REQUEST)
    conclude(r.county, revision)
    pass_stage(r.county, revision, Stage.FIRST)
    pass_stage(r.county, revision, Stage.SECOND)
    return decision(r.county, revision, FINAL, 3)


def finding(r: Reviewing, body: str, name: str, **change: object) -> tuple[str, Values]:
    revision = r.submitted(body=body)
    key = FindingRecord.objects.get(audit__revision=revision).key
    row = {"finding": key, "decision": "clear", "reason": "经核实", **change}
    return "review_finding_decision", said(r.county, revision, name, **row)


def secrecy(r: Reviewing, name: str, **change: object) -> tuple[str, Values]:
    revision = r.submitted()
    row = {"sha256": revision.sha256, "result": "passed", "note": "", "method": "device_pin"}
    return "review_secrecy", said(r.county, revision, name, **{**row, **change})


def own_secrecy(r: Reviewing) -> tuple[str, Values]:
    tenure = r.county.appoint(WRITER, Position.SECRECY_REVIEWER, r.county.unit(TOWN))
    filings.filing_confirm(by=r.county.by(LEADER), tenure=tenure.id, document="ab" * 32)
    return secrecy(r, WRITER)


def submission(r: Reviewing, name: str, **change: object) -> tuple[str, Values]:
    revision = r.cut()
    row = {"sha256": revision.sha256, "method": "device_pin", **change}
    return "review_submission", said(r.county, revision, name, **row)


def exception(r: Reviewing, name: str) -> tuple[str, Values]:
    return "review_source_exception", said(r.county, r.cut(), name, reason="理由")


def own_exception(r: Reviewing) -> tuple[str, Values]:
    revision = r.writing.revision(FINAL)
    return "review_source_exception", said(r.county, revision, FINAL, reason="理由")


def own_attribute(r: Reviewing) -> tuple[str, Values]:
    row = {"attribute": "proactive", "reason": ""}
    return "review_attribute", said(r.county, r.submitted(), WRITER, **row)


CASES: tuple[tuple[Case, str], ...] = (
    (out_of_order, "review_decision_stage"),
    (unsubmitted, "review_decision_submitted"),
    (before_the_stage_before, "review_decision_later"),
    (two_stages, "review_decision_twice"),
    (own_text, "review_decision_author"),
    (no_position, "review_decision_post"),
    (another_position, "review_decision_post"),
    (deputy_on_major, "review_decision_post"),
    (after_the_end, "review_decision_ended"),
    (other_bytes, "review_decision_bytes"),
    (contractor, "review_decision_fit"),
    (unanswered, "review_decision_answered"),
    (unopened_text, "review_decision_opened"),
    (unopened_rendering, "review_decision_opened"),
    (unopened_file, "review_decision_opened"),
    (unchecked, "review_decision_read"),
    (unread, "review_decision_read"),
    (unseen, "review_decision_seen"),
    (undecided, "review_decision_settled"),
    (no_secrecy, "review_decision_concluded"),
    (no_attribute, "review_decision_concluded"),
    (lambda r: finding(r, ERROR, FIRST, finding="none"), "review_finding_decision_known"),
    (lambda r: finding(r, CERTAIN, FIRST), "review_finding_decision_certain"),
    (lambda r: finding(r, SUSPECTED, WRITER), "review_finding_decision_own"),
    (lambda r: finding(r, INTERNAL, FIRST), "review_finding_decision_secrecy"),
    (lambda r: secrecy(r, FIRST), "review_secrecy_post"),
    (lambda r: secrecy(r, SECRECY, sha256="ab" * 32), "review_secrecy_bytes"),
    (own_secrecy, "review_secrecy_author"),
    (lambda r: submission(r, FIRST), "review_submission_maker"),
    (lambda r: submission(r, WRITER, sha256="ab" * 32), "review_submission_bytes"),
    (lambda r: exception(r, FIRST), "review_source_exception_post"),
    (own_exception, "review_source_exception_author"),
    (own_attribute, "review_attribute_author"),
)


@pytest.mark.parametrize(
    ("case", "guard"), CASES, ids=[f"{n}-{row[1]}" for n, row in enumerate(CASES)]
)
def test_each_guard_refuses_alone(reviewing: Reviewing, case: Case, guard: str) -> None:
    """The row is refused, and goes in as soon as this one guard is gone."""
    table, values = case(reviewing)
    with pytest.raises(IntegrityError):
        insert(table, values)
    on = "" if connection.vendor == "sqlite" else f" ON {table}"
    run(f"DROP TRIGGER {guard}{on}")
    insert(table, values)


def test_a_lawful_decision_is_let_in(reviewing: Reviewing) -> None:
    insert(*first(reviewing, ready(reviewing)))
    assert DecisionRecord.objects.get().result == "passed"


TABLES = (
    "review_audit",
    "review_finding",
    "review_gap",
    "review_opened",
    "review_finding_decision",
    "review_gap_view",
    "review_attribute",
    "review_secrecy",
    "review_submission",
    "review_decision",
    "review_end",
    "review_capture",
    "review_source_exception",
    "review_question",
    "review_notice",
)


def fill(reviewing: Reviewing) -> None:
    """Put at least one row into every table."""
    county = reviewing.county
    manuscript = reviewing.writing.open()
    reviewing.writing.attach(manuscript.id, "窗口.png", PNG)
    reviewing.writing.save(manuscript.id, body=PICTURE + ERROR)
    revision = reviewing.writing.cut(manuscript.id)
    checked = audit(county, revision)
    submit(county, revision)
    attribute(county, revision)
    conclude(county, revision, Result.UNDETERMINED)
    ask(county, revision, FIRST)
    findings.finding_decide(
        by=county.by(WRITER),
        revision=revision.id,
        finding=checked.findings.get().key,
        disposal=Disposal(Verb.ARGUE, "经核实"),
    )
    gap = checked.gaps.all()[0].key
    findings.gap_view(by=county.by(FIRST), revision=revision.id, gap=gap, note="窗口")
    capture = sources.Capture("https://a.example/1", county.hands.at, "a.html", b"<p>a</p>")
    sources.source_capture(by=county.by(WRITER), revision=revision.id, capture=capture)
    sources.source_except(by=county.by(FINAL), revision=revision.id, reason="理由")
    decisions.question_answer(by=county.by(WRITER), revision=revision.id, answer="依据通知")
    NoticeRecord.objects.filter(read_at=None).update(read_at=county.hands.at)
    other = reviewing.submitted(title="竹沟镇另一项通知")
    decisions.revision_recall(by=county.by(WRITER), revision=other.id, reason="有误")
    revision_audit(clock=county.hands.clock, revision=revision.id)


CHANGES = (
    "review_audit SET is_finished = NOT is_finished",
    "review_finding SET weight = 'hint'",
    "review_gap SET kind = 'media'",
    "review_opened SET part = part || 'x'",
    "review_finding_decision SET decision = 'clear'",
    "review_gap_view SET note = 'x'",
    "review_attribute SET attribute = 'proactive'",
    "review_secrecy SET result = 'passed'",
    "review_submission SET method = 'x'",
    "review_decision SET result = 'passed'",
    "review_end SET reason = ''",
    "review_capture SET equal = 'yes'",
    "review_source_exception SET reason = 'x'",
    "review_question SET answer = 'x'",
    "review_question SET asked_id = asked_by_id",
    "review_question SET answered_at = NULL, answer = ''",
    "review_notice SET text = 'x'",
    "review_notice SET read_at = NULL",
)


def test_no_row_is_changed_deleted_or_replaced(reviewing: Reviewing) -> None:
    """I28: every statement on every table, and without the guards they would go through."""
    fill(reviewing)
    for table in TABLES:
        statements = [f"DELETE FROM {table}"]  # noqa: S608 - a test of such statements
        if connection.vendor == "sqlite":
            statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - as above
        else:
            statements.append(f"TRUNCATE {table} CASCADE")
        for statement in statements:
            with pytest.raises(IntegrityError):
                run(statement)
    for change in CHANGES:
        with pytest.raises(IntegrityError):
            run(f"UPDATE {change}")
    drop_guards()
    for change in CHANGES:
        run(f"UPDATE {change}")
