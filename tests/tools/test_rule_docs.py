"""docs/rules is generated from the rules and never falls behind them."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_pages_are_in_step() -> None:
    pages = runpy.run_path(str(ROOT / "tools" / "build_rule_docs.py"))["pages"]()
    written = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/rules").glob("*.md")
    }

    assert written == pages, "run make docs"
