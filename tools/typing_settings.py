"""Settings for mypy's Django plugin, which must know the models; nothing runs with them."""

from pathlib import Path

from shenfa.desk.deployment import Deployment
from shenfa.desk.settings import settings_of

TRAIL_ALGORITHM = "sha256"

globals().update(settings_of(Deployment(Path(), "for types only", b"")))
