"""What an auditor says of the county's trail: one file, nothing of ours."""

import subprocess
import sys
from pathlib import Path

from county import County

from shenfa.desk.deployment import PUBLIC_KEY, Deployment
from shenfa.desk.manuscripts.selectors import revision_hashes
from shenfa.desk.organisation.selectors import person_names
from shenfa.desk.trail.selectors import trail_checkpoints, trail_entries
from shenfa.desk.trail.services import checkpoint_sign
from shenfa.trail import Contents, write_export

VERIFIER = Path(__file__).parents[2] / "src" / "shenfa" / "trail" / "verify.py"


def verdict(county: County, deployment: Deployment, folder: Path) -> tuple[int, str]:
    """Export the trail with its revisions, none of them released, and verify it."""
    clock = county.hands.clock
    checkpoint_sign(origin="虚谷", private_key=deployment.signing_key, clock=clock)
    contents = Contents(
        "虚谷", trail_entries(), trail_checkpoints(), person_names(), revision_hashes(), {}
    )
    with (folder / "EXPORT.zip").open("wb") as packed:
        count = write_export(contents, packed)
    key = str(deployment.data / PUBLIC_KEY)
    done = subprocess.run(  # noqa: S603 - our own file, our own arguments
        [sys.executable, "-I", "-S", str(VERIFIER), "EXPORT.zip", "--key", key],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.strip().splitlines()
    is_whole = f"OK {count} entries" in said
    return done.returncode, "OK" if is_whole else done.stdout.strip()
