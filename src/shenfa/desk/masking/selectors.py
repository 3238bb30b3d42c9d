"""The reads about masked copies."""

import datetime

from shenfa.desk.manuscripts.selectors import manuscript_get
from shenfa.desk.masking.models import MaskingRecord
from shenfa.desk.refusals import NotFound


def masking_get(*, viewer: str, masking: str, at: datetime.datetime) -> MaskingRecord:
    """Return a masking of a manuscript that a person may see, or refuse as if there were none."""
    rows = MaskingRecord.objects.select_related("original", "copy", "copy__blob", "asked_by")
    found = rows.filter(id=masking).first()
    if found is None:
        raise NotFound("脱敏副本")
    try:
        manuscript_get(viewer=viewer, manuscript=found.manuscript_id, at=at)
    except NotFound as error:
        raise NotFound("脱敏副本") from error
    return found


def maskings_of(manuscript: str) -> tuple[MaskingRecord, ...]:
    """Return the maskings of a manuscript, the newest first. One query."""
    rows = MaskingRecord.objects.filter(manuscript=manuscript).select_related("copy", "asked_by")
    return tuple(rows.order_by("-asked_at", "-id"))
