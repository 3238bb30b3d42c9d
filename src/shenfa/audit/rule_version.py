"""The version of a rule: what was decided about its findings lasts until it changes.

It is the digest of the code that the rule is made of, its own file and what that imports from
the rules, the lexicons and the text room, and of the rows of the lexicons named there. Pages,
examples and comments are no part of it.
"""

import ast
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import shenfa.lexicons
from shenfa.audit.rulebook import find_entry

ROOMS = ("shenfa.rules.", "shenfa.lexicons.", "shenfa.text.")
CONTRACT = "shenfa.rules.rule"
"""What a rule is: the same for all of them, as is what comes through the door of the text room."""
DATA = Path(shenfa.lexicons.__file__).parent / "data"
LENGTH = 16


@cache
def rule_version(code: str) -> str:
    """Return the version of a rule, "" where there is none of this code."""
    entry = find_entry(code)
    if entry is None:
        return ""
    digest = hashlib.sha256()
    for name in sorted(_closure(entry.module)):
        digest.update(f"{name}\n{_code(name)}\n".encode())
        for table in _tables(_source(name)):
            digest.update(table.read_bytes())
    return digest.hexdigest()[:LENGTH]


def code_of(source: str) -> str:
    """Return a source without docstrings, comments and blank lines."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(
            node, clean=False
        ):
            first = node.body[0]
            for number in range(first.lineno - 1, first.end_lineno or first.lineno):
                lines[number] = ""
    code = (line.rstrip() for line in lines)
    return "\n".join(line for line in code if line and not line.lstrip().startswith("#"))


def _closure(module: str) -> set[str]:
    """Return the modules that a rule is made of: its own and what they import."""
    found, waiting = set[str](), [module]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(name)
    return found


@cache
def _imported(module: str) -> tuple[str, ...]:
    named = (
        _home(node.module, alias.name)
        for node in ast.walk(ast.parse(_source(module)))
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    )
    return tuple(
        dict.fromkeys(name for name in named if name.startswith(ROOMS) and name != CONTRACT)
    )


def _home(module: str, name: str) -> str:
    """Return the module that an imported name is at home in."""
    if f"{module}.{name}" in sys.modules:
        return f"{module}.{name}"
    if module == shenfa.lexicons.__name__:
        return str(getattr(getattr(shenfa.lexicons, name), "__module__", module))
    return module


@cache
def _code(module: str) -> str:
    return code_of(_source(module))


@cache
def _source(module: str) -> str:
    path = sys.modules[module].__file__
    return Path(path).read_text(encoding="utf-8") if path else ""


@cache
def _data() -> tuple[Path, ...]:
    return tuple(sorted(DATA.glob("*.tsv")))


def _tables(source: str) -> Iterator[Path]:
    return (path for path in _data() if f'"{path.stem}"' in source)
