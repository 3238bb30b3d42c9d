"""The characters of a Word paragraph, each with the run it stands in and whether it is seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.readers.office.package import Element
from shenfa.readers.word.story import DELETED, SHOWN, Aside, Code, Piece, Story, Strand
from shenfa.readers.word.styles import UNKNOWN_GROUND, shading, why_unseen
from shenfa.readers.word.xml import (
    ALTERNATE,
    MATH,
    RUN,
    TEXT,
    VALUE,
    WORD,
    branch,
    value,
)
from shenfa.text import PassageKind

CHARACTERS = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
    f"{WORD}sym": "\ufffc",
}
TEXTS = (TEXT, f"{WORD}delText")
CODES = (f"{WORD}instrText", f"{WORD}delInstrText")
INSERTIONS = (f"{WORD}ins", f"{WORD}moveTo")
DELETIONS = (f"{WORD}del", f"{WORD}moveFrom")
FORMULAS = (f"{MATH}oMath", f"{MATH}oMathPara")
RUN_FURNITURE = frozenset(
    f"{WORD}{name}"
    for name in [
        "rPr",
        "softHyphen",
        "lastRenderedPageBreak",
        "footnoteReference",
        "endnoteReference",
        "footnoteRef",
        "endnoteRef",
        "commentReference",
        "annotationRef",
        "separator",
        "continuationSeparator",
        "pgNum",
        "dayShort",
        "monthShort",
        "yearShort",
        "dayLong",
        "monthLong",
        "yearLong",
    ]
)
FURNITURE = frozenset(
    f"{WORD}{name}"
    for name in [
        "pPr",
        "sdtEndPr",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "smartTagPr",
        "customXmlPr",
    ]
)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A raw line break or tab in the file is shown as a space.
RAW = str.maketrans("\n\r\t", "   ")
ORDINARY = re.compile(
    r"\s*(?:(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|TOC|PAGEREF|REF|NOTEREF|SEQ|STYLEREF|FORMTEXT"
    r"|FORMCHECKBOX|FORMDROPDOWN|SHAPE)\b|HYPERLINK\s+\\l\b)(?!.*\d{7}).{0,150}",
    re.IGNORECASE | re.DOTALL,
)
"""Instructions that number pages and link places: furniture, unless they carry a number."""

Content = Piece | Aside | Element
"""Characters, text beside them, or an object (picture, shape, embedded file) to look into."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a run stands: its story, the style and ground of its paragraph, its revision."""

    story: Story
    style: str
    ground: str
    strand: Strand = SHOWN
    is_inserted: bool = False


def content(paragraph: Element, story: Story, ground: str) -> Iterator[Content]:
    """Yield what stands in a paragraph, in order."""
    properties = paragraph.find(f"{WORD}pPr")
    style = (value(properties, f"{WORD}pStyle") or "") if properties is not None else ""
    own = properties.find(f"{WORD}shd") if properties is not None else None
    painted = (shading(own) if own is not None else None) or story.source.styles.grounds.get(style)
    if ground != UNKNOWN_GROUND and painted:
        ground = painted
    return _inline(paragraph, _Setting(story, style, ground))


def _inline(parent: Element, setting: _Setting) -> Iterator[Content]:
    for child in parent:
        tag = child.tag
        if tag == RUN:
            yield from _run(child, setting)
        elif tag in FURNITURE:
            continue
        elif tag in INSERTIONS:
            yield from _inline(
                child,
                _Setting(
                    setting.story, setting.style, setting.ground, setting.strand, is_inserted=True
                ),
            )
        elif tag in DELETIONS:
            yield from _inline(
                child, _Setting(setting.story, setting.style, setting.ground, DELETED)
            )
        elif tag in FORMULAS:
            text = "".join(one.text or "" for one in child.iter(f"{MATH}t"))
            yield Piece(text.translate(RAW), None, setting.strand, setting.is_inserted)
        elif tag == f"{WORD}fldSimple":
            yield from _code(child.get(f"{WORD}instr", ""))
            yield from _inline(child, setting)
        elif tag == f"{WORD}sdtPr":
            yield from _form(child)
        elif tag == ALTERNATE:
            yield from _inline(branch(child), setting)
        else:
            yield from _inline(child, setting)


def _run(run: Element, setting: _Setting) -> Iterator[Content]:
    strand = setting.strand
    if strand is SHOWN:
        look = setting.story.source.styles.look(run.find(f"{WORD}rPr"), setting.style)
        why = why_unseen(look, setting.ground)
        if why:
            strand = Strand(PassageKind.HIDDEN, why)
    for child in run:
        tag = child.tag
        if tag in RUN_FURNITURE:
            continue
        if tag == f"{WORD}fldChar":
            yield from _field(child, setting.story)
        elif tag in CODES:
            yield from _instruction(child.text or "", setting.story)
        elif (text := text_of(child)) is not None:
            code = _open_code(setting.story)
            if code is None:
                yield Piece(text, child, strand, setting.is_inserted)
            else:
                code.parts.append(text)
            if tag == f"{WORD}ruby":
                reading = "".join(_words(child.find(f"{WORD}rt")))
                yield Aside(PassageKind.NOTE, "注音", reading)
        else:
            yield child


def text_of(node: Element) -> str | None:
    """The characters that a child of a run shows, None for an object."""
    tag = node.tag
    if tag in TEXTS:
        text = node.text or ""
        if node.get(SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        return text if text.isalnum() else text.translate(RAW)
    if tag in CHARACTERS:
        return CHARACTERS[tag]
    if tag == f"{WORD}ruby":
        return "".join(_words(node.find(f"{WORD}rubyBase")))
    if tag == ALTERNATE:
        # Emoji: a new element for Word, the plain character for everybody else.
        texts = ["".join(one.text or "" for one in form.findall(TEXT)) for form in node]
        return next(filter(None, texts), None)
    return None


def _words(node: Element | None) -> Iterator[str]:
    if node is not None:
        yield from (one.text or "" for one in node.iter(*TEXTS))


def _field(mark: Element, story: Story) -> Iterator[Aside]:
    yield from _form(mark)
    fields = story.fields
    if fields is None:
        return
    kind = mark.get(f"{WORD}fldCharType")
    if kind == "begin":
        fields.append(Code())
    elif kind == "separate" and fields:
        yield from _code("".join(fields[-1].parts))
        fields[-1].is_result = True
    elif kind == "end" and fields:
        code = fields.pop()
        if not code.is_result:
            yield from _code("".join(code.parts))


def _instruction(text: str, story: Story) -> Iterator[Aside]:
    code = _open_code(story)
    if code is None:
        yield from _code(text)
    else:
        code.parts.append(text)


def _open_code(story: Story) -> Code | None:
    # What stands in an instruction is not shown, nor is the result of a field inside it.
    for code in reversed(story.fields or ()):
        if not code.is_result:
            return code
    return None


def _code(instruction: str) -> Iterator[Aside]:
    if instruction.strip() and not ORDINARY.fullmatch(instruction):
        yield Aside(PassageKind.FIELD_CODE, "域代码", instruction.strip())


def _form(properties: Element) -> Iterator[Aside]:
    """Yield what a form offers and explains but does not show."""
    choices = [
        text
        for one in properties.iter(
            f"{WORD}listItem",
            f"{WORD}listEntry",
            f"{WORD}default",
            f"{WORD}helpText",
            f"{WORD}statusText",
        )
        if (text := one.get(f"{WORD}displayText") or one.get(VALUE, "")) and len(text) > 1
    ]
    if choices:
        yield Aside(PassageKind.FIELD_CODE, "表单选项", "\n".join(choices))
