"""Appeals and rulings are never rewritten; who asked does not rule, and a certain blocker never goes."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never

CERTAIN = (
    "EXISTS (SELECT 1 FROM review_finding WHERE id = NEW.finding_id AND weight = 'certain_blocker')"
)
OWN = "EXISTS (SELECT 1 FROM court_appeal WHERE id = NEW.appeal_id AND by_id = NEW.by_id)"
WIDE = (
    "NEW.scope NOT IN ('', 'text') AND EXISTS ("
    "SELECT 1 FROM court_appeal JOIN review_finding ON review_finding.id = court_appeal.finding_id "
    "WHERE court_appeal.id = NEW.appeal_id "
    "AND review_finding.weight IN ('certain_blocker', 'suspected_blocker', 'secrecy'))"
)
AGAIN = "已有相同的登记"
GUARDS = (
    *never("court_appeal", "UPDATE", "DELETE"),
    *never("court_ruling", "UPDATE", "DELETE"),
    Guard("court_appeal", "INSERT", "certain", CERTAIN, "确定的禁止发布问题不能提请"),
    Guard(
        "court_appeal",
        "INSERT",
        "once",
        "EXISTS (SELECT 1 FROM court_appeal WHERE id = NEW.id "
        "OR (revision_id = NEW.revision_id AND key = NEW.key))",
        AGAIN,
    ),
    Guard("court_ruling", "INSERT", "two_people", OWN, "须由提请人以外的人员认定"),
    Guard("court_ruling", "INSERT", "own_text", WIDE, "该问题点只能在本稿内认定"),
    Guard(
        "court_ruling",
        "INSERT",
        "once",
        "EXISTS (SELECT 1 FROM court_ruling WHERE appeal_id = NEW.appeal_id)",
        AGAIN,
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("court", "0001_initial"),
        ("review", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
