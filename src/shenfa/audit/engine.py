"""Compile rules once, then run them over documents.

The speed lies in the triggers: every line is scanned once by one automaton over the literals
of all rules, and only the rules that are awake are called.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.audit.report import Report, verdict
from shenfa.audit.rulebook import rulebook
from shenfa.audit.suppress import Suppression, is_suppressed
from shenfa.rules.rule import DocumentRule, Row, Rule, TableRule, TextRule
from shenfa.text import (
    ContentKind,
    Context,
    County,
    Document,
    Family,
    Finding,
    Hit,
    Located,
    Passage,
    PassageKind,
    Severity,
    parts,
    split_lines,
)

NAME_BLIND = frozenset(
    {Family.TYPO, Family.NAME, Family.WORDING, Family.PUNCTUATION, Family.NUMBER}
)
"""Families that must not correct a proper noun of the county."""


DOOMED = frozenset({Family.RESIDUE, Family.SECRECY})
"""Families whose findings are to be taken out: what lies inside them needs no polishing."""


@dataclass(frozen=True, slots=True)
class Watch:
    """The text rules that read one sort of passage, and the automaton that wakes them."""

    always: tuple[TextRule, ...]
    automaton: CharwiseDoubleArrayAhoCorasick | None
    woken_by: tuple[tuple[TextRule, ...], ...]

    def awake(self, text: str) -> Iterable[TextRule]:
        """Return the rules that may fire in ``text``, each once."""
        if self.automaton is None:
            return self.always
        patterns = {match[2] for match in self.automaton.find_overlapping(text)}
        if not patterns:
            return self.always
        # A dict keeps the order, so that equal texts give equal reports.
        woken = {rule: None for pattern in sorted(patterns) for rule in self.woken_by[pattern]}
        return (*self.always, *woken)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rules for one kind of content that look at rows and at whole texts."""

    tables: tuple[TableRule, ...]
    documents: tuple[DocumentRule, ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """Compiled rules, the county's tables and standing decisions.

    ``ruleset`` is the digest of everything that decides what is found: version, rule codes
    and tables. It stands in every report.
    """

    rules: tuple[Rule, ...]
    county: County
    suppressions: tuple[Suppression, ...]
    ruleset: str
    watches: dict[tuple[ContentKind, PassageKind, bool, bool], Watch] = field(
        default_factory=dict, hash=False, compare=False
    )
    shelves: dict[ContentKind, Shelf] = field(default_factory=dict, hash=False, compare=False)

    def watch(self, context: Context, passage: Passage, *, across_lines: bool) -> Watch:
        """Return the text rules for this sort of passage, compiled at first use."""
        key = (context.kind, passage.kind, passage.cell is not None, across_lines)
        if key not in self.watches:
            self.watches[key] = _compile_watch(self.rules, key)
        return self.watches[key]

    def shelf(self, context: Context) -> Shelf:
        """Return the table and document rules for this kind of content."""
        if context.kind not in self.shelves:
            wanted = [rule for rule in self.rules if context.kind in rule.kinds]
            self.shelves[context.kind] = Shelf(
                tuple(rule for rule in wanted if isinstance(rule, TableRule)),
                tuple(rule for rule in wanted if isinstance(rule, DocumentRule)),
            )
        return self.shelves[context.kind]


@lru_cache(maxsize=8)
def compile_engine(county: County = County(), suppressions: tuple[Suppression, ...] = ()) -> Engine:
    """Return the engine over every rule of the package for this county."""
    return engine_of(tuple(entry.rule for entry in rulebook()), county, suppressions)


def engine_of(
    rules: tuple[Rule, ...],
    county: County = County(),
    suppressions: tuple[Suppression, ...] = (),
) -> Engine:
    """Return an engine over some rules only, for tests and measurements."""
    facts = (
        version("shenfa"),
        *(rule.code for rule in rules),
        county.digest,
    )
    digest = hashlib.sha256("\n".join((*facts, *map(repr, suppressions))).encode())
    return Engine(rules, county, suppressions, digest.hexdigest()[:16])


def audit(engine: Engine, document: Document, context: Context) -> Report:
    """Check a document: every passage, every table row, every text as a whole.

    Where the context names no county, it is the one that the engine was compiled for.
    """
    if context.county == County():
        context = replace(context, county=engine.county)
    findings = [
        _finding(rule, document, located, context.county)
        for rule, located in _hits(engine, document, context)
    ]
    doomed: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.family in DOOMED and finding.start < finding.end:
            doomed[finding.passage].append(finding)
    kept = tuple(
        finding
        for finding in _gravest(findings)
        if not _is_own_name(finding, document, engine.county)
        and not _is_inside(finding, doomed[finding.passage])
        and not is_suppressed(finding, document, context, engine.suppressions)
    )
    return Report(
        document=document,
        kind=context.kind,
        ruleset=engine.ruleset,
        findings=kept,
        verdict=verdict(kept, document.gaps),
    )


def located_hits(engine: Engine, document: Document, context: Context) -> list[Located]:
    """Return the bare hits, nothing merged or suppressed: what the rules' own tests look at."""
    return [located for _, located in _hits(engine, document, context)]


def located_hits_of(
    engine: Engine, document: Document, context: Context
) -> Iterator[tuple[str, Located]]:
    """Yield the bare hits, each with the code of its rule."""
    for rule, located in _hits(engine, document, context):
        yield rule.code, located


def _hits(engine: Engine, document: Document, context: Context) -> Iterator[tuple[Rule, Located]]:
    for index, passage in enumerate(document.passages):
        yield from _text_hits(engine, index, passage, context)
    shelf = engine.shelf(context)
    if shelf.tables:
        for row in _rows(document):
            for table_rule in shelf.tables:
                if table_rule.applies(context):
                    yield from ((table_rule, found) for found in table_rule.check(row, context))
    for part in parts(document):
        for rule in shelf.documents:
            if rule.applies(context):
                yield from ((rule, found) for found in rule.check(part, context))


def _text_hits(
    engine: Engine, index: int, passage: Passage, context: Context
) -> Iterator[tuple[Rule, Located]]:
    by_line = engine.watch(context, passage, across_lines=False)
    for start, line in split_lines(passage.text):
        for rule in by_line.awake(line):
            if rule.applies(context):
                for hit in rule.check(line, context):
                    yield rule, Located(index, _shifted(hit, start))
    for rule in engine.watch(context, passage, across_lines=True).awake(passage.text):
        if rule.applies(context):
            yield from ((rule, Located(index, hit)) for hit in rule.check(passage.text, context))


def _shifted(hit: Hit, by: int) -> Hit:
    if by == 0:
        return hit
    return Hit(
        hit.start + by, hit.end + by, hit.message, hit.fix, hit.severity, hit.certainty, hit.entity
    )


def _rows(document: Document) -> Iterator[Row]:
    cells = [
        (index, passage)
        for index, passage in enumerate(document.passages)
        if passage.cell is not None
    ]

    def row_of(item: tuple[int, Passage]) -> tuple[str, int, int]:
        _, passage = item
        return (
            passage.enclosure,
            passage.cell.table if passage.cell else 0,
            passage.cell.row if passage.cell else 0,
        )

    for _, row in groupby(sorted(cells, key=row_of), key=row_of):
        yield Row(tuple(row))


def _finding(rule: Rule, document: Document, located: Located, county: County) -> Finding:
    hit, index = located.hit, located.passage
    severity = hit.severity or rule.severity
    if rule.code in county.hinted and severity is not Severity.BLOCKER:
        severity = Severity.HINT
    return Finding(
        rule=rule.code,
        family=rule.family,
        severity=severity,
        certainty=hit.certainty or rule.certainty,
        place="全文" if index is None else _place(document.passages[index], hit.start),
        passage=index,
        start=hit.start,
        end=hit.end,
        message=hit.message,
        fix=hit.fix,
        basis=rule.basis,
        entity=hit.entity,
        serious=rule.serious,
    )


def _place(passage: Passage, start: int) -> str:
    # A long passage is found again by its line: plain text is one passage of many lines.
    if passage.place and ("\n" not in passage.text or passage.cell is not None):
        return passage.place
    return f"{passage.place}第{bisect_left(_breaks(passage.text), start) + 1}行"


@lru_cache(maxsize=4)
def _breaks(text: str) -> tuple[int, ...]:
    return tuple(index for index, character in enumerate(text) if character == "\n")


def _gravest(findings: list[Finding]) -> Iterator[Finding]:
    """Yield at most one finding for a span and family, the gravest, in reading order."""
    kept: dict[tuple[int | None, int, int, Family | str], Finding] = {}
    for finding in sorted(findings, key=lambda one: (one.severity.rank, one.rule)):
        absence = finding.rule if finding.passage is None else finding.family
        kept.setdefault((finding.passage, finding.start, finding.end, absence), finding)
    yield from sorted(
        kept.values(),
        key=lambda one: (
            -1 if one.passage is None else one.passage,
            one.start,
            one.end,
            one.severity.rank,
            one.rule,
        ),
    )


def _is_own_name(finding: Finding, document: Document, county: County) -> bool:
    if finding.passage is None or finding.family not in NAME_BLIND:
        return False
    text = document.passages[finding.passage].text
    for name in county.names:
        reach = finding.start + len(name)
        start = text.find(name, max(0, finding.end - len(name)), reach)
        if start != -1 and start <= finding.start and finding.end <= start + len(name):
            return True
    return False


def _is_inside(finding: Finding, doomed: list[Finding]) -> bool:
    # The "!" of 错误!未找到引用源 is no finding, nor is the width of a secrecy mark's digits.
    return finding.family in NAME_BLIND and any(
        other.start <= finding.start and finding.end <= other.end for other in doomed
    )


def _compile_watch(
    rules: tuple[Rule, ...], key: tuple[ContentKind, PassageKind, bool, bool]
) -> Watch:
    content, kind, in_cell, across_lines = key
    wanted = [
        rule
        for rule in rules
        if isinstance(rule, TextRule)
        and content in rule.kinds
        and kind in rule.reads
        and (rule.in_cells or not in_cell)
        and rule.across_lines is across_lines
    ]
    woken: defaultdict[str, dict[TextRule, None]] = defaultdict(dict)
    for rule in wanted:
        for trigger in rule.triggers:
            woken[trigger][rule] = None
    triggers = sorted(woken)
    return Watch(
        always=tuple(rule for rule in wanted if not rule.triggers),
        automaton=CharwiseDoubleArrayAhoCorasick(triggers) if triggers else None,
        woken_by=tuple(tuple(woken[trigger]) for trigger in triggers),
    )
