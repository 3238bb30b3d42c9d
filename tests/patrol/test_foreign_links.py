"""Whether a dead foreign link is the foreign site's fault, or our own network's (R63)."""

import datetime

import pytest

from shenfa.patrol.address import Nature
from shenfa.patrol.checks.dead_link import check
from shenfa.patrol.fetch import Failure
from shenfa.patrol.site import site_of
from shenfa.patrol.survey import Survey
from shenfa.patrol.target import Target
from shenfa.patrol.visits import Visit

NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
KNOWN = "https://www.gov.cn/"
OTHER = "https://www.mem.gov.cn/"
STRANGE = "http://www.vendor-example.com/"


def survey_of(**outcomes: object) -> Survey:
    urls = {"known": KNOWN, "other": OTHER, "strange": STRANGE}
    visits = {
        number: Visit(
            url=urls[name],
            nature=Nature.EXTERNAL,
            status=outcome if isinstance(outcome, int) else 0,
            failure=outcome if isinstance(outcome, str) else "",
            final="",
            seconds=0.1,
            size=0,
            type="",
            first_run=1,
        )
        for number, (name, outcome) in enumerate(outcomes.items())
    }
    return Survey(
        site=site_of(Target("http://www.xugu.example/"), NOW),
        visits=visits,
        records=(),
        technical={},
        referrers={},
        ids={},
        first_runs={},
        seen=(),
    )


@pytest.mark.parametrize(
    ("outcomes", "dead"),
    [
        ({"known": Failure.UNKNOWN_HOST, "other": Failure.UNKNOWN_HOST}, []),
        ({"known": Failure.UNKNOWN_HOST, "other": Failure.SLOW}, []),
        ({"known": Failure.UNREACHABLE, "other": Failure.SLOW}, []),
        ({"known": Failure.SLOW, "other": 200}, [KNOWN]),
        ({"known": 404, "other": Failure.SLOW}, [KNOWN, OTHER]),
        ({"known": Failure.SLOW, "strange": Failure.UNKNOWN_HOST}, [STRANGE]),
    ],
)
def test_without_a_way_out_well_known_sites_are_not_called_dead(
    outcomes: dict[str, object], dead: list[str]
) -> None:
    found = [one.target for one in check(survey_of(**outcomes))]

    assert found == dead
