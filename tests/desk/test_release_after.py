"""After the release: R85, Q32, I18, I23, I24, I25."""

import hashlib
import io
import json
import zipfile

import pytest
from county import TOWN, County, accepted, refused
from manuscript_county import WRITER
from release_county import KEEPER, Releasing, nothing_public_changes
from review_county import FINAL, FIRST, LEADER, RELEASER, SECOND, SECRECY

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.organisation import services as organisation
from shenfa.desk.release import services
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.public import Gone, Page, column_get, file_get, package_get, page_get
from shenfa.desk.release.selectors import release_states, takedown_list
from shenfa.desk.release.takedown import takedown_overdue
from shenfa.desk.review.models import EndRecord, NoticeRecord
from shenfa.review import Position

pytestmark = pytest.mark.db
COLUMN = "zhugou/bianmin"


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


@pytest.fixture
def release(town: Releasing) -> ReleaseRecord:
    return town.released()


def state(release: ReleaseRecord) -> str:
    return release_states()[release.id]


def is_listed(release: ReleaseRecord) -> bool:
    return release.id.encode() in (column_get(COLUMN, 1) or b"")


def test_withdrawal_archive_deletion_in_this_order(town: Releasing, release: ReleaseRecord) -> None:
    """R85: delete before archive is refused, the old address answers gone, never 500."""
    assert is_listed(release)
    with nothing_public_changes(), refused("release_state"):
        town.delete(release)
    with nothing_public_changes(), refused("release_state"):
        town.archive(release)
    with accepted("release.withdraw"):
        town.withdraw(release)
    assert page_get(COLUMN, release.id) == Gone()
    assert not is_listed(release)
    with nothing_public_changes(), refused("release_state"):
        town.delete(release)
    with accepted("release.archive"):
        town.archive(release)
    with accepted("release.delete"):
        town.delete(release)

    assert state(release) == "deleted"
    assert page_get(COLUMN, release.id) == Gone()
    assert package_get(release.id) is None
    for again in (town.withdraw, town.archive, town.delete, town.hide):
        with nothing_public_changes(), refused("release_state"):
            again(release)
    assert town.verified()


def test_the_archive_holds_everything_and_verifies_by_its_hash(town: Releasing) -> None:
    """R85, Q32, R59."""
    writing = town.reviewing.writing
    manuscript = writing.open()
    writing.attach(manuscript.id, "窗口一览.txt", "一号窗口".encode())
    from review_county import approve  # noqa: PLC0415 - once

    release = town.publish(approve(town.county, writing.cut(manuscript.id)))
    town.withdraw(release)
    step = town.archive(release)
    data = blob_bytes(str(step.archive_id))
    assert hashlib.sha256(data).hexdigest() == step.archive_id

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert hashlib.sha256(members["package.json"]).hexdigest() == release.sha256
    assert members["attachments/窗口一览.txt"] == "一号窗口".encode()
    assert manuscript.opened_by.name.encode() in members["card.json"]
    assert members[f"pages/{town.column}.html"].startswith(b"<!DOCTYPE html>")
    evidence = json.loads(members["trail.json"])
    assert len(evidence) > 10
    assert [one["seq"] for one in evidence] == sorted({one["seq"] for one in evidence})
    assert blob_bytes(str(step.archive_id)) == data


def test_a_note_stays_where_the_public_shall_read_it(
    town: Releasing, release: ReleaseRecord
) -> None:
    """Fixed words and a date: nobody's own words go out without three reviews."""
    town.withdraw(release, "public")
    for _ in range(2):
        note = page_get(COLUMN, release.id)
        assert isinstance(note, Page)
        assert note.is_note
        assert "已于2026-11-24撤销发布".encode() in note.body
        assert "内容过期".encode() not in note.body
        assert release.revision.title.encode() not in note.body
        if state(release) == "withdrawn":
            town.archive(release)
    town.delete(release)

    assert page_get(COLUMN, release.id) == Gone()


def test_an_archived_older_version_can_be_deleted(town: Releasing, release: ReleaseRecord) -> None:
    """R73: the old version stays in the archive, and its address leads to the new one."""
    town.publish(town.changed(release.revision, title="再次延长窗口服务时间"))
    with nothing_public_changes(), refused("release_state"):
        town.withdraw(release)
    with nothing_public_changes(), refused("release_state"):
        town.hide(release)
    town.archive(release)
    town.delete(release)

    assert state(release) == "deleted"
    assert town.verified()


@pytest.mark.parametrize("name", [WRITER, FIRST, SECOND, "秦系", "谢审"])
def test_who_may_not_withdraw(town: Releasing, release: ReleaseRecord, name: str) -> None:
    with nothing_public_changes(), refused("not_entitled"):
        services.release_withdraw(
            by=town.county.by(name), release=release.id, reason="过期", notice="gone"
        )


def test_withdrawal_says_why(town: Releasing, release: ReleaseRecord) -> None:
    with nothing_public_changes(), refused("release_state"):
        services.release_withdraw(
            by=town.county.by(RELEASER), release=release.id, reason=" ", notice="gone"
        )
    with nothing_public_changes(), refused("notice"):
        services.release_withdraw(
            by=town.county.by(RELEASER), release=release.id, reason="过期", notice="quiet"
        )


def test_another_unit_finds_no_release(town: Releasing, release: ReleaseRecord) -> None:
    """I21."""
    county = town.county
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    with nothing_public_changes(), refused("not_found"):
        town.hide(release, "莫乡长")


TAKERS = (RELEASER, FIRST, SECOND, FINAL, LEADER, SECRECY, KEEPER, "谢审", "秦系", "秦安", "秦审")


@pytest.mark.parametrize("name", TAKERS)
def test_one_person_takes_down_at_once(town: Releasing, release: ReleaseRecord, name: str) -> None:
    """I18, I24: nobody learns that it was there; the revision is at an end."""
    with accepted("takedown.hide"):
        town.hide(release, name)

    assert page_get(COLUMN, release.id) is None
    assert package_get(release.id) is None
    assert file_get(release.id, "x") is None
    assert not is_listed(release)
    assert EndRecord.objects.get(revision=release.revision).cause == "taken_down"


def test_a_writer_takes_nothing_down(town: Releasing, release: ReleaseRecord) -> None:
    with nothing_public_changes(), refused("not_entitled"):
        town.hide(release, WRITER)


def test_a_second_person_confirms(town: Releasing, release: ReleaseRecord) -> None:
    """I24."""
    viewer, at = town.county.id(LEADER), town.county.hands.at
    with nothing_public_changes(), refused("release_state"):
        town.confirm(release)
    town.hide(release, FIRST)
    assert [row.id for row in takedown_list(viewer=viewer, at=at)] == [release.id]
    with refused("release_state"):
        town.confirm(release, FIRST)
    with accepted("takedown.confirm"):
        town.confirm(release, SECOND)

    assert takedown_list(viewer=viewer, at=at) == ()
    with refused("release_state"):
        town.confirm(release, FINAL)
    assert town.verified()


def test_what_nobody_confirms_in_a_day_is_told_once(
    town: Releasing, release: ReleaseRecord
) -> None:
    """I24, I31."""
    hands = town.county.hands
    town.hide(release, FIRST)
    hands.move(hours=24)
    assert takedown_overdue(hands.clock) == 0
    hands.move(seconds=1)
    with accepted("overdue.takedown"):
        assert takedown_overdue(hands.clock) == 1
    assert takedown_overdue(hands.clock) == 0

    told = NoticeRecord.objects.filter(kind="takedown_overdue")
    assert {row.person.name for row in told} == {LEADER, "谢审", KEEPER}


def test_what_was_taken_down_comes_back_only_as_a_new_version(
    town: Releasing, release: ReleaseRecord
) -> None:
    """I24: the same bytes need three reviews of their own."""
    town.hide(release)
    with nothing_public_changes(), refused("released"):
        town.publish(release.revision)
    revision = town.changed(release.revision)
    new = town.publish(revision)

    assert revision.sha256 == release.sha256
    assert state(release) == "hidden"
    assert state(new) == "live"
    assert town.county.unit(TOWN)
    assert town.verified()
    town.withdraw(release)
    assert town.verified()
