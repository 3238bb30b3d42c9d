"""Pages and exclusions are only added; a sweep is finished and a campaign closed once."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never, unchangeable

GUARDS = (
    *never("campaign_page", "UPDATE", "DELETE"),
    *never("campaign_exclusion", "UPDATE", "DELETE"),
    *never("campaign_sweep", "DELETE"),
    unchangeable(
        "campaign_sweep",
        "id",
        "campaign_id",
        "number",
        "rulebook",
        "tables",
        "asked_by_id",
        "asked_at",
    ),
    Guard(
        "campaign_sweep",
        "UPDATE",
        "finished",
        "OLD.finished_at IS NOT NULL",
        "已完成的排查不得更改",
    ),
    *never("campaign_campaign", "DELETE"),
    unchangeable(
        "campaign_campaign", "id", "name", "basis", "ends_on", "opened_by_id", "opened_at"
    ),
    Guard(
        "campaign_campaign",
        "UPDATE",
        "closed",
        "OLD.closed_at IS NOT NULL",
        "已结束的专项行动不得更改",
    ),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("campaign", "0001_initial"),
        ("trail", "0002_guards"),
    ]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
