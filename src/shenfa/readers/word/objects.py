"""What a drawing, shape or embedded object in a Word paragraph consists of."""

from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.readers.office.package import Element, attribute, local
from shenfa.readers.word.styles import UNKNOWN_GROUND, WHITE
from shenfa.readers.word.xml import ALTERNATE, RELATION, WORD, branch

BOX = f"{WORD}txbxContent"


@dataclass(frozen=True, slots=True)
class Box:
    """The paragraphs of a text box, and the colour they stand on."""

    element: Element
    ground: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a relation to another part or address, and the program that made it."""

    id: str
    program: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """An alternative text: not printed, but read out and published with the picture."""

    text: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words drawn as a shape: a watermark, or the text of a drawing canvas."""

    text: str
    is_watermark: bool


Object = Box | Reference | Caption | Lettering


def objects(element: Element) -> Iterator[Object]:
    """Yield what is to be read in an object; Word's second copy of a shape is passed over."""
    captions: set[str] = set()
    programs = {
        attribute(one, "id"): one.get("ProgID", "")
        for one in element.iter()
        if local(one) == "OLEObject"
    }
    preview = next(iter(programs.values()), "")
    for node in _nodes(element, UNKNOWN_GROUND):
        if isinstance(node, Box):
            yield node
            continue
        for text in _captions(node):
            if text not in captions:
                captions.add(text)
                yield Caption(text)
        name = local(node)
        if name == "textpath" and node.get("string", "").strip():
            yield Lettering(node.get("string", ""), is_watermark=True)
        elif name == "p" and "drawingml" in str(node.tag):
            words = "".join(one.text or "" for one in node.iter() if local(one) == "t")
            if words.strip():
                yield Lettering(words, is_watermark=False)
        for key, target in node.attrib.items():
            if str(key).startswith(RELATION):
                yield Reference(str(target), programs.get(str(target), preview))


def _nodes(element: Element, ground: str) -> Iterator[Element | Box]:
    if element.tag == BOX:
        yield Box(element, ground)
        return
    yield element
    if local(element) in ("wsp", "shape", "rect", "roundrect", "textbox"):
        ground = _fill(element) or ground
    for child in branch(element) if element.tag == ALTERNATE else element:
        yield from _nodes(child, ground)


def _fill(shape: Element) -> str:
    """White where a shape is plainly filled with it; of other shapes we do not know."""
    name = local(shape)
    if name == "textbox":
        return ""
    if name != "wsp":
        fill = shape.get("fillcolor", "").lower()
        is_filled = shape.get("filled", "t").lower() not in ("f", "false")
        return WHITE if is_filled and fill in ("white", "#fff", "#ffffff") else ""
    for properties in shape:
        if local(properties) == "spPr":
            for fill_ in properties:
                if local(fill_) == "solidFill":
                    colours = [attribute(one, "val").upper() for one in fill_]
                    return WHITE if colours in ([WHITE], ["BG1"], ["LT1"]) else ""
    return ""


def _captions(node: Element) -> Iterator[str]:
    name = local(node)
    if name in ("docPr", "cNvPr"):
        keys: tuple[str, ...] = ("descr", "title")
    elif name in ("shape", "rect", "roundrect", "oval", "line", "group", "imagedata"):
        keys = ("alt", "title")
    else:
        return
    for key in keys:
        if text := attribute(node, key).strip():
            yield text
