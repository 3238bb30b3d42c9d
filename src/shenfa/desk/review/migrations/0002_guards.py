"""What the core refuses, the database refuses as well, whoever sends the statement (I1–I10, I28).

A decision stands on what other rows say in that moment: the order of the stages, who wrote the
text, who holds which position, what was opened, found and concluded. Each is a guard of its own.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的记录"
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
)
WORK = (
    "review_finding_decision",
    "review_gap_view",
    "review_attribute",
    "review_secrecy",
    "review_submission",
    "review_decision",
    "review_capture",
    "review_source_exception",
)
"""What cannot be said any more about a revision that has come to an end."""
ON_BYTES = ("review_secrecy", "review_submission", "review_decision")
UNSIGNED = ("review_attribute", "review_secrecy", "review_source_exception")
"""What nobody says about a text of their own, whatever the unit allows."""

ENDED = """
EXISTS (SELECT 1 FROM review_end WHERE revision_id = NEW.revision_id)
OR EXISTS (
    SELECT 1 FROM manuscripts_revision
    WHERE id = NEW.revision_id AND purged_at IS NOT NULL
)
"""
OTHER_BYTES = """
NOT EXISTS (
    SELECT 1 FROM manuscripts_revision WHERE id = NEW.revision_id AND sha256 = NEW.sha256
)
"""
UNFIT = """
EXISTS (
    SELECT 1 FROM organisation_person
    WHERE id = NEW.person_id AND (employment <> 'in_house' OR disabled_at IS NOT NULL)
)
"""
IS_AUTHOR = """
EXISTS (
    SELECT 1 FROM manuscripts_author
    WHERE revision_id = NEW.revision_id AND person_id = NEW.person_id
)
"""
LAST_AUDIT = """
(SELECT a.id FROM review_audit AS a
WHERE a.revision_id = NEW.revision_id ORDER BY a.number DESC LIMIT 1)
"""
PASSED = "NEW.result = 'passed'"


def holds(position: str) -> str:
    """Return the condition that the person holds a position, filed, in the revision's unit."""
    return f"""
    EXISTS (
        SELECT 1 FROM manuscripts_revision AS r
        JOIN manuscripts_manuscript AS m ON m.id = r.manuscript_id
        JOIN organisation_tenure AS t ON t.unit_id = m.unit_id
        JOIN organisation_filing AS f ON f.tenure_id = t.id
        WHERE r.id = NEW.revision_id AND t.person_id = NEW.person_id
        AND t.position = {position}
        AND t.since <= NEW.at AND f.confirmed_at <= NEW.at
        AND (t.until IS NULL OR t.until > NEW.at)
    )
    """  # noqa: S608 - the text stands in this file


def on_top(table: str, *same: str) -> Guard:
    """Return the guard against an INSERT on top of a row, which SQLite takes for a deletion."""
    columns = [one.split("+") for one in same]
    conditions = (" AND ".join(f"{name} = NEW.{name}" for name in names) for names in columns)
    condition = " OR ".join(f"({one})" for one in conditions)
    sql = f"EXISTS (SELECT 1 FROM {table} WHERE {condition})"  # noqa: S608 - as above
    return Guard(table, "INSERT", "once", sql, AGAIN)


MAY_REVIEW_OWN = """
(NEW.stage = 1 AND EXISTS (
    SELECT 1 FROM manuscripts_revision AS r
    JOIN manuscripts_manuscript AS m ON m.id = r.manuscript_id
    JOIN organisation_unit AS u ON u.id = m.unit_id
    WHERE r.id = NEW.revision_id AND u.author_may_first_review
))
"""
WRONG_STAGE = """
NEW.stage <> 1 + (
    SELECT COUNT(*) FROM review_decision
    WHERE revision_id = NEW.revision_id AND result = 'passed'
)
"""
UNSUBMITTED = """
NOT EXISTS (
    SELECT 1 FROM review_submission
    WHERE revision_id = NEW.revision_id AND at < NEW.at
)
"""
EARLY = """
EXISTS (SELECT 1 FROM review_decision WHERE revision_id = NEW.revision_id AND at >= NEW.at)
"""
TWICE = """
EXISTS (
    SELECT 1 FROM review_decision
    WHERE revision_id = NEW.revision_id AND person_id = NEW.person_id AND stage <> NEW.stage
)
"""
POSITION = """
CASE NEW.stage WHEN 1 THEN 'information_officer' WHEN 2 THEN 'section_head'
ELSE (
    SELECT CASE WHEN is_major THEN 'principal_leader' ELSE 'deputy_in_charge' END
    FROM manuscripts_revision WHERE id = NEW.revision_id
) END
"""
UNANSWERED = """
EXISTS (
    SELECT 1 FROM review_decision AS doubt WHERE doubt.revision_id = NEW.revision_id
    AND doubt.result = 'undetermined' AND NOT EXISTS (
        SELECT 1 FROM review_question
        WHERE decision_id = doubt.id AND answered_at IS NOT NULL
    )
)
"""
UNOPENED = """
NOT EXISTS (
    SELECT 1 FROM review_opened
    WHERE revision_id = NEW.revision_id AND person_id = NEW.person_id AND part = '正文'
)
OR EXISTS (
    SELECT 1 FROM manuscripts_attachment AS file WHERE file.revision_id = NEW.revision_id
    AND NOT EXISTS (
        SELECT 1 FROM review_opened AS o WHERE o.revision_id = NEW.revision_id
        AND o.person_id = NEW.person_id AND o.part = '附件：' || file.name
    )
)
OR EXISTS (
    SELECT 1 FROM manuscripts_rendering AS shown WHERE shown.revision_id = NEW.revision_id
    AND NOT EXISTS (
        SELECT 1 FROM review_opened AS o WHERE o.revision_id = NEW.revision_id
        AND o.person_id = NEW.person_id AND o.part = '渠道：' || shown.channel_id
    )
)
"""
UNREAD = f"""
{PASSED} AND (
    NOT EXISTS (SELECT 1 FROM review_audit WHERE id = {LAST_AUDIT} AND is_finished)
    OR EXISTS (SELECT 1 FROM review_gap WHERE audit_id = {LAST_AUDIT} AND kind = 'unread')
)
"""  # noqa: S608 - as above
UNSEEN = f"""
{PASSED} AND EXISTS (
    SELECT 1 FROM review_gap AS g WHERE g.audit_id = {LAST_AUDIT} AND g.kind = 'media'
    AND NOT EXISTS (
        SELECT 1 FROM review_gap_view AS v WHERE v.revision_id = NEW.revision_id
        AND v.person_id = NEW.person_id AND v.gap = g.key
    )
)
"""  # noqa: S608 - as above
UNDECIDED = f"""
{PASSED} AND EXISTS (
    SELECT 1 FROM review_finding AS f WHERE f.audit_id = {LAST_AUDIT} AND f.weight <> 'hint'
    AND (f.weight = 'certain_blocker' OR COALESCE((
        SELECT d.decision FROM review_finding_decision AS d
        WHERE d.revision_id = NEW.revision_id AND d.finding = f.key
        ORDER BY d.id DESC LIMIT 1
    ), 'reopen') = 'reopen')
)
"""  # noqa: S608 - as above
NOT_CONCLUDED = f"""
NEW.stage = 3 AND {PASSED} AND (
    COALESCE((
        SELECT s.result FROM review_secrecy AS s WHERE s.revision_id = NEW.revision_id
        ORDER BY s.id DESC LIMIT 1
    ), 'none') <> 'passed'
    OR COALESCE((
        SELECT a.attribute FROM review_attribute AS a WHERE a.revision_id = NEW.revision_id
        ORDER BY a.id DESC LIMIT 1
    ), 'none') <> 'proactive'
)
"""  # noqa: S608 - as above
WEIGHT = f"""
(SELECT f.weight FROM review_finding AS f
WHERE f.audit_id = {LAST_AUDIT} AND f.key = NEW.finding)
"""  # noqa: S608 - as above
NO_SUCH_FINDING = f"{WEIGHT} IS NULL"
NOT_TO_BE_CLOSED = f"NEW.decision <> 'reopen' AND {WEIGHT} = 'certain_blocker'"
OWN_BLOCKER = f"""
NEW.decision <> 'reopen' AND {WEIGHT} IN ('suspected_blocker', 'secrecy') AND {IS_AUTHOR}
"""
NOT_SECRECY_REVIEWER = f"""
NEW.decision <> 'reopen' AND {WEIGHT} = 'secrecy' AND NOT {holds("'secrecy_reviewer'")}
"""
NOT_IN_DOUBT = """
NOT EXISTS (SELECT 1 FROM review_decision WHERE id = NEW.decision_id AND result = 'undetermined')
OR NEW.answered_at IS NOT NULL
"""

GUARDS = (
    *(guard for table in TABLES for guard in never(table, "UPDATE", "DELETE")),
    *(Guard(table, "INSERT", "ended", ENDED, "该版本已终止，不能再办理") for table in WORK),
    *(Guard(table, "INSERT", "bytes", OTHER_BYTES, "摘要与该版本的内容不符") for table in ON_BYTES),
    *(
        Guard(table, "INSERT", "fit", UNFIT, "外包或已停用的人员不得办理")
        for table in WORK
        if table != "review_capture"
    ),
    *(Guard(table, "INSERT", "author", IS_AUTHOR, "撰稿人不得办理") for table in UNSIGNED),
    on_top("review_audit", "id", "revision_id+number"),
    on_top("review_finding", "id", "audit_id+key"),
    on_top("review_gap", "id", "audit_id+key"),
    on_top("review_opened", "id", "revision_id+part+person_id"),
    on_top("review_finding_decision", "id"),
    on_top("review_gap_view", "id"),
    on_top("review_attribute", "id"),
    on_top("review_secrecy", "id"),
    on_top("review_submission", "revision_id"),
    on_top("review_decision", "id"),
    on_top("review_end", "revision_id"),
    on_top("review_capture", "id"),
    on_top("review_source_exception", "revision_id"),
    on_top("review_question", "id"),
    on_top("review_notice", "id", "person_id+kind+about"),
    Guard("review_submission", "INSERT", "maker", f"NOT {IS_AUTHOR}", "只有撰稿人可以送审"),
    Guard(
        "review_secrecy",
        "INSERT",
        "post",
        f"NOT {holds(chr(39) + 'secrecy_reviewer' + chr(39))}",
        "保密审查由在岗且已备案的保密审查员作出结论",
    ),
    Guard(
        "review_source_exception",
        "INSERT",
        "post",
        f"NOT {holds(chr(39) + 'deputy_in_charge' + chr(39))}",
        "转载例外由分管领导批准",
    ),
    Guard("review_decision", "INSERT", "stage", WRONG_STAGE, "须依次初审、审核、审发"),
    Guard("review_decision", "INSERT", "submitted", UNSUBMITTED, "该版本没有送审"),
    Guard("review_decision", "INSERT", "later", EARLY, "时间早于上一环节"),
    Guard("review_decision", "INSERT", "twice", TWICE, "同一人不得审查两个审级"),
    Guard(
        "review_decision",
        "INSERT",
        "author",
        f"{IS_AUTHOR} AND NOT {MAY_REVIEW_OWN}",
        "撰稿人不得审查自己的稿件",
    ),
    Guard(
        "review_decision",
        "INSERT",
        "post",
        f"NEW.position <> {POSITION} OR NOT {holds(POSITION)}",
        "不在本审级的岗位，不得代审",
    ),
    Guard("review_decision", "INSERT", "answered", UNANSWERED, "提出的问题还没有答复"),
    Guard("review_decision", "INSERT", "opened", UNOPENED, "还没有打开正文和全部附件"),
    Guard("review_decision", "INSERT", "read", UNREAD, "有内容未能读取，结论不确定"),
    Guard("review_decision", "INSERT", "seen", UNSEEN, "有图片、音视频未记录人工审看"),
    Guard("review_decision", "INSERT", "settled", UNDECIDED, "还有问题点没有处置"),
    Guard("review_decision", "INSERT", "concluded", NOT_CONCLUDED, "没有保密审查结论或公开属性"),
    Guard("review_finding_decision", "INSERT", "known", NO_SUCH_FINDING, "没有该问题点"),
    Guard(
        "review_finding_decision",
        "INSERT",
        "certain",
        NOT_TO_BE_CLOSED,
        "确定的禁止发布问题只能改稿消除",
    ),
    Guard("review_finding_decision", "INSERT", "own", OWN_BLOCKER, "撰稿人不得放行"),
    Guard(
        "review_finding_decision",
        "INSERT",
        "secrecy",
        NOT_SECRECY_REVIEWER,
        "涉密问题只能由保密审查员处置",
    ),
    *never("review_question", "DELETE"),
    unchangeable(
        "review_question", "id", "decision_id", "asked_by_id", "asked_at", "asked_id", "due"
    ),
    Guard(
        "review_question",
        "UPDATE",
        "answered",
        "OLD.answered_at IS NOT NULL",
        "已答复的问题不得更改",
    ),
    Guard("review_question", "INSERT", "doubt", NOT_IN_DOUBT, "只有不确定的结论才提出问题"),
    *never("review_notice", "DELETE"),
    unchangeable("review_notice", "id", "person_id", "kind", "about", "text", "due", "at"),
    Guard("review_notice", "UPDATE", "read", "OLD.read_at IS NOT NULL", "已读的提醒不得更改"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("review", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
