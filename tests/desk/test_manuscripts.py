"""Writing and cutting: R1, R5, R11, R19, R24, R50, R73, I2, I3, I9, I16, I17, I21."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from county import OFFICE, TOWN, County, accepted, refused, verbs
from django.db import connections
from manuscript_county import BODY, MARKED, ORDINARY, PDF, WRITER, Writing

from shenfa.desk.channels import services as channels
from shenfa.desk.manuscripts import services
from shenfa.desk.manuscripts.draft import DraftFile, from_json
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import ManuscriptRecord, RevisionRecord, WorkingCopyRecord
from shenfa.desk.manuscripts.selectors import (
    copy_get,
    manuscript_get,
    manuscript_visible,
    revision_get,
    revision_hashes,
)
from shenfa.desk.organisation import services as organisation
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.models import EntryRecord
from shenfa.review import Employment, Position
from shenfa.review.content import Rendering, content_sha256
from shenfa.text import ContentKind

pytestmark = pytest.mark.db


@pytest.fixture
def writing(county: County) -> Writing:
    """Return the town that writes."""
    return Writing(county)


def last_facts() -> dict[str, object]:
    return dict(EntryRecord.objects.latest("seq").to_entry().facts)


def quietly_refused(code: str, act: Callable[[], object]) -> None:
    """Expect a refusal that leaves no entry, as autosaves do."""
    before = verbs()
    with pytest.raises(CommandRefused) as caught:
        act()
    assert caught.value.code == code, caught.value
    assert verbs() == before


def test_a_revision_is_cut_and_chained(writing: Writing) -> None:
    with accepted("manuscript.open", "manuscript.upload", "revision.cut"):
        manuscript = writing.open().id
        writing.attach(manuscript, "窗口一览.txt")
        revision = writing.cut(manuscript)

    writer = writing.county.id(WRITER)
    assert last_facts() == {
        "revision": revision.id,
        "hash": revision.sha256,
        "unit": writing.county.unit(TOWN),
        "kind": "general",
        "maker": writer,
        "authors": [writer],
        "channels": [writing.column.id],
        "major": "no",
        "marker": "no",
        "leader_visit": "no",
        "number": 1,
        "matters": 0,
        "signer": "",
        "obtained_from": "",
        "corrects": "",
    }
    stored = RevisionRecord.objects.get(id=revision.id)
    assert content_sha256(stored.to_content()) == revision.sha256
    assert revision_hashes() == {revision.id: revision.sha256}


def test_what_the_files_hold_is_what_is_hashed(writing: Writing) -> None:
    """I2: the export recomputes the digest from the stored bytes."""
    manuscript = writing.open().id
    file = writing.attach(manuscript, "窗口一览.txt", b"first of its kind")
    revision = writing.cut(manuscript)
    path = blob_path(file.sha256)
    kept = path.read_bytes()
    for damage in (lambda: path.write_bytes(kept + b"x"), path.unlink):
        damage()
        assert revision_hashes()[revision.id] != revision.sha256
    path.write_bytes(kept)
    assert revision_hashes()[revision.id] == revision.sha256


UNENTITLED = (
    ("秦系", "not_entitled"),
    ("谢审", "not_entitled"),
    ("莫撰", "not_found"),
    ("外包员", "not_entitled"),
    ("兼审", "not_entitled"),
)


@pytest.mark.parametrize(("name", "code"), UNENTITLED)
def test_who_may_not_write(writing: Writing, name: str, code: str) -> None:
    """R1, R5, I17, I21: a contractor, an administrator, another unit, the county office."""
    county, town = writing.county, writing.county.unit(TOWN)
    manuscript = writing.open().id
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫撰", other)
    county.register("外包员", town, Employment.CONTRACTOR)
    county.register("兼审", town)
    county.appoint("兼审", Position.AUDIT_ADMINISTRATOR, county.unit(OFFICE))

    def attempts(by: str) -> tuple[Callable[[], object], ...]:
        acting = county.by(by)
        return (
            lambda: services.manuscript_open(by=acting, unit=town, draft=ORDINARY),
            lambda: services.copy_save(by=acting, manuscript=manuscript, draft=ORDINARY, version=1),
            lambda: services.copy_start(by=acting, manuscript=manuscript, author=county.id(WRITER)),
            lambda: services.copy_rebase(by=acting, manuscript=manuscript, version=1),
            lambda: services.file_upload(by=acting, manuscript=manuscript, name="a.txt", data=b"a"),
            lambda: services.revision_cut(by=acting, manuscript=manuscript, version=1),
        )

    for attempt in attempts(name):
        with refused(code):
            attempt()
    assert WorkingCopyRecord.objects.count() == 1


def test_a_disabled_person_writes_no_more(writing: Writing) -> None:
    """I19: at once."""
    manuscript = writing.open().id
    organisation.person_disable(
        by=writing.county.by("秦安"), person=writing.county.id(WRITER), reason="离职"
    )
    with refused("not_found"):
        services.revision_cut(by=writing.county.by(WRITER), manuscript=manuscript, version=1)


def test_a_position_elsewhere_lets_write_there(writing: Writing) -> None:
    county = writing.county
    with refused("not_entitled"):
        writing.open("谢审")
    county.appoint("谢审", Position.RELEASER, county.unit(TOWN))
    with refused("not_entitled"):
        writing.open("谢审")  # not filed yet
    county.post("县派", Position.RELEASER, county.unit(TOWN), "覃镇长")
    assert writing.open("县派").unit_id == county.unit(TOWN)


def test_another_units_manuscript_looks_like_none(writing: Writing) -> None:
    """R1, I21."""
    county, at = writing.county, writing.county.hands.at
    other = organisation.unit_open(by=county.by("秦系"), name="云塘乡人民政府").id
    county.register("莫撰", other)
    revision = writing.revision()
    stranger, office, own = county.id("莫撰"), county.id("谢审"), county.id("向文")

    assert not manuscript_visible(viewer=stranger, at=at).exists()
    with pytest.raises(NotFound):
        manuscript_get(viewer=stranger, manuscript=revision.manuscript_id, at=at)
    with pytest.raises(NotFound):
        revision_get(viewer=stranger, revision=revision.id, at=at)
    for viewer in (office, own):
        assert manuscript_visible(viewer=viewer, at=at).count() == 1
        assert revision_get(viewer=viewer, revision=revision.id, at=at) == revision
        with pytest.raises(NotFound):
            copy_get(viewer=viewer, manuscript=revision.manuscript_id, at=at)
    assert copy_get(viewer=county.id(WRITER), manuscript=revision.manuscript_id, at=at)


def test_a_second_tab_never_overwrites(writing: Writing) -> None:
    """Both name the version that they started from; the later one is told."""
    manuscript = writing.open().id
    by = writing.county.by(WRITER)

    def save(title: str, version: int) -> WorkingCopyRecord:
        return services.copy_save(
            by=by, manuscript=manuscript, draft=writing.draft(title=title), version=version
        )

    assert save("第一次", 1).version == 2
    quietly_refused("stale", lambda: save("第二个窗口", 1))
    quietly_refused("stale", lambda: save("未来", 3))
    with refused("stale"):
        services.revision_cut(by=by, manuscript=manuscript, version=1)
    assert from_json(writing.copy(manuscript).draft).title == "第一次"
    assert save("第二次", 2).version == 3
    assert writing.cut(manuscript).title == "第二次"


def test_two_tabs_cut_at_once(writing: Writing) -> None:
    """One revision comes of one version of a working copy, however often it is asked for."""
    manuscript, by = writing.open().id, writing.county.by(WRITER)
    codes: list[str] = []

    def cut() -> None:
        try:
            services.revision_cut(by=by, manuscript=manuscript, version=1)
        except CommandRefused as error:
            codes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=cut) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == ["stale"] * 3
    assert RevisionRecord.objects.count() == 1


def test_whoever_has_no_copy_starts_one(writing: Writing) -> None:
    manuscript, county = writing.open().id, writing.county
    by = county.by("向文")
    quietly_refused(
        "no_copy",
        lambda: services.copy_save(by=by, manuscript=manuscript, draft=ORDINARY, version=1),
    )
    with refused("no_copy"):
        services.revision_cut(by=by, manuscript=manuscript, version=1)
    quietly_refused("no_copy", lambda: services.copy_start(by=by, manuscript=manuscript))
    quietly_refused(
        "no_copy",
        lambda: services.copy_start(by=by, manuscript=manuscript, author=county.id("彭科")),
    )


def test_authors_stay_authors(writing: Writing) -> None:
    """I3: whoever wrote, whose words were taken over, who uploaded, who made it: for ever."""
    county = writing.county
    ids = {name: county.id(name) for name in (WRITER, "向文", "彭科", "白副", "覃镇长")}
    manuscript = writing.open(maker=ids["白副"]).id
    services.copy_start(by=county.by("向文"), manuscript=manuscript, author=ids[WRITER])
    upload = services.file_upload(
        by=county.by("彭科"), manuscript=manuscript, name="一览.txt", data=b"x"
    )
    file = DraftFile(upload.name, upload.blob_id)
    writing.save(manuscript, "向文", attachments=(file,), title="另一标题")
    first = writing.cut(manuscript, "向文")
    services.copy_start(by=county.by("覃镇长"), manuscript=manuscript)
    writing.save(manuscript, "覃镇长", attachments=(), maker=ids["覃镇长"], body="<p>重写</p>")
    second = writing.cut(manuscript, "覃镇长")

    def authors(revision: RevisionRecord) -> set[str]:
        return set(revision.authors.values_list("person_id", flat=True))

    expected = {ids[name] for name in (WRITER, "向文", "彭科", "白副")}
    assert authors(first) == expected
    assert authors(second) == {*expected, ids["覃镇长"]}
    assert second.number == 2


def test_a_colleagues_revision_is_not_passed_over(writing: Writing) -> None:
    manuscript, county = writing.open().id, writing.county
    services.copy_start(by=county.by("向文"), manuscript=manuscript, author=county.id(WRITER))
    writing.cut(manuscript, "向文")
    writing.save(manuscript, title="晚到的标题")
    with refused("behind"):
        writing.cut(manuscript)
    copy = writing.copy(manuscript)
    services.copy_rebase(by=county.by(WRITER), manuscript=manuscript, version=copy.version)
    assert writing.cut(manuscript).number == 2


def test_nothing_new_is_no_revision(writing: Writing) -> None:
    revision = writing.revision()
    with refused("unchanged"):
        writing.cut(revision.manuscript_id)
    writing.save(revision.manuscript_id, maker=writing.county.id("向文"))
    second = writing.cut(revision.manuscript_id)

    assert (second.number, second.sha256) == (2, revision.sha256)
    assert second.id != revision.id  # I9: equal bytes, but nothing is carried over
    assert revision_hashes() == {revision.id: revision.sha256, second.id: second.sha256}


def test_one_changed_byte_is_another_digest(writing: Writing) -> None:
    """R24, I2: whatever a citizen sees is in it."""
    manuscript = writing.open().id
    file = writing.attach(manuscript, "一览.txt", b"one")
    seen = {writing.cut(manuscript).sha256}
    changes: tuple[dict[str, object], ...] = (
        {"title": "竹沟镇便民服务中心延长服务时间！"},
        {"body": BODY.replace("9", "8")},
        {"attachments": (replace(file, name="二览.txt"),)},
        {"attachments": ()},
        {"renderings": (Rendering(writing.column.id, "栏目标题", ""),)},
        {"renderings": (Rendering(writing.account.id, "", "一句话"),)},
        {"renderings": ()},
        {"kind": ContentKind.LIST},
        {"source_url": "https://www.xugu.example/a"},
    )
    for change in changes:
        writing.save(manuscript, **change)
        seen.add(writing.cut(manuscript).sha256)
    assert len(seen) == len(changes) + 1


REFUSED_AT_CUT: tuple[tuple[str, dict[str, object]], ...] = (
    ("title", {"title": " "}),
    ("body", {"body": "<p> </p><script>x</script>"}),
    ("picture", {"body": '<p>图</p><img src="attachments/a.png">'}),
    ("source", {"source_url": "javascript:alert(1)"}),
    ("source", {"kind": ContentKind.REPOST}),
    ("source", {"kind": ContentKind.WARNING_RELAY}),
    ("signer", {"kind": ContentKind.OFFICIAL}),
    ("signer", {"signer": "谢审"}),
    ("signer", {"signer": "外包员"}),
    ("maker", {"maker": "谢审"}),
    ("maker", {"maker": "外包员"}),
    ("maker", {"maker": "nobody"}),
    ("transfer", {"obtained_from": "office"}),
    ("correction", {"public_note": "数字有误"}),
    ("correction", {"corrects": "r-0"}),
)


@pytest.mark.parametrize(("code", "change"), REFUSED_AT_CUT)
def test_what_cannot_be_cut(writing: Writing, code: str, change: dict[str, object]) -> None:
    """R11, R21, R22, R57."""
    county = writing.county
    county.register("外包员", county.unit(TOWN), Employment.CONTRACTOR)
    people = {name: county.id(name) for name in ("谢审", "外包员")}
    places = {"office": county.unit(OFFICE)}
    named = {
        key: {**people, **places}.get(str(value), value) if key != "kind" else value
        for key, value in change.items()
    }
    manuscript = writing.open().id
    writing.save(manuscript, **named)
    with refused(code):
        writing.cut(manuscript)
    assert not RevisionRecord.objects.exists()


def test_channels_are_the_units_own_and_open(writing: Writing) -> None:
    county = writing.county
    other = writing.open_channel(
        county.unit(OFFICE), replace(writing_opening(), path="zfb", name="政府办")
    )
    manuscript = writing.open().id
    quietly_refused(
        "channel",
        lambda: writing.save(manuscript, renderings=(Rendering(other.id, "", ""),)),
    )
    quietly_refused(
        "channel",
        lambda: writing.save(manuscript, renderings=(Rendering(writing.column.id, "", ""),) * 2),
    )
    writing.save(manuscript, renderings=(Rendering(writing.main_column.id, "", ""),))
    assert writing.cut(manuscript).renderings.get().channel_id == writing.main_column.id
    writing.save(manuscript, renderings=(Rendering(writing.column.id, "", ""),))
    channels.channel_close(by=county.by("田网"), channel=writing.column.id, reason="合并")
    with refused("channel"):
        writing.cut(manuscript)


def writing_opening() -> channels.Opening:
    return channels.Opening(channels.ChannelKind.COLUMN, "x", "x", activity_news=False)


def test_a_correction_names_what_it_corrects(writing: Writing) -> None:
    """R73."""
    first = writing.revision()
    writing.save(
        first.manuscript_id,
        body=BODY.replace("18", "17"),
        corrects=first.id,
        public_note="时间更正",
    )
    second = writing.cut(first.manuscript_id)
    assert (second.corrects_id, second.public_note) == (first.id, "时间更正")
    assert last_facts()["corrects"] == first.id


def test_urgent_and_major_by_hand(writing: Writing) -> None:
    revision = writing.revision(is_urgent=True, is_major=True)
    assert (revision.is_urgent, revision.is_major) == (True, True)
    assert last_facts()["major"] == "yes"


def test_a_newer_draft_never_changes_a_revision(writing: Writing) -> None:
    """I16."""
    revision = writing.revision()
    writing.save(revision.manuscript_id, title="改过", body="<p>改过</p>")
    stored = RevisionRecord.objects.get(id=revision.id)
    assert (stored.title, stored.body) == (ORDINARY.title, BODY)


def test_a_picture_is_an_attachment(writing: Writing) -> None:
    manuscript = writing.open().id
    writing.attach(manuscript, "图 一.png", b"\x89PNG\r\n\x1a\n")
    writing.save(manuscript, body='<p>见图</p><img src="attachments/图 一.png">')
    revision = writing.cut(manuscript)
    assert 'src="attachments/%E5%9B%BE%20%E4%B8%80.png"' in revision.body


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body": "<p>" + "长" * 700_000 + "</p>"}, "body"),
        ({"title": "题" * 501}, "text"),
        ({"title": "半\ud800个"}, "body"),
        ({"attachments": (DraftFile("a.txt", "ab" * 32),)}, "attachment"),
        ({"attachments": (DraftFile("../a.txt", "ab" * 32),)}, "file_name"),
        ({"attachments": (DraftFile("a.txt", "ab" * 32),) * 2}, "file_name"),
        ({"attachments": (DraftFile("a.txt", "ab" * 32),) * 51}, "too_many"),
    ],
)
def test_what_cannot_be_kept(writing: Writing, change: dict[str, object], code: str) -> None:
    manuscript = writing.open().id
    quietly_refused(code, lambda: writing.save(manuscript, **change))
    with refused(code):
        writing.open(**change)
    assert ManuscriptRecord.objects.count() == 1


def test_attachments_of_another_manuscript_are_unknown_here(writing: Writing) -> None:
    """Whoever uploaded them is known where they were uploaded only (I3)."""
    file = writing.attach(writing.open().id, "a.pdf", PDF)
    other = writing.open().id
    quietly_refused("attachment", lambda: writing.save(other, attachments=(file,)))


def test_marked_documents_are_marked(writing: Writing) -> None:
    """R50; tests of the marker alone stand in test_manuscripts_marker.py."""
    assert (writing.official().marker, writing.official(body=BODY).marker) == ("yes", "no")
    assert writing.revision(body=MARKED).marker == "no"  # no official document
