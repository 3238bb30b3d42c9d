"""The house rules of ARCHITECTURE.md and CONVENTIONS.md, held by a test."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

SOURCE = Path(find_spec("shenfa").origin or "").parent  # type: ignore[union-attr]  # it is installed
ROOT = Path(__file__).parent.parent
SHELL = {"desk", "web", "demo", "cli"}
LONGEST_MODULE = 400
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
OUTSIDE_WORLD = {"now", "today", "utcnow", "environ", "getenv"}
DOOR = SOURCE / "patrol" / "fetch"
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx"}

GENERATED = {SOURCE / "trail" / "verify.py"}
"""Joined by tools/build_verifier.py from modules that are held to the rules themselves."""

MODULES = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if path not in GENERATED and "migrations" not in path.parts
)
each_module = pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: str(path.relative_to(SOURCE))
)


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@each_module
def test_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(parse(module)), "open with a sentence that says what it is for"


@each_module
def test_has_a_telling_name(module: Path) -> None:
    assert module.stem not in VAGUE, "name the module after the one thing it holds"


@each_module
def test_is_small(module: Path) -> None:
    length = len(module.read_text(encoding="utf-8").splitlines())

    assert length <= LONGEST_MODULE, "split it along its ideas"


@each_module
def test_domain_does_not_look_outside(module: Path) -> None:
    """Invariant 1: nothing below desk reads clock, environment or network."""
    room = module.relative_to(SOURCE).parts[0]
    tree = parse(module)
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }

    assert room in SHELL or not used & OUTSIDE_WORLD, "take it as an argument instead"
    is_door = room in SHELL or module.parent == DOOR
    assert is_door or not imported & NETWORK, "only patrol/fetch opens a socket"


@each_module
def test_has_no_unfinished_work(module: Path) -> None:
    text = module.read_text(encoding="utf-8")

    assert not re.search(r"NotImplementedError$|TODO(?! #\d)|FIXME(?! #\d)", text, re.MULTILINE)


def test_text_needs_the_standard_library_only() -> None:
    """`text` is the vocabulary of everything, so it depends on nothing."""
    foreign = {
        (module.name, node.module)
        for module in (SOURCE / "text").glob("*.py")
        for node in ast.walk(parse(module))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.split(".")[0] in {"lxml", "numpy", "daachorse", "click", "docx"}
    }

    assert not foreign


def test_changelog_fragments_are_one_sentence() -> None:
    for fragment in (ROOT / "changelog.d").glob("*.md"):
        text = fragment.read_text(encoding="utf-8").strip()

        assert text, fragment.name
        assert "\n" not in text, fragment.name
