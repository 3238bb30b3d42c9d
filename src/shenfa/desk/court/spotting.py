"""Where a finding stands, worked out anew in the checking process. No Django here.

What leaves the process is covered twice: as the report covers it, and by what the rules alone
take for personal, whatever numbers the county allows.
"""

from dataclasses import dataclass, replace

from shenfa.audit import audit, compile_engine
from shenfa.audit.cases import Sentence, is_raised
from shenfa.audit.places import place_of
from shenfa.audit.report import Report
from shenfa.audit.rule_version import rule_version
from shenfa.audit.telling import is_withheld, shown_texts, tell
from shenfa.desk.review.examining import FilePart, Part, document_of, examined_under, keyed
from shenfa.desk.wording.county_file import Tables
from shenfa.readers import UnreadableDocument
from shenfa.text import ContentKind, Context, Document, Family, Finding, Passage

LONGEST = 80
"""So many characters of a sentence are kept on each side."""
ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class SpotTask:
    """A part, the county's tables, and the key of a finding in it."""

    part: Part
    tables: Tables
    key: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, the version of its rule, and the covered sentence. ``is_faithful``: see cases."""

    place: str
    words: str
    version: str
    kind: ContentKind
    sentence: Sentence
    is_faithful: bool


def spot_of(task: SpotTask) -> Spot | str:
    """Return where a finding stands, or why it cannot be brought before the court."""
    part = task.part
    if isinstance(part, FilePart) and part.problem:
        return part.problem
    try:
        document = document_of(part)
    except UnreadableDocument as error:
        return str(error)
    report = examined_under(task.tables, part, document)
    if is_withheld(report):
        return "文中有国家秘密标志，不能提请误报认定"
    for key, told in keyed(part.part, tell(report)):
        if key == task.key:
            return _spot(told.finding, report, task)
    return "该问题点不在文稿的一处，不能提请误报认定"


def _spot(finding: Finding, report: Report, task: SpotTask) -> Spot:
    place = place_of(finding, report.document)
    version = rule_version(finding.rule)
    if finding.passage is None or finding.family is Family.SECRECY:
        nothing = Sentence("", "", "")
        return Spot(place.around, "", version, task.part.kind, nothing, is_faithful=False)
    passage = report.document.passages[finding.passage]
    covered = _covered(shown_texts(report)[finding.passage], passage)
    text = covered[finding.start : finding.end]
    before = _last(covered[: finding.start])
    after = _first(covered[finding.end :])
    sentence = Sentence(before, text, after, passage.kind)
    context = Context(task.part.kind, task.part.date)
    engine = compile_engine(task.tables.county)
    is_faithful = is_raised(sentence, finding.rule, engine, replace(context, county=engine.county))
    return Spot(place.around, place.words, version, context.kind, sentence, is_faithful)


def _covered(text: str, passage: Passage) -> str:
    document = Document("", (replace(passage, text=text),))
    return shown_texts(audit(compile_engine(), document, Context()))[0]


def _last(text: str) -> str:
    """Return the beginning of the sentence that a text breaks off in."""
    start = max(text.rfind(mark) for mark in ENDS) + 1
    return text[max(start, len(text) - LONGEST) :]


def _first(text: str) -> str:
    """Return the end of the sentence that a text begins in, its mark included."""
    found = [at for at in map(text.find, ENDS) if at >= 0]
    end = min(found, default=len(text))
    return text[: min(end + (text[end : end + 1] != "\n"), LONGEST)]
