"""The county's tables grow by proposals and are never rewritten; a proposal is decided once."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

AGAIN = "已有相同的登记"
DECIDED = (
    "EXISTS (SELECT 1 FROM wording_proposal WHERE id = NEW.proposal_id AND decided_at IS NOT NULL)"
)
SAME_PERSON = "NEW.is_confirmed AND NEW.decided_by_id = OLD.proposed_by_id"
NOT_NEXT = """
NEW.number IS NOT NULL AND NEW.number <> (
    SELECT COALESCE(MAX(number), 0) + 1 FROM wording_proposal WHERE id <> NEW.id
)
"""


def once(table: str) -> Guard:
    """Return the guard against an INSERT on top of a row."""
    return Guard(
        table,
        "INSERT",
        "once",
        f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608 - a table of this file
        AGAIN,
    )


GUARDS = (
    *never("wording_proposal", "DELETE"),
    unchangeable("wording_proposal", "id", "reason", "proposed_by_id", "proposed_at"),
    Guard(
        "wording_proposal",
        "UPDATE",
        "decided",
        "OLD.decided_at IS NOT NULL",
        "已确认或退回的变更不得更改",
    ),
    Guard("wording_proposal", "UPDATE", "two_people", SAME_PERSON, "须由提出人以外的人员确认"),
    Guard("wording_proposal", "UPDATE", "next", NOT_NEXT, "变更的序号须连续"),
    Guard(
        "wording_proposal",
        "INSERT",
        "proposed",
        "NEW.decided_at IS NOT NULL OR NEW.number IS NOT NULL",
        "变更须先提出，再由另一人确认",
    ),
    once("wording_proposal"),
    *(
        guard
        for table in ("wording_row", "wording_removal", "wording_effect")
        for guard in (
            *never(table, "UPDATE", "DELETE"),
            Guard(table, "INSERT", "open", DECIDED, "变更已经确认或退回"),
            once(table),
        )
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("wording", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
