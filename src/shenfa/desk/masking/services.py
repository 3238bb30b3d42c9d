"""The writes about masked copies: ask for one, make it, take it over into the working copy.

Making takes long, so it is done outside any transaction, in the checking process, within a
time. What goes out is a new file of the person who asked, who is an author of it (I3); the
original stays where it was, and a revision that was cut keeps it.
"""

from dataclasses import dataclass, field, replace
from pathlib import PurePath

from django.utils.timezone import localdate

from shenfa.audit.replacing import AddressLevel, Profile
from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.authority import writable_manuscript
from shenfa.desk.manuscripts.draft import Draft, DraftFile, from_json, to_json
from shenfa.desk.manuscripts.files import blob_bytes, blob_keep, blob_put
from shenfa.desk.manuscripts.models import UploadRecord, WorkingCopyRecord
from shenfa.desk.manuscripts.steps import change_copy, own_copy, tidy
from shenfa.desk.masking.making import FAILED, MASKABLE, Made, Task, make
from shenfa.desk.masking.models import MaskingRecord, State
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command, repeated
from shenfa.text import ContentKind

SECONDS = 240.0
SMALL = 2 * 1024 * 1024
"""What is masked while the person waits."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which file is to be masked, and how."""

    sha256: str
    profile: Profile = field(default_factory=Profile)
    are_pictures_seen: bool = False


def masking_ask(*, by: Acting, manuscript: str, wish: Wish) -> MaskingRecord:
    """Ask for a masked copy of a file in the person's working copy.

    The same wish, while it waits or after its copy was made, is the same masking.
    """
    with command("masking.ask", manuscript, by) as now:
        record = writable_manuscript(now, manuscript)
        draft = from_json(own_copy(now, record).draft)
        file = _attached(draft, wish.sha256)
        if PurePath(file.name).suffix.lower() not in MASKABLE:
            raise CommandRefused(
                "file_type", "该类型的文件不能做脱敏副本，请另存为Word、Excel或PDF后上传"
            )
        masking = MaskingRecord(
            id=new_id("k"),
            manuscript=record,
            original=blob_keep(sha256=wish.sha256, at=now.at),
            name=file.name,
            kind=_kind(draft).value,
            is_strict=wish.profile.is_strict,
            address=wish.profile.address.value,
            are_pictures_seen=wish.are_pictures_seen,
            asked_by_id=now.person,
            asked_at=now.at,
        )
        same = _same(masking)
        if same is not None:
            repeated()
            return same
        masking.save(force_insert=True)
        facts = {
            "masking": masking.id,
            "original": wish.sha256,
            "profile": "strict" if masking.is_strict else "standard",
            "address": masking.address,
            "pictures_seen": "yes" if masking.are_pictures_seen else "no",
        }
        chain(now, "masking.ask", manuscript, facts)
        return masking


def masking_make(*, clock: Clock, masking: str, seconds: float = SECONDS) -> MaskingRecord:
    """Make the copy that was asked for. The system acts, so that nobody chooses what is masked."""
    row = MaskingRecord.objects.select_related("original").filter(id=masking).first()
    if row is None:
        raise NotFound("脱敏副本")
    if row.state is not State.WAITING:
        return row
    made = _made(row, seconds)
    sha256 = blob_put(made.data) if made.data else ""
    with command("masking.finish", row.manuscript_id, Acting(SYSTEM, clock)) as now:
        row = MaskingRecord.objects.select_related("copy").get(id=masking)
        if row.state is not State.WAITING:
            repeated()
            return row
        row.finished_at, row.refusal, row.code = now.at, made.refusal[:1000], made.code
        if sha256:
            upload = UploadRecord(
                id=new_id("f"),
                manuscript_id=row.manuscript_id,
                blob=blob_keep(sha256=sha256, at=now.at),
                name=made.name,
                uploaded_by_id=row.asked_by_id,
                uploaded_at=now.at,
            )
            upload.save(force_insert=True)
            row.copy, row.record, row.reminders = upload, made.record, made.reminders
        row.save(update_fields=["finished_at", "refusal", "code", "copy", "record", "reminders"])
        facts = {
            "masking": row.id,
            "original": row.original_id,
            "copy": sha256,
            "result": row.state.value,
            "masked": made.counts,
        }
        chain(now, "masking.finish", row.manuscript_id, facts)
        return row


def masking_adopt(*, by: Acting, masking: str, version: int) -> WorkingCopyRecord:
    """Put the masked copy in the place of its original in the person's working copy.

    The next revision goes out with it. The name citizens see stays, as far as it may.
    """
    row = MaskingRecord.objects.select_related("copy").filter(id=masking).first()
    about = row.manuscript_id if row else masking
    with command("masking.adopt", about, by) as now:
        if row is None:
            raise NotFound("脱敏副本")
        record = writable_manuscript(now, row.manuscript_id)
        if row.copy is None:
            raise CommandRefused("not_made", row.refusal or "脱敏副本还在制作，请稍后再采用")
        copy = own_copy(now, record)
        draft = from_json(copy.draft)
        made = DraftFile(_free_name(draft, row.copy.name, row.original_id), row.copy.blob_id)
        _attached(draft, row.original_id)
        files = [made if one.sha256 == row.original_id else one for one in draft.attachments]
        draft = tidy(now, record, replace(draft, attachments=tuple(dict.fromkeys(files))))
        changed = change_copy(copy, version, draft=to_json(draft), saved_at=now.at)
        facts = {"masking": row.id, "original": row.original_id, "copy": row.copy.blob_id}
        chain(now, "masking.adopt", row.manuscript_id, facts)
        return changed


def masking_pending(clock: Clock) -> int:
    """Make what nobody has made yet; return how many. The worker's job."""
    rows = MaskingRecord.objects.filter(finished_at=None).order_by("asked_at", "id")
    waiting = list(rows.values_list("id", flat=True))
    for masking in waiting:
        masking_make(clock=clock, masking=masking)
    return len(waiting)


def is_small(masking: MaskingRecord) -> bool:
    """Whether the copy is made at once, rather than by the worker."""
    return masking.original.size <= SMALL


def _attached(draft: Draft, sha256: str) -> DraftFile:
    found = next((one for one in draft.attachments if one.sha256 == sha256), None)
    if found is None:
        raise CommandRefused("attachment", "该文件不在您的稿件附件中，请刷新后再办理")
    return found


def _kind(draft: Draft) -> ContentKind:
    # As in the audit, a file that goes with an official document is not one itself.
    return ContentKind.GENERAL if draft.kind is ContentKind.OFFICIAL else draft.kind


def _same(wish: MaskingRecord) -> MaskingRecord | None:
    rows = MaskingRecord.objects.filter(
        manuscript=wish.manuscript,
        original=wish.original,
        name=wish.name,
        kind=wish.kind,
        is_strict=wish.is_strict,
        address=wish.address,
        are_pictures_seen=wish.are_pictures_seen,
        asked_by=wish.asked_by_id,
        refusal="",
    )
    return rows.select_related("original", "copy").order_by("-asked_at").first()


def _made(row: MaskingRecord, seconds: float) -> Made:
    task = Task(
        blob_bytes(row.original_id),
        row.name,
        ContentKind(row.kind),
        localdate(row.asked_at),
        row.to_profile(),
        row.are_pictures_seen,
    )
    try:
        return in_process(make, task, seconds)
    except CheckingFailed as error:
        return Made(refusal=str(error), code=FAILED)


def _free_name(draft: Draft, name: str, original: str) -> str:
    """Return the name of the copy, told apart where another file has it already."""
    others = {one.name for one in draft.attachments if one.sha256 != original}
    path = PurePath(name)
    names = (name, *(f"{path.stem}（脱敏{n or ''}）{path.suffix}" for n in range(99)))
    return next(one for one in names if one not in others)


def profile_of(name: str, address: str) -> Profile:
    """Return how to mask, by the words of a form."""
    level = AddressLevel(address) if address in set(AddressLevel) else AddressLevel.VILLAGE
    return Profile(is_strict=name == "strict", address=level)
