"""The files that leak are made beside the tests of the writers."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "writers" / "masked"))
