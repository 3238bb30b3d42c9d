"""Learned rhythms of columns: a person says whether one holds, and only then it counts (R64, R82)."""

from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.patrol.columns import column_get
from shenfa.desk.patrol.models import RhythmRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.patrol.freshness import Period
from shenfa.patrol.target import Column
from shenfa.review import Position

NO_RHYTHM = "other"
"""What is said of a column that has none: it falls under the rule for other columns."""
SAYING = (
    Position.RELEASER,
    Position.INFORMATION_OFFICER,
    Position.SITE_ADMINISTRATOR,
    Position.PATROLLER,
)


def rhythm_confirm(*, by: Acting, column: int, rule: str) -> RhythmRecord:
    """Say that a column keeps a period, or that it keeps none; it holds from the next run on."""
    with command("patrol.rhythm", str(column), by) as now:
        seen = column_get(viewer=by.person, column=column, at=now.at)
        unit = seen.unit_id or seen.run.site.unit_id
        need_position(now, unit, *SAYING)
        if rule != NO_RHYTHM and rule not in set(Period):
            raise CommandRefused("rule", "请选择更新周期，或者选择没有固定周期")
        record = RhythmRecord(
            site=seen.run.site, url=seen.url, rule=rule, said_by=need_person(now), said_at=now.at
        )
        record.save(force_insert=True)
        facts = {"unit": unit, "column": seen.name, "rule": rule}
        chain(now, "patrol.rhythm", seen.run.site_id, facts)
        return record


def rhythm_list(*, site: str) -> tuple[Column, ...]:
    """Return what was said last of each column, as the site file would say it. One query."""
    said = {row.url: row.rule for row in RhythmRecord.objects.filter(site=site)}
    return tuple(Column(url, rule=rule) for url, rule in said.items())
