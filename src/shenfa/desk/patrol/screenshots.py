"""Pictures of pages by the browser of the machine, for what is to be seen on them."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from shenfa.patrol.kinds import Kind
from shenfa.patrol.observations import Observation
from shenfa.patrol.patrolling import Shoot

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VISIBLE = frozenset(
    {
        Kind.DISPLAY_ERROR,
        Kind.CHARSET_MISMATCH,
        Kind.EMPTY_ARTICLE,
        Kind.EMPTY_COLUMN,
        Kind.SOFT_404,
        Kind.BROKEN_IMAGE,
        Kind.BROKEN_CSS,
        Kind.TAMPER_SEO_META,
        Kind.HIDDEN_LINK,
    }
)
MOST = 30
SECONDS = 30
FOLDER = "screenshots"


def photographer(home: str) -> Shoot | None:
    """Return what takes the pictures, None where the machine has no browser."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return None

    def shoot(observations: tuple[Observation, ...], folder: Path) -> Mapping[str, str]:
        wanted = [one for one in observations if one.kind in VISIBLE and one.pages][:MOST]
        if wanted:
            (folder / FOLDER).mkdir(exist_ok=True)
        return {
            one.key: name
            for one in wanted
            if (name := _picture(browser, home, one, folder)) is not None
        }

    return shoot


def _picture(browser: str, home: str, one: Observation, folder: Path) -> str | None:
    """Take one picture; only the site itself can be reached, and scripts cannot run on."""
    name = f"{FOLDER}/{one.key}.png"
    host = urlsplit(home).hostname or ""
    with tempfile.TemporaryDirectory() as profile:
        call = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            f"--user-data-dir={profile}",
            f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {host}",
            "--window-size=1280,1000",
            "--timeout=10000",
            f"--screenshot={folder.resolve() / name}",
            one.pages[0],
        ]
        try:
            subprocess.run(call, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - a browser of the machine and an address that was visited before
        except (subprocess.SubprocessError, OSError):
            return None
    return name if (folder / name).exists() else None
