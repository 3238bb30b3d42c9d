"""What the gates look at, gathered from the tables: the same for a button, a release, a schedule."""

import datetime
from collections.abc import Iterable

from shenfa.desk.channels.models import ChannelKind, ChannelRecord
from shenfa.desk.channels.selectors import source_list, standing_holds
from shenfa.desk.form.selectors import form_state
from shenfa.desk.manuscripts.files import blob_measure
from shenfa.desk.manuscripts.models import Marker, RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_newest
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.release.people import answering, draw_card, is_releaser
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.models import CaptureRecord
from shenfa.desk.review.selectors import (
    case_get,
    findings_open,
    gaps_unseen,
    unread_places,
)
from shenfa.review import Attribute, Case, Channel, Closed, Release, Reprint, Result, judge_address
from shenfa.review.content import Content, content_sha256
from shenfa.review.gates import closed_gates
from shenfa.text import ContentKind

YES, DECIDED = "yes", "decided"
REPRINTED = frozenset({ContentKind.REPOST, ContentKind.WARNING_RELAY})


class GatesClosed(CommandRefused):
    """A release that may not be: the first sentence, and every gate that is shut."""

    def __init__(self, closed: tuple[Closed, ...]) -> None:
        super().__init__("gates_closed", closed[0].sentence)
        self.closed = closed


def gates_closed(
    *, dossier: Dossier, channels: Iterable[str], at: datetime.datetime
) -> tuple[Closed, ...]:
    """Return every gate that is shut for this release by the person; none: may be released.

    About thirty queries, fewer where the dossier has made them; every attached file is read.
    """
    return closed_gates(gather(dossier, listed(dossier, channels), at))


def listed(dossier: Dossier, channels: Iterable[str]) -> tuple[ChannelRecord, ...]:
    """Return channels of the revision, or refuse one that it was not reviewed for. One query."""
    wanted = set(channels)
    found = tuple(one.channel for one in dossier.renderings if one.channel_id in wanted)
    if len(found) < len(wanted):
        raise CommandRefused("channel", "所选栏目或账号不在该版本审查的范围内，请重新选择")
    return found


def gather(dossier: Dossier, channels: tuple[ChannelRecord, ...], at: datetime.datetime) -> Release:
    """Return what the gates look at, as it is in this moment."""
    revision, attribute = dossier.revision, dossier.attribute
    case = case_get(dossier)
    kind = ContentKind(revision.kind)
    newest = revision_newest(revision.manuscript_id)
    main = is_main(channels)
    has_exception = _has_exception(dossier, at)
    card = draw_card(case, revision, answering(dossier, at, main=main))
    unit, origin = revision.manuscript.unit_id, revision.obtained_from_id
    return Release(
        case=case,
        kind=kind,
        stored_sha256=stored_sha256(dossier.content),
        channels=tuple(_channel(dossier, one) for one in channels),
        secrecy_concluded=_secrecy_concluded(dossier),
        attribute=Attribute(attribute.attribute) if attribute else None,
        has_marker=_has_marker(dossier),
        undecided_findings=len(findings_open(dossier)),
        unread=_unread(dossier, case),
        is_newest=newest is not None and newest.id == revision.id,
        is_releaser=is_releaser(dossier, at, main=main),
        duties_named=card is not None,
        at=at,
        made_by_unit=origin in {None, unit},
        transferred=_transferred(revision),
        reprint=_reprint(dossier, kind, at, has_exception=has_exception),
        has_exception=has_exception,
        names_city_leader=revision.names_visited_leader,
        form=form_state(revision.id),
    )


def is_main(channels: Iterable[ChannelRecord]) -> bool:
    """Return whether one of the channels is a main column."""
    return any(one.kind == ChannelKind.MAIN_COLUMN for one in channels)


def stored_sha256(content: Content) -> str:
    """Return the digest of a revision as the stored bytes have it; empty where a file is not it."""
    for one in content.attachments:
        if blob_measure(one.sha256) != (one.sha256, one.size):
            return ""
    return content_sha256(content)


def _channel(dossier: Dossier, row: ChannelRecord) -> Channel:
    is_main_column = row.kind == ChannelKind.MAIN_COLUMN
    return Channel(
        id=row.id,
        is_open=row.closed_at is None,
        is_owned=is_main_column or row.unit_id == dossier.revision.manuscript.unit_id,
        is_main_column=is_main_column,
        # The verifier asks whether any channel of the revision carries activity news; so do we.
        carries_activity_news=any(one.channel.activity_news for one in dossier.renderings),
    )


def _secrecy_concluded(dossier: Dossier) -> bool:
    last = dossier.secrecy
    told = (Result.PASSED, dossier.revision.sha256)
    return last is not None and (last.result, last.sha256) == told


def _has_marker(dossier: Dossier) -> bool:
    if dossier.revision.marker == Marker.ISSUER:
        return _is_equal(dossier.capture, {YES})
    return dossier.revision.marker == Marker.YES


def _unread(dossier: Dossier, case: Case) -> tuple[str, ...]:
    """Return what nothing could read: for machines, and media that a reviewer has not seen."""
    unseen = {one.key for person in case.reviewers for one in gaps_unseen(dossier, person)}
    media = (gap for gap in dossier.gaps if gap.key in unseen)
    return (*unread_places(dossier), *(f"{gap.part}·{gap.place}" for gap in media))


def _transferred(revision: RevisionRecord) -> bool:
    transfer = revision.manuscript.transfer
    return (
        transfer is not None
        and transfer.taken_at is not None
        and transfer.from_unit_id == revision.obtained_from_id
    )


def _reprint(
    dossier: Dossier, kind: ContentKind, at: datetime.datetime, *, has_exception: bool
) -> Reprint | None:
    capture = dossier.capture
    address = capture.url if capture else dossier.revision.source_url
    if kind not in REPRINTED and not address:
        return None
    words = {YES} if kind is ContentKind.WARNING_RELAY else {YES, DECIDED}
    return Reprint(
        judgement=judge_address(address, source_list(at), at.date()),
        captured=capture.at if capture else None,
        published=capture.published if capture else None,
        equals_source=_is_equal(capture, words),
        has_exception=has_exception,
    )


def _is_equal(capture: CaptureRecord | None, words: set[str]) -> bool:
    return capture is not None and capture.equal in words


def _has_exception(dossier: Dossier, at: datetime.datetime) -> bool:
    """Return whether one item, or every channel of the revision, is excepted (R56)."""
    if dossier.is_excepted:
        return True
    channels = [one.channel_id for one in dossier.renderings]
    return bool(channels) and all(standing_holds(one, at) for one in channels)
