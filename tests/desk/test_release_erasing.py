"""Two people purge what must not exist, wherever it was stored (requirements §0, quarantine)."""

import pytest
from county import County, accepted, refused
from evidence import evidence_of
from manuscript_county import WRITER
from release_county import Releasing
from review_county import SECRECY

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts import purging
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.release.erasing import erase_purged
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.public import package_get

pytestmark = pytest.mark.db


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


def purge(town: Releasing, revision: RevisionRecord) -> None:
    """Ask for the purge and confirm it, by two people."""
    request = purging.purge_request(
        by=town.county.by(WRITER), revision=revision.id, reason="附件含个人信息"
    )
    confirm(town, request.id)


def confirm(town: Releasing, request: str) -> None:
    purging.purge_confirm(
        by=town.county.by(SECRECY), request=request, evidence=evidence_of(town.county, SECRECY)
    )


def page_of(release: ReleaseRecord) -> str:
    """Return the digest of the page that was rendered."""
    row = release.channels.get()
    assert row.page_id
    return str(row.page_id)


def test_what_is_public_is_taken_down_before_it_is_purged(town: Releasing) -> None:
    release = town.released()
    request = purging.purge_request(
        by=town.county.by(WRITER), revision=release.revision_id, reason="附件含个人信息"
    )
    with refused("live"):
        confirm(town, request.id)
    town.hide(release)
    with accepted("quarantine.purge"):
        confirm(town, request.id)
    assert town.verified()


def test_pages_and_archives_follow(town: Releasing) -> None:
    release, other = town.released(), town.released(title="另一则便民通告")
    town.withdraw(release)
    archive = town.archive(release).archive_id
    page = page_of(release)
    purge(town, release.revision)
    assert blob_path(page).exists()
    assert archive

    with accepted("erasure.finish"):
        assert erase_purged(town.county.hands.clock) == 1
    assert [blob_path(one).exists() for one in (page, archive, page_of(other))] == [
        False,
        False,
        True,
    ]
    assert package_get(release.id) is None
    assert erase_purged(town.county.hands.clock) == 0
    assert town.verified()
