"""What was looked at, and what was found, is never deleted, and a run that is over stays as it is."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

GUARDS = (
    *never("patrol_site", "DELETE"),
    *never("patrol_run", "DELETE"),
    *never("patrol_standing", "DELETE"),
    unchangeable("patrol_site", "id", "unit_id", "home", "site_file", "rate", "hour", "since"),
    unchangeable("patrol_run", "id", "site_id", "day", "begun_at"),
    unchangeable("patrol_standing", "id", "site_id", "kind", "target", "first_seen"),
    Guard(
        "patrol_site",
        "UPDATE",
        "left",
        "OLD.until IS NOT NULL",
        "停止巡查的网站不得更改",
    ),
    Guard(
        "patrol_run",
        "UPDATE",
        "over",
        "OLD.finished_at IS NOT NULL",
        "巡查结果登记以后不得更改",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("patrol", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
