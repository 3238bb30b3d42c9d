"""Assemble src/shenfa/trail/verify.py, the verifier in one file, from the modules of the trail.

An auditor gets one file that can be read from top to bottom and needs Python alone; whoever
changes it works on small modules. tests/trail/test_verifier.py holds that both are the same.
"""

import ast
from collections import defaultdict
from pathlib import Path

TRAIL = Path(__file__).parent.parent / "src" / "shenfa" / "trail"
MODULES = (
    "faults",
    "ed25519",
    "entry",
    "chain",
    "checkpoint",
    "verbs",
    "world",
    "sources",
    "posts",
    "reviews",
    "gates",
    "replay",
    "verdict",
    "program",
)
HEAD = '''"""Verify an exported trail on any machine: python verify.py EXPORT.zip --key FILE.

Needs Python 3.11 and nothing else: no network, no database, no other part of the system.
Prints "OK N entries" and exits 0, or names the first broken entry and exits 1; exits 2 if the
input is unusable. Assembled by tools/build_verifier.py from the modules named below, which
are the place to change something.
"""
'''
TAIL = """
if __name__ == "__main__":
    sys.exit(run())
"""


def build() -> str:
    """Return the text of verify.py."""
    plain: set[str] = set()
    names: dict[str, set[str]] = defaultdict(set)
    bodies = []
    for module in MODULES:
        text = (TRAIL / f"{module}.py").read_text(encoding="utf-8")
        start = 0
        for node in ast.parse(text).body:
            if isinstance(node, ast.Import):
                plain.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                if not (node.module or "").startswith("shenfa."):
                    names[node.module or ""].update(alias.name for alias in node.names)
            elif start:
                break
            start = node.end_lineno or 0
        bodies.append(_section(module, text.splitlines()[start:]))
    imports = [f"import {name}" for name in sorted(plain)]
    for name in sorted(names):
        imported = sorted(names[name], key=lambda word: (not word.isupper(), word.islower(), word))
        imports.append(f"from {name} import {', '.join(imported)}")
    return "\n".join([HEAD, *imports, "", *bodies]) + TAIL


def _section(module: str, lines: list[str]) -> str:
    body = "\n".join(lines).strip("\n")
    gap = "\n\n" if body.startswith(("def ", "class ", "@")) else "\n"
    return f"# {f' {module}.py ':-^96}\n{gap}{body}\n\n"


def main() -> None:
    """Write the verifier anew."""
    (TRAIL / "verify.py").write_text(build(), encoding="utf-8")
    print("已写入 src/shenfa/trail/verify.py")


if __name__ == "__main__":
    main()
