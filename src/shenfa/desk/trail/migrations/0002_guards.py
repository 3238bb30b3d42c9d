"""The trail only grows, at its end, by what follows from its last entry."""

from typing import ClassVar

from django.db import migrations

from shenfa.desk.guards import Guard, install, never

NEXT = """
NEW.seq IS DISTINCT FROM (SELECT COALESCE(MAX(seq), 0) + 1 FROM trail_entry)
OR NEW.prev IS DISTINCT FROM COALESCE(
    (SELECT hash FROM trail_entry ORDER BY seq DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000'
)
"""
DIGEST = """
NEW.hash !~ '^[0-9a-f]{64}$'
OR (NEW.body::json ->> 'seq')::bigint IS DISTINCT FROM NEW.seq
OR NEW.body::json ->> 'prev' IS DISTINCT FROM NEW.prev
OR (NEW.body::json ->> 'alg' = 'sha256' AND NEW.hash IS DISTINCT FROM encode(sha256(
    '\\x01'::bytea || decode(NEW.prev, 'hex') || convert_to(NEW.body, 'UTF8')
), 'hex'))
"""
SIGNED = """
EXISTS (SELECT 1 FROM trail_checkpoint WHERE id = NEW.id)
OR NEW.count < (SELECT COALESCE(MAX(count), 0) FROM trail_checkpoint)
OR NEW.at < (SELECT COALESCE(MAX(at), '') FROM trail_checkpoint)
OR NOT EXISTS (SELECT 1 FROM trail_entry WHERE seq = NEW.count AND hash = NEW.head)
"""

GUARDS = (
    *never("trail_entry", "UPDATE", "DELETE"),
    Guard("trail_entry", "INSERT", "in_order", NEXT, "留痕只能接在最后一条之后", DIGEST),
    *never("trail_checkpoint", "UPDATE", "DELETE"),
    Guard("trail_checkpoint", "INSERT", "in_order", SIGNED, "检查点与留痕不符"),
)


class Migration(migrations.Migration):
    """Install the guards."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("trail", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [install(*GUARDS)]
