"""Every article online against what was released: known by its text, then by its address."""

import datetime
from collections.abc import Iterator

from shenfa.patrol.dating import Dating
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading.dates import BEIJING
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey


def check(survey: Survey, dating: Dating) -> Iterator[Sighting]:
    """Yield what was never approved, was changed since, or is dated before it was approved."""
    approved = survey.site.target.approved
    if approved is None:
        return
    by_hash = {one.text_hash: one for one in sorted(approved, key=lambda one: one.time, reverse=True)}
    by_url = {one.url: one for one in approved}
    for record in survey.standard_pages():
        if record.kind != "article" or not record.text_hashes:
            continue
        release = next((by_hash[one] for one in record.text_hashes if one in by_hash), None)
        if release is None and record.url in by_url:
            evidence = {"approved": by_url[record.url].time.isoformat()}
            yield Sighting(Kind.CHANGED_AFTER_APPROVAL, record.url, record.url, evidence)
        elif release is None:
            evidence = {"title": record.heading, "text_hash": record.text_hashes[0]}
            yield Sighting(Kind.UNAPPROVED_PAGE, record.url, record.url, evidence)
        else:
            day = dating.days[record.url].day
            time = release.time
            known = (time.astimezone(BEIJING) if time.tzinfo else time).date()
            if day is not None and known - day > datetime.timedelta(days=1):
                evidence = {"published": day.isoformat(), "approved": time.isoformat()}
                yield Sighting(Kind.BACKDATED, record.url, record.url, evidence)
