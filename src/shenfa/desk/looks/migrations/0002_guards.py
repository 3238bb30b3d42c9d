"""Nobody looks in arrears (R67): a day that was closed, or that a later one has followed, is over."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never

CLOSED = "EXISTS (SELECT 1 FROM {} AS o WHERE o.unit_id = NEW.unit_id AND o.day {} NEW.day)"
GUARDS = (
    *never("looks_look", "UPDATE", "DELETE"),
    *never("looks_missed", "UPDATE", "DELETE"),
    Guard(
        "looks_look",
        "INSERT",
        "in_arrears",
        f"{CLOSED.format('looks_missed', '>=')} OR {CLOSED.format('looks_look', '>')}",
        "已经过去的一天不得补记巡查",
    ),
    Guard(
        "looks_missed",
        "INSERT",
        "looked",
        CLOSED.format("looks_look", "="),
        "当天已有人巡查，不是漏巡",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("looks", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
