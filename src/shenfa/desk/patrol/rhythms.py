"""Learned rhythms of columns: a person says whether one holds, and only then it counts (R64, R82)."""

from dataclasses import replace

from shenfa.desk.jobs.job import BEIJING
from shenfa.desk.organisation.authority import need_person, need_position
from shenfa.desk.patrol.columns import column_get
from shenfa.desk.patrol.models import RhythmRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, chain, command
from shenfa.patrol.freshness import Period
from shenfa.patrol.freshness.judge import FIXED
from shenfa.patrol.target import Column
from shenfa.review import Position

NO_RHYTHM = "other"
"""What is said of a column that has none: it falls under the rule for other columns."""
CHECKED = "checked"
"""What is said of a fixed page whose content a person found still right: its year begins anew."""
SAYING = (
    Position.RELEASER,
    Position.INFORMATION_OFFICER,
    Position.SITE_ADMINISTRATOR,
    Position.PATROLLER,
)


def rhythm_confirm(*, by: Acting, column: int, rule: str) -> RhythmRecord:
    """Say that a column keeps a period, or none, or that a fixed page is still right (R84).

    It holds from the next run on.
    """
    with command("patrol.rhythm", str(column), by) as now:
        seen = column_get(viewer=by.person, column=column, at=now.at)
        unit = seen.unit_id or seen.run.site.unit_id
        need_position(now, unit, *SAYING)
        if rule == CHECKED and seen.type != FIXED:
            raise CommandRefused("fixed", "只有固定页面可以核对后不更新，其他栏目请更新")
        if rule not in {NO_RHYTHM, CHECKED, *Period}:
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
    said: dict[str, Column] = {}
    for row in RhythmRecord.objects.filter(site=site):
        known = said.get(row.url, Column(row.url))
        day = row.said_at.astimezone(BEIJING).date()
        is_check = row.rule == CHECKED
        said[row.url] = replace(known, checked=day) if is_check else replace(known, rule=row.rule)
    return tuple(said.values())
