"""What takes two: transfer, lowering, purge: R11, R25, I2, I3, I6, I21, I28."""

import hashlib
from pathlib import Path

import pytest
from county import TOWN, County, accepted, refused
from evidence import evidence_of, wrong_evidence
from manuscript_county import BODY, PDF, WRITER, Writing
from verification import verdict

from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts import services
from shenfa.desk.manuscripts.draft import from_json
from shenfa.desk.manuscripts.files import blob_bytes, blob_keep, blob_path, blob_put
from shenfa.desk.manuscripts.lowering import lowering_confirm, lowering_request
from shenfa.desk.manuscripts.models import (
    BlobRecord,
    RevisionRecord,
    RevisionRequestRecord,
    UploadRecord,
    WorkingCopyRecord,
)
from shenfa.desk.manuscripts.purging import purge_confirm, purge_request
from shenfa.desk.manuscripts.selectors import (
    request_visible,
    revision_get,
    revision_hashes,
    transfer_visible,
)
from shenfa.desk.manuscripts.transfers import transfer_give, transfer_take
from shenfa.desk.organisation import services as organisation
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Employment, Position
from shenfa.review.content import Rendering

pytestmark = pytest.mark.db
MAJOR = "竹沟镇2026年度部门预算公开"


@pytest.fixture
def writing(county: County) -> Writing:
    """Return the town that writes, and a township beside it in which 莫撰 writes."""
    writing = Writing(county)
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫撰", other)
    county.register("外包员", other, Employment.CONTRACTOR)
    return writing


def other_unit(writing: Writing) -> str:
    return writing.county.unit("云塘乡人民政府")


def last_entry() -> tuple[str, str, dict[str, object]]:
    entry = EntryRecord.objects.latest("seq").to_entry()
    return entry.verb, entry.object, dict(entry.facts)


def ask_lower(writing: Writing, revision: RevisionRecord, by: str = WRITER) -> str:
    return lowering_request(
        by=writing.county.by(by), revision=revision.id, reason="仅为例行公开"
    ).id


def lower(writing: Writing, request: str, by: str = "白副") -> None:
    lowering_confirm(
        by=writing.county.by(by), request=request, evidence=evidence_of(writing.county, by)
    )


def purge(writing: Writing, request: str, by: str = "白副") -> None:
    purge_confirm(
        by=writing.county.by(by), request=request, evidence=evidence_of(writing.county, by)
    )


def ask_purge(writing: Writing, revision: RevisionRecord, by: str = "向文") -> str:
    return purge_request(by=writing.county.by(by), revision=revision.id, reason="含个人信息").id


# Transfer


def test_what_another_unit_made_comes_by_transfer_only(writing: Writing) -> None:
    """R11: the making unit stands in every revision; its authors stay authors (I3)."""
    county = writing.county
    manuscript = writing.open(is_major=True).id
    writing.attach(manuscript, "一览.pdf", PDF)
    given = writing.cut(manuscript)
    with accepted("transfer.give", "transfer.take"):
        transfer = transfer_give(
            by=county.by(WRITER), revision=given.id, to_unit=other_unit(writing)
        )
        taken = transfer_take(by=county.by("莫撰"), transfer=transfer.id)
    draft = from_json(writing.copy(taken.id, "莫撰").draft)

    assert taken.unit_id == other_unit(writing)
    assert (draft.obtained_from, draft.maker) == (county.unit(TOWN), county.id("莫撰"))
    assert draft.renderings == ()
    writing.save(taken.id, "莫撰", is_major=False, obtained_from="")
    revision = writing.cut(taken.id, "莫撰")
    assert revision.obtained_from_id == county.unit(TOWN)
    assert revision.is_major  # whoever takes a major item over cannot lower it alone
    assert last_entry()[2]["obtained_from"] == county.unit(TOWN)
    assert set(revision.authors.values_list("person_id", flat=True)) == {
        county.id(WRITER),
        county.id("莫撰"),
    }


def test_what_is_handed_over_is_seen_by_the_other_unit(writing: Writing) -> None:
    """I21: that revision, and no other."""
    county, at = writing.county, writing.county.hands.at
    revision, stranger = writing.revision(), county.id("莫撰")
    later = writing.open()
    with pytest.raises(NotFound):
        revision_get(viewer=stranger, revision=revision.id, at=at)
    transfer = transfer_give(
        by=county.by(WRITER), revision=revision.id, to_unit=other_unit(writing)
    )
    assert revision_get(viewer=stranger, revision=revision.id, at=at) == revision
    assert [one.id for one in transfer_visible(viewer=stranger, at=at)] == [transfer.id]
    with pytest.raises(NotFound):
        revision_get(viewer=stranger, revision=writing.cut(later.id).id, at=at)


def test_who_may_not_hand_over_or_take(writing: Writing) -> None:
    county = writing.county
    first = writing.revision()
    writing.save(first.manuscript_id, title="第二版")
    second = writing.cut(first.manuscript_id)
    to = other_unit(writing)
    gives: tuple[tuple[str, str, str, str], ...] = (
        ("not_found", "莫撰", second.id, to),
        ("not_entitled", "谢审", second.id, to),
        ("not_found", WRITER, "r-0", to),
        ("not_found", WRITER, second.id, "u-0"),
        ("same_unit", WRITER, second.id, county.unit(TOWN)),
        ("not_newest", WRITER, first.id, to),
    )
    for code, by, revision, unit in gives:
        with refused(code):
            transfer_give(by=county.by(by), revision=revision, to_unit=unit)
    transfer = transfer_give(by=county.by(WRITER), revision=second.id, to_unit=to).id
    with refused("given"):
        transfer_give(by=county.by(WRITER), revision=second.id, to_unit=to)
    for code, by in (
        ("not_entitled", WRITER),
        ("not_entitled", "谢审"),
        ("not_entitled", "外包员"),
    ):
        with refused(code):
            transfer_take(by=county.by(by), transfer=transfer)
    with refused("not_found"):
        transfer_take(by=county.by("莫撰"), transfer="h-0")
    transfer_take(by=county.by("莫撰"), transfer=transfer)
    with refused("taken"):
        transfer_take(by=county.by("莫撰"), transfer=transfer)


# Lowering


def test_major_is_taken_off_by_two(
    writing: Writing, deployment: Deployment, tmp_path: Path
) -> None:
    """R25, I6: an author asks, a leader confirms, and it concerns the next revision."""
    county = writing.county
    revision = writing.revision(title=MAJOR)
    with accepted("lowering.request"):
        request = ask_lower(writing, revision)
    with refused("unchanged"):
        writing.cut(revision.manuscript_id)
    with accepted("major.lower"):
        lower(writing, request)
    assert last_entry() == (
        "major.lower",
        revision.manuscript_id,
        {
            "revision": revision.id,
            "requester": county.id(WRITER),
            "reason": "仅为例行公开",
            "authenticated": county.id("白副"),
            "method": "device_pin",
        },
    )
    assert RevisionRecord.objects.get(id=revision.id).is_major
    second = writing.cut(revision.manuscript_id)
    assert (second.number, second.is_major) == (2, False)
    writing.save(revision.manuscript_id, body="<p>只改文字</p>")
    assert not writing.cut(revision.manuscript_id).is_major
    writing.save(
        revision.manuscript_id, body="<p>新任命的干部任免名单：张三任镇长</p>", title=MAJOR
    )
    code, text = verdict(county, deployment, tmp_path)
    assert (code, text) == (0, "OK")


def test_a_new_matter_makes_it_major_again(writing: Writing) -> None:
    revision = writing.revision(title=MAJOR)
    lower(writing, ask_lower(writing, revision))
    assert not writing.cut(revision.manuscript_id).is_major
    writing.save(revision.manuscript_id, title="竹沟镇干部任免公示")
    assert writing.cut(revision.manuscript_id).is_major


def test_major_stays_without_the_second_person(writing: Writing) -> None:
    """Neither taking the tick away nor rewording is enough."""
    revision = writing.revision(is_major=True)
    ask_lower(writing, revision)
    writing.save(revision.manuscript_id, is_major=False, title="别的标题")
    assert writing.cut(revision.manuscript_id).is_major


def test_who_may_not_lower(writing: Writing) -> None:
    county = writing.county
    plain, major = writing.revision(), writing.revision(title=MAJOR)
    with refused("not_major"):
        ask_lower(writing, plain)
    with refused("not_author"):
        ask_lower(writing, major, "向文")
    with refused("not_entitled"):
        ask_lower(writing, major, "谢审")
    with refused("not_found"):
        ask_lower(writing, major, "莫撰")
    with refused("text"):
        lowering_request(by=county.by(WRITER), revision=major.id, reason=" ")
    request = ask_lower(writing, major)
    with refused("requested"):
        ask_lower(writing, major)
    for code, by in (
        ("not_entitled", "彭科"),
        ("not_entitled", "谢审"),
        ("not_entitled", WRITER),
        ("not_found", "莫撰"),
    ):
        with refused(code):
            lower(writing, request, by)
    with refused("reauthentication"):
        lowering_confirm(
            by=county.by("白副"), request=request, evidence=wrong_evidence(county, "白副")
        )
    lower(writing, request)
    with refused("confirmed"):
        lower(writing, request, "覃镇长")


def test_a_leader_who_wrote_it_does_not_confirm(writing: Writing) -> None:
    own = writing.revision("白副", title=MAJOR)
    request = ask_lower(writing, own, "白副")
    with refused("second_person"):
        lower(writing, request, "白副")
    shared = writing.revision(title=MAJOR, maker=writing.county.id("白副"))
    asked = ask_lower(writing, shared)
    with refused("author"):
        lower(writing, asked, "白副")
    lower(writing, asked, "覃镇长")


def test_lowering_concerns_the_newest(writing: Writing) -> None:
    revision = writing.revision(title=MAJOR)
    request = ask_lower(writing, revision)
    writing.save(revision.manuscript_id, body="<p>又一版</p>")
    writing.cut(revision.manuscript_id)
    with refused("not_newest"):
        lower(writing, request)
    with refused("not_newest"):
        ask_lower(writing, revision)


# Purge


def leaked(writing: Writing) -> RevisionRecord:
    """Cut a revision with a file that must not exist."""
    manuscript = writing.open(title="泄漏的名单").id
    writing.attach(manuscript, "张三低保.pdf", PDF + b"secret")
    writing.save(
        manuscript,
        renderings=(
            Rendering(writing.column.id, "", ""),
            Rendering(writing.account.id, "泄漏", "张三"),
        ),
    )
    return writing.cut(manuscript)


def test_bytes_that_must_not_exist_are_gone(
    writing: Writing, deployment: Deployment, tmp_path: Path
) -> None:
    """The digest and the trail stay; text, names, drafts and files do not."""
    county, revision = writing.county, leaked(writing)
    sha256, content = revision.attachments.get().blob_id, revision.sha256
    with accepted("purge.request", "quarantine.purge"):
        purge(writing, ask_purge(writing, revision))
    verb, about, facts = last_entry()
    assert (verb, about) == ("quarantine.purge", revision.manuscript_id)
    assert facts == {
        "revision": revision.id,
        "requester": county.id("向文"),
        "reason": "含个人信息",
        "authenticated": county.id("白副"),
        "method": "device_pin",
        "files": 1,
    }

    stored = RevisionRecord.objects.get(id=revision.id)
    assert (stored.title, stored.body, stored.public_note) == ("", "", "")
    assert (stored.sha256, stored.purged_at) == (content, county.hands.at)
    assert {(one.title, one.body) for one in stored.renderings.all()} == {("", "")}
    assert [one.name for one in stored.attachments.all()] == ["已清除1"]
    assert [one.name for one in UploadRecord.objects.all()] == ["已清除"]
    assert not WorkingCopyRecord.objects.exists()
    assert not blob_path(sha256).exists()
    assert BlobRecord.objects.get().purged_at == county.hands.at
    assert revision_hashes() == {revision.id: "purged"}
    assert verdict(county, deployment, tmp_path) == (0, "OK")


def test_what_was_purged_does_not_come_back(writing: Writing) -> None:
    county, revision = writing.county, leaked(writing)
    purge(writing, ask_purge(writing, revision))
    manuscript = writing.open().id
    with refused("purged"):
        services.file_upload(
            by=county.by(WRITER), manuscript=manuscript, name="另名.pdf", data=PDF + b"secret"
        )
    assert not RevisionRecord.objects.filter(purged_at=None).exists()
    with pytest.raises(CommandRefused):
        services.copy_start(by=county.by(WRITER), manuscript=revision.manuscript_id)
    acts = (
        lambda: transfer_give(
            by=county.by(WRITER), revision=revision.id, to_unit=other_unit(writing)
        ),
        lambda: ask_lower(writing, revision),
        lambda: ask_purge(writing, revision),
    )
    for act in acts:
        with refused("purged"):
            act()


def test_bytes_that_others_use_are_kept(writing: Writing) -> None:
    """A purge takes nothing from a living revision, another manuscript or another app."""
    shared, elsewhere, captured = PDF + b"shared", PDF + b"elsewhere", PDF + b"captured"
    manuscript = writing.open().id
    first = writing.attach(manuscript, "a.pdf", shared)
    living = writing.cut(manuscript)
    writing.attach(manuscript, "b.pdf", elsewhere)
    writing.attach(writing.open().id, "c.pdf", elsewhere)
    writing.attach(manuscript, "d.pdf", captured)
    writing.attach(manuscript, "e.pdf", PDF)
    doomed = writing.cut(manuscript)
    keep_as_copy(living, captured)
    purge(writing, ask_purge(writing, doomed))

    assert RevisionRecord.objects.get(id=living.id).purged_at is None
    for data in (shared, elsewhere, captured):
        assert blob_bytes(hashlib.sha256(data).hexdigest()) == data
    assert BlobRecord.objects.filter(purged_at=None).count() == 3
    assert first.name in living.attachments.values_list("name", flat=True)
    assert revision_hashes() == {living.id: living.sha256, doomed.id: "purged"}


def keep_as_copy(revision: RevisionRecord, data: bytes) -> None:
    """Let another app refer to bytes, as the stored copy of a source."""
    from shenfa.desk.review.models import CaptureRecord  # noqa: PLC0415 - the only use here

    at = revision.cut_at
    CaptureRecord(
        revision=revision,
        url="https://www.xugu.example/a",
        host="www.xugu.example",
        published=at,
        copy=blob_keep(sha256=blob_put(data), at=at),
        equal="yes",
        differences=[],
        at=at,
    ).save(force_insert=True)


def test_who_may_not_purge(writing: Writing) -> None:
    county, revision = writing.county, leaked(writing)
    with refused("not_found"):
        ask_purge(writing, revision, "莫撰")
    with refused("not_entitled"):
        ask_purge(writing, revision, "秦审")
    with refused("text"):
        purge_request(by=county.by("向文"), revision=revision.id, reason="")
    request = ask_purge(writing, revision, "谢审")
    with refused("requested"):
        ask_purge(writing, revision)
    for code, by in (
        ("not_entitled", "彭科"),
        ("not_entitled", "谢审"),
        ("not_entitled", "秦安"),
        ("not_found", "莫撰"),
    ):
        with refused(code):
            purge(writing, request, by)
    with refused("reauthentication"):
        purge_confirm(
            by=county.by("白副"), request=request, evidence=wrong_evidence(county, "白副")
        )
    assert RevisionRecord.objects.get(id=revision.id).title
    county.post("严密", Position.SECRECY_REVIEWER, county.unit(TOWN), "覃镇长")
    purge(writing, request, "严密")
    with refused("confirmed"):
        purge(writing, request, "覃镇长")


def test_nobody_purges_alone_or_what_they_wrote(writing: Writing) -> None:
    revision = writing.revision("白副")
    request = ask_purge(writing, revision, "覃镇长")
    with refused("second_person"):
        purge(writing, request, "覃镇长")
    with refused("author"):
        purge(writing, request, "白副")
    assert RevisionRequestRecord.objects.get().confirmed_at is None


def test_requests_are_seen_in_the_unit(writing: Writing) -> None:
    county, at = writing.county, writing.county.hands.at
    request = ask_purge(writing, writing.revision(body=BODY))
    assert [one.id for one in request_visible(viewer=county.id("白副"), at=at)] == [request]
    assert not request_visible(viewer=county.id("莫撰"), at=at).exists()
