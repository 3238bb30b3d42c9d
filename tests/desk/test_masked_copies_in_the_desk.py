"""R51-R55: a masked copy of an attachment, made by the system and taken into the working copy."""

import io

import docx
import pytest
from county import County
from django.db import IntegrityError, connection, transaction
from manuscript_county import WRITER, Writing

from shenfa.audit.replacing import Profile
from shenfa.desk.manuscripts.draft import DraftFile, from_json
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import UploadRecord
from shenfa.desk.manuscripts.services import file_upload, revision_cut
from shenfa.desk.masking.models import MaskingRecord, State
from shenfa.desk.masking.services import (
    Wish,
    masking_adopt,
    masking_ask,
    masking_make,
    masking_pending,
)
from shenfa.desk.organisation.services import unit_open
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.trail.models import EntryRecord
from shenfa.text.checksums import resident_check_digit

ONE = pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
"""What does not depend on the database."""
STEM = "50024219680319413"
IDENTITY = STEM + resident_check_digit(STEM)


def letter(text: str = f"田秀英，身份证号{IDENTITY}，救助1200元") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    document.core_properties.comments = f"经办{IDENTITY}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def writing(county: County) -> Writing:
    """Return the town that writes."""
    return Writing(county)


def attached(writing: Writing, data: bytes, name: str) -> tuple[str, str]:
    """Return a manuscript with an attachment, and the digest of that."""
    manuscript = writing.open()
    upload = file_upload(
        by=writing.county.by(WRITER), manuscript=manuscript.id, name=name, data=data
    )
    writing.save(manuscript.id, attachments=(DraftFile(name, upload.blob_id),))
    return manuscript.id, upload.blob_id


def asked(writing: Writing, manuscript: str, sha256: str, name: str = WRITER) -> MaskingRecord:
    return masking_ask(by=writing.county.by(name), manuscript=manuscript, wish=Wish(sha256))


def last_facts(verb: str) -> dict[str, object]:
    entries = (row.to_entry() for row in EntryRecord.objects.order_by("-seq"))
    return next(dict(one.facts) for one in entries if one.verb == verb)


@pytest.mark.db
def test_the_next_revision_goes_out_with_the_masked_copy(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    masking = asked(writing, manuscript, sha256)
    assert masking.state is State.WAITING

    made = masking_make(clock=writing.county.hands.clock, masking=masking.id)
    assert made.state is State.MADE
    assert made.copy is not None
    version = writing.copy(manuscript).version
    copy = masking_adopt(by=writing.county.by(WRITER), masking=masking.id, version=version)
    revision = revision_cut(
        by=writing.county.by(WRITER), manuscript=manuscript, version=copy.version
    )

    (file,) = revision.attachments.all()
    assert (file.name, file.blob_id) == ("名单.docx", made.copy.blob_id)
    text = "".join(
        one.text for one in docx.Document(io.BytesIO(blob_bytes(file.blob_id))).paragraphs
    )
    assert text == "田秀英，身份证号50*************137，救助1200元"


@ONE
def test_what_was_masked_is_recorded_and_nothing_else_is(writing: Writing) -> None:
    """R41: places, kinds and digests; no entry and no row repeats the number."""
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    masking = asked(writing, manuscript, sha256)
    made = masking_make(clock=writing.county.hands.clock, masking=masking.id)
    assert made.record is not None

    places = [(row["place"], row["entity"], row["mask"]) for row in made.record["masks"]]
    assert places == [
        ("正文第1段", "ID_CARD", "50*************137"),
        ("文档属性“备注”", "ID_CARD", None),
    ]
    facts = last_facts("masking.finish")
    assert (facts["result"], facts["masked"]) == ("made", {"ID_CARD": 2})
    assert IDENTITY not in str(made.record)
    assert not any(IDENTITY in str(row.to_entry()) for row in EntryRecord.objects.all())


@ONE
def test_who_asked_is_an_author_of_the_copy(writing: Writing) -> None:
    """I3: whoever brings a byte into a text is a maker of it."""
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    made = masking_make(
        clock=writing.county.hands.clock, masking=asked(writing, manuscript, sha256).id
    )
    assert made.copy is not None

    assert made.copy.uploaded_by_id == writing.county.id(WRITER)
    assert UploadRecord.objects.filter(blob=made.copy.blob_id).count() == 1


@ONE
def test_the_same_wish_is_the_same_copy(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    first = asked(writing, manuscript, sha256)

    assert asked(writing, manuscript, sha256).id == first.id
    assert masking_pending(writing.county.hands.clock) == 1
    assert masking_pending(writing.county.hands.clock) == 0
    assert asked(writing, manuscript, sha256).state is State.MADE


@ONE
def test_a_strict_copy_is_another_wish(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    wish = Wish(sha256, Profile(is_strict=True))
    masking = masking_ask(by=writing.county.by(WRITER), manuscript=manuscript, wish=wish)
    made = masking_make(clock=writing.county.hands.clock, masking=masking.id)
    assert made.record is not None

    assert made.id != asked(writing, manuscript, sha256).id
    assert made.record["masks"][0]["mask"] == "***"


@ONE
def test_a_number_in_the_name_is_not_in_the_name_of_the_copy(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), f"田秀英{IDENTITY}.docx")
    masking = asked(writing, manuscript, sha256)
    made = masking_make(clock=writing.county.hands.clock, masking=masking.id)
    assert made.copy is not None, made.refusal

    assert made.copy.name == "田秀英.docx"


@ONE
@pytest.mark.parametrize(
    ("data", "name", "code", "sentence"),
    [
        ("秘密★1年\n关于某事的通知".encode(), "通知.txt", "refused", "请送保密审查员"),
        (b"%PDF-1.4\n%%EOF\n", "表.pdf", "unreadable", "请重新导出"),
    ],
)
def test_why_there_is_no_copy_is_said_in_one_sentence(
    writing: Writing, data: bytes, name: str, code: str, sentence: str
) -> None:
    manuscript, sha256 = attached(writing, data, name)
    made = masking_make(
        clock=writing.county.hands.clock, masking=asked(writing, manuscript, sha256).id
    )

    assert (made.state, made.code) == (State.REFUSED, code)
    assert sentence in made.refusal
    with pytest.raises(CommandRefused):
        masking_adopt(by=writing.county.by(WRITER), masking=made.id, version=2)


@ONE
def test_who_takes_too_long_has_no_copy(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    masking = asked(writing, manuscript, sha256)
    made = masking_make(clock=writing.county.hands.clock, masking=masking.id, seconds=0.0)

    assert (made.state, made.code) == (State.REFUSED, "failed")


@ONE
def test_only_what_is_attached_is_masked(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    writing.save(manuscript, attachments=())
    with pytest.raises(CommandRefused, match="不在您的稿件附件中"):
        asked(writing, manuscript, sha256)

    archive, digest = attached(writing, letter("甲"), "甲.docx")
    writing.save(archive, attachments=(DraftFile("甲.zip", digest),))
    with pytest.raises(CommandRefused, match="不能做脱敏副本"):
        asked(writing, archive, digest)


@ONE
def test_an_old_version_of_the_text_is_not_run_over(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    masking = asked(writing, manuscript, sha256)
    masking_make(clock=writing.county.hands.clock, masking=masking.id)
    version = writing.copy(manuscript).version
    writing.save(manuscript, title="又改了标题")

    with pytest.raises(CommandRefused, match="已在别处保存过"):
        masking_adopt(by=writing.county.by(WRITER), masking=masking.id, version=version)
    assert from_json(writing.copy(manuscript).draft).attachments[0].sha256 == sha256


@ONE
def test_people_of_other_units_find_nothing(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, letter(), "名单.docx")
    masking = asked(writing, manuscript, sha256)
    other = unit_open(by=writing.county.by("秦系"), name="云塘乡人民政府").id
    writing.county.register("外人", other)

    with pytest.raises(NotFound):
        asked(writing, manuscript, sha256, "外人")
    with pytest.raises(NotFound):
        masking_adopt(by=writing.county.by("外人"), masking=masking.id, version=1)


@pytest.mark.db
def test_what_was_masked_cannot_be_rewritten(writing: Writing) -> None:
    manuscript, sha256 = attached(writing, "秘密★1年".encode(), "通知.txt")
    masking = asked(writing, manuscript, sha256)
    masking_make(clock=writing.county.hands.clock, masking=masking.id, seconds=0.0)

    for change in ("name = 'x'", "are_pictures_seen = TRUE", "refusal = '改'", "kind = 'news'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE masking_masking SET {change}")  # noqa: S608 - of this table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM masking_masking")
