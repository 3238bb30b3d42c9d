"""A masked Word document: a new package with what the old one shows, and nothing else.

Built are the body, the headers and footers its sections use, the notes it refers to, its
pictures, styles, numbering, theme and a few settings. Not built: comments, properties, custom
XML, embedded files, macros, revisions, hidden text, unused headers, previews, people, fonts.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from shenfa.readers.content import Enclosed
from shenfa.readers.office.package import DAMAGED, Element, Package, open_package
from shenfa.readers.word.docx import main_part, read_items
from shenfa.readers.word.story import Block
from shenfa.readers.word.xml import RELATION, WORD, parse
from shenfa.text import PRINTED, PassageKind
from shenfa.writers.masked import word_names as names
from shenfa.writers.masked.mask import (
    Copy,
    CopyRefused,
    Mask,
    Original,
    by_passage,
    masked_pieces,
)
from shenfa.writers.masked.package import NewPackage
from shenfa.writers.masked.picture import Covering, Crop, new_picture
from shenfa.writers.masked.word_drawing import Draw
from shenfa.writers.masked.word_names import element
from shenfa.writers.masked.word_parts import TYPE, add_looks, notes_of
from shenfa.writers.masked.word_text import Telling, blocks, story

MAIN = "word/document.xml"
MARGINS = {f"{WORD}headerReference": "header", f"{WORD}footerReference": "footer"}
IN_FORMULA = "{place}的公式里有要遮盖的内容，请先在原稿中改写后再生成脱敏副本"


@dataclass(slots=True)
class _Build:
    """The copy while it is built; roots are the trees in which the shown nodes stand."""

    original: Original
    package: Package
    copy: NewPackage
    shown: Mapping[Element, str]
    roots: Mapping[str, Element]
    coverings: Mapping[str, Covering]
    left_out: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    margins: dict[str, str] = field(default_factory=dict)
    pictures: dict[tuple[str, Crop], str] = field(default_factory=dict)


def masked_word(original: Original) -> Copy:
    """Return the copy. Raises CopyRefused for what cannot be masked or drawn anew."""
    try:
        return _built(original)
    except (*DAMAGED, RecursionError) as error:
        raise CopyRefused(f"“{original.name}”部分内容已损坏，请重新保存后再生成脱敏副本") from error


def _built(original: Original) -> Copy:
    package = open_package(original.data, original.name)
    main = main_part(package)
    root = parse(package.read(main))
    items = list(read_items(package, original.name, root))
    found = [item for item in items if isinstance(item, Block)]
    masks = by_passage(original.masks)
    build = _Build(
        original,
        package,
        NewPackage(),
        _shown(found, masks),
        {main: root, **_roots(found)},
        dict(_coverings(original, (one for one in items if isinstance(one, Enclosed)), masks)),
    )
    _add_body(build, main, root)
    return Copy(build.copy.written(), tuple(dict.fromkeys(build.left_out)))


def _shown(found: Iterable[Block], masks: Mapping[int, tuple[Mask, ...]]) -> dict[Element, str]:
    shown: dict[Element, str] = {}
    for index, block in enumerate(found):
        if block.passage.kind not in PRINTED:
            continue
        texts = [piece.text for piece in block.pieces]
        new = masked_pieces(texts, masks.get(index, ()))
        for piece, old, text in zip(block.pieces, texts, new, strict=True):
            if piece.node is not None:
                shown[piece.node] = text
            elif old not in (text, "\n"):
                raise CopyRefused(IN_FORMULA.format(place=block.passage.place))
    return shown


def _roots(found: Iterable[Block]) -> dict[str, Element]:
    return {
        block.passage.origin: piece.node.getroottree().getroot()
        for block in found
        for piece in block.pieces
        if piece.node is not None
    }


def _coverings(
    original: Original, enclosed: Iterable[Enclosed], masks: Mapping[int, tuple[Mask, ...]]
) -> Iterator[tuple[str, Covering]]:
    places = {
        passage.place: index
        for index, passage in enumerate(original.document.passages)
        if passage.kind is PassageKind.PICTURE
    }
    for file in enclosed:
        index = places.get(file.place, -1)
        if index in masks:
            text = original.document.passages[index].text
            covering = Covering(text, masks[index], file.place, original.locate)
            yield digest(file.data), covering


def digest(data: bytes) -> str:
    """Return by what a picture is known, wherever it is used."""
    return hashlib.sha256(data).hexdigest()


def _add_body(build: _Build, main: str, root: Element) -> None:
    body = root.find(f"{WORD}body")
    if body is None:
        raise CopyRefused(f"“{build.original.name}”没有正文，请检查是否选错了文件")
    telling = _telling(build, main, MAIN)
    new = element(f"{WORD}body", *story(body, telling))
    section = body.find(f"{WORD}sectPr")
    if section is not None:
        new.append(telling.section(section))
    document = element(f"{WORD}document")
    page = root.find(f"{WORD}background")
    if page is not None:
        colour = element(f"{WORD}background")
        colour.set(f"{WORD}color", page.get(f"{WORD}color", "auto"))
        document.append(colour)
    document.append(new)
    build.copy.add(MAIN, document, TYPE.format("document.main"))
    build.copy.relate("", "officeDocument", MAIN)
    for name, wanted in telling.notes.items():
        for part in build.package.related(main, name)[:1]:
            _add_notes(build, name, part, wanted)
    add_looks(build.package, main, build.copy)


def _add_notes(build: _Build, name: str, part: str, wanted: set[str]) -> None:
    root = build.roots.get(part)
    root = parse(build.package.read(part)) if root is None else root
    telling = _telling(build, part, f"word/{name}.xml")
    new = element(f"{WORD}{name}")
    for note in notes_of(root, wanted):
        own = element(str(note.tag), *story(note, telling))
        names.copy_attributes(note, own)
        new.append(own)
    build.copy.add(f"word/{name}.xml", new, TYPE.format(name))
    build.copy.relate(MAIN, name, f"{name}.xml")


def _telling(build: _Build, part: str, new_part: str) -> Telling:
    relations = {one.id: one for one in build.package.relations.get(part, ())}

    def picture(id_: str, crop: Crop) -> str | None:
        relation = relations.get(id_)
        if relation is None or relation.external or not build.package.has(relation.target):
            return None
        target = _picture(build, relation.target, crop)
        return build.copy.relate(new_part, "image", target)

    def section(source: Element) -> Element:
        new = names.properties(source, "sectPr", names.SECTION)
        new = element(f"{WORD}sectPr") if new is None else new
        references = [one for one in source if one.tag in MARGINS]
        for reference in reversed(references):
            relation = relations.get(reference.get(f"{RELATION}id", ""))
            if relation is not None and build.package.has(relation.target):
                own = element(str(reference.tag))
                names.copy_attributes(reference, own)
                target = _margin(build, relation.target, MARGINS[str(reference.tag)])
                own.set(
                    f"{RELATION}id",
                    build.copy.relate(new_part, MARGINS[str(reference.tag)], target),
                )
                new.insert(0, own)
        return new

    draw = Draw(picture, lambda box: list(blocks(box, telling)), lambda: next(build.numbers))
    draw.left_out = build.left_out
    telling = Telling(build.shown, draw, section)
    return telling


def _margin(build: _Build, part: str, kind: str) -> str:
    """Return the name of the header or footer in the copy, built at its first use."""
    if part not in build.margins:
        name = f"{kind}{len(build.margins) + 1}.xml"
        build.margins[part] = name
        root = build.roots.get(part)
        root = parse(build.package.read(part)) if root is None else root
        telling = _telling(build, part, f"word/{name}")
        new = element(f"{WORD}{'hdr' if kind == 'header' else 'ftr'}", *story(root, telling))
        if len(new) == 0:
            new.append(element(f"{WORD}p"))
        build.copy.add(f"word/{name}", new, TYPE.format(kind))
    return build.margins[part]


def _picture(build: _Build, part: str, crop: Crop) -> str:
    key = (part.lower(), crop)
    if key not in build.pictures:
        data = build.package.read(part)
        covering = build.coverings.get(digest(data))
        new, suffix = new_picture(data, crop, covering)
        name = f"media/image{len(build.pictures) + 1}.{suffix}"
        build.copy.add(f"word/{name}", new)
        build.pictures[key] = name
    return build.pictures[key]
