"""Write an Office Open XML package from nothing: parts, their types and their relations.

Equal parts give equal bytes: no time of writing, no name of a machine or a person.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree

from shenfa.readers.office.package import Element

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive can hold."""
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


@dataclass(slots=True)
class NewPackage:
    """A package while it is built. ``relations`` are by part: (kind, target) in order."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, part: str, content: Element | bytes, content_type: str = "") -> None:
        """Add a part; one without a type of its own has that of its suffix."""
        self.parts[part] = content if isinstance(content, bytes) else serialised(content)
        if content_type:
            self.types[part] = content_type

    def relate(self, part: str, kind: str, target: str) -> str:
        """Return the id by which ``part`` refers to ``target`` (a name relative to it)."""
        own = self.relations.setdefault(part, [])
        if (kind, target) not in own:
            own.append((kind, target))
        return f"rId{own.index((kind, target)) + 1}"

    def written(self) -> bytes:
        """Return the file."""
        files = {"[Content_Types].xml": self._types()}
        for part, own in self.relations.items():
            folder, _, name = part.rpartition("/")
            files[f"{folder}/_rels/{name}.rels".lstrip("/")] = _relations(own)
        return archive({**files, **self.parts})

    def _types(self) -> bytes:
        used = {part.rpartition(".")[2] for part in self.parts} | {"rels", "xml"}
        lines = [
            f"<Default Extension={quoteattr(suffix)} ContentType={quoteattr(kind)}/>"
            for suffix, kind in DEFAULT_TYPES.items()
            if suffix in used
        ]
        lines += [
            f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
            for part, kind in self.types.items()
        ]
        body = "".join(lines)
        return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{body}</Types>'.encode()


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive with no times in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return buffer.getvalue()


def serialised(root: Element) -> bytes:
    """Return a part of a tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(own: list[tuple[str, str]]) -> bytes:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(own, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'.encode()
