"""What is taken away leaves nothing in a folder, and nobody says so before it is true: R85, I18."""

import pytest
from county import County, accepted
from release_county import KEEPER, Releasing, both

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.deployment import Deployment
from shenfa.desk.release.connectors import Connector, Way, connector_set, push_key
from shenfa.desk.release.delivery import deliver_pending
from shenfa.desk.release.models import DeliveryRecord, ReleaseRecord

pytestmark = pytest.mark.db
FOLDER = Connector(Way.FOLDER, folder="portal")


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    found = Releasing(county, deployment)
    connector_set(by=county.by(KEEPER), channel=found.column, connector=FOLDER)
    return found


def removal(release: ReleaseRecord) -> DeliveryRecord:
    """Return what has to vanish from the folder."""
    return DeliveryRecord.objects.get(release=release, channel__kind="column", act="remove")


def test_a_release_in_several_channels_leaves_no_package(town: Releasing) -> None:
    """I18: a release goes from all its channels at once, what was approved goes with it."""
    release = town.released(*both(town))
    package = town.deployment.data / "sites" / "portal" / "releases" / release.id / "package"
    assert package.is_file()

    town.hide(release)
    assert not package.parent.exists()
    assert removal(release).delivered_at is not None
    assert town.verified()


def test_what_could_not_be_removed_is_not_said_to_be_gone(town: Releasing) -> None:
    """I15: it is tried again until nothing is left."""
    release, hands = town.released(), town.county.hands
    place = town.deployment.data / "sites" / "portal" / "releases" / release.id
    moved = place.rename(town.deployment.data / "elsewhere")
    place.symlink_to(moved)

    town.hide(release)
    assert (removal(release).tries, removal(release).delivered_at) == (1, None)
    assert "文件夹" in removal(release).last_error

    place.unlink()
    hands.move(minutes=1)
    with accepted("delivery.remove"):
        assert deliver_pending(hands.clock) == 1
    assert removal(release).delivered_at is not None


def test_an_unfinished_key_signs_nothing(town: Releasing) -> None:
    """I15: whoever was killed while making a key leaves none that anybody could guess."""
    channel = ChannelRecord.objects.get(id=town.column)
    path = town.deployment.data / "keys" / f"{channel.id}.key"
    path.parent.mkdir()
    path.write_bytes(b"")

    key = push_key(channel)
    assert len(key) == 32
    assert push_key(channel) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]
