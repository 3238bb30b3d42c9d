"""Find every rule file, and read its docstring as the rule's page and as its test cases."""

import datetime
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import shenfa.rules
from shenfa.audit.example_county import EXAMPLE_COUNTY
from shenfa.rules.rule import Rule
from shenfa.text import (
    EVERY_KIND,
    Cell,
    ContentKind,
    Context,
    County,
    Document,
    Passage,
    PassageKind,
    RestrictedTopic,
    SensitiveWord,
    Severity,
)

ONE_LINER = re.compile(r"^(?P<verdict>[错对])：(?P<text>.+?)(?: → (?P<fixed>.*))?$", re.MULTILINE)
FENCE = re.compile(
    r"^```(?P<verdict>[错对])(?P<header>[^\n]*)\n(?P<text>.*?)\n```"
    r"(?:\n→\n```\n(?P<fixed>.*?)\n```)?$",
    re.MULTILINE | re.DOTALL,
)
MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)
EXPECT_ABSENT = (None, 0, 0)


class RulebookError(Exception):
    """A rule file that cannot be used; the message names it and says what to change."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule's page, and at the same time one test case.

    ``expected`` are (passage, start, end) of the marked spans, or one ``EXPECT_ABSENT`` for a
    wrong text in which nothing can be marked. ``fixed`` is the text after all repairs, lines
    joined with line breaks.
    """

    document: Document
    context: Context
    expected: tuple[tuple[int | None, int, int], ...]
    fixed: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule together with the page written above it."""

    rule: Rule
    module: str
    page: str

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]

    @property
    def summary(self) -> str:
        """The page without its title and examples, for a terminal."""
        return self.page.partition("\n")[2].strip()

    @property
    def examples(self) -> Iterator[Example]:
        """The examples of the page, in order."""
        found = [*FENCE.finditer(self.page), *ONE_LINER.finditer(FENCE.sub("", self.page))]
        for match in found:
            yield _example(self.rule, match)


@cache
def rulebook() -> tuple[Entry, ...]:
    """Return every rule in the package, ordered by code."""
    entries = [
        Entry(module.RULE, module.__name__, module.__doc__ or "")
        for info in pkgutil.walk_packages(shenfa.rules.__path__, "shenfa.rules.")
        if hasattr(module := import_module(info.name), "RULE")
    ]
    for entry in entries:
        if not entry.rule.basis:
            raise RulebookError(f"{entry.module}：规则没有依据（R2），请补写 basis")
    return tuple(sorted(entries, key=lambda entry: entry.rule.code))


def find_entry(code: str) -> Entry | None:
    """Return the entry with this code, in any letter case."""
    return next((entry for entry in rulebook() if entry.rule.code == code.upper()), None)


def _example(rule: Rule, match: re.Match[str]) -> Example:
    header = match.groupdict().get("header") or ""
    facts = dict(word.partition("=")[::2] if "=" in word else (word, "") for word in header.split())
    kind = facts.get("kind")
    date = facts.get("date")
    context = Context(
        kind=ContentKind(kind) if kind else _usual_kind(rule),
        date=datetime.date.fromisoformat(date) if date else None,
        county=_county(facts),
    )
    passages: list[Passage] = []
    expected: list[tuple[int | None, int, int]] = []
    for index, marked in enumerate(_units(match["text"], tabular="table" in facts)):
        cell, text = marked
        expected += [(index, *span) for span in _marks(text)]
        passages.append(
            Passage(
                place=f"第{index + 1}段",
                text=MARK.sub(r"\1", text),
                kind=PassageKind(facts.get("passage", "body")),
                cell=cell,
            )
        )
    if match["verdict"] == "错" and not expected:
        expected = [EXPECT_ABSENT]
    return Example(Document("示例", tuple(passages)), context, tuple(expected), match["fixed"])


def _county(facts: dict[str, str]) -> County:
    """Return the county of an example: with documents, a listed word or topic, or none."""
    if "county" in facts:
        return EXAMPLE_COUNTY
    source, words, topics = "示例", [], []
    if word := facts.get("word"):
        allowed = tuple(filter(None, [facts.get("allowed")]))
        words.append(SensitiveWord(word, source, Severity.WARNING, source, allowed=allowed))
    if topic := facts.get("topic"):
        beside = tuple(filter(None, [facts.get("beside")]))
        topics.append(RestrictedTopic(source, (topic,), Severity.BLOCKER, source, beside))
    return County(words=tuple(words), topics=tuple(topics))


def _usual_kind(rule: Rule) -> ContentKind:
    if rule.kinds == EVERY_KIND or ContentKind.GENERAL in rule.kinds:
        return ContentKind.GENERAL
    return next(kind for kind in ContentKind if kind in rule.kinds)


def _units(text: str, *, tabular: bool) -> Iterator[tuple[Cell | None, str]]:
    if not tabular:
        yield from ((None, line) for line in text.split("\n"))
        return
    headers: list[str] = []
    lines = text.split("\n")
    while "|" not in lines[0] and "|" in text:
        yield None, lines.pop(0)
    for row, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in line.split("|")]
        headers = headers or [MARK.sub(r"\1", cell) for cell in cells]
        for column, cell in enumerate(cells, start=1):
            yield Cell(1, row, column, headers[column - 1] if row > 1 else ""), cell


def _marks(text: str) -> Iterator[tuple[int, int]]:
    # Each closed mark before a span has added two characters that the plain text lacks.
    for index, mark in enumerate(MARK.finditer(text)):
        yield mark.start() - 2 * index, mark.end() - 2 * index - 2
