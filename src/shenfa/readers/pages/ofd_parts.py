"""What an OFD file holds besides its pages: properties, bookmarks, notes, attachments, pictures."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from shenfa.readers.content import Enclosed
from shenfa.readers.office.package import Element, local
from shenfa.readers.pages.ofd_package import DAMAGE, OfdPackage, Part, text_of
from shenfa.text import Gap, GapKind, Passage, PassageKind

PROPERTY_NAMES = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Abstract": "摘要",
    "Keyword": "关键词",
    "Creator": "制作程序",
}
PICTURE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def properties(body: Element) -> Iterator[Passage]:
    """Yield what the file says about itself."""
    for information in body.iter("{*}DocInfo"):
        for element in information.iter():
            text = (element.text or "").strip()
            label = PROPERTY_NAMES.get(local(element))
            if label and text:
                yield Passage(f"文档属性“{label}”", text, PassageKind.PROPERTY, origin="OFD.xml")
            elif local(element) == "CustomData" and text:
                place = f"自定义属性“{element.get('Name', '')}”"
                yield Passage(place, text, PassageKind.PROPERTY, origin="OFD.xml")


def outline(document: Part) -> Iterator[Passage]:
    """Yield the bookmarks."""
    for element in document.root.iter("{*}OutlineElem"):
        title = element.get("Title") or ""
        if title.strip():
            yield Passage("书签", title, PassageKind.PROPERTY, origin="outline")


def notes(package: OfdPackage, document: Part) -> dict[str, tuple[Element, ...]]:
    """Return the notes by the identity of their page. Raises one of DAMAGE."""
    found: dict[str, tuple[Element, ...]] = {}
    for reference in _references(document, "Annotations"):
        index = package.part(package.path(document, reference))
        for page in index.root.iter("{*}Page"):
            part = package.part(package.path(index, text_of(page, "FileLoc")))
            key = page.get("PageID", "")
            found[key] = (*found.get(key, ()), *part.root.iter("{*}Annot"))
    return found


def attachments(package: OfdPackage, document: Part) -> Iterator[Enclosed | Gap]:
    """Yield the attached files."""
    for reference in _references(document, "Attachments"):
        try:
            index = package.part(package.path(document, reference))
        except DAMAGE:
            yield Gap("附件", "附件目录已损坏，未能读取，请重新导出后再检查")
            continue
        for element in index.root.iter("{*}Attachment"):
            path = package.path(index, text_of(element, "FileLoc"))
            name = element.get("Name") or PurePosixPath(path).name
            suffix = PurePosixPath(path).suffix
            if suffix and not PurePosixPath(name).suffix:
                name += suffix
            try:
                yield Enclosed("附件", name, package.read(path))
            except DAMAGE:
                yield Gap("附件", f"附件“{name}”已损坏或者缺失，未能读取，请重新添加附件")


def picture(package: OfdPackage, path: str, place: str) -> Enclosed | Gap:
    """Return a picture of a page as a file."""
    try:
        data = package.read(path)
    except DAMAGE:
        return Gap(place, "图片已损坏或者缺失，请重新导出后再检查")
    if data.startswith(PICTURE_MAGIC):
        return Enclosed(place, PurePosixPath(path).name, data)
    return Gap(place, "图片的格式无法读取，请人工审看", GapKind.MEDIA)


def _references(document: Part, name: str) -> Iterator[str]:
    for element in document.root:
        if local(element) == name and element.text and element.text.strip():
            yield element.text
