"""Read presentations straight from their XML: slides, notes, comments, layouts, every part.

What stands on a layout or master outside a placeholder is shown on every slide made from it;
the prompts inside placeholders never are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from shenfa.readers.content import Content, Item, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office.drawing import Shape, alternatives, paragraphs, shapes
from shenfa.readers.office.grid import GridCell, head_of
from shenfa.readers.office.package import (
    DAMAGED,
    Element,
    Package,
    attribute,
    collect,
    open_package,
    source_of,
)
from shenfa.readers.office.parts import PartReader, furniture, part_reader
from shenfa.text import Cell, Passage, PassageKind

ROLES = {"title": "标题", "ctrTitle": "标题", "subTitle": "副标题", "body": "正文"}
EDGES = {
    "hdr": ("页眉", PassageKind.HEADER),
    "ftr": ("页脚", PassageKind.FOOTER),
    "dt": ("日期", PassageKind.FOOTER),
}
PAGE_NUMBER, SLIDE_PICTURE = "sldNum", "sldImg"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the shapes stand on: its part, place, kind of text, and the width and height.

    ``hidden`` says why nothing on it is seen, empty if it is.
    """

    part: str
    place: str
    kind: PassageKind = PassageKind.BODY
    hidden: str = ""
    size: tuple[int, int] | None = None


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the presentation holds."""
    package = open_package(data, name)
    try:
        part = package.related("", "officeDocument")[0]
        root = package.xml(part)
        listed = listed_slides(package, part, root)
    except DAMAGED as error:
        raise UnreadableDocument(name, "不是有效的演示文稿，请重新保存后再检查") from error
    content = collect(package, _readers(package, part, root, listed))
    return replace(content, passages=tuple(_numbered(content.passages)))


def _numbered(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    # Each slide counts its own tables in its places; in the file every table has one number.
    numbers: dict[tuple[str, int], int] = {}
    for passage in passages:
        cell = passage.cell
        if cell is None:
            yield passage
        else:
            number = numbers.setdefault((passage.origin, cell.table), len(numbers) + 1)
            yield replace(passage, cell=replace(cell, table=number))


def listed_slides(package: Package, part: str, root: Element) -> tuple[str, ...]:
    """Return the parts of the slides in the order of the show."""
    targets = {one.id: one.target for one in package.relations.get(part, ())}
    slides = root.iterfind("{*}sldIdLst/{*}sldId")
    return tuple(targets[_relation(slide)] for slide in slides)


def _relation(slide: Element) -> str:
    # The slide has an id of its own beside the one of its relation.
    return next(str(value) for key, value in slide.attrib.items() if str(key).endswith("}id"))


def _readers(
    package: Package, main: str, root: Element, listed: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], Iterator[Item]]]]:
    size = slide_size(root)
    places = {slide: f"第{number}页" for number, slide in enumerate(listed, start=1)}
    for slide, place in places.items():
        yield slide, partial(_slide, package, _Ground(slide, place, size=size))
    yield main, partial(_sections, root, main)
    for part in package.names.values():
        if re.fullmatch(r"ppt/slides/[^/]+\.xml", part) and part not in places:
            ground = _Ground(part, "未列入放映的幻灯片", hidden="未列入放映")
            yield part, partial(_slide, package, ground)
        subject = source_of(part) if part.endswith(".rels") else part
        yield part, part_reader(package, part, package.place(subject, places, "演示文稿"), PARTS)


def slide_size(root: Element) -> tuple[int, int] | None:
    """Return the width and height of every slide, None where the file does not say it."""
    size = root.find("{*}sldSz")
    return None if size is None else (int(size.get("cx", "0")), int(size.get("cy", "0")))


def _sections(root: Element, part: str) -> Iterator[Item]:
    for section in root.iter("{*}section"):
        name = section.get("name", "")
        if name.strip():
            yield Passage("节名称", name, PassageKind.PROPERTY, origin=part)


def _slide(package: Package, ground: _Ground) -> Iterator[Item]:
    root = package.xml(ground.part)
    if is_unshown(root) and not ground.hidden:
        ground = _Ground(ground.part, ground.place, hidden="隐藏", size=ground.size)
    yield from _shapes(root, ground, with_placeholders=True)
    for notes in package.related(ground.part, "notesSlide"):
        place = f"{ground.place}备注"
        below = _Ground(notes, place, PassageKind.SPEAKER_NOTE)
        for shape in _on_slide(package.xml(notes)):
            if shape.placeholder not in {PAGE_NUMBER, SLIDE_PICTURE}:
                yield from _texts(shape, below, place)


def _shapes(root: Element, ground: _Ground, *, with_placeholders: bool) -> Iterator[Item]:
    tables = 0
    for shape in _on_slide(root):
        if shape.placeholder == PAGE_NUMBER or (shape.placeholder and not with_placeholders):
            continue
        for table in shape.element.iter("{*}tbl"):
            tables += 1
            yield from _table(table, shape, ground, tables)
        if shape.element.find(".//{*}tbl") is None:
            label, _ = EDGES.get(shape.placeholder, ("", ground.kind))
            title = f"“{ROLES.get(shape.placeholder, shape.name)}”"
            yield from _texts(shape, ground, f"{ground.place}{label or title}")
    yield from alternatives(root, ground.place, ground.part)


def _on_slide(root: Element) -> Iterator[Shape]:
    for tree in root.iterfind("{*}cSld"):
        yield from shapes(tree)


def _texts(shape: Shape, ground: _Ground, place: str) -> Iterator[Passage]:
    reason = _why_unseen(shape, ground)
    _, kind = EDGES.get(shape.placeholder, ("", ground.kind))
    kind = PassageKind.HIDDEN if reason else kind
    texts = [
        text for body in shape.element.iter("{*}txBody", "{*}txPr") for text in paragraphs(body)
    ]
    for number, text in enumerate(texts, start=1):
        which = f"第{number}段" if len(texts) > 1 else ""
        yield Passage(f"{place}{which}{reason}", text, kind, origin=ground.part)


def _table(table: Element, shape: Shape, ground: _Ground, number: int) -> Iterator[Passage]:
    grid = []
    for row, line in enumerate(table.iterchildren("{*}tr"), start=1):
        for column, cell in enumerate(line.iterchildren("{*}tc"), start=1):
            text = "\n".join(paragraphs(cell.find("{*}txBody")))
            rows, columns = int(cell.get("rowSpan", "1")), int(cell.get("gridSpan", "1"))
            if text:
                grid.append(
                    GridCell(row, column, text, text.isdecimal(), rows=rows, columns=columns)
                )
    head = head_of(grid)
    reason = _why_unseen(shape, ground)
    which = f"表格{number if number > 1 else ''}"
    for one in grid:
        yield Passage(
            f"{ground.place}{which}第{one.row}行第{one.column}列{reason}",
            one.text,
            PassageKind.HIDDEN if reason else ground.kind,
            Cell(number, one.row, one.column, head.above(one)),
            origin=ground.part,
        )


def _why_unseen(shape: Shape, ground: _Ground) -> str:
    if ground.hidden:
        return f"（{ground.hidden}）"
    if shape.is_hidden:
        return "（隐藏对象）"
    return "（页面外）" if ground.size and is_off(shape, ground.size) else ""


def is_unshown(slide: Element) -> bool:
    """Return whether a slide is left out of the show."""
    return slide.get("show") in {"0", "false"}


def is_off(shape: Shape, size: tuple[int, int]) -> bool:
    """Return whether a shape stands beside the slide."""
    # In a group the numbers are relative to the group: only what stands alone is judged.
    if str(shape.container.tag).endswith("}grpSp"):
        return False
    offset, extent = shape.element.find(".//{*}off"), shape.element.find(".//{*}ext[@cx]")
    if offset is None or extent is None:
        return False
    left, top = int(offset.get("x", "0")), int(offset.get("y", "0"))
    right, bottom = left + int(extent.get("cx", "0")), top + int(extent.get("cy", "0"))
    return left >= size[0] or top >= size[1] or right <= 0 or bottom <= 0


def _layout(package: Package, part: str, _place: str) -> Iterator[Item]:
    root = package.xml(part)
    is_master = "Masters/" in part
    common = root.find("{*}cSld")
    title = "母版" if is_master or common is None else f"版式“{common.get('name', '')}”"
    is_used = is_master or any(
        owner.startswith("ppt/slides/") for owner in package.owners.get(part, ())
    )
    hidden = "" if is_used else "未使用"
    ground = _Ground(part, title, PassageKind.HEADER, hidden)
    yield from _shapes(root, ground, with_placeholders=False)


def _comments(package: Package, part: str, place: str) -> Iterator[Item]:
    people = dict(_people(package))
    for comment in package.xml(part).iter("{*}cm", "{*}reply"):
        author = people.get(comment.get("authorId", ""), "")
        old = comment.find("{*}text")
        text = old.text or "" if old is not None else ""
        text = text or "\n".join(paragraphs(comment.find("{*}txBody")))
        if text.strip():
            by = f"（{author.strip()}）" if author.strip() else ""
            yield Passage(f"{place}批注{by}", text, PassageKind.COMMENT, origin=part)


def _people(package: Package) -> Iterator[tuple[str, str]]:
    for part in ("ppt/commentAuthors.xml", "ppt/authors.xml"):
        if package.has(part):
            for author in package.xml(part):
                yield author.get("id", ""), author.get("name", "")


def _authors(package: Package, part: str, _place: str) -> Iterator[Item]:
    for author in package.xml(part):
        name = attribute(author, "name")
        if name.strip():
            yield Passage("批注作者", name, PassageKind.PROPERTY, origin=part)


PARTS: tuple[tuple[str, PartReader], ...] = (
    (r"ppt/(slideLayouts|slideMasters|notesMasters|handoutMasters)/[^/]+\.xml", _layout),
    (r"ppt/comments/.+\.xml", _comments),
    (r"ppt/(commentAuthors|authors)\.xml", _authors),
    # Read with the slides, or only about looks and the history of editing without its text.
    (r"ppt/(presentation|slides/[^/]+|notesSlides/[^/]+)(\.xml)?", furniture),
    (r"ppt/(slideUpdateInfo|changesInfos|revisionInfo|tableStyles).*", furniture),
)
