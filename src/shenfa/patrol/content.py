"""What stands on a page or in an attachment, checked by the engine that checks manuscripts.

Text outside the article is checked a line at a time and each line once: what a template
repeats on six thousand pages costs as much as on one. What the engine only suspects is left to
those who review before publication; a patrol reports what is certain.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.audit.engine import Engine
from shenfa.audit.examine import Examiner, examine_document, examine_file
from shenfa.audit.report import Report
from shenfa.audit.telling import Told, tell
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.words import misspellings
from shenfa.readers import UnreadableDocument
from shenfa.text import Certainty, Context, County, Document, Family, Finding, Passage, Severity

TELLING = frozenset({Family.TYPO, Family.WORDING, Family.NAME, Family.SECRECY})
GRAVE = frozenset({Severity.BLOCKER, Severity.ERROR})
LONG_NUMBER = re.compile(r"\d{5,}[\dXx]?")
SHORTEST = 4
"""Characters below which a line outside the article says nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text: in which words (covered), by which rule, what to do."""

    kind: Kind
    rule: str
    title: str
    quote: str
    message: str
    fix: str
    digest: str
    place: str = ""


@dataclass(slots=True)
class Auditor:
    """The engine, and the lines outside articles that it has already seen."""

    examiner: Examiner
    lines: dict[int, tuple[Fault, ...]] = field(default_factory=dict)
    pairs: CharwiseDoubleArrayAhoCorasick = field(
        default_factory=lambda: CharwiseDoubleArrayAhoCorasick(
            [pair.wrong for pair in misspellings()]
        )
    )

    @property
    def ruleset(self) -> str:
        """The digest of everything that decides what is found."""
        return self.examiner.engine.ruleset


def auditor_of(engine: Engine, county: County = County()) -> Auditor:
    """Return the engine at work for a patrol."""
    return Auditor(Examiner(engine, Context(county=county)))


def article_sightings(auditor: Auditor, lines: tuple[str, ...], page: str) -> Iterator[Sighting]:
    """Check the text of an article as one document."""
    text = "\n".join(lines)
    if text:
        yield from _sightings(text_faults(auditor, text), page, page)


def line_sightings(auditor: Auditor, lines: Iterable[str], page: str) -> Iterator[Sighting]:
    """Check the lines around an article, each once for the whole site."""
    fresh: dict[int, str] = {}
    for line in lines:
        if len(line) >= SHORTEST:
            number = hash(line)
            known = auditor.lines.get(number)
            if known is None:
                fresh[number] = line
            elif known:
                yield from _sightings(known, page, page)
    if not fresh:
        return
    together = text_faults(auditor, "\n".join(fresh.values()))
    for number, line in fresh.items():
        auditor.lines[number] = ()
        if together:
            auditor.lines[number] = text_faults(auditor, line)
            yield from _sightings(auditor.lines[number], page, page)


def file_sightings(auditor: Auditor, body: bytes, name: str, url: str) -> Iterator[Sighting]:
    """Check an attachment. One that nobody can read is no finding here."""
    try:
        report = examine_file(body, name, auditor.examiner)
    except UnreadableDocument:
        return
    faults = _faults(report, Kind.PII_IN_ATTACHMENT)
    typed = [
        fault
        for passage in report.document.passages
        for fault in _fixed_pairs(auditor, passage.text)
    ]
    for sighting in _sightings((*faults, *typed), url, url):
        # The same error in two files is two files to replace.
        yield replace(sighting, group=f"{sighting.group} {url}")


def text_faults(auditor: Auditor, text: str) -> tuple[Fault, ...]:
    """Check a text."""
    document = Document("", (Passage("", text, origin="text"),))
    faults = _faults(examine_document(document, auditor.examiner), Kind.PII_IN_ARTICLE)
    known = {fault.digest for fault in faults}
    return (
        *faults,
        *(fault for fault in _fixed_pairs(auditor, text) if fault.digest not in known),
    )


def _faults(report: Report, personal: Kind) -> tuple[Fault, ...]:
    wanted = [_kind(finding, personal) for finding in report.findings]
    if not any(wanted):
        return ()
    return tuple(
        _fault(told, kind, report)
        for told, kind in zip(tell(report), wanted, strict=True)
        if kind is not None
    )


def _kind(finding: Finding, personal: Kind) -> Kind | None:
    if finding.certainty is not Certainty.CERTAIN or finding.severity not in GRAVE:
        return None
    if finding.family is Family.PRIVACY:
        return personal
    is_told = finding.family is Family.TYPO or finding.severity is Severity.BLOCKER
    return Kind.TYPO if is_told and finding.family in TELLING else None


def _fault(told: Told, kind: Kind, report: Report) -> Fault:
    finding = told.finding
    raw = ""
    if finding.passage is not None:
        raw = report.document.passages[finding.passage].text[finding.start : finding.end]
    digest = hashlib.sha256(raw.encode()).hexdigest()[:16]
    quote = f"{told.before}{told.text}{told.after}"
    return Fault(
        kind,
        finding.rule,
        told.title,
        quote,
        told.message,
        told.fix or "",
        digest,
        finding.place,
    )


def _fixed_pairs(auditor: Auditor, text: str) -> Iterator[Fault]:
    for start, end, number in auditor.pairs.find(text):
        pair = misspellings()[number]
        around = text[max(0, start - 4) : end + 4]
        if any(word in around for word in pair.unless) or _is_quoted(text, start, end):
            continue
        digest = hashlib.sha256(pair.wrong.encode()).hexdigest()[:16]
        message = f"“{pair.wrong}”应为“{pair.right}”"
        quote = LONG_NUMBER.sub("*", text[max(0, start - 8) : end + 8].replace("\n", " "))
        yield Fault(Kind.TYPO, "fixed-pair", "错别字", quote, message, pair.right, digest)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a text names a wrong form in order to say that it is one."""
    is_named = text[max(0, start - 1) : start] in {"“", "「", '"', "‘"}
    return is_named and text[end : end + 1] in {"”", "」", '"', "’"}


def _sightings(faults: Iterable[Fault], target: str, page: str) -> Iterator[Sighting]:
    for fault in {(one.kind, one.rule, one.digest): one for one in faults}.values():
        evidence = {
            "rule": fault.rule,
            "title": fault.title,
            "quote": fault.quote,
            "message": fault.message,
        }
        if fault.fix:
            evidence["fix"] = fault.fix
        if fault.place:
            evidence["place"] = fault.place
        group = f"{fault.rule} {fault.digest}"
        yield Sighting(fault.kind, target, page, evidence, group)
