"""Word files from a few lines of XML are made beside the tests of the readers."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "readers"))
