"""What bytes from the public side say: their text, where they lead, what is personal in them.

Pages are read here. Files may hang or kill whoever reads them, so they, and whatever the rules
must judge, go to the process that checks.
"""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from shenfa.audit import compile_engine
from shenfa.audit.examine import Examiner, examine_file, examine_text
from shenfa.desk.review.checking_process import CheckingFailed, in_process
from shenfa.desk.wording.county_file import Tables
from shenfa.desk.wording.selectors import county_tables
from shenfa.ledger import Nature, Verdict
from shenfa.ledger.rechecking import Look, Searched, shows
from shenfa.patrol.address import ATTACHMENT_SUFFIXES, canonical, suffix_of
from shenfa.patrol.reading.charset import decode
from shenfa.readers import UnreadableDocument
from shenfa.text import Certainty, Context, Family

SECONDS = 60.0
UNSEEN = ["script", "style", "noscript", "template"]
STANDS, GONE_NOW = "仍有该问题", "没有看到该问题"
ELSEWHERE = "有相同的文字，前后文已变，请人工查看是否仍有该问题"
SENTENCES = {
    Verdict.SHOWS: STANDS,
    Verdict.CLEAN: GONE_NOW,
    Verdict.UNDETERMINED: ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class Bytes:
    """What was got from an address: ``what`` it is for people (网页、附件 …)."""

    what: str
    address: str
    body: bytes
    sha256: str
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class PageRead:
    """The text that a visitor reads, and where the page leads: to files, and to anything."""

    text: str
    files: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file or a page for the process that checks."""

    name: str
    body: bytes
    text: str
    nature: Nature
    searched: Searched
    tables: Tables


def read_page(page: Bytes) -> PageRead:
    """Read a page as a visitor does."""
    parser = LexborHTMLParser(decode(page.body, page.content_type).text)
    found = [
        address
        for node in parser.css("[href],[src]")
        for raw in (node.attributes.get("href"), node.attributes.get("src"))
        if raw and (address := canonical(raw, page.address))
    ]
    parser.strip_tags(UNSEEN)
    links = tuple(dict.fromkeys(found))
    files = tuple(one for one in links if suffix_of(one) in ATTACHMENT_SUFFIXES)
    root = parser.root
    return PageRead(root.text(separator="\n") if root else "", files, links)


def look_at_text(page: Bytes, text: str, searched: Searched) -> Look:
    """Look for the words in the text of a page."""
    return _look(page, shows(text, searched))


def look_at_file(one: Bytes, nature: Nature, searched: Searched) -> Look:
    """Look for the words, or for what is personal, in a file."""
    name = unquote(urlsplit(one.address).path.rpartition("/")[2]) or "附件"
    return _judged(one, FileTask(name, one.body, "", nature, searched, county_tables()))


def look_for_people(page: Bytes, text: str) -> Look:
    """Look whether something personal or secret stands in the text of a page."""
    task = FileTask("", b"", text, Nature.PRIVACY, Searched(""), county_tables())
    return _judged(page, task)


def judge(task: FileTask) -> Verdict | None:
    """Return what a file shows; None where it cannot be read. Runs in the process that checks."""
    tables = task.tables
    examiner = Examiner(
        compile_engine(tables.county, tables.suppressions), Context(county=tables.county)
    )
    try:
        report = (
            examine_file(task.body, task.name, examiner)
            if task.body
            else examine_text(task.text, task.name, examiner)
        )
    except UnreadableDocument:
        return None
    if task.nature is Nature.PRIVACY:
        grave = {Family.PRIVACY, Family.SECRECY}
        found = any(
            one.family in grave and one.certainty is Certainty.CERTAIN for one in report.findings
        )
        return Verdict.SHOWS if found else Verdict.CLEAN
    return shows("\n".join(one.text for one in report.document.passages), task.searched)


def _judged(one: Bytes, task: FileTask) -> Look:
    try:
        verdict = in_process(judge, task, SECONDS)
    except CheckingFailed:
        verdict = None
    if verdict is None:
        told = "文件不能读取，请人工打开查看"
        return Look(one.what, one.address, Verdict.UNDETERMINED, told, one.sha256, is_for_eyes=True)
    return _look(one, verdict)


def _look(one: Bytes, verdict: Verdict) -> Look:
    is_for_eyes = verdict is Verdict.UNDETERMINED
    told = SENTENCES[verdict]
    return Look(one.what, one.address, verdict, told, one.sha256, is_for_eyes=is_for_eyes)
