"""What was seen on a day stays; of a site the rate, the hour and the file may change, its home not."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import install, never, remove, unchangeable

GUARDS = (
    unchangeable("patrol_site", "id", "unit_id", "home", "since"),
    *never("patrol_change", "UPDATE", "DELETE"),
    *never("patrol_column_day", "UPDATE", "DELETE"),
    *never("patrol_page_seen", "UPDATE", "DELETE"),
    *never("patrol_rhythm", "UPDATE", "DELETE"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("patrol", "0003_what_was_seen")]
    operations: ClassVar[list[migrations.RunPython]] = [
        remove("patrol_site", "unchangeable"),
        install(*GUARDS),
    ]
