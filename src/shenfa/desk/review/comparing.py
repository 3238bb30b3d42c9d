"""How a text compares with the page it was taken from (R57), told so that it may be kept.

No Django here: it runs in the checking process. A page has more on it than its article: what
stands before and after it, and the line with date and source below its title, is no difference
as long as it is no sentence. Everything else is a difference that a person decides.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shenfa.audit.compare import Difference, Side, Span, compare
from shenfa.audit.engine import compile_engine
from shenfa.audit.examine import Examiner, examine_document
from shenfa.audit.mask import cover
from shenfa.desk.review.examining import TextPart, document_of
from shenfa.desk.wording.county_file import Tables
from shenfa.readers import UnreadableDocument, open_document
from shenfa.text import Certainty, Context, Document, GapKind

SENTENCE = re.compile("[。！？；…]")
DATED = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")
FURNITURE = re.compile(
    "来源|作者|编辑|责编|记者|发布|浏览|字体|打印|关闭|分享|版权|备案|主办|承办|导航|首页|网站|阅读|扫一扫|上一篇|下一篇|ICP"
)
LONGEST_LABEL = 20
QUOTED = 60

Row = dict[str, Any]  # a row of JSON


@dataclass(frozen=True, slots=True)
class Likening:
    """Our texts, the stored copy of the source, and what the county does not want repeated."""

    parts: tuple[TextPart, ...]
    name: str
    data: bytes
    tables: Tables


@dataclass(frozen=True, slots=True)
class Likened:
    """The differences, and which parts were compared."""

    parts: tuple[str, ...]
    rows: tuple[Row, ...]


def liken(task: Likening) -> Likened:
    """Compare each of our texts with the source."""
    try:
        source = open_document(task.data, task.name)
    except UnreadableDocument as error:
        return Likened((), (_row("", "全文", "来源副本不能读取", (str(error), ""), []),))
    rows = [
        _row("", gap.place, gap.reason, ("", ""), [])
        for gap in source.gaps
        if gap.kind is not GapKind.MEDIA
    ]
    for part in task.parts:
        rows += _differences(part, source, task.tables)
    return Likened(tuple(part.part for part in task.parts), tuple(rows))


def _differences(part: TextPart, source: Document, tables: Tables) -> Iterator[Row]:
    ours = document_of(part)
    covered = _covered(ours, tables), _covered(source, tables)
    for one in compare(source, ours).differences:
        if _is_furniture(one, ours):
            continue
        spans = [
            {"passage": span.passage, "start": span.start, "end": span.end}
            for span in one.electronic.spans
        ]
        quoted = _quoted(one.formal, covered[1]), _quoted(one.electronic, covered[0])
        message = "识别不清，请人工核对" if one.certainty is Certainty.SUSPECTED else "与来源不同"
        yield _row(part.part, one.electronic.place, message, quoted, spans)


def _is_furniture(one: Difference, ours: Document) -> bool:
    """Whether only the source has it, around the article, and it is no sentence."""
    if one.electronic.text or not all(_is_edge(span, ours) for span in one.electronic.spans):
        return False
    return all(_is_label(line) for line in one.formal.text.split("\n") if line.strip())


def _is_edge(span: Span, ours: Document) -> bool:
    last = len(ours.passages) - 1
    is_title = span.passage == 0 or (span.passage == 1 and span.start == 0)
    return is_title or (span.passage == last and span.end == len(ours.passages[last].text))


def _is_label(line: str) -> bool:
    if SENTENCE.search(line):
        return False
    return len(line.strip()) <= LONGEST_LABEL or bool(DATED.search(line) or FURNITURE.search(line))


def _covered(document: Document, tables: Tables) -> tuple[str, ...]:
    """Return the text of every passage, with what must not be repeated covered."""
    engine = compile_engine(tables.county, tables.suppressions)
    report = examine_document(document, Examiner(engine, Context()))
    return tuple(
        cover(passage.text, [one for one in report.findings if one.passage == index])
        for index, passage in enumerate(document.passages)
    )


def _quoted(side: Side, covered: tuple[str, ...]) -> str:
    text = "".join(covered[span.passage][span.start : span.end] for span in side.spans)
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _row(part: str, place: str, message: str, quoted: tuple[str, str], spans: list[Row]) -> Row:
    facts = f"{part}\n{place}\n{message}\n{quoted}\n{spans}"
    return {
        "key": hashlib.sha256(facts.encode()).hexdigest()[:16],
        "part": part,
        "place": place,
        "message": message,
        "theirs": quoted[0],
        "ours": quoted[1],
        "spans": spans,
    }
