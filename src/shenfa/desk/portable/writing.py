"""Writing a county into one file, as it was at one moment."""

import hashlib
import zipfile
from typing import IO

from django.db import connection, transaction

from shenfa.desk.clock import Clock, stamp
from shenfa.desk.deployment import Deployment
from shenfa.desk.manuscripts.files import blob_path
from shenfa.desk.manuscripts.models import BlobRecord
from shenfa.desk.portable.manifest import FORMAT, KEY, MANIFEST, Carried, County, write_manifest
from shenfa.desk.portable.rows import migrations_applied, models_carried, rows_of
from shenfa.desk.trail.selectors import trail_last
from shenfa.trail import public_key

CHUNK = 1 << 20


def county_write(*, deployment: Deployment, out: IO[bytes], clock: Clock) -> County:
    """Write the county and return what the file says about itself. On SQLite nobody writes meanwhile."""
    made = stamp(clock.now())
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        transaction.atomic(durable=True),
    ):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        last = trail_last()
        tables = {}
        for name, model in models_carried().items():
            digest, count = hashlib.sha256(), 0
            with archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as part:
                for line in rows_of(model):
                    part.write(line)
                    digest.update(line)
                    count += 1
            tables[name] = Carried(count, digest.hexdigest())
        files, missing = _files(archive)
        county = County(
            format=FORMAT,
            made=made,
            migrations=tuple(migrations_applied()),
            count=last.seq if last else 0,
            head=last.hash if last else "",
            tables=tables,
            files=files,
            missing=missing,
        )
        archive.writestr(KEY, public_key(deployment.signing_key).hex())
        archive.writestr(MANIFEST, write_manifest(county))
    return county


def _files(archive: zipfile.ZipFile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found, missing = [], []
    for sha256 in BlobRecord.objects.order_by("sha256").values_list("sha256", flat=True):
        path = blob_path(sha256)
        if not path.is_file():
            missing.append(sha256)
            continue
        with (
            path.open("rb") as source,
            archive.open(f"files/{sha256}", "w", force_zip64=True) as part,
        ):
            while chunk := source.read(CHUNK):
                part.write(chunk)
        found.append(sha256)
    return tuple(found), tuple(missing)
