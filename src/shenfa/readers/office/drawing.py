"""DrawingML, which slides and sheets share: shapes, their text, and what stands for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.readers.office.package import Element, attribute, local
from shenfa.text import Passage, PassageKind

SHAPES = frozenset({"sp", "cxnSp", "pic", "graphicFrame", "contentPart"})
ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, the anchor or group it stands in, and whether it or a group around is hidden."""

    element: Element
    container: Element
    is_hidden: bool

    @property
    def properties(self) -> Element | None:
        """The non-visual properties: name, description, title."""
        return next(self.element.iter("{*}cNvPr"), None)

    @property
    def name(self) -> str:
        """What the program calls it (文本框 3)."""
        return "" if self.properties is None else self.properties.get("name", "")

    @property
    def placeholder(self) -> str:
        """The role on a slide (title, body, ftr), empty for a shape of its own."""
        found = self.element.find("{*}nvSpPr/{*}nvPr/{*}ph")
        return "" if found is None else found.get("type", "obj")


def shapes(
    tree: Element, *, in_hidden: bool = False, container: Element | None = None
) -> Iterator[Shape]:
    """Yield the shapes below ``tree`` in order, those in groups included.

    Of alternative contents only the first is taken: the second says the same for old programs.
    """
    for child in tree:
        name = local(child)
        if name in SHAPES:
            home = tree if container is None else container
            yield Shape(child, home, in_hidden or is_hidden(child))
        elif name == "AlternateContent":
            yield from shapes(child[0], in_hidden=in_hidden, container=container)
        elif name in ANCHORS:
            yield from shapes(child, in_hidden=in_hidden, container=child)
        elif name in {"grpSp", "spTree"}:
            hidden = in_hidden or is_hidden(child)
            yield from shapes(child, in_hidden=hidden, container=container)


def is_hidden(shape: Element) -> bool:
    """Return whether a shape or group itself says that it is not shown."""
    for holder in shape:
        if local(holder).startswith("nv"):
            properties = holder.find("{*}cNvPr")
            return properties is not None and properties.get("hidden") in {"1", "true"}
    return False


def paragraphs(body: Element | None) -> tuple[str, ...]:
    """The text of every paragraph with text below ``body``."""
    if body is None:
        return ()
    texts = (paragraph_text(paragraph) for paragraph in body.iter("{*}p"))
    return tuple(text for text in texts if text.strip())


def paragraph_text(paragraph: Element) -> str:
    """The characters of one paragraph; a line break is U+000A."""
    pieces = []
    for node in paragraph.iter("{*}t", "{*}br"):
        if any(local(one) == "Fallback" for one in node.iterancestors()):
            continue
        pieces.append("\n" if local(node) == "br" else node.text or "")
    return "".join(pieces).replace("\v", "\n")


def alternatives(tree: Element, place: str, origin: str) -> Iterator[Passage]:
    """Yield the descriptions and titles of the shapes, and what their links say and lead to."""
    for element in tree.iter("{*}cNvPr", "{*}docPr"):
        for key in ("descr", "title"):
            text = element.get(key, "")
            if text.strip():
                yield Passage(f"{place}替代文字", text, PassageKind.ALTERNATIVE, origin=origin)
    for element in tree.iter("{*}hlinkClick", "{*}hlinkHover"):
        tip = attribute(element, "tooltip")
        if tip.strip():
            yield Passage(f"{place}链接提示", tip, PassageKind.ALTERNATIVE, origin=origin)
