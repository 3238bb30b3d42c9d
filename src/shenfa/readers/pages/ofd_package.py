"""The parts of an OFD file: found under absolute or relative paths, in any letter case."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from shenfa.readers.office.package import Element, local, parse

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part and the path that its own references start from."""

    root: Element
    path: str


@dataclass(frozen=True, slots=True)
class OfdPackage:
    """The open archive; ``names`` maps lower-case paths to those in the file."""

    archive: zipfile.ZipFile
    names: dict[str, str]

    def read(self, path: str) -> bytes:
        """Return the bytes of a part. Raises KeyError where there is none."""
        return self.archive.read(self.names[path.lower()])

    def part(self, path: str) -> Part:
        """Return an XML part. Raises one of DAMAGE."""
        return Part(parse(self.read(path)), path)

    def path(self, part: Part, reference: str) -> str:
        """Return where a reference in a part leads."""
        reference = reference.strip().replace("\\", "/")
        if reference.startswith("/"):
            return posixpath.normpath(reference).lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(part.path), reference))


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages draw by number: pictures as paths, composed units as elements."""

    pictures: dict[str, str]
    units: dict[str, Element]

    def joined(self, other: "Resources") -> "Resources":
        """Return both together; the other ones win."""
        return Resources(self.pictures | other.pictures, self.units | other.units)


def open_ofd(archive: zipfile.ZipFile) -> OfdPackage:
    """Return the package of an open archive."""
    names = {
        one.replace("\\", "/").lstrip("/").lower(): one
        for one in archive.namelist()
        if not one.endswith("/")
    }
    return OfdPackage(archive, names)


def resources(package: OfdPackage, parts: Iterator[Part]) -> Resources:
    """Return what resource parts define; a picture's path stands below their own folder."""
    pictures: dict[str, str] = {}
    units: dict[str, Element] = {}
    for part in parts:
        folder = posixpath.join(part.root.get("BaseLoc", ""), "x")
        within = Part(part.root, package.path(part, folder))
        for element in part.root.iter("{*}MultiMedia"):
            if element.get("Type", "Image") == "Image":
                for file in element.iter("{*}MediaFile"):
                    reference = file.text or ""
                    path = package.path(within, reference)
                    # Some programs forget that the folder was named already.
                    is_there = path.lower() in package.names
                    pictures[element.get("ID", "")] = (
                        path if is_there else package.path(part, reference)
                    )
        for element in part.root.iter("{*}CompositeGraphicUnit"):
            units[element.get("ID", "")] = element
    return Resources(pictures, units)


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of this local name."""
    return (child for child in element if local(child) == name)


def text_of(element: Element, name: str) -> str:
    """The text of the first descendant of this local name, or an empty string."""
    found = next(element.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""
