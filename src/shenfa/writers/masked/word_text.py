"""The stories of a Word file built anew: paragraphs and tables with what is shown in them.

The reader's walk decides what is shown: only the characters it took for visible text are
written, and so neither hidden nor deleted text nor the code of a field can slip through.
Insertions are accepted; links and fields become their text, page numbers stay page numbers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shenfa.readers.office.package import Element, local
from shenfa.readers.word.characters import (
    DELETIONS,
    FORMULAS,
    FURNITURE,
    text_of,
)
from shenfa.readers.word.xml import (
    ALTERNATE,
    PARAGRAPH,
    RUN,
    SECTION,
    TABLE,
    TEXT,
    WORD,
    branch,
)
from shenfa.writers.masked import word_names as names
from shenfa.writers.masked.word_drawing import Draw, drawn, math, note
from shenfa.writers.masked.word_names import copy_attributes, element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ROW, CELL = f"{WORD}tr", f"{WORD}tc"
BLANKS = tuple(f"{WORD}{name}" for name in ("br", "cr", "tab", "ptab", "softHyphen"))
MARKS = tuple(
    f"{WORD}{name}" for name in ("footnoteRef", "endnoteRef", "separator", "continuationSeparator")
)
NOTES = {f"{WORD}footnoteReference": "footnotes", f"{WORD}endnoteReference": "endnotes"}
OBJECTS = (f"{WORD}drawing", f"{WORD}pict", f"{WORD}object", ALTERNATE)
NUMBERING = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b[^\"]*", re.IGNORECASE)
"""Fields that must go on counting in the copy."""


@dataclass(slots=True)
class Telling:
    """What rebuilding one story needs; ``notes`` collects the notes it refers to.

    ``shown`` are the visible characters by the node that holds them, masks applied.
    ``section`` rebuilds the layout of a section.
    """

    shown: Mapping[Element, str]
    draw: Draw
    section: Callable[[Element], Element]
    notes: dict[str, set[str]] = field(default_factory=dict)
    pages: Mapping[Element, str] = field(default_factory=dict)
    swallowed: frozenset[Element] = frozenset()


def story(root: Element, telling: Telling) -> Iterator[Element]:
    """Yield the paragraphs and tables below ``root``."""
    telling.pages, telling.swallowed = _page_fields(root)
    yield from blocks(root, telling)


def blocks(parent: Element, telling: Telling) -> Iterator[Element]:
    """Yield the paragraphs and tables below an element, those of wrappers included."""
    waiting: list[Element] = []
    for child in _through(parent, (PARAGRAPH, TABLE, f"{WORD}altChunk")):
        if child.tag == PARAGRAPH:
            runs = list(_inline(child, telling))
            if _is_joined(child):
                # Its mark is deleted, so the next paragraph goes on where it ends.
                waiting += runs
                continue
            yield _paragraph(child, [*waiting, *runs], telling)
            waiting = []
        elif child.tag == TABLE:
            yield _table(child, telling)
        else:
            words = element(RUN, note("插入的文件", telling.draw))
            yield element(PARAGRAPH, words)
    if waiting:
        yield element(PARAGRAPH, *waiting)


def _paragraph(source: Element, runs: Iterable[Element], telling: Telling) -> Element:
    own = source.find(f"{WORD}pPr")
    new = element(PARAGRAPH)
    properties = names.paragraph_properties(own)
    section = None if own is None else own.find(SECTION)
    if section is not None:
        properties = element(f"{WORD}pPr") if properties is None else properties
        properties.append(telling.section(section))
    if properties is not None:
        new.append(properties)
    new.extend(runs)
    return new


def _is_joined(paragraph: Element) -> bool:
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    is_deleted = mark is not None and mark.find(f"{WORD}del") is not None
    return is_deleted and paragraph.find(f"{WORD}pPr/{SECTION}") is None


def _inline(parent: Element, telling: Telling) -> Iterator[Element]:
    for child in parent:
        if child.tag == RUN:
            yield from _run(child, telling)
        elif child.tag in FORMULAS:
            yield math(child)
        elif child.tag == f"{WORD}fldSimple" and (code := _page_code(child.get(f"{WORD}instr"))):
            yield element(RUN, *_page_number(code))
        elif child.tag == ALTERNATE:
            yield from _inline(branch(child), telling)
        elif child.tag not in DELETIONS and child.tag not in FURNITURE:
            yield from _inline(child, telling)


def _run(run: Element, telling: Telling) -> Iterator[Element]:
    new = element(RUN)
    properties = names.run_properties(run)
    if properties is not None:
        new.append(properties)
    empty = len(new)
    for child in run:
        new.extend(_characters(child, telling))
    if len(new) > empty:
        yield new


def _characters(node: Element, telling: Telling) -> Iterator[Element]:
    if node in telling.swallowed:
        return
    if node in telling.pages:
        yield from _page_number(telling.pages[node])
    elif node in telling.shown:
        yield from _text(node, telling.shown[node], telling.draw)
    elif node.tag in BLANKS or node.tag in MARKS:
        yield _same(node)
    elif node.tag in NOTES:
        telling.notes.setdefault(NOTES[node.tag], set()).add(node.get(f"{WORD}id", ""))
        yield _same(node)
    elif node.tag in OBJECTS and text_of(node) is None:
        yield from drawn(node, telling.draw)


def _text(node: Element, text: str, draw: Draw) -> Iterator[Element]:
    if local(node) == "ruby":
        draw.left_out.append("注音")
    if node.tag != TEXT and text == text_of(node) and len(node) == 0:
        yield _same(node)
    elif text:
        new = element(TEXT)
        new.text = text
        new.set(SPACE, "preserve")
        yield new


def _same(node: Element) -> Element:
    new = element(str(node.tag))
    copy_attributes(node, new)
    return new


def _table(source: Element, telling: Telling) -> Element:
    new = element(TABLE)
    for tag, allowed in (("tblPr", names.TABLE), ("tblGrid", frozenset({"gridCol"}))):
        properties = names.properties(source.find(f"{WORD}{tag}"), tag, allowed)
        new.append(element(f"{WORD}{tag}") if properties is None else properties)
    for row in _through(source, (ROW,)):
        own = row.find(f"{WORD}trPr")
        if own is not None and own.find(f"{WORD}del") is not None:
            continue
        new_row = element(ROW)
        properties = names.properties(own, "trPr", names.ROW)
        if properties is not None:
            new_row.append(properties)
        new_row.extend(_cell(cell, telling) for cell in _through(row, (CELL,)))
        new.append(new_row)
    return new


def _cell(source: Element, telling: Telling) -> Element:
    new = element(CELL)
    own = source.find(f"{WORD}tcPr")
    properties = names.properties(own, "tcPr", names.CELL)
    if properties is not None:
        new.append(properties)
    if not _is_continued(own):
        new.extend(blocks(source, telling))
    if len(new) == 0 or new[-1].tag != PARAGRAPH:
        new.append(element(PARAGRAPH))
    return new


def _is_continued(properties: Element | None) -> bool:
    # What a cell held before it was merged into the one above is no longer shown.
    merges = (
        None if properties is None else properties.find(f"{WORD}{name}")
        for name in ("vMerge", "hMerge")
    )
    return any(
        merge is not None and merge.get(f"{WORD}val", "continue") == "continue" for merge in merges
    )


def _through(parent: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag == ALTERNATE:
            yield from _through(branch(child), tags)
        elif child.tag not in (ROW, CELL, TABLE, PARAGRAPH):
            yield from _through(child, tags)


def _page_fields(root: Element) -> tuple[dict[Element, str], frozenset[Element]]:
    """The first mark of every page number with its code, and the nodes of its old result."""
    pages: dict[Element, str] = {}
    swallowed: set[Element] = set()
    open_: list[tuple[Element, list[Element], list[str]]] = []
    for node in root.iter():
        name = local(node)
        if name == "fldChar" and node.get(f"{WORD}fldCharType") == "begin":
            open_.append((node, [], []))
        elif name == "fldChar" and node.get(f"{WORD}fldCharType") == "end" and open_:
            begin, inside, code = open_.pop()
            kind = _page_code("".join(code))
            if kind and not any(local(one) == "fldChar" and one in pages for one in inside):
                pages[begin] = kind
                swallowed.update(inside)
        elif open_:
            if name == "instrText":
                open_[-1][2].append(node.text or "")
            open_[-1][1].append(node)
    return pages, frozenset(swallowed)


def _page_code(instruction: str | None) -> str:
    match = NUMBERING.fullmatch(instruction or "")
    return match[1].upper() if match else ""


def _page_number(code: str) -> Iterator[Element]:
    for kind in ("begin", "separate", "end"):
        mark = element(f"{WORD}fldChar")
        mark.set(f"{WORD}fldCharType", kind)
        if kind == "end":
            number = element(TEXT)
            number.text = "1"
            yield number
        yield mark
        if kind == "begin":
            instruction = element(f"{WORD}instrText")
            instruction.text = f" {code} "
            instruction.set(SPACE, "preserve")
            yield instruction
