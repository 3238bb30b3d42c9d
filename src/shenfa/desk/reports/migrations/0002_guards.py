"""What somebody reported is never rewritten, and an answer is given once."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

GUARDS = (
    *never("reports_report", "DELETE"),
    unchangeable(
        "reports_report",
        "id",
        "token",
        "page",
        "title",
        "release_id",
        "unit_id",
        "quotation",
        "wrong",
        "contact",
        "sender",
        "at",
        "due",
    ),
    Guard(
        "reports_report",
        "UPDATE",
        "answered",
        "OLD.answered_at IS NOT NULL",
        "已办结的纠错不得更改",
    ),
    Guard(
        "reports_report",
        "INSERT",
        "once",
        "EXISTS (SELECT 1 FROM reports_report WHERE id = NEW.id OR token = NEW.token)",
        "已有相同的登记",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("reports", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
