"""Settings for the type checker's Django plugin: the models, and no real database."""

from pathlib import Path

from shenfa.desk.deployment import Deployment
from shenfa.desk.settings import settings_of

globals().update(settings_of(Deployment(Path("build"), "typing", bytes(32))))
TRAIL_ALGORITHM: str = "sha256"
PASSWORD_DAYS: int = 90
FILES: Path = Path("build")
CALENDAR: Path = Path("build")
