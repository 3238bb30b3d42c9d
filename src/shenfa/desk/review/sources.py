"""The source of a reprint: captured, compared, its differences decided, or excepted (R56–R58, I13)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localdate

from shenfa.desk.channels.selectors import host_of, source_list
from shenfa.desk.clock import stamp
from shenfa.desk.manuscripts.files import blob_keep, blob_put
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.selectors import revision_get
from shenfa.desk.organisation.steps import need_text
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.auditing import NOTE, SECONDS, parts_to_check
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.comparing import Likened, Likening, liken
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.examining import TextPart
from shenfa.desk.review.models import CaptureRecord, SourceExceptionRecord
from shenfa.desk.review.steps import decider_of, need_unit_staff, running_revision
from shenfa.desk.trail.command import Acting, Now, chain, command, repeated
from shenfa.desk.wording.selectors import county_tables
from shenfa.review import MoveRefused, Position, Standing, judge_address

LARGEST = 20 * 1024 * 1024
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Capture:
    """The page as it was saved: its address or account, its own time, its bytes."""

    url: str
    published: datetime.datetime
    name: str
    data: bytes = field(repr=False)


def source_capture(*, by: Acting, revision: str, capture: Capture) -> CaptureRecord:
    """Keep a copy of the source and compare our text with it; the last capture counts."""
    record = _prepared(by, revision)
    likened = _likened(record, capture)
    # The bytes are on the disk before the transaction that speaks of them.
    sha256 = blob_put(capture.data) if 0 < len(capture.data) <= LARGEST else ""
    with command("source.capture", revision, by) as now:
        record = running_revision(now, revision)
        need_unit_staff(now, record)
        if not sha256:
            raise CommandRefused("copy", "请上传来源页面的副本，不超过20MB")
        url = need_text(capture.url, "来源网址", 500)
        published = capture.published.replace(microsecond=0)
        if published > now.at:
            raise CommandRefused("published", "来源的发布时间晚于现在，请核对")
        last = Dossier(record).capture
        if last is not None and (last.url, last.copy_id, last.published) == (
            url,
            sha256,
            published,
        ):
            repeated()
            return last
        row = CaptureRecord(
            revision=record,
            url=url,
            host=_need_host(now, url),
            published=published,
            copy=blob_keep(sha256=sha256, at=now.at),
            equal="no" if likened.rows else "yes",
            differences={"parts": list(likened.parts), "rows": list(likened.rows)},
            person_id=now.person,
            at=now.at,
        )
        return _kept(now, row)


def source_differences_decide(
    *, by: Acting, revision: str, reasons: Mapping[str, str]
) -> CaptureRecord:
    """Decide every difference from the source, each with its reason, by a reviewer."""
    with command("source.capture", revision, by) as now:
        record = running_revision(now, revision)
        last = Dossier(record).capture
        if last is None:
            raise NotFound("来源存证")
        if last.equal == "decided" and last.person_id == now.person and _is_same(last, reasons):
            repeated()
            return last
        decider = decider_of(Dossier(record, now.person), now.at)
        if decider.is_maker or not decider.is_reviewer:
            raise MoveRefused("与来源的差异由审查人逐处核对，撰稿人不得放行")
        if last.equal != "no":
            raise CommandRefused("decided", "与来源没有待核对的差异")
        rows = [_decided(one, reasons, now.person) for one in last.differences["rows"]]
        row = CaptureRecord(
            revision=record,
            url=last.url,
            host=last.host,
            published=last.published,
            copy_id=last.copy_id,
            equal="decided",
            differences={**last.differences, "rows": rows},
            person_id=now.person,
            at=now.at,
        )
        return _kept(now, row)


def source_except(*, by: Acting, revision: str, reason: str) -> SourceExceptionRecord:
    """Let one item come from another source, by the deputy in charge (R56)."""
    with command("source.except", revision, by) as now:
        record = running_revision(now, revision)
        reason = need_text(reason, "理由", LONGEST_REASON)
        same = SourceExceptionRecord.objects.filter(revision=record).first()
        if same is not None:
            if (same.person_id, same.reason) != (now.person, reason):
                raise CommandRefused("excepted", "该稿件已有批准的转载例外")
            repeated()
            return same
        need_unit_staff(now, record, Position.DEPUTY_IN_CHARGE)
        if record.authors.filter(person_id=now.person).exists():
            raise MoveRefused("撰稿人不得批准自己稿件的转载例外")
        row = SourceExceptionRecord(revision=record, reason=reason, person_id=now.person, at=now.at)
        row.save(force_insert=True)
        facts = {"revision": record.id, "reason": reason}
        chain(now, "source.except", record.manuscript_id, facts)
        return row


def _prepared(by: Acting, revision: str) -> RevisionRecord | None:
    """Return the revision to compare, before the command; the command itself refuses."""
    try:
        record = revision_get(viewer=by.person, revision=revision, at=by.clock.now())
    except NotFound:
        return None
    return record if record.purged_at is None else None


def _likened(record: RevisionRecord | None, capture: Capture) -> Likened:
    if record is None or not 0 < len(capture.data) <= LARGEST:
        return Likened((), ())
    texts = tuple(
        part for part in parts_to_check(record) if isinstance(part, TextPart) and part.part != NOTE
    )
    task = Likening(texts, capture.name, capture.data, county_tables())
    try:
        return in_process(liken, task, SECONDS)
    except CheckingFailed as error:
        row = {"key": "unread", "part": "", "place": "全文", "message": str(error)}
        return Likened((), ({**row, "theirs": "", "ours": "", "spans": []},))


def _need_host(now: Now, url: str) -> str:
    host = host_of(url)
    if not host:
        raise CommandRefused("host", "请填写来源网址（http 或 https 开头）或账号（平台:账号）")
    found = judge_address(url, source_list(now.at), localdate(now.at))
    if found.standing is Standing.LOOK_ALIKE and found.source is not None:
        raise CommandRefused(
            "look_alike", f"来源网址与{found.source.name}相似但不属于该单位，疑为假冒，请核实"
        )
    return host


def _decided(row: dict[str, Any], reasons: Mapping[str, str], person: str) -> dict[str, Any]:
    reason = need_text(reasons.get(row["key"], ""), "每处差异的理由", LONGEST_REASON)
    return {**row, "reason": reason, "person": person}


def _is_same(last: CaptureRecord, reasons: Mapping[str, str]) -> bool:
    said = {one["key"]: one["reason"] for one in last.differences["rows"]}
    return said == {key: " ".join(reason.split()) for key, reason in reasons.items()}


def _kept(now: Now, row: CaptureRecord) -> CaptureRecord:
    row.save(force_insert=True)
    facts = {
        "revision": row.revision_id,
        "host": row.host,
        "url": row.url,
        "published": stamp(row.published),
        "copy": row.copy_id,
        "equal": row.equal,
    }
    chain(now, "source.capture", row.revision.manuscript_id, facts)
    return row
