"""Versions, occasions and publications are only added; a timer is closed once."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

GUARDS = (
    *(
        guard
        for table in (
            "catalogue_item",
            "catalogue_version",
            "catalogue_occasion",
            "catalogue_publication",
            "catalogue_timer_step",
        )
        for guard in never(table, "UPDATE", "DELETE")
    ),
    *never("catalogue_timer", "DELETE"),
    unchangeable("catalogue_timer", "id", "unit_id", "statute", "title", "begun_on", "by_id", "at"),
    Guard(
        "catalogue_timer", "UPDATE", "closed", "OLD.closed_on IS NOT NULL", "已办结的时限不得更改"
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("catalogue", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
