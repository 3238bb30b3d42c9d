"""The XML of a Word file: its names, and parts as trees in the transitional namespaces.

The strict form of the standard has the same elements under other addresses, so a strict part
is rewritten before it is parsed, and nobody above has to know.
"""

import re

from lxml import etree

from shenfa.readers.office.package import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

ALTERNATE = f"{COMPATIBLE}AlternateContent"
CHOICE = f"{COMPATIBLE}Choice"
FALLBACK = f"{COMPATIBLE}Fallback"
PARAGRAPH = f"{WORD}p"
RUN = f"{WORD}r"
TABLE = f"{WORD}tbl"
TEXT = f"{WORD}t"
SECTION = f"{WORD}sectPr"
VALUE = f"{WORD}val"
OFF = ("0", "false", "off", "none")

STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_ADDRESS = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


def parse(data: bytes) -> Element:
    """Return the root of a part. Raises XMLSyntaxError for a damaged one, ValueError for a DTD."""
    root = etree.fromstring(
        transitional(data),
        etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ),
    )
    if root.getroottree().docinfo.internalDTD is not None:
        # No Word ever writes one, and an unresolved entity would swallow text.
        raise ValueError("document type declaration")
    return root


def transitional(data: bytes) -> bytes:
    """Return the part with the addresses of the strict standard replaced."""
    return STRICT_ADDRESS.sub(_renamed, data) if STRICT in data else data


def value(parent: Element, tag: str) -> str | None:
    """The w:val of the child of this name: None without the child, "" without the value."""
    child = parent.find(tag)
    return None if child is None else child.get(VALUE, "")


def branch(alternate: Element) -> Element:
    """The form to read of what Word stores twice, for itself and for older programs."""
    chosen = alternate.find(CHOICE)
    if chosen is None or len(chosen) == 0:
        chosen = alternate.find(FALLBACK)
    return alternate if chosen is None else chosen


def is_on(switch: str) -> bool:
    """Whether a switch that is written down is on: it is, unless it says otherwise."""
    return switch not in OFF


def _renamed(address: re.Match[bytes]) -> bytes:
    folder, rest = address[1], address[2]
    for old, new in RENAMED.items():
        rest = rest.replace(old, new)
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (folder, rest)
