"""The automatic audit of a revision: read and check every part, then store and chain (R39–R49).

Checking takes long, so it is done outside any transaction and in a process of its own, file by
file, each within a time. Whatever crashes or takes too long is unread, never clean.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from shenfa.desk.channels.models import ChannelKind
from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.files import blob_bytes
from shenfa.desk.manuscripts.models import RevisionRecord
from shenfa.desk.manuscripts.uploaded_text import paragraphs_of
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused, NotFound
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.review.dossier import Dossier
from shenfa.desk.review.examining import (
    Examined,
    FilePart,
    Part,
    Task,
    TextPart,
    examine,
    ruleset,
    unread,
)
from shenfa.desk.review.laid_together import laid_together
from shenfa.desk.review.models import AuditRecord, EndRecord, FindingRecord, GapRecord
from shenfa.desk.trail.command import SYSTEM, Acting, chain, command
from shenfa.desk.wording.selectors import county_tables
from shenfa.text import Belonging, ContentKind

BODY, NOTE = "正文", "更正说明"
SECONDS = 120.0
SMALL = 2 * 1024 * 1024
"""What is checked while the author waits, right after the revision was cut."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of all parts together. Not finished: something crashed or took too long."""

    ruleset: str
    examined: tuple[Examined, ...]
    is_finished: bool


def revision_audit(*, clock: Clock, revision: str, seconds: float = SECONDS) -> AuditRecord:
    """Check a revision, or check it anew; decisions on the same findings stay.

    The system acts, whoever asks for it: nobody can influence what is found.
    """
    record = RevisionRecord.objects.select_related("manuscript").filter(id=revision).first()
    outcome = _checked(record, seconds) if record and record.purged_at is None else None
    with command("audit.finish", revision, Acting(SYSTEM, clock)) as now:
        if record is None:
            raise NotFound("版本")
        record.refresh_from_db(fields=["purged_at"])
        if outcome is None or record.purged_at is not None:
            raise CommandRefused("purged", "该版本的内容已按规定清除，不能再检查")
        row = _store(record, outcome, now.at)
        findings = {one.key: one.weight for one in _all_findings(outcome)}
        gaps = {gap.key: gap.kind for one in outcome.examined for gap in one.gaps}
        facts = {
            "revision": record.id,
            "hash": record.sha256,
            "ruleset": outcome.ruleset,
            "result": "finished" if outcome.is_finished else "undetermined",
            "findings": findings,
            "gaps": gaps,
        }
        chain(now, "audit.finish", record.manuscript_id, {**facts, "number": row.number})
        return row


def is_small(revision: RevisionRecord) -> bool:
    """Whether a revision is checked at once after it was cut, rather than by the worker. One query."""
    sizes = revision.attachments.values_list("blob__size", flat=True)
    return len(revision.body) + sum(sizes) <= SMALL


def pending_audits() -> tuple[str, ...]:
    """Return the revisions that nobody has checked yet, oldest first. One query."""
    rows = RevisionRecord.objects.filter(
        ~Exists(AuditRecord.objects.filter(revision=OuterRef("id"))),
        ~Exists(EndRecord.objects.filter(revision=OuterRef("id"))),
        purged_at=None,
    )
    return tuple(rows.order_by("cut_at", "id").values_list("id", flat=True))


def audit_pending(clock: Clock) -> int:
    """Check what nobody has checked yet; return how many. The worker's job."""
    count = 0
    for revision in pending_audits():
        revision_audit(clock=clock, revision=revision)
        count += 1
    return count


def parts_to_check(record: RevisionRecord) -> Iterator[Part]:
    """Yield every part of a revision with its bytes, one at a time.

    A file that goes with an official document is not one itself: it has no marker or number of
    its own. What an account shows of it is a post, and a title alone is only read. A post is
    plain text, in which "<" is a character like any other.
    """
    kind, date = ContentKind(record.kind), localdate(record.cut_at)
    belongs = Belonging(record.manuscript.unit_id, record.manuscript_id)
    yield TextPart(BODY, record.title, record.body, kind, date, belongs)
    if record.public_note:
        yield TextPart(NOTE, record.public_note, "", ContentKind.GENERAL, date, belongs)
    renderings = record.renderings.select_related("channel").order_by("channel_id")
    for one in renderings.exclude(title="", body=""):
        is_account = one.channel.kind == ChannelKind.ACCOUNT.value
        own = ContentKind.POST if is_account else kind if one.body else ContentKind.GENERAL
        title = one.title or record.title
        body = paragraphs_of(one.body) if is_account else one.body
        yield TextPart(f"渠道：{one.channel_id}", title, body, own, date, belongs)
    attached = ContentKind.GENERAL if kind is ContentKind.OFFICIAL else kind
    for file in record.attachments.order_by("position"):
        data, problem = _stored(file.blob_id)
        yield FilePart(f"附件：{file.name}", file.name, data, attached, date, problem, belongs)


def _stored(sha256: str) -> tuple[bytes, str]:
    """Return stored bytes, and why they are not what the revision names."""
    try:
        data = blob_bytes(sha256)
    except OSError:
        return b"", "存储的文件不能读取，请交系统管理员从备份恢复"
    is_same = hashlib.sha256(data).hexdigest() == sha256
    return data, "" if is_same else "存储的文件与登记的摘要不符，请交系统管理员核查"


def _checked(record: RevisionRecord, seconds: float) -> Outcome:
    examined: list[Examined] = []
    is_finished = True
    rules, tables = "unknown", county_tables()
    try:
        rules = in_process(ruleset, tables, seconds)
    except CheckingFailed as error:
        return Outcome(rules, (unread(BODY, "全文", str(error)),), is_finished=False)
    read: list[tuple[str, Examined]] = []
    for part in parts_to_check(record):
        try:
            examined.append(in_process(examine, Task(part, tables), seconds))
            read.append((part.part, examined[-1]))
        except CheckingFailed as error:
            examined.append(unread(part.part, "全文", str(error)))
            is_finished = False
    if sum(bool(one.traces) for _, one in read) > 1:
        try:
            examined.append(in_process(laid_together, read, seconds))
        except CheckingFailed as error:
            examined.append(unread(BODY, "各附件对照", str(error)))
            is_finished = False
    return Outcome(rules, tuple(examined), is_finished)


def _all_findings(outcome: Outcome) -> Iterator[FindingRecord]:
    for one in outcome.examined:
        for finding in one.findings:
            yield FindingRecord(
                key=finding.key,
                weight=finding.weight,
                rule=finding.rule,
                part=finding.part,
                detail=finding.detail,
            )


def _store(record: RevisionRecord, outcome: Outcome, at: datetime.datetime) -> AuditRecord:
    last = Dossier(record).audit
    row = AuditRecord(
        id=new_id("a"),
        revision=record,
        number=last.number + 1 if last else 1,
        ruleset=outcome.ruleset,
        is_finished=outcome.is_finished,
        finished_at=at,
    )
    row.save(force_insert=True)
    for finding in _all_findings(outcome):
        finding.audit = row
        finding.save(force_insert=True)
    for one in outcome.examined:
        for gap in one.gaps:
            GapRecord(
                audit=row,
                key=gap.key,
                kind=gap.kind,
                part=gap.part,
                place=gap.place,
                reason=gap.reason,
            ).save(force_insert=True)
    return row
