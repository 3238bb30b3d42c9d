"""An export that was asked for stays on record, and what the verifier said of it is never changed."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

GUARDS = (
    *never("exports_export", "DELETE"),
    unchangeable("exports_export", "id", "asked_by_id", "asked_at"),
    Guard(
        "exports_export",
        "UPDATE",
        "settled",
        "OLD.finished_at IS NOT NULL",
        "核验结果登记以后不得更改",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("exports", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
