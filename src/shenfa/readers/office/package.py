"""An Office Open XML package: its parts, and which part refers to which.

Elements are looked up by local name, so that the transitional and the strict namespaces, and
what WPS makes of them, read alike.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from shenfa.readers.content import Content, Item, content_of
from shenfa.readers.errors import UnreadableDocument
from shenfa.text import Gap

Element = etree._Element  # noqa: SLF001 - lxml has no public name for the type
DAMAGED = (
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    KeyError,
    ValueError,
    IndexError,
)
"""What reading a damaged package raises."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part: ``kind`` is the last word of its type.

    ``target`` is a part's name, or an address where ``external``.
    """

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The open archive; ``names`` maps lower-case part names to those in the file.

    ``owners`` are the parts that refer to a part.
    """

    archive: zipfile.ZipFile
    names: dict[str, str]
    relations: dict[str, tuple[Relation, ...]]
    owners: dict[str, tuple[str, ...]]

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return self.archive.read(self.names[part.lower()])

    def has(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part.lower() in self.names

    def xml(self, part: str) -> Element:
        """Return the root of a part. Raises XMLSyntaxError for a damaged one."""
        return parse(self.read(part))

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts that ``part`` refers to by relations of this kind."""
        return tuple(
            relation.target
            for relation in self.relations.get(part, ())
            if relation.kind == kind and not relation.external and self.has(relation.target)
        )

    def place(self, part: str, places: dict[str, str], default: str) -> str:
        """Return the place of the nearest owner that has one."""
        seen = {part}
        queue = [part]
        for current in queue:
            if current in places:
                return places[current]
            new = [owner for owner in self.owners.get(current, ()) if owner not in seen]
            seen.update(new)
            queue.extend(new)
        return default


def parse(data: bytes) -> Element:
    """Return the root of a part. Raises XMLSyntaxError for a damaged one, ValueError for a DTD."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if b"<!DOCTYPE" in data[:4096]:
        # No office program writes one, and an unresolved entity would swallow text.
        raise ValueError("document type declaration")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace, empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute of this local name, whatever its namespace, or an empty string."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def source_of(relations_part: str) -> str:
    """Return the part whose relations a .rels part holds, empty for the package itself."""
    folder, _, file = relations_part.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels").rstrip("/"), file.removesuffix(".rels"))


def open_package(data: bytes, name: str) -> Package:
    """Return the package. Raises UnreadableDocument for a broken archive or broken relations."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = {one.lower(): one for one in archive.namelist() if not one.endswith("/")}
        relations = {
            source_of(one): tuple(_relations(archive.read(one), source_of(one), names))
            for one in names.values()
            if one.endswith(".rels")
        }
    except DAMAGED as error:
        raise UnreadableDocument(name, "已损坏，无法打开，请重新保存后再检查") from error
    return Package(archive, names, relations, _owners(relations))


def collect(
    package: Package, readers: Iterator[tuple[str, Callable[[], Iterator[Item]]]]
) -> Content:
    """Run the readers of all parts; a damaged part becomes a gap, the others are still read."""
    items: list[Item] = []
    for part, read in readers:
        try:
            items.extend(read())
        except DAMAGED:
            items.append(Gap(f"文件部件 {part}", "已损坏，未能读取，请重新保存后再检查"))
    package.archive.close()
    return content_of(items)


def _owners(relations: dict[str, tuple[Relation, ...]]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for source, own in relations.items():
        for target in {one.target for one in own if source and not one.external}:
            owners[target] = (*owners.get(target, ()), source)
    return owners


def _relations(data: bytes, source: str, names: dict[str, str]) -> Iterator[Relation]:
    for element in parse(data):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))
            target = joined.lstrip("/")
            target = names.get(target.lower(), target)
        kind = element.get("Type", "").rpartition("/")[2]
        yield Relation(element.get("Id", ""), kind, target, external)
