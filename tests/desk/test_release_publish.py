"""Publishing: R11, R12, R21–R26, R47, R50, R56, R73, I10–I16, I26, I30."""

import hashlib
import json
import threading
from collections.abc import Callable

import pytest
from county import OFFICE, START, TOWN, County, accepted, refused, verbs
from django.db import connections
from evidence import evidence_of, wrong_evidence
from form_county import Gate
from manuscript_county import MARKED, WRITER
from release_county import KEEPER, Releasing, both, nothing_public_changes
from review_county import FINAL, FIRST, LEADER, RELEASER, SECOND, STAGES, approve, audit, submit

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.channels.services import Opening, channel_close, standing_approve
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.organisation import services as organisation
from shenfa.desk.organisation.models import TenureRecord
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.release import services
from shenfa.desk.release.gates import GatesClosed, gates_closed
from shenfa.desk.release.models import ReleaseRecord
from shenfa.desk.release.public import Moved, Page, file_get, package_get, page_get
from shenfa.desk.release.selectors import release_states
from shenfa.desk.release.stored import BytesChanged
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import AuditRecord
from shenfa.review import Position
from shenfa.review.content import Rendering

pytestmark = pytest.mark.db
COLUMN = "zhugou/bianmin"


@pytest.fixture
def town(county: County, deployment: Deployment) -> Releasing:
    return Releasing(county, deployment)


def page_of(release: ReleaseRecord, column: str = COLUMN) -> bytes:
    """Return the page that stands at the address of a release."""
    found = page_get(column, release.id)
    assert isinstance(found, Page)
    assert not found.is_note
    return found.body


def shut(town: Releasing, revision: RevisionRecord, name: str = RELEASER) -> list[str]:
    """Return the gates that are shut for a person."""
    closed = gates_closed(
        dossier=Dossier(RevisionRecord.objects.get(id=revision.id), town.county.id(name)),
        channels=list(revision.renderings.values_list("channel_id", flat=True)),
        at=town.county.hands.at,
    )
    assert all(one.sentence and one.clause for one in closed)
    return [one.gate for one in closed]


def test_an_approved_text_becomes_public_as_it_was_approved(town: Releasing) -> None:
    """R12, R26, I14, I26: one command, one entry; the package is what three people approved."""
    revision = town.approved()
    assert shut(town, revision) == []
    with accepted("release.publish"):
        release = town.publish(revision)

    assert revision.body.encode() in page_of(release)
    package = package_get(release.id)
    assert package is not None
    assert hashlib.sha256(package).hexdigest() == revision.sha256
    assert json.loads(package)["title"] == revision.title
    assert release_states() == {release.id: "live"}
    assert town.verified()


def test_the_card_names_all_who_answer(town: Releasing) -> None:
    """R11, R21–R23, I30."""
    release = town.released()

    people = {name: release.card[name]["name"] for name in ("first", "leadership")}
    units = {name: release.card[f"{name}_unit"]["name"] for name in ("making", "reviewing")}
    assert people == {"first": WRITER, "leadership": FINAL}
    assert [one["name"] for one in release.card["important"]] == [RELEASER]
    assert units == {"making": TOWN, "reviewing": TOWN}
    assert {release.card[f"{name}_unit"]["name"] for name in ("releasing", "answering")} == {TOWN}


def test_the_signer_answers_for_an_official_document(town: Releasing) -> None:
    """R22, R50."""
    revision = town.reviewing.writing.official(signer=town.county.id(LEADER))
    release = town.publish(town.reviewed(revision))

    assert release.card["leadership"]["name"] == LEADER
    assert town.verified()


def test_an_unmarked_document_does_not_go_online(town: Releasing) -> None:
    """R50, I11."""
    body = MARKED.replace("（此件公开发布）", "")
    revision = town.reviewing.writing.official(body=body)
    audit(town.county, revision)
    submit(town.county, revision)

    assert {"marker", "reviews", "findings"} <= set(shut(town, revision))
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision)


@pytest.mark.parametrize("passed", range(3))
def test_nothing_short_of_three_reviews_is_published(town: Releasing, passed: int) -> None:
    """R12, R19, R47."""
    revision = approve(town.county, town.reviewing.cut(), list(STAGES)[:passed])

    assert "reviews" in shut(town, revision)
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision)


def test_only_the_releaser_publishes(town: Releasing) -> None:
    """R12, I18, 三员分立: administrators see everything and can make nothing public."""
    revision = town.approved()
    for name in (WRITER, FIRST, SECOND, FINAL, LEADER, KEEPER, "秦系", "秦安", "秦审"):
        with nothing_public_changes(), refused("gates_closed"):
            town.publish(revision, name=name)


def test_who_publishes_proves_who_they_are(town: Releasing) -> None:
    """Re-authentication at every decision that leads to something being public."""
    revision = town.approved()
    with nothing_public_changes(), refused("reauthentication"):
        services.release_publish(
            by=town.county.by(RELEASER),
            revision=revision.id,
            channels=[town.column],
            evidence=wrong_evidence(town.county, RELEASER),
        )
    with nothing_public_changes(), refused("session"):
        services.release_publish(
            by=town.county.by(RELEASER),
            revision=revision.id,
            channels=[town.column],
            evidence=evidence_of(town.county, FINAL),
        )


def test_another_unit_finds_no_revision(town: Releasing) -> None:
    """R11, I21."""
    county = town.county
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    county.post("莫发", Position.RELEASER, other, "莫乡长")
    revision = town.approved()

    with nothing_public_changes(), refused("not_found"):
        town.publish(revision, name="莫发")


def ended_tenure(town: Releasing, revision: RevisionRecord) -> None:
    """The releaser was dismissed a moment ago (I19)."""
    del revision
    tenure = TenureRecord.objects.get(person__name=RELEASER)
    organisation.tenure_end(by=town.county.by(LEADER), tenure=tenure.id, reason="调离")


def changed_bytes(town: Releasing, revision: RevisionRecord) -> None:
    """A newer text waits; the old approval does not hold for it, nor the old one any more."""
    town.reviewing.writing.save(revision.manuscript_id, title="延长窗口服务时间的通告")
    town.reviewing.writing.cut(revision.manuscript_id)


def failed_audit(town: Releasing, revision: RevisionRecord) -> None:
    """The checker crashed in the newest run (R49)."""
    del town
    last = AuditRecord.objects.filter(revision=revision).latest("number")
    AuditRecord(
        id="u-crashed",
        revision=revision,
        number=last.number + 1,
        ruleset=last.ruleset,
        is_finished=False,
        finished_at=last.finished_at,
    ).save(force_insert=True)


def closed_column(town: Releasing, revision: RevisionRecord) -> None:
    """The column was closed after the reviews."""
    del revision
    channel_close(by=town.county.by(KEEPER), channel=town.column, reason="栏目合并")


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        (ended_tenure, "people"),
        (changed_bytes, "bytes"),
        (failed_audit, "findings"),
        (closed_column, "channels"),
    ],
)
def test_what_changed_since_the_reviews_shuts_a_gate(
    town: Releasing, change: Callable[[Releasing, RevisionRecord], None], gate: str
) -> None:
    """I10, I15, I19, R24: what holds is asked in the moment of the release."""
    revision = town.approved()
    town.county.hands.move(minutes=1)
    change(town, revision)

    assert shut(town, revision) == [gate]
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision)


def test_an_attachment_changed_on_the_disk_is_not_released(town: Releasing) -> None:
    """I2: the hash is computed again from the stored bytes."""
    writing = town.reviewing.writing
    manuscript = writing.open()
    one = writing.attach(manuscript.id, "窗口一览.txt")
    revision = approve(town.county, writing.cut(manuscript.id))
    kept = blob_path(one.sha256).read_bytes()
    blob_path(one.sha256).write_bytes(b"other")
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision)

    blob_path(one.sha256).write_bytes(kept)
    release = town.publish(revision)
    found = file_get(release.id, "窗口一览.txt")
    assert found is not None
    assert found.body == kept
    blob_path(one.sha256).write_bytes(b"other")
    with pytest.raises(BytesChanged):
        file_get(release.id, "窗口一览.txt")


def test_all_gates_that_are_shut_are_told(town: Releasing) -> None:
    """The first sentence is the message; the page and the API list the rest."""
    revision = town.reviewing.cut()
    audit(town.county, revision)
    submit(town.county, revision)
    with pytest.raises(GatesClosed) as caught:
        town.publish(revision, name=FINAL)

    assert str(caught.value) == caught.value.closed[0].sentence
    assert [one.gate for one in caught.value.closed] == shut(town, revision, FINAL)
    assert len(caught.value.closed) == 5


def test_a_channel_outside_the_review_is_refused(town: Releasing) -> None:
    """R24, I5: the set of channels was approved with the text."""
    revision = town.approved()
    with nothing_public_changes(), refused("channel"):
        town.publish(revision, town.reviewing.writing.account.id)
    with nothing_public_changes(), refused("gates_closed"):
        services.release_publish(
            by=town.county.by(RELEASER),
            revision=revision.id,
            channels=[],
            evidence=evidence_of(town.county, RELEASER),
        )


def test_a_second_click_finds_the_first_release(town: Releasing) -> None:
    """I15."""
    revision = town.approved(*both(town))
    first = town.publish(revision)
    before = verbs()

    assert town.publish(revision).id == first.id
    assert verbs() == before
    with refused("released"):
        town.publish(revision, *revision.renderings.values_list("channel_id", flat=True))


def test_two_clicks_at_once_publish_once(town: Releasing) -> None:
    """I15: whoever comes second finds it done."""
    revision = town.approved()
    evidence = evidence_of(town.county, RELEASER)
    by, found, start = town.county.by(RELEASER), [], threading.Barrier(2)

    def click() -> None:
        start.wait()
        try:
            release = services.release_publish(
                by=by, revision=revision.id, channels=[town.column], evidence=evidence
            )
            found.append(release.id)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [ReleaseRecord.objects.get().id] * 2
    assert verbs().count("release.publish") == 1


def test_a_newer_version_takes_the_place_of_the_older(town: Releasing) -> None:
    """I16: one live version; until it is released, the live one does not change."""
    old = town.released()
    page = page_of(old)
    revision = town.changed(old.revision, title="竹沟镇便民服务中心再次延长服务时间")
    assert page_of(old) == page

    with accepted("release.publish", "release.replace"):
        new = town.publish(revision)

    assert release_states() == {old.id: "replaced", new.id: "live"}
    assert page_get(COLUMN, old.id) == Moved(f"{COLUMN}/{new.id}/")
    assert package_get(old.id) is None
    assert "再次延长".encode() in page_of(new)
    assert town.verified()


def test_a_correction_keeps_its_date(town: Releasing) -> None:
    """R73: date and clock unchanged; a note only where there is something to note."""
    old = town.released()
    town.county.hands.move(days=3)
    note = "更正服务时间"
    revision = town.changed(
        old.revision,
        body="<p>自12月2日起延长。</p>",
        corrects=old.revision_id,
        public_note=note,
    )
    new = town.publish(revision)

    assert new.published_at == old.published_at < new.released_at
    assert note.encode() in page_of(new)
    assert b"2026-11-24 09:0" in page_of(new)
    assert town.verified()

    plain = {"body": "<p>自12月3日起延长。</p>", "corrects": revision.id, "public_note": ""}
    silent = town.changed(revision, **plain)
    last = town.publish(silent)
    assert last.published_at == old.published_at
    assert "更正说明".encode() not in page_of(last)


def test_a_main_column_asks_the_county_office(town: Releasing) -> None:
    """R23, R28, R30, I12: form, decision, site administrator; both releasers on the card."""
    gate = object.__new__(Gate)
    gate.county, gate.writing = town.county, town.reviewing.writing
    revision = gate.complete()
    main = gate.writing.main_column.id
    assert shut(town, revision, KEEPER) == ["county"]
    gate.submit(revision)
    assert shut(town, revision, KEEPER) == ["county"]
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision, main, name=KEEPER)
    gate.decide(revision)

    assert shut(town, revision, RELEASER) == ["people"]
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision, main)
    release = town.publish(revision, main, name=KEEPER)
    assert [one["name"] for one in release.card["important"]] == [RELEASER, KEEPER]
    assert town.verified()


def test_a_main_column_needs_a_releaser_of_the_unit_on_the_card(town: Releasing) -> None:
    """R23, I30."""
    gate = object.__new__(Gate)
    gate.county, gate.writing = town.county, town.reviewing.writing
    revision = gate.sent()
    gate.decide(revision)
    town.county.hands.move(minutes=1)
    ended_tenure(town, revision)

    assert shut(town, revision, KEEPER) == ["people"]


def test_news_of_the_unit_itself_needs_an_exception(town: Releasing) -> None:
    """R56: own activity news only under an approved exception, the verifier agrees."""
    county, writing = town.county, town.reviewing.writing
    news = writing.open_channel(
        county.unit(TOWN),
        Opening(ChannelKind.COLUMN, "竹沟动态", "zhugou/dongtai", activity_news=True),
    )
    rendering = (Rendering(news.id, "", ""),)
    manuscript = writing.open()
    writing.save(manuscript.id, renderings=rendering)
    revision = approve(county, writing.cut(manuscript.id))
    assert shut(town, revision) == ["source"]
    with nothing_public_changes(), refused("gates_closed"):
        town.publish(revision, news.id)

    until = START.replace(year=2027)
    standing_approve(by=county.by(LEADER), channel=news.id, until=until, reason="便民动态为主")
    town.publish(revision, news.id)
    assert town.verified()


def test_another_county_person_finds_the_same(town: Releasing) -> None:
    """R1: the county office lists what every unit released, another unit nothing."""
    from shenfa.desk.release.selectors import release_get  # noqa: PLC0415 - asked here only

    release = town.released()
    county = town.county
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.post("莫乡长", Position.PRINCIPAL_LEADER, other, "莫乡长")
    at = county.hands.at

    assert release_get(viewer=county.id("谢审"), release=release.id, at=at).id == release.id
    with pytest.raises(NotFound):
        release_get(viewer=county.id("莫乡长"), release=release.id, at=at)
    assert county.unit(OFFICE)
    assert issubclass(GatesClosed, CommandRefused)
