"""The export of the trail: the chain, the names, and what the database says now."""

from typing import BinaryIO

from django.db import connection, transaction

from shenfa.desk.clock import Clock
from shenfa.desk.manuscripts.selectors import revision_hashes
from shenfa.desk.organisation.selectors import county_office, person_names
from shenfa.desk.release.selectors import release_states
from shenfa.desk.trail.selectors import trail_checkpoints, trail_entries
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.trail import Contents, write_export


def trail_export(*, out: BinaryIO, private_key: bytes, clock: Clock) -> int:
    """Sign a checkpoint, write the export and return the number of entries.

    Everything is read as it was at one moment. On SQLite nobody can write meanwhile.
    """
    origin = county_office().name
    checkpoint_sign(origin=origin, private_key=private_key, clock=clock)
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        contents = Contents(
            origin,
            trail_entries(),
            trail_checkpoints(),
            person_names(),
            revision_hashes(),
            release_states(),
        )
        return write_export(contents, out)
