"""What two people confirmed, what was frozen and what was decided about a talk never changes."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的登记"


def once(table: str) -> Guard:
    """Return the guard against an INSERT on top of a row."""
    return Guard(
        table,
        "INSERT",
        "once",
        f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608 - a table of this file
        AGAIN,
    )


def two_people(table: str, *columns: str) -> tuple[Guard, ...]:
    """Return the guards of a table whose rows one person proposes and another confirms."""
    return (
        *never(table, "DELETE"),
        unchangeable(table, "id", "proposed_by_id", "proposed_at", *columns),
        Guard(table, "UPDATE", "decided", "OLD.decided_at IS NOT NULL", "已确认或退回的不得更改"),
        Guard(
            table, "INSERT", "proposed", "NEW.decided_at IS NOT NULL", "须先提出，再由另一人确认"
        ),
        once(table),
    )


GUARDS = (
    *two_people("assessment_scale", "kind", "title", "valid_from", "content", "sha256", "reason"),
    *two_people(
        "assessment_inspection", "code", "unit_id", "account", "found_on", "note", "address"
    ),
    *never("assessment_quarter", "UPDATE", "DELETE"),
    once("assessment_quarter"),
    *never("assessment_talk", "DELETE"),
    unchangeable(
        "assessment_talk",
        "id",
        "quarter_id",
        "unit_id",
        "facts",
        "is_called",
        "reason",
        "decided_by_id",
        "decided_at",
    ),
    Guard("assessment_talk", "UPDATE", "held", "OLD.held_on IS NOT NULL", "已登记的约谈不得更改"),
    once("assessment_talk"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("assessment", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
