"""Put notes into a Word document as comments, each at exactly the characters it is about.

Word allows comments in the body only. A note on anything else (a header, a property, hidden
text) is attached to the first words of the body and begins with its place: 【页眉】.
"""

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.text.run import Run

from shenfa.readers.office.package import Element, open_package
from shenfa.readers.word.docx import read_items
from shenfa.readers.word.story import Block, Piece
from shenfa.readers.word.xml import RUN, TEXT, WORD
from shenfa.text import PassageKind
from shenfa.writers.word_package import plain_package

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

AUTHOR = "审发"
INITIALS = "审"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on code points ``start`` to ``end`` of a passage, by its index in the document.

    ``passage`` is None for what is absent. ``place`` names where it is, for passages that are
    not of the file itself (of an enclosed file); otherwise the passage knows its place.
    """

    passage: int | None
    start: int
    end: int
    text: str
    place: str = ""


def annotate(data: bytes, notes: Iterable[Note]) -> bytes:
    """Return a copy of a Word document with the notes as comments, one for each.

    The text and its format stay as they are. The copy is a plain .docx: macros are left out.
    Raises UnreadableDocument for what the reader cannot read either.
    """
    package = plain_package(data)
    document = docx.Document(io.BytesIO(package))
    items = read_items(open_package(package, ""), "", document.element)
    blocks = [item for item in items if isinstance(item, Block)]
    first = next((index for index, one in enumerate(blocks) if _can_hold(one)), None)
    by_block: dict[int | None, list[Note]] = {}
    for note in notes:
        is_there = note.passage is not None and 0 <= note.passage < len(blocks)
        if note.passage is not None and is_there and _can_hold(blocks[note.passage]):
            by_block.setdefault(note.passage, []).append(note)
        else:
            by_block.setdefault(first, []).append(_elsewhere(note, blocks))
    for index in sorted(by_block, key=lambda one: -1 if one is None else one):
        if index is None:
            run = document.add_paragraph().add_run()
            for note in by_block[index]:
                add_comment(document, (run, run), note.text)
        else:
            _comment(document, blocks[index].pieces, by_block[index])
    return saved(document)


def add_comment(document: Document, runs: tuple[Run, Run], text: str) -> None:
    """Add one comment from the first to the last of the runs."""
    document.add_comment(runs, printable(text), author=AUTHOR, initials=INITIALS)


def printable(text: str) -> str:
    """Return the text with a mark for every character that XML cannot hold."""
    return ILLEGAL.sub("\ufffd", text)


def saved(document: Document) -> bytes:
    """Return the file. Our comments bear no time: equal input gives an equal document."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.COMMENTS and not relation.is_external:
            comments = cast("Element", relation.target_part.element)  # of an XML part
            for comment in comments.iter(f"{WORD}comment"):
                if comment.get(f"{WORD}author") == AUTHOR:
                    comment.attrib.pop(f"{WORD}date", "")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def span_of(note: Note, text: str) -> tuple[int, int]:
    """The characters a note is shown at: its own, or the neighbour of a point between two."""
    start, end = (max(0, min(one, len(text))) for one in (note.start, note.end))
    if start < end:
        return start, end
    before = start > 0 and (text[start - 1] != "\n" or start == len(text))
    return (start - 1, start) if before else (start, start + 1)


def _can_hold(block: Block) -> bool:
    return block.passage.kind is PassageKind.BODY and any(
        piece.text and piece.node is not None for piece in block.pieces
    )


def _elsewhere(note: Note, blocks: Sequence[Block]) -> Note:
    place = note.place or "全文"
    if note.passage is not None:
        is_there = 0 <= note.passage < len(blocks)
        place = blocks[note.passage].passage.place if is_there else note.place or "文件内其他内容"
    return replace(note, start=0, end=1, text=f"【{place}】{note.text}")


def _comment(document: Document, pieces: Sequence[Piece], notes: Sequence[Note]) -> None:
    text = "".join(piece.text for piece in pieces)
    spans = [span_of(note, text) for note in notes]
    for cut in sorted({offset for span in spans for offset in span}, reverse=True):
        pieces = _cut(pieces, cut)
    ends = list(accumulate(len(piece.text) for piece in pieces))
    for note, span in sorted(zip(notes, spans, strict=True), key=lambda one: one[1]):
        first, last = _reach(pieces, ends, span)
        runs = _run(first, document), _run(last, document)
        add_comment(document, runs, note.text)


def _reach(
    pieces: Sequence[Piece], ends: Sequence[int], span: tuple[int, int]
) -> tuple[Piece, Piece]:
    """The first and last piece with characters of the span, or the nearest that has a run."""
    start, end = span
    own = [
        piece
        for piece, last in zip(pieces, ends, strict=True)
        if piece.node is not None and last - len(piece.text) < end and start < last
    ]
    if own:
        return own[0], own[-1]
    held = [(last, piece) for last, piece in zip(ends, pieces, strict=True) if _has_run(piece)]
    _, nearest = min(held, key=lambda one: abs(one[0] - start))
    return nearest, nearest


def _has_run(piece: Piece) -> bool:
    return piece.node is not None and piece.text != ""


def _cut(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """Make a run begin at an offset; return the pieces, one more where a text was cut."""
    position = 0
    for index, piece in enumerate(pieces):
        end = position + len(piece.text)
        if piece.node is not None and position < end:
            if position == at:
                _begin_run(piece.node)
                break
            if position < at < end and piece.node.tag == TEXT:
                left, right = _halves(piece, piece.node, at - position)
                return (*pieces[:index], left, right, *pieces[index + 1 :])
        position = end
    return pieces


def _halves(piece: Piece, node: Element, length: int) -> tuple[Piece, Piece]:
    rest = node.makeelement(TEXT)
    node.text, rest.text = piece.text[:length], piece.text[length:]
    for half in (node, rest):
        half.set(SPACE, "preserve")
    node.addnext(rest)
    _begin_run(rest)
    return replace(piece, text=piece.text[:length]), replace(
        piece, text=piece.text[length:], node=rest
    )


def _begin_run(node: Element) -> None:
    """Move a child of a run, and all that follows it, to a run of the same format."""
    run = node.getparent()
    if run is None or all(one.tag == f"{WORD}rPr" for one in node.itersiblings(preceding=True)):
        return
    right = run.makeelement(RUN)
    properties = run.find(f"{WORD}rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    for moved in (node, *node.itersiblings()):
        right.append(moved)
    run.addnext(right)


def _run(piece: Piece, document: Document) -> Run:
    # The walker's pieces come from the tree of python-docx, whose w:r elements are CT_R.
    node = cast("Element", piece.node)
    return Run(cast("CT_R", node.getparent()), document)
