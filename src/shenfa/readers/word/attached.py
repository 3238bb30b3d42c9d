"""The parts of a Word file beside its text: pictures, embedded files, charts, macros.

Each part is told once, where it is met first. What nobody here knows is a gap.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml.etree import XMLSyntaxError

from shenfa.readers.content import Enclosed
from shenfa.readers.content import Item as PartItem
from shenfa.readers.office.drawing import paragraphs
from shenfa.readers.office.package import Package
from shenfa.readers.office.parts import PartReader, furniture, part_reader
from shenfa.readers.word.story import Block, Item, Source
from shenfa.text import Gap, GapKind, Passage, PassageKind

PICTURES = re.compile(r"\.(?:png|jpe?g|jpe|jfif|gif|bmp|tiff?|webp)", re.IGNORECASE)
DRAWINGS = re.compile(r"\.(?:emf|wmf|emz|wmz|svg|wdp|pict|pct)", re.IGNORECASE)
LOOK = "机器不能读取，请人工审看"


def _shapes(package: Package, part: str, place: str) -> Iterator[PartItem]:
    for text in paragraphs(package.xml(part)):
        yield Passage(f"{place}图形", text, PassageKind.TEXT_BOX, origin=part)


def _ink(_package: Package, _part: str, place: str) -> Iterator[PartItem]:
    yield Gap(f"{place}墨迹", f"有手写墨迹，{LOOK}", GapKind.MEDIA)


OWN: tuple[tuple[str, PartReader], ...] = (
    (r".*\.rels", furniture),
    (
        (
            r"word/(glossary/)?(settings|styles|stylesWithEffects|webSettings|fontTable|numbering"
            r"|people|commentsExtended|commentsIds|commentsExtensible|customizations|keyMap\w*"
            r"|intelligence2?)\d*\.xml"
        ),
        furniture,
    ),
    (r"word/(fonts/.*|.*\.odttf)|webextensions/.*|\[trash\]/.*|mimetype", furniture),
    (r"word/(glossary/)?drawings/\w+\.xml", _shapes),
    (r"word/(glossary/)?ink/.*", _ink),
)
LEADING_ON = re.compile(r".*/(?:charts|diagrams|drawings|activeX)/[^/]+", re.IGNORECASE)
"""Parts whose own relations lead to more: the workbook behind a chart, a picture in it."""


def part_items(source: Source, part: str, place: str) -> Iterator[Item]:
    """Yield what a part holds, if it is met for the first time."""
    if not source.package.has(part) or not source.tally.is_new(part.lower()):
        return
    if "/media/" in part.lower():
        yield from _picture(source, part, place)
    else:
        try:
            for item in part_reader(source.package, part, place, OWN)():
                yield Block(item) if isinstance(item, Passage) else item
        except (XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, IndexError):
            yield Gap(f"文件部件“{part}”", "已损坏，未能读取，请重新保存后再检查")
    if LEADING_ON.fullmatch(part):
        for relation in source.package.relations.get(part, ()):
            if not relation.external:
                yield from part_items(source, relation.target, f"{place}图表")


def reference_items(source: Source, part: str, place: str, program: str) -> Iterator[Item]:
    """Yield what an object in the text refers to; ``program`` made it ("" where nobody says)."""
    if program.startswith("Equation"):
        # An equation editor stores its own form beside a picture of it; one look is enough.
        if source.tally.is_new(part.lower()) and "/media/" not in part.lower():
            yield Gap(place, f"有公式对象，{LOOK}", GapKind.MEDIA)
        return
    yield from part_items(source, part, place)


def inserted_file(source: Source, part: str, place: str) -> Iterator[Item]:
    """Yield a file that Word shows as if its text stood here (altChunk)."""
    if source.package.has(part) and source.tally.is_new(part.lower()):
        name = PurePosixPath(part).name
        yield Enclosed(f"{place}插入的文件", name, source.package.read(part))


def _picture(source: Source, part: str, place: str) -> Iterator[Item]:
    path = PurePosixPath(part)
    is_picture = PICTURES.fullmatch(path.suffix) or DRAWINGS.fullmatch(path.suffix)
    label = f"{place}{'图片' if is_picture else '音视频'}"
    label += str(source.tally.next(label))
    if DRAWINGS.fullmatch(path.suffix):
        yield Gap(label, f"“{path.name}”是矢量图，{LOOK}", GapKind.MEDIA)
    else:
        yield Enclosed(label, path.name, source.package.read(part))
