"""Writing the trail. Entries are appended under one lock, so that there is one chain."""

from django.conf import settings
from django.db import connection, transaction

from shenfa.desk.clock import Clock, ClockWentBack, stamp
from shenfa.desk.guards import LOCK
from shenfa.desk.trail.models import CheckpointRecord, EntryRecord
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import (
    VERBS,
    Act,
    Checkpoint,
    Entry,
    MalformedEntry,
    link,
    sign_checkpoint,
    wrong_facts,
)
from shenfa.trail.verbs import CLOSED


def trail_lock() -> None:
    """Wait until nobody else writes, to the end of the transaction that is running.

    On SQLite there is nothing to do: transactions begin IMMEDIATE there.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the trail is written inside a transaction only")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def trail_append(*, act: Act) -> Entry:
    """Chain an act in the transaction that is running, and return its entry."""
    trail_lock()
    missing = wrong_facts(act.verb, act.facts)
    if missing or (act.verb not in VERBS and act.verb.split(".")[0] in CLOSED):
        raise MalformedEntry(f"留痕不符合约定：{act.verb} {'、'.join(missing)}")
    entry = link(act, trail_last(), settings.TRAIL_ALGORITHM)
    EntryRecord.from_entry(entry).save(force_insert=True)
    return entry


def trail_refuse(*, act: Act) -> Entry:
    """Chain a refused command in a transaction of its own, after what it did was undone."""
    with transaction.atomic(durable=True):
        return trail_append(act=act)


def checkpoint_sign(*, origin: str, private_key: bytes, clock: Clock) -> Checkpoint | None:
    """Sign the last entry and store the checkpoint; there is none of an empty trail.

    Raises ClockWentBack: a checkpoint older than what it signs could never be taken back.
    """
    with transaction.atomic(durable=True):
        trail_lock()
        last = trail_last()
        if last is None:
            return None
        at = stamp(clock.now())
        newest = CheckpointRecord.objects.order_by("-id").first()
        if at < max(last.at, newest.at if newest else ""):
            raise ClockWentBack("系统时钟早于最后一条留痕，请校准时钟后再签署检查点")
        checkpoint = sign_checkpoint(private_key, origin, last, at)
        CheckpointRecord.from_checkpoint(checkpoint).save(force_insert=True)
        return checkpoint
