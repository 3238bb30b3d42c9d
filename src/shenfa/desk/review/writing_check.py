"""The same rules while somebody writes: findings with their places in the text of the editor.

Nothing of it is kept. What is kept is found once more when a revision is cut. No Django here.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from shenfa.audit import Engine, compile_engine
from shenfa.audit.examine import Examiner, examine_document
from shenfa.audit.telling import Told, tell
from shenfa.desk.review.examining import TextPart, document_of, keyed
from shenfa.desk.wording.county_file import Tables
from shenfa.readers import UnreadableDocument
from shenfa.review import weight_of
from shenfa.text import Belonging, Certainty, ContentKind, Context, Document, Passage

LONGEST = 300_000
TITLE, BODY, CHANNEL = "title", "body", "body-"
TOO_LONG = "正文超过30万字，不再边写边查，形成版本后检查全文"


@dataclass(frozen=True, slots=True)
class Written:
    """What is being written: title, body as HTML, and the posts made for accounts."""

    title: str
    body: str
    kind: ContentKind
    date: datetime.date
    posts: tuple[tuple[str, str, str], ...] = ()
    """For each account its id, its name and its own text."""
    belongs: Belonging = Belonging()


@dataclass(frozen=True, slots=True)
class Spotted:
    """A finding, and where to show it.

    ``field`` is the input it stands in. ``start`` and ``end`` count characters there; in the
    body only those that are no white space, which the editor and the reader count alike.
    They are -1 where the place cannot be shown. ``lead`` and ``tail`` tell that the white
    space before and behind belongs to it.
    """

    told: Told
    weight: str
    field: str
    start: int
    end: int
    lead: bool = False
    tail: bool = False
    key: str = ""
    """The key of the same finding in a revision cut from exactly this text."""

    @property
    def is_certain(self) -> bool:
        """Whether all of this kind may be repaired at once."""
        return self.told.finding.certainty is Certainty.CERTAIN and self.told.fix is not None


def check_written(written: Written, tables: Tables) -> tuple[Spotted, ...]:
    """Return what the rules and the county's tables find in a text as it is being written."""
    engine = compile_engine(tables.county, tables.suppressions)
    part = TextPart(
        "正文", written.title, written.body, written.kind, written.date, written.belongs
    )
    return (*_in_page(part, engine), *_in_posts(written, engine))


def is_too_long(written: Written) -> bool:
    """Whether the text is too long to be checked with every pause."""
    return len(written.body) + sum(len(text) for _, _, text in written.posts) > LONGEST


def _in_page(part: TextPart, engine: Engine) -> Iterator[Spotted]:
    try:
        document = document_of(part)
    except UnreadableDocument:
        return
    places = _places(part.body, document)
    context = Context(part.kind, part.date, belongs=part.belongs)
    for key, told in keyed(part.part, _told(document, engine, context)):
        finding = told.finding
        if finding.passage is None:
            yield _spotted(told, BODY, (-1, -1), key)
        elif finding.passage == 0:
            yield _spotted(told, TITLE, _in_title(part.title, told, document), key)
        elif finding.passage not in places:
            yield _spotted(told, BODY, (-1, -1), key)
        else:
            text = document.passages[finding.passage].text
            before = places[finding.passage] + _solid(text[: finding.start])
            quoted = text[finding.start : finding.end]
            yield Spotted(
                told,
                _weight(told),
                BODY,
                before,
                before + _solid(quoted),
                lead=quoted[:1].isspace(),
                tail=quoted[-1:].isspace(),
                key=key,
            )


def _in_posts(written: Written, engine: Engine) -> Iterator[Spotted]:
    for channel, name, text in written.posts:
        document = Document(name, (Passage(f"{name}的文本", text),))
        context = Context(ContentKind.POST, written.date, belongs=written.belongs)
        for told in _told(document, engine, context):
            finding = told.finding
            span = (finding.start, finding.end) if finding.passage == 0 else (-1, -1)
            yield _spotted(told, f"{CHANNEL}{channel}", span)


def _told(document: Document, engine: Engine, context: Context) -> tuple[Told, ...]:
    return tell(examine_document(document, Examiner(engine, context)))


def _spotted(told: Told, field: str, span: tuple[int, int], key: str = "") -> Spotted:
    return Spotted(told, _weight(told), field, *span, key=key)


def _weight(told: Told) -> str:
    finding = told.finding
    return weight_of(finding.severity, finding.certainty, finding.family)


def _in_title(title: str, told: Told, document: Document) -> tuple[int, int]:
    # The reader folds white space; where it did, the characters are counted otherwise.
    same = document.passages[0].text == title
    return (told.finding.start, told.finding.end) if same else (-1, -1)


def _places(body: str, document: Document) -> dict[int, int]:
    """Return for each passage how many characters of the body stand before it.

    What is not shown (an address, an alternative text) is not looked for far away.
    """
    page = LexborHTMLParser(f"<body>{body}</body>")
    text = "".join((page.body.text() if page.body is not None else "").split())
    places: dict[int, int] = {}
    begin = 0
    for number, passage in enumerate(document.passages):
        wanted = "".join(passage.text.split())
        if number and wanted and text.startswith(wanted, begin):
            places[number] = begin
            begin += len(wanted)
    return places


def _solid(text: str) -> int:
    return sum(not character.isspace() for character in text)


def in_reading_order(found: Iterable[Spotted]) -> tuple[Spotted, ...]:
    """Return findings as they stand in the text, the title first."""
    order = {TITLE: 0, BODY: 1}
    return tuple(
        sorted(found, key=lambda one: (order.get(one.field, 2), one.start < 0, one.start, one.end))
    )
