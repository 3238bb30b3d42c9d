"""Taking a county in: into an empty system only, all of it or nothing, and judged at the end.

Guards refuse to insert what was decided already, so they are off while the rows come in, in the
one transaction that puts them back. What arrives has to be byte for byte what the digests say,
and its trail has to pass the verifier.
"""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from shenfa.desk.deployment import Deployment
from shenfa.desk.inspection.kept import Kept
from shenfa.desk.manuscripts.files import blob_put
from shenfa.desk.manuscripts.selectors import revision_hashes
from shenfa.desk.organisation.models import UnitRecord
from shenfa.desk.organisation.selectors import county_office, person_names
from shenfa.desk.portable.manifest import (
    KEY,
    MANIFEST,
    Carried,
    County,
    UnusableCounty,
    read_manifest,
)
from shenfa.desk.portable.rows import (
    Model,
    migrations_applied,
    models_carried,
    record_of,
    rows_of,
)
from shenfa.desk.release.selectors import release_states
from shenfa.desk.trail.models import DamagedTrail, EntryRecord
from shenfa.desk.trail.selectors import trail_checkpoints, trail_entries, trail_last
from shenfa.trail import Broken, Contents, Unusable, public_key, verify, write_export

AT_ONCE = 500
DAMAGED = "文件已损坏，请重新导出"


def county_read(*, deployment: Deployment, file: Path, kept: Kept) -> County:
    """Take a county in. Raises UnusableCounty, and then nothing has changed but files nobody names."""
    if UnitRecord.objects.exists() or EntryRecord.objects.exists():
        raise UnusableCounty("数据库中已有一个县的数据，只能导入空的系统")
    try:
        with zipfile.ZipFile(file) as archive:
            county = read_manifest(archive.read(MANIFEST))
            _need_same_form(county)
            _files(archive, county)
            old_key = bytes.fromhex(archive.read(KEY).decode())
            keys = (*(kept.keys or (old_key,)), public_key(deployment.signing_key))
            _tables(archive, county, Kept(keys, kept.anchors))
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, zlib.error) as error:
        raise UnusableCounty(DAMAGED) from error
    return county


def _need_same_form(county: County) -> None:
    if list(county.migrations) != migrations_applied():
        raise UnusableCounty("导出和导入的程序版本不同，请先把两边升级到同一版本")
    if county.tables.keys() != models_carried().keys():
        raise UnusableCounty(DAMAGED)


def _files(archive: zipfile.ZipFile, county: County) -> None:
    for sha256 in county.files:
        if blob_put(archive.read(f"files/{sha256}")) != sha256:
            raise UnusableCounty(DAMAGED)


def _tables(archive: zipfile.ZipFile, county: County, kept: Kept) -> None:
    carried = models_carried()
    try:
        with transaction.atomic(durable=True), _without_guards():
            for name, model in carried.items():
                _table(archive, name, model, county.tables[name])
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(
                    no_style(), list(carried.values())
                ):
                    cursor.execute(statement)
            connection.check_constraints()
            for name, model in carried.items():
                if _digest(model) != county.tables[name]:
                    raise UnusableCounty(DAMAGED)
            _need_sound_trail(county, kept)
    except (IntegrityError, ValueError) as error:
        raise UnusableCounty(DAMAGED) from error


def _table(archive: zipfile.ZipFile, name: str, model: Model, expected: Carried) -> None:
    count = 0
    with archive.open(f"tables/{name}.jsonl") as part:
        while lines := list(islice(part, AT_ONCE)):
            records = [record_of(model, line) for line in lines]
            model._default_manager.bulk_create(records)  # noqa: SLF001 - Django's documented interface
            count += len(lines)
    if count != expected.rows:
        raise UnusableCounty(DAMAGED)


def _digest(model: Model) -> Carried:
    digest, count = hashlib.sha256(), 0
    for line in rows_of(model):
        digest.update(line)
        count += 1
    return Carried(count, digest.hexdigest())


def _need_sound_trail(county: County, kept: Kept) -> None:
    """Refuse a trail that ends elsewhere than the file says, or that the verifier does not pass."""
    last = trail_last()
    if (last.seq, last.hash) != (county.count, county.head) if last else county.count:
        raise UnusableCounty("导入后的留痕与清单不符，请重新导出")
    if last is None:
        return
    contents = Contents(
        county_office().name,
        trail_entries(),
        trail_checkpoints(),
        person_names(),
        revision_hashes(),
        release_states(),
    )
    try:
        with tempfile.TemporaryFile() as packed:
            write_export(contents, packed)
            packed.seek(0)
            verify(packed, kept.keys, kept.anchors)
    except (Broken, Unusable, DamagedTrail) as fault:
        raise UnusableCounty(f"{fault}，没有导入") from fault


@contextmanager
def _without_guards() -> Iterator[None]:
    """Take the guards off for the transaction that is running, and put back the very same."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            )
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            yield
            for _, text in triggers:
                cursor.execute(text)
            return
        tables = sorted(models_carried())
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
