"""A visit that was made stays as it was, and so does a sign of life."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import install, never

GUARDS = (
    *never("availability_visit", "UPDATE", "DELETE"),
    *never("availability_beat", "UPDATE", "DELETE"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("availability", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
