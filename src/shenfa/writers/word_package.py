"""Turn any Word package into a plain .docx that other programs open without complaint."""

import io
import re
import zipfile

from lxml import etree

from shenfa.readers.office.package import Package, open_package, source_of
from shenfa.readers.word.xml import parse, transitional

PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
    rb"|ms-word\.template\.macroEnabledTemplate\.main\+xml"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml)"
)
EARLIEST = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = frozenset({"vbaProject", "wordVbaData"})


def plain_package(data: bytes) -> bytes:
    """Return the package as a transitional .docx without macros and dead references."""
    package = open_package(data, "")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
        for name in package.names.values():
            copy.writestr(name, _plain(package, name))
    return buffer.getvalue()


def timeless(data: bytes) -> bytes:
    """Return the package without the times at which its parts were written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as copy:
        for name in package.namelist():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, package.read(name))
    return buffer.getvalue()


def _plain(package: Package, name: str) -> bytes:
    data = package.read(name)
    if name.lower() == "[content_types].xml":
        return MAIN.sub(PLAIN.encode(), data)
    if name.endswith(".rels"):
        root = parse(data)
        known = {one.id: one for one in package.relations[source_of(name)]}
        for element in list(root):
            relation = known[element.get("Id", "")]
            if relation.kind in LEFT_OUT:
                root.remove(element)
            elif not relation.external and not package.has(relation.target):
                # Its id may still be used in the text, so it must not become free for another.
                element.set("TargetMode", "External")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return transitional(data) if name.endswith(".xml") else data
