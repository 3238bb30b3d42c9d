"""Change small files at random and read them: nothing but one sentence may come of it.

    nice -n 19 .venv/bin/python tools/fuzz_readers.py --minutes 10 --keep /tmp/found

What raises something else, dies or takes too long is kept in the folder under its digest.
"""

import argparse
import hashlib
import io
import multiprocessing
import random
import resource
import sys
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "hidden"))

from hostile_files import SEEDS, packed

from shenfa.readers import UnreadableDocument, open_document

SECONDS, MEMORY = 30.0, 1536 * 1024**2
TELLING = (b"\xff\xff\xff\x7f", b"\0\0\0\0", b"-1", b"999999999", b"<", b">", b"&#x0;", b"%%EOF")


def bound() -> None:
    """Give the reading process its memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def told(data: bytes, name: str) -> str:
    """Return what was raised beside a sentence, or nothing."""
    try:
        open_document(data, name)
    except UnreadableDocument:
        return ""
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
        return f"{type(error).__name__} {place}"
    return ""


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few changes; of an archive mostly inside of one part."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = chance.choice(sorted(parts))
        return packed({**parts, part: _scratched(parts[part], chance)})
    return _scratched(data, chance)


def _scratched(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) + 1)
        end = at + chance.randint(0, 40)
        match chance.randrange(4):
            case 0:
                made[at:end] = chance.randbytes(end - at)
            case 1:
                del made[at:end]
            case 2:
                made[at:at] = made[at:end] * chance.randint(1, 50)
            case _:
                made[at:end] = chance.choice(TELLING)
    return bytes(made)


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), bound)


def hunt(minutes: float, keep: Path, seed: int) -> int:
    """Read changed files for a time; return how many kinds of trouble there were."""
    chance, pool = random.Random(seed), _pool()  # noqa: S311 - chance, not secrecy
    files = {name: build() for name, build in SEEDS.items()}
    end, count = time.monotonic() + minutes * 60, 0
    found: set[str] = set()
    while time.monotonic() < end:
        name = chance.choice(sorted(files))
        data = changed(files[name], chance)
        count += 1
        try:
            trouble = pool.submit(told, data, name).result(SECONDS)
        except (BrokenProcessPool, TimeoutError) as error:
            trouble = f"{type(error).__name__} {name}"
            for process in (pool._processes or {}).values():  # noqa: SLF001 - no public way to end one
                process.kill()
            pool = _pool()
        if trouble and trouble not in found:
            found.add(trouble)
            path = keep / f"{hashlib.sha256(data).hexdigest()[:12]}-{name}"
            path.write_bytes(data)
            print(f"{trouble}  {path}", flush=True)
    print(f"{count} files, {len(found)} kinds of trouble")
    pool.shutdown(wait=False, cancel_futures=True)
    return len(found)


def main() -> int:
    """Read the options and hunt."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--keep", type=Path, required=True)
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    return min(1, hunt(chosen.minutes, chosen.keep, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())
