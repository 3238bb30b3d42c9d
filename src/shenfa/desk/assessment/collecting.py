"""From everything that is stored to the facts of a quarter. Adding a source is adding a row."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q

from shenfa.desk.assessment import house_facts, ledger_facts, patrol_facts
from shenfa.desk.assessment.scales_in_force import county_scale, national_in_force
from shenfa.desk.assessment.span import Span, span_of
from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.organisation.models import UnitRecord
from shenfa.ledger.assess import Fact
from shenfa.ledger.period import Quarter
from shenfa.ledger.result import Inputs


@dataclass(frozen=True, slots=True)
class Collector:
    """A source of facts, as the bulletin names it."""

    title: str
    collect: Callable[[Span], Iterable[Fact]]


COLLECTORS = (
    Collector("网站和新媒体巡查发现", patrol_facts.standing_facts),
    Collector("巡查记录", patrol_facts.missed_facts),
    Collector("问题台账", ledger_facts.ledger_facts),
    Collector("群众纠错", house_facts.report_facts),
    Collector("审查时限", house_facts.review_facts),
    Collector("主栏目报送", house_facts.form_facts),
    Collector("紧急下线", house_facts.takedown_facts),
    Collector("公开内容核对", house_facts.live_facts),
    Collector("公开目录", house_facts.catalogue_facts),
    Collector("法定时限", house_facts.timer_facts),
    Collector("检查登记", house_facts.inspection_facts),
)


def inputs_of(quarter: Quarter, at: datetime.datetime) -> Inputs:
    """Return everything from which a quarter is computed, as it stands at a moment."""
    span = span_of(quarter, at)
    facts = tuple(one for source in COLLECTORS for one in source.collect(span))
    units = UnitRecord.objects.filter(opened_at__lt=span.until)
    rows = ChannelRecord.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=span.begin),
        kind=ChannelKind.ACCOUNT.value,
        opened_at__lt=span.until,
    )
    accounts = dict(rows.values_list("id", "name"))
    accounts |= {
        one.account: one.about for one in facts if one.account and one.account not in accounts
    }
    return Inputs(
        quarter=quarter,
        national=national_in_force(quarter.last),
        county=county_scale(quarter.last),
        units=dict(units.values_list("id", "name")),
        accounts=accounts,
        facts=facts,
    )
