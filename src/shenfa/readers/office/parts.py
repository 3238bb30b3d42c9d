"""The parts that every kind of Office Open XML package may hold, and how each is read.

A part that no table names becomes a gap, so nothing in a package is passed over in silence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from shenfa.readers.content import Enclosed, Item
from shenfa.readers.office.drawing import paragraphs
from shenfa.readers.office.ole_package import packed_file
from shenfa.readers.office.package import Package, local, source_of
from shenfa.text import Gap, GapKind, Passage, PassageKind

PartReader = Callable[[Package, str, str], Iterator[Item]]
PROPERTY_NAMES = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "关键词",
    "description": "备注",
    "lastModifiedBy": "最后保存者",
    "category": "类别",
    "contentStatus": "状态",
    "identifier": "标识",
    "Company": "单位",
    "Manager": "主管",
    "HyperlinkBase": "超链接基础",
}
PROGRAM_PROPERTIES = frozenset({"KSOProductBuildVer", "ICV", "KSOTemplateUUID", "commondata"})
"""Custom properties that WPS writes into every file."""
VECTOR_SUFFIXES = frozenset({".emf", ".wmf", ".emz", ".wmz", ".wdp", ".svg", ".pict"})


def furniture(_package: Package, _part: str, _place: str) -> Iterator[Item]:
    """Yield nothing: the part holds no text, or another reader reads it."""
    return iter(())


def _core(package: Package, part: str, _place: str) -> Iterator[Item]:
    for element in package.xml(part):
        label = PROPERTY_NAMES.get(local(element))
        if label and element.text and element.text.strip():
            yield Passage(f"文档属性“{label}”", element.text, PassageKind.PROPERTY, origin=part)


def _custom(package: Package, part: str, _place: str) -> Iterator[Item]:
    for element in package.xml(part):
        name = element.get("name", "")
        text = "".join(str(piece) for piece in element.itertext())
        if name not in PROGRAM_PROPERTIES and text.strip():
            yield Passage(f"自定义属性“{name}”", text, PassageKind.PROPERTY, origin=part)


def _custom_xml(package: Package, part: str, _place: str) -> Iterator[Item]:
    pieces = (str(piece).strip() for piece in package.xml(part).itertext())
    text = "\n".join(piece for piece in pieces if piece)
    if text:
        yield Passage("自定义 XML 数据", text, PassageKind.HIDDEN, origin=part)


def _picture(package: Package, part: str, place: str) -> Iterator[Item]:
    path = PurePosixPath(part)
    if path.suffix.lower() in VECTOR_SUFFIXES:
        yield Gap(
            f"{place}图片", f"“{path.name}”是矢量图片，机器无法审看，请人工审看", GapKind.MEDIA
        )
    else:
        yield Enclosed(f"{place}图片", path.name, package.read(part))


def _thumbnail(package: Package, part: str, _place: str) -> Iterator[Item]:
    for item in _picture(package, part, "缩略图"):
        if isinstance(item, Enclosed):
            yield replace(item, is_preview=True)


def _chart(package: Package, part: str, place: str) -> Iterator[Item]:
    root = package.xml(part)
    for body in root.iter("{*}rich", "{*}txBody"):
        for text in paragraphs(body):
            yield Passage(f"{place}图表", text, PassageKind.TEXT_BOX, origin=part)
    # Labels are text, whether they were typed as text or as numbers; plain values are not.
    caches = [*root.iter("{*}strCache", "{*}multiLvlStrCache", "{*}strLit", "{*}strDim")]
    caches += [cache for axis in root.iter("{*}cat") for cache in axis.iter("{*}numCache")]
    seen = set()
    for cache in caches:
        values = (str(value.text or "") for value in cache.iter("{*}v", "{*}pt"))
        text = "\n".join(value for value in values if value.strip())
        if text and text not in seen:
            seen.add(text)
            yield Passage(f"{place}图表数据", text, PassageKind.TEXT_BOX, origin=part)


def _diagram(package: Package, part: str, place: str) -> Iterator[Item]:
    for point in package.xml(part).iter("{*}pt"):
        for text in paragraphs(point.find("{*}t")):
            yield Passage(f"{place}智能图形", text, PassageKind.TEXT_BOX, origin=part)


def _embedded(package: Package, part: str, place: str) -> Iterator[Item]:
    name, inner = packed_file(package.read(part), PurePosixPath(part).name)
    if inner is None:
        yield Gap(f"{place}嵌入对象", f"嵌入的对象 {name} 无法读取，请删除后再检查")
    else:
        yield Enclosed(f"{place}嵌入文件", name, inner)


def _macros(_package: Package, _part: str, _place: str) -> Iterator[Item]:
    yield Gap("宏", "文件含有宏，未读取，请另存为不含宏的格式后再检查")


def _control(_package: Package, _part: str, place: str) -> Iterator[Item]:
    yield Gap(f"{place}控件", "含有 ActiveX 控件，未读取，请删除控件后再检查")


def _ink(_package: Package, _part: str, place: str) -> Iterator[Item]:
    yield Gap(f"{place}墨迹", "含有手写墨迹，机器无法审看，请人工审看", GapKind.MEDIA)


def _addresses(package: Package, part: str, place: str) -> Iterator[Item]:
    for relation in package.relations.get(source_of(part), ()):
        if not relation.external:
            continue
        if relation.kind in {"image", "video", "audio", "media"}:
            reason = "引用的图片或音视频不在文件中，请插入文件后再检查"
            yield Gap(f"{place}链接", reason, GapKind.MEDIA)
        yield Passage(f"{place}链接", relation.target, PassageKind.FIELD_CODE, origin=part)


SHARED: tuple[tuple[str, PartReader], ...] = (
    (r"\[Content_Types\]\.xml", furniture),
    (r".*\.rels", _addresses),
    (r"docProps/(core|app)\.xml", _core),
    (r"docProps/custom\.xml", _custom),
    (r"docProps/thumbnail\.\w+", _thumbnail),
    (r"docProps/.*|docMetadata/.*", furniture),
    (r"customXml/item\d*\.xml", _custom_xml),
    (r"customXml/itemProps\d*\.xml", furniture),
    (r".*/media/[^/]+", _picture),
    (r".*/charts/chart(Ex)?\d*\.xml", _chart),
    (r".*/charts/(style|colors)\d*\.xml", furniture),
    (r".*/diagrams/data\d*\.xml", _diagram),
    (r".*/diagrams/(drawing|layout|quickStyle|colors)\d*\.xml", furniture),
    (r".*/embeddings/.+", _embedded),
    (r".*/vbaProject\.bin", _macros),
    (r".*/vba\w+\.(bin|xml)", furniture),
    (r".*/activeX/[^/]+\.xml", _control),
    (r".*/activeX/[^/]+\.bin", furniture),
    (r".*/ink/[^/]+\.xml", _ink),
    (r".*/theme/[^/]+|.*/(presProps|viewProps|tableStyles|styles|metadata)\.xml", furniture),
    (r".*/(printerSettings|ctrlProps|webextensions|fonts|tags|featurePropertyBag)/.*", furniture),
    (r"(customUI|_xmlsignatures|userCustomization)/.*", furniture),
)


def part_reader(
    package: Package, part: str, place: str, own: Sequence[tuple[str, PartReader]]
) -> Callable[[], Iterator[Item]]:
    """Return the reader of a part, ready to run: from the format's own table or the shared one."""
    for pattern, reader in (*own, *SHARED):
        if re.fullmatch(pattern, part, re.IGNORECASE):
            return partial(reader, package, part, place)
    return partial(_unknown, package, part, place)


def _unknown(_package: Package, part: str, place: str) -> Iterator[Item]:
    yield Gap(place, f"文件部件 {part} 未读取，请另存为新文件后再检查")
