"""Which scales hold on a day: the national one with the official annex, and the county's own."""

import datetime
import json

from shenfa.desk.assessment.models import ScaleKind, ScaleRecord
from shenfa.ledger.indicators import Scale, hundredths, national_scale, scale_of, with_points


def scale_confirmed(kind: ScaleKind, day: datetime.date) -> ScaleRecord | None:
    """Return the table of a kind that holds on a day. One query."""
    rows = ScaleRecord.objects.filter(kind=kind, is_confirmed=True, valid_from__lte=day)
    return rows.order_by("-valid_from", "-number").first()


def county_scale(day: datetime.date) -> Scale | None:
    """Return the county's own scale, if it has set one."""
    row = scale_confirmed(ScaleKind.COUNTY, day)
    return scale_of(json.loads(row.content)) if row else None


def national_in_force(day: datetime.date) -> Scale:
    """Return the national scale, with the points that the county took from the official annex."""
    row = scale_confirmed(ScaleKind.ANNEX, day)
    if row is None:
        return national_scale()
    known = json.loads(row.content)["points"]
    return with_points(
        national_scale(),
        {code: (hundredths(each) or 0, hundredths(most)) for code, (each, most) in known.items()},
    )
