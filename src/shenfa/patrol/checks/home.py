"""The home page: does it open, how fast, and how long is its certificate still good?"""

from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.survey import Survey

SLOW = 5.0
DAYS = 30


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield what is wrong with the way it opened."""
    home, url = survey.home, survey.site.target.home
    if home is None:
        return
    evidence: dict[str, object] = {"status": home.status, "seconds": round(home.seconds, 2)}
    if home.failure is not None or home.status >= 400:
        if home.failure is not None:
            evidence["reason"] = home.failure.value
        if home.status not in {412, 521}:
            yield Sighting(Kind.HOME_UNAVAILABLE, url, url, evidence)
        return
    if home.seconds > SLOW:
        yield Sighting(Kind.HOME_SLOW, url, url, evidence)
    if home.certificate_ends is not None:
        days = (home.certificate_ends - survey.site.moment).days
        if days < DAYS:
            evidence = {"ends": home.certificate_ends.date().isoformat(), "days": days}
            yield Sighting(Kind.CERTIFICATE_EXPIRING, url, url, evidence)
