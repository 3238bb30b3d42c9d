"""What was asked for stays as it was asked; what was finished stays as it ended."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

TABLE = "masking_masking"
ASKED = (
    "id",
    "manuscript_id",
    "original_id",
    "name",
    "kind",
    "is_strict",
    "address",
    "are_pictures_seen",
    "asked_by_id",
    "asked_at",
)
THERE = "EXISTS (SELECT 1 FROM masking_masking WHERE id = NEW.id)"
FOREIGN = """
NEW.copy_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM manuscripts_upload AS made
    WHERE made.id = NEW.copy_id AND made.manuscript_id = NEW.manuscript_id
    AND made.uploaded_by_id = NEW.asked_by_id
)
"""


class Migration(migrations.Migration):
    """The guards of masked copies."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("masking", "0001_initial")]

    operations: ClassVar[list[migrations.RunPython]] = [
        install(
            Guard(TABLE, "INSERT", "once", THERE, "已有相同的记录"),
            Guard(TABLE, "INSERT", "unfinished", "NEW.finished_at IS NOT NULL", "副本须由系统制作"),
            unchangeable(TABLE, *ASKED),
            Guard(TABLE, "UPDATE", "finished", "OLD.finished_at IS NOT NULL", "已完成的不得更改"),
            Guard(TABLE, "UPDATE", "foreign", FOREIGN, "副本须属于同一稿件和提出人"),
            *never(TABLE, "DELETE"),
        )
    ]
