"""Each rule held three times: service, database, verifier (invariant 6, I28).

For every attempt the domain's guards are taken out of the service first: the database must refuse
it. Then the database's guards go as well: it succeeds, and the verifier must find it. So each
layer is shown to hold alone, and to be needed.
"""

from collections.abc import Callable

import pytest
from county import TOWN, County
from manuscript_county import WRITER
from raw_sql import drop_guards
from release_county import Releasing
from review_county import (
    attribute,
    conclude,
    pass_stage,
)

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation.filings import filing_confirm
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release import publishing
from shenfa.review import Position, Stage, transitions
from shenfa.review.content import Rendering

pytestmark = pytest.mark.db


def waiting(town: Releasing, *passed: Stage, **change: object) -> RevisionRecord:
    """Return a text that has passed some stages, with everything else done."""
    revision = town.reviewing.submitted(**change)
    attribute(town.county, revision)
    conclude(town.county, revision)
    for stage in passed:
        pass_stage(town.county, revision, stage)
    return revision


def author_reviews(town: Releasing) -> Callable[[], object]:
    revision = waiting(town)
    county = town.county
    tenure = county.appoint(WRITER, Position.INFORMATION_OFFICER, county.unit(TOWN))
    filing_confirm(by=county.by("覃镇长"), tenure=tenure.id, document="ab" * 32)
    return lambda: pass_stage(town.county, revision, Stage.FIRST, WRITER)


def without_secrecy(town: Releasing) -> Callable[[], object]:
    revision = town.reviewing.submitted()
    attribute(town.county, revision)
    pass_stage(town.county, revision, Stage.FIRST)
    pass_stage(town.county, revision, Stage.SECOND)
    return lambda: pass_stage(town.county, revision, Stage.FINAL)


def released_past_the_county(town: Releasing) -> Callable[[], object]:
    main = town.reviewing.writing.main_column.id
    revision = town.approved(Rendering(main, "", ""))
    return lambda: town.publish(revision, main, name="田网")


ATTEMPTS = (
    author_reviews,
    without_secrecy,
    released_past_the_county,
)


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=[one.__name__ for one in ATTEMPTS])
def test_each_layer_holds_alone(
    county: County,
    deployment: Deployment,
    attempt: Callable[[Releasing], Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = Releasing(county, deployment)
    act = attempt(town)
    for action in transitions._GUARDS:  # noqa: SLF001 - taking the guards out is the point
        monkeypatch.setitem(transitions._GUARDS, action, lambda *_: iter(()))  # noqa: SLF001
    monkeypatch.setattr(publishing, "closed_gates", lambda _release: ())
    with pytest.raises(CommandRefused) as caught:
        act()
    assert caught.value.code == "guard"
    assert town.verified()
    drop_guards()
    act()

    assert not town.verified()
