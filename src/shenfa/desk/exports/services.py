"""Asking for an export, and making it: a job exports the trail and lets the verifier judge it.

That somebody took the names and the trail away is chained, and so is what the verifier said.
"""

import hashlib

from shenfa.desk.clock import ClockWentBack
from shenfa.desk.deployment import PUBLIC_KEY
from shenfa.desk.export import trail_export
from shenfa.desk.exports.authority import trail_exporter_need
from shenfa.desk.exports.folder import drop_old, export_file, writing
from shenfa.desk.exports.models import ExportRecord
from shenfa.desk.exports.verifying import UNUSABLE, Answer, run_verifier
from shenfa.desk.jobs.job import Means
from shenfa.desk.organisation.steps import new_id
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, chain, command, repeated
from shenfa.desk.trail.models import DamagedTrail
from shenfa.desk.trail.search import trail_entry_get
from shenfa.trail import public_key

LONGEST_SENTENCE = 500


def export_request(*, by: Acting) -> ExportRecord:
    """Ask for an export; one that waits already is not asked for again."""
    with command("export.request", "trail", by) as now:
        trail_exporter_need(person=now.person, at=now.at)
        waiting = ExportRecord.objects.filter(finished_at=None).first()
        if waiting is not None:
            repeated()
            return waiting
        record = ExportRecord(id=new_id("x"), asked_by_id=now.person, asked_at=now.at)
        record.save(force_insert=True)
        chain(now, "export.request", record.id, {"person": now.person})
        return record


def export_pending(means: Means) -> int:
    """Make what was asked for, and drop files that are older than a week."""
    drop_old(means.deployment, means.by.clock.now())
    waiting = tuple(ExportRecord.objects.filter(finished_at=None).order_by("asked_at"))
    for record in waiting:
        _make(record, means)
    return len(waiting)


def _make(record: ExportRecord, means: Means) -> None:
    path = export_file(means.deployment, record.id)
    try:
        with writing(path) as stream:
            count = trail_export(
                out=stream, private_key=means.deployment.signing_key, clock=means.by.clock
            )
        answer = run_verifier(path, [means.deployment.data / PUBLIC_KEY])
    except (DamagedTrail, CommandRefused, ClockWentBack) as fault:
        count, answer = 0, Answer(UNUSABLE, str(fault))
    _settle(record, means, answer, count)


def _settle(record: ExportRecord, means: Means, answer: Answer, count: int) -> None:
    path = export_file(means.deployment, record.id)
    with command("export.finish", record.id, means.by) as now:
        row = ExportRecord.objects.get(id=record.id)
        if row.finished_at is not None:
            repeated()
            return
        row.finished_at, row.outcome = now.at, answer.outcome
        row.sentence = answer.sentence[:LONGEST_SENTENCE]
        row.notes, row.count = list(answer.notes), count
        row.key = public_key(means.deployment.signing_key).hex()
        if path.exists():
            data = path.read_bytes()
            row.size, row.sha256 = len(data), hashlib.sha256(data).hexdigest()
        if count:
            row.head = trail_entry_get(count).hash
        row.save(force_update=True)
        facts = {"count": count, "sha256": row.sha256, "outcome": answer.outcome}
        chain(now, "export.finish", row.id, facts)
