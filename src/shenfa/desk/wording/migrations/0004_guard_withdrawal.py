"""What is withdrawn stays withdrawn; only a ruling can be, by one person."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never

NO_RULING = "NOT EXISTS (SELECT 1 FROM wording_row WHERE id = NEW.row_id AND kind = 'false_alarm')"
GUARDS = (
    *never("wording_withdrawal", "UPDATE", "DELETE"),
    Guard("wording_withdrawal", "INSERT", "ruling", NO_RULING, "只有误报认定可以一人撤销"),
    Guard(
        "wording_withdrawal",
        "INSERT",
        "once",
        "EXISTS (SELECT 1 FROM wording_withdrawal WHERE row_id = NEW.row_id)",
        "已有相同的登记",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("wording", "0003_withdrawal")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
