"""A letter is sent once: it stays on record, and one that was sent or given up is settled."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never

GUARDS = (
    *never("mail_choice", "DELETE"),
    *never("mail_letter", "DELETE"),
    Guard(
        "mail_letter",
        "UPDATE",
        "settled",
        "OLD.sent_at IS NOT NULL OR OLD.given_up_at IS NOT NULL",
        "已发送或者不再发送的邮件不得更改",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("mail", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
