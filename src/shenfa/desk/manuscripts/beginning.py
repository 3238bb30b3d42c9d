"""What a new text begins with, so that nothing is typed that the unit has said before (R60)."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import channel_visible
from shenfa.desk.manuscripts.authority import is_administrator, units_of
from shenfa.desk.manuscripts.draft import Draft
from shenfa.desk.manuscripts.models import (
    BlobRecord,
    ManuscriptRecord,
    RevisionRecord,
    RevisionRequestRecord,
    TransferRecord,
    UploadRecord,
    WorkingCopyRecord,
)
from shenfa.desk.organisation.models import PersonRecord, TenureRecord, UnitRecord
from shenfa.desk.organisation.selectors import lasting
from shenfa.desk.refusals import NotFound
from shenfa.review import Employment, Position
from shenfa.review.content import Rendering
from shenfa.review.duties import ADMINISTRATORS
from shenfa.text import ContentKind

SIGNERS = (Position.PRINCIPAL_LEADER.value, Position.DEPUTY_IN_CHARGE.value)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a writer chooses from, for one unit."""

    own: tuple[ChannelRecord, ...]
    main: tuple[ChannelRecord, ...]
    accounts: tuple[ChannelRecord, ...]
    makers: tuple[PersonRecord, ...]
    signers: tuple[PersonRecord, ...]


def writer_units(*, person: str, at: datetime.datetime) -> tuple[UnitRecord, ...]:
    """Return the units for which a person may write, the own one first. Four queries."""
    record = PersonRecord.objects.filter(id=person, disabled_at=None).first()
    if record is None or record.employment != Employment.IN_HOUSE or is_administrator(person, at):
        return ()
    rows = UnitRecord.objects.filter(id__in=units_of(record, at)).order_by("name")
    return tuple(sorted(rows, key=lambda row: row.id != record.unit_id))


def may_write(*, person: str, at: datetime.datetime) -> bool:
    """Return whether there is a unit for which a person may write. One query."""
    positions = [position.value for position in ADMINISTRATORS]
    held = TenureRecord.objects.filter(lasting(at), person=OuterRef("id"), position__in=positions)
    serving = PersonRecord.objects.filter(
        id=person, disabled_at=None, employment=Employment.IN_HOUSE.value
    )
    return serving.filter(~Exists(held)).exists()


def draft_choices(*, viewer: str, unit: str, at: datetime.datetime) -> Choices:
    """Return the channels and people that a text of a unit can name. Eight queries."""
    open_rows = channel_visible(viewer=viewer, at=at).filter(closed_at=None, opened_at__lte=at)
    rows = list(open_rows)
    held = TenureRecord.objects.filter(lasting(at), unit=unit, since__lte=at)
    leaders = held.filter(position__in=SIGNERS).values("person")
    serving = PersonRecord.objects.filter(disabled_at=None, employment=Employment.IN_HOUSE.value)
    staff = serving.filter(unit=unit) | serving.filter(id__in=held.values("person"))
    return Choices(
        own=tuple(
            row for row in rows if row.kind == ChannelKind.COLUMN.value and row.unit_id == unit
        ),
        main=tuple(row for row in rows if row.kind == ChannelKind.MAIN_COLUMN.value),
        accounts=tuple(
            row for row in rows if row.kind == ChannelKind.ACCOUNT.value and row.unit_id == unit
        ),
        makers=tuple(staff.distinct().order_by("name", "id")),
        signers=tuple(serving.filter(id__in=leaders).order_by("name", "id")),
    )


def draft_beginning(*, person: str, unit: str, kind: ContentKind, at: datetime.datetime) -> Draft:
    """Return an empty draft with channels and signer as in the unit's last text of this kind."""
    rows = RevisionRecord.objects.filter(
        manuscript__unit=unit, kind=kind.value, purged_at=None
    ).order_by("-cut_at", "-id")
    last = rows.filter(cut_by=person).first() or rows.first()
    if last is None:
        return Draft(kind, "", maker=person)
    choices = draft_choices(viewer=person, unit=unit, at=at)
    usable = {row.id for row in (*choices.own, *choices.main, *choices.accounts)}
    channels = last.renderings.filter(channel__in=usable).values_list("channel_id", flat=True)
    is_signer = kind is ContentKind.OFFICIAL and last.signer_id in {
        one.id for one in choices.signers
    }
    return Draft(
        kind,
        "",
        renderings=tuple(Rendering(channel, "", "") for channel in channels.order_by("channel_id")),
        maker=person,
        signer=(last.signer_id or "") if is_signer else "",
    )


def copy_of(*, viewer: str, manuscript: ManuscriptRecord) -> WorkingCopyRecord | None:
    """Return the person's own working copy, if there is one. One query."""
    return WorkingCopyRecord.objects.filter(manuscript=manuscript, author=viewer).first()


def copies_of_others(*, viewer: str, manuscript: ManuscriptRecord) -> tuple[WorkingCopyRecord, ...]:
    """Return who else is writing the same manuscript, the latest first. One query."""
    rows = WorkingCopyRecord.objects.filter(manuscript=manuscript).exclude(author=viewer)
    return tuple(rows.select_related("author").order_by("-saved_at"))


def revisions_of(manuscript: ManuscriptRecord) -> tuple[RevisionRecord, ...]:
    """Return all revisions of a manuscript, the newest first. One query."""
    rows = RevisionRecord.objects.filter(manuscript=manuscript).select_related("cut_by", "end")
    return tuple(rows.order_by("-number"))


def units_to_give_to(*, unit: str) -> tuple[UnitRecord, ...]:
    """Return the units a text can be handed to; their names are no secret. One query."""
    return tuple(UnitRecord.objects.exclude(id=unit).order_by("name"))


def transfers_to_take(*, viewer: str, at: datetime.datetime) -> tuple[TransferRecord, ...]:
    """Return what was handed to the units a person writes for and waits to be taken."""
    units = [unit.id for unit in writer_units(person=viewer, at=at)]
    rows = TransferRecord.objects.filter(to_unit__in=units, taken_at=None)
    rows = rows.filter(revision__purged_at=None).select_related("from_unit", "revision")
    return tuple(rows.order_by("given_at", "id"))


def upload_named(*, manuscript: ManuscriptRecord, name: str, draft: Draft) -> str:
    """Return the digest of a file by the name it has in a draft, or was uploaded with."""
    for one in draft.attachments:
        if one.name == name:
            return one.sha256
    rows = UploadRecord.objects.filter(manuscript=manuscript, name=name, blob__purged_at=None)
    found = rows.order_by("-uploaded_at", "-id").first()
    if found is None:
        raise NotFound("附件")
    return found.blob_id


def upload_get(*, manuscript: ManuscriptRecord, sha256: str) -> UploadRecord:
    """Return how a file came into a manuscript, or refuse as if there were none. One query."""
    rows = UploadRecord.objects.filter(manuscript=manuscript, blob=sha256, blob__purged_at=None)
    found = rows.select_related("blob").order_by("-uploaded_at").first()
    if found is None:
        raise NotFound("附件")
    return found


def file_sizes(draft: Draft) -> dict[str, int]:
    """Return how many bytes each file of a draft has. One query."""
    wanted = [one.sha256 for one in draft.attachments]
    return dict(BlobRecord.objects.filter(sha256__in=wanted).values_list("sha256", "size"))


def requests_of(manuscript: ManuscriptRecord) -> tuple[RevisionRequestRecord, ...]:
    """Return what was asked about the revisions of a manuscript, the newest first. One query."""
    rows = RevisionRequestRecord.objects.filter(revision__manuscript=manuscript)
    rows = rows.select_related("revision", "requested_by", "confirmed_by")
    return tuple(rows.order_by("-requested_at", "id"))


def unit_names() -> dict[str, str]:
    """Return what each unit is called. One query."""
    return dict(UnitRecord.objects.values_list("id", "name"))
