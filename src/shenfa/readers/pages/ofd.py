"""Read OFD (GB/T 33190): pages, hidden text, notes, properties, bookmarks, attachments.

Whether a seal or signature is genuine is not judged here, nor does anything claim it is.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shenfa.readers.content import Content, Item, Options, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.office.package import Element
from shenfa.readers.pages.area import Area
from shenfa.readers.pages.ofd_package import (
    DAMAGE,
    OfdPackage,
    Part,
    Resources,
    children,
    open_ofd,
    resources,
    text_of,
)
from shenfa.readers.pages.ofd_page import OfdSheet, page_area, scan
from shenfa.readers.pages.ofd_parts import attachments, notes, outline, picture, properties
from shenfa.readers.pages.passages import PageText, block_texts, passages, unseen_passages
from shenfa.text import Gap, Passage, PassageKind

DAMAGED = "已损坏，无法打开，请重新导出后再检查"
NO_PAGE = "没有页面，请重新导出后再检查"
ENCRYPTED = "设有打开密码，请取消密码后再检查"
A4 = Area(0, 0.0, 0.0, 595.3, 841.9)


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of the file, what its pages share, and the notes by page."""

    part: Part
    area: Area
    resources: Resources
    templates: Mapping[str, Element]
    notes: Mapping[str, tuple[Element, ...]]


@dataclass(slots=True)
class _Page:
    # One page as far as it was read; ``rest`` is what does not belong to its running text.
    text: PageText
    rest: list[Item] = field(default_factory=list)


def read(data: bytes, name: str, _options: Options) -> Content:
    """Return what the file holds; pictures large enough for text are enclosed files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = list(_items(open_ofd(archive), name))
    except (*DAMAGE, RecursionError) as error:
        raise UnreadableDocument(name, DAMAGED) from error
    return content_of(items)


def _items(package: OfdPackage, name: str) -> Iterator[Item]:
    try:
        root = package.part("OFD.xml")
        bodies = list(children(root.root, "DocBody"))
        documents = [
            _document(package, package.path(root, text_of(one, "DocRoot"))) for one in bodies
        ]
    except DAMAGE as error:
        is_locked = any("encrypt" in one for one in package.names)
        raise UnreadableDocument(name, ENCRYPTED if is_locked else DAMAGED) from error
    pages: list[_Page] = []
    drawn: set[str] = set()
    for document in documents:
        for element in _page_elements(document.part):
            pages.append(_page(package, document, element, len(pages) + 1, drawn))
    if not pages:
        raise UnreadableDocument(name, NO_PAGE)
    for page, own in zip(pages, passages([page.text for page in pages]), strict=True):
        yield from own
        yield from page.rest
    for body in bodies:
        yield from properties(body)
    for document in documents:
        yield from outline(document.part)
        yield from attachments(package, document.part)


def _document(package: OfdPackage, path: str) -> _Document:
    part = package.part(path)
    return _Document(
        part,
        next((area for one in part.root.iter("{*}PageArea") if (area := page_area(one))), A4),
        _resources(package, part, ("PublicRes", "DocumentRes")),
        {one.get("ID", ""): one for one in part.root.iter("{*}TemplatePage")},
        notes(package, part),
    )


def _resources(package: OfdPackage, part: Part, names: tuple[str, ...]) -> Resources:
    # A resource that cannot be found shows as a picture that is missing.
    found: list[Part] = []
    for name in names:
        for element in part.root.iter(f"{{*}}{name}"):
            try:
                found.append(package.part(package.path(part, element.text or "")))
            except DAMAGE:
                continue
    return resources(package, iter(found))


def _page_elements(document: Part) -> Iterator[Element]:
    for pages in children(document.root, "Pages"):
        yield from children(pages, "Page")


def _page(
    package: OfdPackage, document: _Document, element: Element, number: int, drawn: set[str]
) -> _Page:
    place = f"第{number}页"
    try:
        part = package.part(package.path(document.part, element.get("BaseLoc", "")))
        area = page_area(part.root) or document.area
        own = document.resources.joined(_resources(package, part, ("PageRes",)))
        sheet = scan(_layers(package, document, part), own, area)
    except DAMAGE:
        reason = "已损坏，未能读取，请重新导出后再检查"
        return _Page(PageText(number, 1.0, 1.0, ()), [Gap(place, reason)])
    width, height = area.right - area.left, area.top - area.bottom
    page = _Page(PageText(number, width, height, sheet.glyphs, sheet.horizontal, sheet.vertical))
    page.rest += unseen_passages(page.text, sheet.hidden, sheet.tilted)
    pictures = list(sheet.pictures)
    for note in document.notes.get(element.get("ID", ""), ()):
        drawing = scan((note,), own, area)
        page.rest += _note(note, drawing, width, number)
        pictures += drawing.pictures
    new = [one for one in dict.fromkeys(pictures) if one not in drawn]
    drawn.update(new)
    page.rest += [
        picture(package, own.pictures.get(identity, ""), f"{place}图片{index}")
        for index, identity in enumerate(new, start=1)
    ]
    return page


def _layers(package: OfdPackage, document: _Document, page: Part) -> list[Element]:
    behind: list[Element] = []
    before: list[Element] = []
    for use in page.root.iter("{*}Template"):
        template = document.templates.get(use.get("TemplateID", ""))
        if template is None:
            continue
        part = package.part(package.path(document.part, template.get("BaseLoc", "")))
        order = use.get("ZOrder") or template.get("ZOrder") or "Background"
        (before if order == "Foreground" else behind).append(part.root)
    return [*behind, page.root, *before]


def _note(note: Element, drawing: OfdSheet, width: float, number: int) -> Iterator[Passage]:
    origin = f"page {number}"
    is_watermark = note.get("Type") == "Watermark"
    place = f"第{number}页{'水印' if is_watermark else '批注'}"
    is_hidden = note.get("Visible") == "false"
    kind = PassageKind.HIDDEN if is_hidden else PassageKind.TEXT_BOX
    remark = text_of(note, "Remark")
    if remark:
        yield Passage(place, remark, PassageKind.COMMENT, origin=origin)
    for text in (*drawing.tilted, *block_texts(drawing.glyphs, width)):
        yield Passage(place, text, kind, origin=origin)
    for _reason, glyphs in drawing.hidden:
        for text in block_texts(glyphs, width):
            yield Passage(place, text, PassageKind.HIDDEN, origin=origin)
