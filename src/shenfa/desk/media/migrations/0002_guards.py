"""What was imported or tried stays as it was said."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import install, never

GUARDS = (*never("media_post", "UPDATE", "DELETE"), *never("media_try", "UPDATE", "DELETE"))


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("media", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
