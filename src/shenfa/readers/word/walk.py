"""Walk the text of a Word story: paragraphs, tables, text boxes, in the order they stand.

The reader and the comment writer share this walk, so both know a passage by the same index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from shenfa.readers.office.grid import GridCell
from shenfa.readers.office.package import Element
from shenfa.readers.word.attached import LOOK, inserted_file, reference_items
from shenfa.readers.word.characters import Content, content
from shenfa.readers.word.numbering import is_gone
from shenfa.readers.word.objects import Box, Caption, Lettering, Reference, objects
from shenfa.readers.word.story import SHOWN, Aside, Block, Code, Item, Piece, Source, Story, Strand
from shenfa.readers.word.styles import UNKNOWN_GROUND, shading
from shenfa.readers.word.table import Slot, head_above, slots
from shenfa.readers.word.xml import (
    ALTERNATE,
    PARAGRAPH,
    RELATION,
    TABLE,
    WORD,
    branch,
    value,
)
from shenfa.text import Cell, Gap, GapKind, Passage, PassageKind

UNDER_COVER = Strand(PassageKind.HIDDEN, "被合并的单元格")
BETWEEN = Piece("\n")
PICTURES = ("image", "hdphoto")
RECORDINGS = ("video", "audio", "media")


def story_of(source: Source, part: str, root: Element, label: str, kind: PassageKind) -> Story:
    """Return a story at its beginning, on a page of the colour the document has."""
    marks = [mark.get(f"{WORD}fldCharType") for mark in root.iter(f"{WORD}fldChar")]
    is_sound = marks.count("begin") == marks.count("end")
    fields: list[Code] | None = [] if is_sound else None
    relations, ground = source.relations(part), source.styles.page
    return Story(source, part, relations, label, kind, ground, fields=fields)


def walk(parent: Element, story: Story, outer: str = "") -> Iterator[Item]:
    """Yield the passages below ``parent``; ``outer`` is the place of the cell around it."""
    for child in parent:
        tag = child.tag
        if tag == PARAGRAPH:
            yield from _paragraph(child, story)
        elif tag == TABLE:
            yield from _table(child, story, outer)
        elif tag == f"{WORD}altChunk":
            yield from _reference(Reference(child.get(f"{RELATION}id", "")), story, story.label)
        elif tag == f"{WORD}subDoc":
            yield Gap(story.label, "引用了子文档，其内容不在文件中，请展开子文档后再检查")
        else:
            yield from walk(branch(child) if tag == ALTERNATE else child, story, outer)


def _paragraph(paragraph: Element, story: Story) -> Iterator[Item]:
    contents = list(content(paragraph, story, story.ground))
    pieces = tuple(one for one in contents if isinstance(one, Piece) and one.strand == SHOWN)
    is_shown = any(piece.text.strip() for piece in pieces)
    label = _label(paragraph, story, is_shown=is_shown)
    if is_shown:
        story.paragraphs += 1
        place = _paragraph_place(story)
        passage = _passage(pieces, story, place, _style(paragraph, story))
        yield Block(replace(passage, label=label), pieces)
    elif story.is_body:
        place = f"正文第{story.paragraphs}段后" if story.paragraphs else "正文开头"
    else:
        place = story.label
    yield from _beside(contents, story, place, None)


def _label(paragraph: Element, story: Story, *, is_shown: bool) -> str:
    """The automatic number before a paragraph; an empty one counts too, if its mark is there."""
    if not story.is_body or (not is_shown and is_gone(paragraph)):
        return ""
    return story.source.numbering.label(paragraph)


def _paragraph_place(story: Story) -> str:
    # People count the paragraphs they see; a header or a note mostly has just one.
    if story.is_body:
        return f"正文第{story.paragraphs}段"
    return f"{story.label}第{story.paragraphs}段" if story.paragraphs > 1 else story.label


def _passage(
    pieces: Sequence[Piece], story: Story, place: str, style: str, cell: Cell | None = None
) -> Passage:
    inserted: list[tuple[int, int]] = []
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        if piece.is_inserted and position < end:
            start = inserted.pop()[0] if inserted and inserted[-1][1] == position else position
            inserted.append((start, end))
        position = end
    text = "".join(piece.text for piece in pieces)
    return Passage(
        place, text, story.kind, cell, style, origin=story.part, inserted=tuple(inserted)
    )


def _style(paragraph: Element, story: Story) -> str:
    properties = paragraph.find(f"{WORD}pPr")
    style = value(properties, f"{WORD}pStyle") if properties is not None else None
    return story.source.styles.names.get(style, style) if style else ""


def _beside(
    contents: Sequence[Content], story: Story, place: str, cell: Cell | None
) -> Iterator[Item]:
    """Yield what is not visible text: hidden and deleted characters, field codes, objects."""
    characters = (one for one in contents if isinstance(one, Piece) and one.text)
    for strand, group in groupby(characters, key=lambda piece: piece.strand):
        text = "".join(piece.text for piece in group)
        if strand.kind is not None and text.strip():
            beside = f"{place}（{strand.why}）"
            yield Block(Passage(beside, text, strand.kind, cell, origin=story.part))
    for one in contents:
        if isinstance(one, Aside):
            if one.text.strip():
                beside = f"{place}（{one.why}）"
                yield Block(Passage(beside, one.text, one.kind, origin=story.part))
        elif not isinstance(one, Piece):
            yield from _object(one, story, place)


def _object(element: Element, story: Story, place: str) -> Iterator[Item]:
    for one in objects(element):
        if isinstance(one, Box):
            yield from _box(one, story)
        elif isinstance(one, Reference):
            yield from _reference(one, story, place)
        elif isinstance(one, Caption):
            passage = Passage(
                f"{place}替代文字", one.text, PassageKind.ALTERNATIVE, origin=story.part
            )
            yield Block(passage)
        else:
            yield Block(_lettering(one, story, place))


def _box(box: Box, story: Story) -> Iterator[Item]:
    label = f"文本框{story.source.tally.next('文本框')}"
    kind = PassageKind.TEXT_BOX
    if not story.is_body and story.kind is not PassageKind.TEXT_BOX:
        label, kind = f"{story.label}文本框", story.kind
    inner = story_of(story.source, story.part, box.element, label, kind)
    inner.ground = box.ground
    yield from walk(box.element, inner)


def _lettering(words: Lettering, story: Story, place: str) -> Passage:
    if words.is_watermark and not story.is_body:
        return Passage("水印", words.text, story.kind, origin=story.part)
    label = "艺术字" if words.is_watermark else "图形"
    return Passage(f"{place}{label}", words.text, PassageKind.TEXT_BOX, origin=story.part)


def _reference(reference: Reference, story: Story, place: str) -> Iterator[Item]:
    relation = story.relations.get(reference.id)
    if relation is None or relation.kind == "hyperlink":
        return
    if relation.kind == "aFChunk" and not relation.external:
        yield from inserted_file(story.source, relation.target, place)
    elif not relation.external:
        yield from reference_items(story.source, relation.target, place, reference.program)
    elif relation.kind in PICTURES:
        yield Gap(f"{place}图片", f"只是外部链接，未随文件保存，{LOOK}", GapKind.MEDIA)
    elif relation.kind in RECORDINGS:
        yield Gap(f"{place}音视频", f"只是外部链接，未随文件保存，{LOOK}", GapKind.MEDIA)
    else:
        yield Gap(place, "链接了外部文件，其内容不在文件中，请断开链接后再检查")


def _table(table: Element, story: Story, outer: str) -> Iterator[Item]:
    tally = story.source.tally
    if outer or not story.is_body:
        # The tables people count come first, so that 表2 is the second one they see.
        number = tally.numbers["body tables"] + tally.next("other tables")
        label = f"{outer}内表" if outer else f"{story.label}表"
    else:
        number = tally.next("表")
        label = f"表{number}"
    grid = slots(table)
    cells = [_cell(slot, story, _ground(table, slot, story)) for slot in grid]
    contents = [one.contents for one in cells]
    shown = [_shown(one) for one in contents]
    texts = [
        ("" if slot.is_continued else "".join(piece.text for piece in pieces))
        for slot, pieces in zip(grid, shown, strict=True)
    ]
    head = head_above(list(zip(grid, texts, strict=True)))
    for slot, own, pieces, text in zip(grid, cells, shown, texts, strict=True):
        place = f"{label}第{slot.row}行第{slot.column}列"
        above = head.above(GridCell(slot.row, slot.column, text, columns=slot.columns))
        cell = Cell(number, slot.row, slot.column, above)
        if text.strip():
            passage = _passage(pieces, story, place, "", cell)
            yield Block(replace(passage, label=own.label), pieces)
        beside = _covered(own.contents) if slot.is_continued else own.contents
        yield from _beside(beside, story, place, cell)
        yield from _inner(slot.element, story, place)


def _inner(parent: Element, story: Story, place: str) -> Iterator[Item]:
    for child in parent:
        if child.tag == TABLE:
            yield from _table(child, story, place)
        elif child.tag == f"{WORD}altChunk":
            yield from _reference(Reference(child.get(f"{RELATION}id", "")), story, place)
        elif child.tag != PARAGRAPH:
            yield from _inner(branch(child) if child.tag == ALTERNATE else child, story, place)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What stands in a cell, and the automatic number before the first of its text."""

    contents: list[Content]
    label: str


def _cell(slot: Slot, story: Story, ground: str) -> _Filling:
    """The contents of a cell's own paragraphs, those with text set apart by line breaks."""
    contents: list[Content] = []
    first = ""
    for paragraph in _paragraphs(slot.element):
        own = list(content(paragraph, story, ground))
        is_shown = any(piece.text.strip() for piece in _shown(own))
        label = _label(paragraph, story, is_shown=is_shown)
        if is_shown and any(piece.text for piece in _shown(contents)):
            contents.append(BETWEEN)
        elif is_shown:
            first = label
        if not is_shown:
            own = [one for one in own if not isinstance(one, Piece) or one.strand != SHOWN]
        contents += own
    return _Filling(contents, first)


def _paragraphs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == PARAGRAPH:
            yield child
        elif child.tag != TABLE:
            yield from _paragraphs(branch(child) if child.tag == ALTERNATE else child)


def _shown(contents: Sequence[Content]) -> tuple[Piece, ...]:
    return tuple(one for one in contents if isinstance(one, Piece) and one.strand == SHOWN)


def _covered(contents: Sequence[Content]) -> list[Content]:
    return [
        Piece(one.text, one.node, UNDER_COVER) if isinstance(one, Piece) else one
        for one in contents
    ]


def _ground(table: Element, slot: Slot, story: Story) -> str:
    shade = slot.element.find(f"{WORD}tcPr/{WORD}shd")
    colour = None if shade is None else shading(shade)
    style = table.find(f"{WORD}tblPr/{WORD}tblStyle")
    if colour is None and style is not None:
        name = style.get(f"{WORD}val", "")
        return UNKNOWN_GROUND if name in story.source.styles.painted else story.ground
    return colour or story.ground
