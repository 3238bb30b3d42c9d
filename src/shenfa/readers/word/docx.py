"""Read Word documents straight from their XML.

Headers, footers, notes, comments, properties and embedded files are read as well as the body:
all of them leave the building with the file. Paragraphs are counted as people count them:
those of the body with visible text, outside tables. Word's automatic numbers are not part of
the text, but the label of their passage. Every part of the file is a passage, a file to open,
or a gap.
"""

import zipfile
import zlib
from collections.abc import Iterator

from lxml.etree import XMLSyntaxError

from shenfa.readers.content import Content, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office.package import DAMAGED, Element, Package, open_package
from shenfa.readers.word.attached import part_items
from shenfa.readers.word.numbering import Numbering, read_numbering
from shenfa.readers.word.story import Block, Item, Source
from shenfa.readers.word.styles import read_styles
from shenfa.readers.word.walk import story_of, walk
from shenfa.readers.word.xml import (
    PARAGRAPH,
    RELATION,
    SECTION,
    TABLE,
    WORD,
    parse,
    value,
)
from shenfa.text import Gap, Passage, PassageKind

BROKEN = "不是有效的 Word 文档，可能已损坏，请重新保存后再检查"
SHEETS = {"default": "", "first": "首页", "even": "偶数页"}
MARGINS = (
    (f"{WORD}headerReference", "页眉", PassageKind.HEADER),
    (f"{WORD}footerReference", "页脚", PassageKind.FOOTER),
)
NOTES = (
    ("footnotes", f"{WORD}footnote", "脚注", PassageKind.NOTE),
    ("endnotes", f"{WORD}endnote", "尾注", PassageKind.NOTE),
    ("comments", f"{WORD}comment", "批注", PassageKind.COMMENT),
)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return everything the file holds, the body first and in order.

    Raises UnreadableDocument for a file that is no Word document or is damaged.
    """
    try:
        package = open_package(data, name)
        items = list(read_items(package, name, parse(package.read(main_part(package)))))
    except (
        UnreadableDocument,
        XMLSyntaxError,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
        RecursionError,
    ) as error:
        raise UnreadableDocument(name, BROKEN) from error
    return content_of(item.passage if isinstance(item, Block) else item for item in items)


def main_part(package: Package) -> str:
    """The part that holds the body. Raises KeyError where there is none."""
    return next(iter(package.related("", "officeDocument")), "word/document.xml")


def read_items(package: Package, name: str, root: Element) -> Iterator[Item]:
    """Yield all that is in the file; ``root`` is the tree of the main part.

    Raises ValueError, KeyError or XMLSyntaxError for a damaged file.
    """
    main = main_part(package)
    styles = _related_root(package, main, "styles")
    numbering, lost = _numbering(package, main, styles)
    source = Source(name, package, read_styles(styles, root), numbering)
    body = root.find(f"{WORD}body")
    if body is None:
        raise ValueError("a document without a body")
    source.tally.numbers["body tables"] = sum(1 for _ in _outer_tables(body))
    source.tally.met.add(main.lower())
    yield from walk(body, story_of(source, main, body, "正文", PassageKind.BODY))
    yield from lost
    yield from _margins(source, main, body)
    yield from _notes(source, main)
    yield from _variables(source, main)
    for part in sorted(package.names.values()):
        if "/glossary/document" in part.lower():
            yield from _building_blocks(source, part)
        elif part.lower() not in source.tally.met:
            yield from part_items(source, part, "文件")


def _numbering(
    package: Package, main: str, styles: Element | None
) -> tuple[Numbering, tuple[Gap, ...]]:
    """The automatic numbers of a file, and a gap where their definitions are damaged."""
    try:
        root = _related_root(package, main, "numbering")
        return read_numbering(root, styles), ()
    except DAMAGED:
        reason = "自动编号的定义已损坏，序号未能读取，请重新保存后再检查"
        return Numbering(), (Gap("自动编号", reason),)


def _margins(source: Source, main: str, body: Element) -> Iterator[Item]:
    """Yield the headers and footers of all sections, then those no section uses."""
    tags = {tag for tag, _, _ in MARGINS}
    # A tracked change of the page layout keeps the old section inside the new one.
    sections = [one for one in body.iter(SECTION) if _parent(one) != f"{WORD}sectPrChange"]
    using = [
        (number, one)
        for number, one in enumerate(sections, start=1)
        if any(child.tag in tags for child in one)
    ]
    relations = source.relations(main)
    for tag, label, kind in MARGINS:
        for number, section in using:
            ordinal = f"第{number}节" if len(using) > 1 else ""
            for reference in section.iterfind(tag):
                relation = relations.get(reference.get(f"{RELATION}id", ""))
                sheet = SHEETS.get(reference.get(f"{WORD}type", "default"), "")
                if relation is not None and not relation.external:
                    yield from _story(source, relation.target, f"{ordinal}{sheet}{label}", kind)
        for part in source.package.related(main, tag.rpartition("}")[2].removesuffix("Reference")):
            yield from _story(source, part, f"未使用的{label}", kind)


def _parent(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _story(source: Source, part: str, label: str, kind: PassageKind) -> Iterator[Item]:
    if source.package.has(part) and source.tally.is_new(part.lower()):
        root = parse(source.package.read(part))
        yield from walk(root, story_of(source, part, root, label, kind))


def _notes(source: Source, main: str) -> Iterator[Item]:
    for name, tag, label, kind in NOTES:
        for part in source.package.related(main, name):
            if not source.tally.is_new(part.lower()):
                continue
            number = 0
            for note in parse(source.package.read(part)).iter(tag):
                # Word keeps the line above the notes as notes of their own.
                number += note.get(f"{WORD}type", "normal") == "normal"
                author = note.get(f"{WORD}author", "")
                place = f"{label}{number}（{author}）" if author else f"{label}{number}"
                yield from walk(note, story_of(source, part, note, place, kind))


def _variables(source: Source, main: str) -> Iterator[Item]:
    settings = _related_root(source.package, main, "settings")
    if settings is not None:
        for variable in settings.iter(f"{WORD}docVar"):
            text = variable.get(f"{WORD}val", "")
            place = f"文档变量“{variable.get(f'{WORD}name', '')}”"
            if text.strip():
                yield Block(Passage(place, text, PassageKind.PROPERTY, origin="word/settings.xml"))


def _building_blocks(source: Source, part: str) -> Iterator[Item]:
    """Yield the texts kept for insertion. Prompts of content controls are shown when empty."""
    if not source.tally.is_new(part.lower()):
        return
    for block in parse(source.package.read(part)).iter(f"{WORD}docPart"):
        properties = block.find(f"{WORD}docPartPr")
        types = "" if properties is None else _types(properties)
        is_prompt = "bbPlcHdr" in types
        kind = PassageKind.FIELD_CODE if is_prompt else PassageKind.HIDDEN
        label = "控件提示" if is_prompt else "文档部件（自动图文集）"
        yield from walk(block, story_of(source, part, block, label, kind))


def _types(properties: Element) -> str:
    return " ".join(value(one, f"{WORD}type") or "" for one in properties.iter(f"{WORD}types"))


def _related_root(package: Package, main: str, kind: str) -> Element | None:
    return next((parse(package.read(part)) for part in package.related(main, kind)), None)


def _outer_tables(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == TABLE:
            yield child
        elif child.tag != PARAGRAPH:
            yield from _outer_tables(child)
