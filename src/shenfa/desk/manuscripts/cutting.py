"""Making a revision of a draft: is it complete, who answers for it, how is it stored (R11, R21)."""

from dataclasses import dataclass

from shenfa.desk.channels.models import ChannelRecord
from shenfa.desk.channels.selectors import host_of, leader_list
from shenfa.desk.manuscripts.authority import is_administrator, units_of
from shenfa.desk.manuscripts.cleaning import has_content, pictures_in
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.models import (
    AttachmentRecord,
    BlobRecord,
    ManuscriptRecord,
    RenderingRecord,
    RevisionAuthorRecord,
    RevisionRecord,
    RevisionRequestRecord,
    WorkingCopyRecord,
)
from shenfa.desk.manuscripts.reading import Reading, names_visit
from shenfa.desk.manuscripts.selectors import revision_newest
from shenfa.desk.manuscripts.steps import authors_of, open_channels, uploaders_of
from shenfa.desk.organisation.models import PersonRecord, TenureRecord
from shenfa.desk.organisation.steps import YES, new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Now, chain
from shenfa.review import Employment
from shenfa.review.content import Attachment, Content, content_sha256
from shenfa.review.major import major_reasons
from shenfa.text import ContentKind

TELLING = (
    "sha256",
    "is_major",
    "is_urgent",
    "names_visited_leader",
    "maker_id",
    "signer_id",
    "corrects_id",
    "public_note",
)
"""In what a revision can differ from the one before: what is hashed, and who answers for it."""
REPRINTED = frozenset({ContentKind.REPOST, ContentKind.WARNING_RELAY})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a manuscript when a revision is cut: the newest one, and who wrote."""

    manuscript: ManuscriptRecord
    newest: RevisionRecord | None
    authors: frozenset[str]


def standing_of(copy: WorkingCopyRecord, draft: Draft) -> Standing:
    """Return what a working copy stands on: authors stay authors (I3)."""
    manuscript = copy.manuscript
    newest = revision_newest(manuscript.id)
    authors = {copy.author_id, draft.maker, *copy.authors, *uploaders_of(manuscript, draft)}
    if newest is not None:
        authors |= authors_of(newest)
    if manuscript.transfer is not None:
        authors |= authors_of(manuscript.transfer.revision)
    return Standing(manuscript, newest, frozenset(authors))


def need_complete(now: Now, manuscript: ManuscriptRecord, draft: Draft) -> None:
    """Refuse a draft from which no revision can be made."""
    if not draft.title:
        raise CommandRefused("title", "请填写标题")
    shown = [draft.body, *(one.body for one in draft.renderings)]
    if not draft.attachments and not any(map(has_content, shown)):
        raise CommandRefused("body", "请填写正文或上传附件")
    names = {one.name for one in draft.attachments}
    missing = [name for body in shown for name in pictures_in(body) if name not in names]
    if missing:
        raise CommandRefused("picture", f"正文中的图片“{missing[0]}”不在附件中，请上传或删去")
    if draft.source_url and not host_of(draft.source_url):
        raise CommandRefused("source", "来源网址应以http或https开头，账号写作平台:账号")
    if draft.kind in REPRINTED and not draft.source_url:
        raise CommandRefused(
            "source", "转载信息须填写来源网址（通知三：原则上只能转载已公开发布的信息）"
        )
    _need_people(now, manuscript, draft)
    _need_origin(manuscript, draft)
    _need_correction(manuscript, draft)


def content_of(draft: Draft, reading: Reading) -> Content:
    """Return everything that goes out, as it is hashed."""
    sizes = dict(
        BlobRecord.objects.filter(sha256__in=[one.sha256 for one in draft.attachments]).values_list(
            "sha256", "size"
        )
    )
    return Content(
        kind=draft.kind,
        title=draft.title,
        body=draft.body,
        attachments=tuple(
            Attachment(one.name, one.sha256, sizes[one.sha256]) for one in draft.attachments
        ),
        renderings=draft.renderings,
        marker=reading.marking.words,
        source=draft.source_url,
        note=draft.public_note,
    )


def store_revision(now: Now, standing: Standing, reading: Reading) -> RevisionRecord:
    """Store a revision with everything that belongs to it, and chain it."""
    draft, manuscript = reading.draft, standing.manuscript
    channels = open_channels(now, manuscript, draft)
    content = content_of(draft, reading)
    matters = new_matters(standing, reading)
    revision = RevisionRecord(
        id=new_id("r"),
        manuscript=manuscript,
        number=standing.newest.number + 1 if standing.newest else 1,
        sha256=content_sha256(content),
        kind=draft.kind.value,
        title=draft.title,
        body=draft.body,
        marker_text=content.marker,
        marker=reading.marking.marker.value,
        source_url=draft.source_url,
        is_major=draft.is_major or bool(matters) or _stays_major(standing),
        is_urgent=draft.is_urgent,
        names_visited_leader=names_visit(reading, leader_list(now.at)),
        maker_id=draft.maker,
        signer_id=draft.signer or None,
        obtained_from_id=_origin(manuscript) or None,
        corrects_id=draft.corrects or None,
        public_note=draft.public_note,
        attachment_count=len(draft.attachments),
        rendering_count=len(draft.renderings),
        author_count=len(standing.authors),
        cut_by_id=now.person,
        cut_at=now.at,
    )
    _need_change(standing.newest, revision)
    revision.save(force_insert=True)
    _store_parts(revision, draft, standing.authors)
    _chain_cut(now, revision, standing.authors, channels, len(matters))
    return revision


def new_matters(standing: Standing, reading: Reading) -> tuple[str, ...]:
    """Return why the text is major, without what two people already took off (R25)."""
    matters = major_reasons(reading.draft.title, reading.text)
    return tuple(one for one in matters if one not in _lowered(standing.manuscript))


def is_lowered(revision: RevisionRecord) -> bool:
    """Return whether two people said that the next revision is no longer major."""
    lower = RevisionRequestRecord.Kind.LOWER
    return revision.requests.filter(kind=lower, confirmed_at__isnull=False).exists()


def _need_change(newest: RevisionRecord | None, revision: RevisionRecord) -> None:
    """Refuse to repeat the newest revision, unless it has ended and must be reviewed anew."""
    if newest is None or any(getattr(newest, one) != getattr(revision, one) for one in TELLING):
        return
    # ``end`` is what the review, above this app, knows of a revision.
    if RevisionRecord.objects.filter(id=newest.id, purged_at=None, end=None).exists():
        raise CommandRefused(
            "unchanged", f"内容与第{newest.number}版相同，没有变化，无须形成新版本"
        )


def _lowered(manuscript: ManuscriptRecord) -> frozenset[str]:
    requests = RevisionRequestRecord.objects.filter(
        revision__manuscript=manuscript,
        kind=RevisionRequestRecord.Kind.LOWER,
        confirmed_at__isnull=False,
    )
    return frozenset(matter for one in requests for matter in one.matters)


def _stays_major(standing: Standing) -> bool:
    """Whether the revision before, also that of the unit that handed it over, is major still."""
    transfer = standing.manuscript.transfer
    before = standing.newest or (transfer.revision if transfer else None)
    return before is not None and before.is_major and not is_lowered(before)


def _need_people(now: Now, manuscript: ManuscriptRecord, draft: Draft) -> None:
    maker = PersonRecord.objects.filter(id=draft.maker, disabled_at=None).first()
    is_known = maker is not None and manuscript.unit_id in units_of(maker, now.at)
    is_fit = maker is not None and maker.employment == Employment.IN_HOUSE
    if not is_known or not is_fit or is_administrator(draft.maker, now.at):
        raise CommandRefused("maker", "请从本单位在岗人员中选择制作或获取人员（第一责任人）")
    if draft.kind is ContentKind.OFFICIAL and not draft.signer:
        raise CommandRefused("signer", "公文须填写签发领导")
    if draft.signer and not _may_have_signed(manuscript.unit_id, draft.signer):
        raise CommandRefused("signer", "请从本单位人员中选择签发领导")


def _may_have_signed(unit: str, person: str) -> bool:
    """Return whether a person belongs to the unit or held a position in it at some time."""
    if not PersonRecord.objects.filter(id=person, employment=Employment.IN_HOUSE.value).exists():
        return False
    is_member = PersonRecord.objects.filter(id=person, unit=unit).exists()
    return is_member or TenureRecord.objects.filter(person=person, unit=unit).exists()


def _need_origin(manuscript: ManuscriptRecord, draft: Draft) -> None:
    # Nobody says of another unit that it made a text, except by the transfer itself.
    if draft.obtained_from not in {"", _origin(manuscript)}:
        raise CommandRefused("transfer", "其他单位制作的信息须先由该单位移交，再由本单位接收")


def _origin(manuscript: ManuscriptRecord) -> str:
    return manuscript.transfer.from_unit_id if manuscript.transfer else ""


def _need_correction(manuscript: ManuscriptRecord, draft: Draft) -> None:
    if draft.public_note and not draft.corrects:
        raise CommandRefused("correction", "填写更正说明的，须指明更正的是哪一版")
    earlier = RevisionRecord.objects.filter(
        id=draft.corrects, manuscript=manuscript, purged_at=None
    )
    if draft.corrects and not earlier.exists():
        raise CommandRefused("correction", "更正的须是本稿件的一个版本，请重新选择")


def _store_parts(revision: RevisionRecord, draft: Draft, authors: frozenset[str]) -> None:
    for position, one in enumerate(draft.attachments, start=1):
        AttachmentRecord(
            revision=revision, position=position, name=one.name, blob_id=one.sha256
        ).save(force_insert=True)
    for rendering in draft.renderings:
        RenderingRecord(
            revision=revision,
            channel=ChannelRecord(id=rendering.channel),
            title=rendering.title,
            body=rendering.body,
        ).save(force_insert=True)
    for person in sorted(authors):
        RevisionAuthorRecord(revision=revision, person_id=person).save(force_insert=True)


def _chain_cut(
    now: Now, revision: RevisionRecord, authors: frozenset[str], channels: list[str], matters: int
) -> None:
    facts = {
        "revision": revision.id,
        "hash": revision.sha256,
        "unit": revision.manuscript.unit_id,
        "kind": revision.kind,
        "maker": revision.maker_id,
        "authors": sorted(authors),
        "channels": channels,
        "major": YES[revision.is_major],
        "marker": revision.marker,
        "leader_visit": YES[revision.names_visited_leader],
        "number": revision.number,
        "matters": matters,
        "signer": revision.signer_id or "",
        "obtained_from": revision.obtained_from_id or "",
        "corrects": revision.corrects_id or "",
    }
    chain(now, "revision.cut", revision.manuscript_id, facts)
