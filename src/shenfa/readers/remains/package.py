"""Every part of an office package once more: texts, attributes, comments and instructions."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from shenfa.readers.office.package import Element
from shenfa.readers.remains.numbers import untold
from shenfa.readers.remains.raw import raw_numbers
from shenfa.text import Passage, PassageKind

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
LARGEST = 16 * 1024 * 1024
"""Parts beyond this are read as bytes: they are sheets, whose cells have been told."""
XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<|\xff\xfe<\0|\xfe\xff\0<")
ON_THEIR_OWN = re.compile(
    r".*/(?:media|embeddings)/[^/]+(?<!\.svg|\.emf|\.wmf)|docProps/thumbnail\.(?:jpe?g|png)",
    re.IGNORECASE,
)
"""Files that are opened as files; pictures drawn by lines are not."""
JOINED = frozenset({"p", "si", "is", "comment", "text"})
"""Elements whose text is one text, however many runs it is split into."""
FIGURES = frozenset({"v", "pt"})
"""Elements that hold plain values: those of a list are told with their cells."""
CELL = re.compile(r"[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?")
LONGEST_DEFINITION = 64 * 1024
MANY = 15
"""Digits of a value that no amount has."""


def package_remains(archive: zipfile.ZipFile, told: frozenset[str]) -> Iterator[Passage]:
    """Yield what no passage told, part after part."""
    for info in archive.infolist():
        if info.is_dir():
            continue
        for text in _new(info.filename, told):
            yield _passage("部件名称", text, info.filename)
        if ON_THEIR_OWN.fullmatch(info.filename):
            continue
        try:
            data = archive.read(info)
        except DAMAGED:
            continue  # its reader has reported it
        yield from part_remains(info.filename, data, told)


def part_remains(part: str, data: bytes, told: frozenset[str]) -> Iterator[Passage]:
    """Yield what is left in one part."""
    root = _root(data)
    if root is None:
        for text in raw_numbers(data, told):
            yield _passage("", text, part)
        return
    seen: set[str] = set()
    for where, text in _texts(root):
        for piece in _new(text, told):
            if piece not in seen:
                seen.add(piece)
                yield _passage(where, piece, part)


def _new(text: str, told: frozenset[str]) -> Iterator[str]:
    piece = untold(text, told)
    if piece:
        yield piece


def _passage(where: str, text: str, part: str) -> Passage:
    place = f"文件部件 {part}（{where}）" if where else f"文件部件 {part}"
    return Passage(place, text, PassageKind.PROPERTY, origin=part)


def _root(data: bytes) -> Element | None:
    if len(data) > LARGEST or XML.match(data) is None:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _texts(root: Element) -> Iterator[tuple[str, str]]:
    tree = root.getroottree()
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for one in beside:
        yield "注释", one.text or ""
    if tree.docinfo.internalDTD is not None:
        yield "文档类型定义", etree.tostring(tree, encoding="unicode")[:LONGEST_DEFINITION]
    for element in root.iter(etree.Comment, etree.ProcessingInstruction):
        yield "注释", element.text or ""
        yield _place(element.getparent()), element.tail or ""
    for element in root.iter("*"):
        yield from _of(element)


def _of(element: Element) -> Iterator[tuple[str, str]]:
    name = element.tag.rpartition("}")[2]
    for key, value in element.attrib.items():
        if len(value) > 10:
            short = str(key).rpartition("}")[2]
            address = unquote(str(value)) if "%" in value else str(value)
            yield f"{_place(element)} {short}", address
    if name in JOINED and len(element):
        yield _place(element), "".join(str(one) for one in element.itertext())
    text = element.text or ""
    if len(text) > 10 and (name not in FIGURES or _is_long(text)):
        yield _place(element), text
    if element.tail and len(element.tail) > 10:
        yield _place(element.getparent()), element.tail


def _is_long(text: str) -> bool:
    return sum(one.isdigit() for one in text) >= MANY


def _place(element: Element | None) -> str:
    """The element, and the cell it belongs to."""
    if element is None:
        return ""
    name = str(element.tag).rpartition("}")[2]
    for one in (element, *element.iterancestors()):
        for key in ("ref", "r", "sqref"):
            cell = one.get(key, "")
            if CELL.fullmatch(cell):
                return f"{cell} {name}"
    return name
