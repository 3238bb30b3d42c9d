"""Where texts go and where they may come from is opened and closed, never rewritten."""

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


SAME_PATH = """
NEW.closed_at IS NULL AND EXISTS (
    SELECT 1 FROM channels_channel WHERE path = NEW.path AND closed_at IS NULL
)
"""
LONGER = "OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until > OLD.until)"

GUARDS = (
    *never("channels_channel", "DELETE"),
    unchangeable("channels_channel", "id", "unit_id", "kind", "name", "path", "activity_news"),
    Guard(
        "channels_channel", "UPDATE", "closed", "OLD.closed_at IS NOT NULL", "已关停的渠道不得更改"
    ),
    Guard("channels_channel", "INSERT", "address", SAME_PATH, AGAIN),
    once("channels_channel"),
    *never("channels_source", "DELETE"),
    unchangeable(
        "channels_source",
        "id",
        "name",
        "host",
        "is_county_media",
        "since",
        "until",
        "proposed_by_id",
    ),
    Guard(
        "channels_source",
        "UPDATE",
        "removed",
        "OLD.removed_at IS NOT NULL OR (OLD.allowed_at IS NOT NULL AND "
        "(NEW.allowed_at IS DISTINCT FROM OLD.allowed_at "
        "OR NEW.allowed_by_id IS DISTINCT FROM OLD.allowed_by_id))",
        "已确认或已移出的来源不得更改",
    ),
    Guard(
        "channels_source",
        "INSERT",
        "proposed",
        "NEW.allowed_at IS NOT NULL OR NEW.removed_at IS NOT NULL",
        "来源须先提出，再由另一人确认",
    ),
    once("channels_source"),
    *never("channels_standing", "UPDATE", "DELETE"),
    once("channels_standing"),
    *never("channels_leader", "DELETE"),
    unchangeable("channels_leader", "id", "name", "post", "since", "proposed_by_id"),
    Guard(
        "channels_leader",
        "UPDATE",
        "confirmed",
        "OLD.confirmed_by_id IS NOT NULL AND NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id",
        "已确认的名单不得更改",
    ),
    Guard("channels_leader", "UPDATE", "longer", LONGER, "只能提前结束"),
    Guard(
        "channels_leader",
        "INSERT",
        "proposed",
        "NEW.confirmed_by_id IS NOT NULL",
        "名单须先提出，再由另一人确认",
    ),
    once("channels_leader"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("channels", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
