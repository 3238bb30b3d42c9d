"""What the ledger must never do, whoever sends the statement (R66–R71, R75).

What was done is never rewritten. A problem moves along its table only, and is struck off only
where another person than the fixer saw the public side clean and somebody answers for it.
"""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

TABLES = (
    "ledger_sighting",
    "ledger_act",
    "ledger_fix",
    "ledger_check",
    "ledger_responsibility",
    "ledger_sheet",
    "ledger_sheet_row",
    "ledger_feedback_line",
)
AGAIN = "已有相同的记录"
MOVES = (
    ("opened", "assigned"),
    ("assigned", "opened"),
    ("assigned", "fixed"),
    ("assigned", "appealed"),
    ("fixed", "assigned"),
    ("fixed", "struck_off"),
    ("appealed", "assigned"),
    ("appealed", "dismissed"),
    ("struck_off", "opened"),
    ("dismissed", "opened"),
)
ALLOWED = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in MOVES
)
UNPROVED = """
NEW.state = 'struck_off' AND OLD.state <> 'struck_off' AND (
    NOT EXISTS (
        SELECT 1 FROM ledger_responsibility AS r
        WHERE r.problem_id = NEW.id AND r.round = NEW.round
    )
    OR COALESCE((
        SELECT c.verdict FROM ledger_check AS c
        WHERE c.fix_id = (
            SELECT MAX(f.id) FROM ledger_fix AS f
            WHERE f.problem_id = NEW.id AND f.round = NEW.round
        )
        AND c.by_id <> NEW.fixed_by_id
        ORDER BY c.id DESC LIMIT 1
    ), '') <> 'clean'
)
"""
GUARDS = (
    *(guard for table in TABLES for guard in never(table, "UPDATE", "DELETE")),
    *(
        Guard(
            table,
            "INSERT",
            "once",
            f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608 - tables of this file
            AGAIN,
        )
        for table in (*TABLES, "ledger_problem", "ledger_objection", "ledger_feedback")
    ),
    *never("ledger_problem", "DELETE"),
    *never("ledger_objection", "DELETE"),
    *never("ledger_feedback", "DELETE"),
    unchangeable(
        "ledger_problem",
        "id",
        "number",
        "origin",
        "nature",
        "rule",
        "severity",
        "title",
        "url",
        "place",
        "page_title",
        "words",
        "quote",
        "advice",
        "basis",
        "key",
        "grouping",
        "release_id",
        "finding",
        "found_at",
        "found_by_id",
        "finder",
        "reported_at",
        "reported_by_id",
    ),
    Guard(
        "ledger_problem",
        "INSERT",
        "opened",
        "NEW.state <> 'opened' OR NEW.round <> 1",
        "问题应从挂账开始",
    ),
    Guard(
        "ledger_problem",
        "UPDATE",
        "moves",
        f"NEW.state <> OLD.state AND NOT ({ALLOWED})",
        "问题不能这样流转",
    ),
    Guard(
        "ledger_problem",
        "UPDATE",
        "rounds",
        "NEW.round <> OLD.round AND NOT (NEW.round = OLD.round + 1 AND NEW.state = 'opened' "
        "AND OLD.state IN ('struck_off', 'dismissed'))",
        "挂账次数不得更改",
    ),
    Guard(
        "ledger_problem",
        "UPDATE",
        "closed",
        "NEW.state = OLD.state AND OLD.state IN ('struck_off', 'dismissed') AND ("
        "NEW.struck_off_at IS DISTINCT FROM OLD.struck_off_at "
        "OR NEW.struck_off_by_id IS DISTINCT FROM OLD.struck_off_by_id "
        "OR NEW.fixed_at IS DISTINCT FROM OLD.fixed_at "
        "OR NEW.fixed_by_id IS DISTINCT FROM OLD.fixed_by_id "
        "OR NEW.due <> OLD.due OR NEW.unit_id <> OLD.unit_id)",
        "已了结的问题不得更改",
    ),
    Guard("ledger_problem", "UPDATE", "proved", UNPROVED, "没有复核和责任登记，不能销号"),
    unchangeable("ledger_objection", "id", "problem_id", "by_id", "at", "reason", "court_id"),
    Guard(
        "ledger_objection",
        "UPDATE",
        "ruled",
        "OLD.ruled_at IS NOT NULL",
        "已认定的不得更改",
    ),
    unchangeable("ledger_feedback", "id", "number", "unit_id", "lines", "by_id", "at"),
    Guard(
        "ledger_feedback",
        "UPDATE",
        "answered",
        "OLD.answered_at IS NOT NULL",
        "已答复的书面反馈不得更改",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("ledger", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
