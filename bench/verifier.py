"""How fast the stand-alone verifier reads a county's trail: a hundred thousand entries."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "trail"))
ENTRIES = 100_000


def main() -> None:
    """Play some 4,700 lawful releases, export them, and verify the export once."""
    from county_trail import KEY, contents, exported, many_releases, play  # noqa: PLC0415

    from shenfa.trail import verify  # noqa: PLC0415 - after the path was set

    export = exported(contents(play(many_releases(ENTRIES))))
    begun = time.process_time()
    verdict = verify(export, [KEY])
    took = time.process_time() - begun
    print(f"{verdict.count}条记录，{took:.1f}秒（处理器），每秒{verdict.count / took:,.0f}条")


if __name__ == "__main__":
    main()
