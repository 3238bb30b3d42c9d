"""Take one sentence out of the domain in this process: what it asks is asked no more.

The functions stay the very objects that the services call; only what they do is changed, and the
test's monkeypatch puts it back. The product knows nothing of it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

CHINESE = re.compile("[一-鿿]")
Sentence = tuple[str, str, str]
"""The module and the function in which it stands, and its words."""


def sentences(module: ModuleType) -> frozenset[Sentence]:
    """Return every sentence by which a module of the domain refuses."""
    name = module.__name__.rpartition(".")[2]
    return frozenset(
        (name, function.name, words)
        for function in _functions(module)
        for node in ast.walk(function)
        for words in _said(node)
        if CHINESE.search(words)
    )


def forget(patch: pytest.MonkeyPatch, module: ModuleType, function: str, words: str) -> None:
    """Let a function never say a sentence again, and go on as if it had not asked."""
    node = next(one for one in _functions(module) if one.name == function)
    forgetting = _Forgetting(words)
    changed = ast.fix_missing_locations(forgetting.visit(node))
    assert forgetting.count == 1, "the mutant must change exactly one place"
    space = dict(vars(module))
    code = compile(ast.Module([changed], []), str(module.__file__), "exec")
    exec(code, space)  # noqa: S102 - our own source
    mutant, known = space[function], vars(module)[function]
    assert isinstance(mutant, FunctionType)
    patch.setattr(known, "__code__", mutant.__code__)


class _Forgetting(ast.NodeTransformer):
    """Replace what says a sentence by what says nothing."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.count = 0

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        """Yield nothing; the function stays a generator."""
        if self.words not in _said(node):
            return node
        self.count += 1
        return ast.YieldFrom(ast.Tuple([], ast.Load()))

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Go on, or return that nothing is against it where there is nothing to go on with."""
        if self.words not in _said(node):
            return node
        self.count += 1
        is_choice = isinstance(node.value, ast.IfExp)
        return ast.Return(ast.Constant(None)) if is_choice else ast.Pass()


def _functions(module: ModuleType) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def _said(node: ast.AST) -> Iterator[str]:
    """Yield what a statement says; what is computed in it stands as an ellipsis."""
    if isinstance(node, ast.Yield | ast.Return):
        value = node.value.orelse if isinstance(node.value, ast.IfExp) else node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
        elif isinstance(value, ast.JoinedStr):
            parts = (one.value if isinstance(one, ast.Constant) else "…" for one in value.values)
            yield "".join(map(str, parts))
