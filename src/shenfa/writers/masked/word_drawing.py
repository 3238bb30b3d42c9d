"""Pictures and shapes of a Word file, drawn anew: geometry, pixels and the text in boxes.

Names, descriptions, links and everything else that is not seen stay behind. What cannot be
drawn anew (charts, embedded objects, old watermarks) gives way to a line that says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from shenfa.readers.office.package import Element, attribute, local
from shenfa.readers.word.objects import BOX
from shenfa.readers.word.xml import ALTERNATE, CHOICE, RELATION, WORD, branch
from shenfa.writers.masked.mask import CopyRefused
from shenfa.writers.masked.picture import Crop
from shenfa.writers.masked.word_names import NAMESPACES, copy_attributes, element

DRAWN = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("wp", "a", "pic", "wps", "wpg"))
SHAPES = DRAWN[3:]
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TELLING = frozenset({"descr", "title", "name", "tooltip"})
LEFT = frozenset(
    {"extLst", "hlinkClick", "hlinkHover", "hlinkMouseOver", "docPartObj", "linkedTxbx"}
)
MEASURES = frozenset({"posOffset", "align"})
"""The only elements of a drawing whose text is a number or a word of its layout."""
PER_CENT_MILLE = 100_000
EMU_PER_POINT = 12_700
LENGTH = re.compile(r"(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 0.75}
OLD_BOX = "文件中有旧式文本框，请用 Word 或者 WPS 另存为新版 .docx 后再生成脱敏副本"


@dataclass(slots=True)
class Draw:
    """What drawing a story needs, and what it could not draw.

    ``picture`` takes the id of a relation and a crop and returns the id in the copy, None
    where the picture is not in the file; ``text`` rebuilds the paragraphs of a text box.
    """

    picture: Callable[[str, Crop], str | None]
    text: Callable[[Element], Iterable[Element]]
    number: Callable[[], int]
    left_out: list[str] = field(default_factory=list)


def drawn(source: Element, draw: Draw) -> Iterator[Element]:
    """Yield what takes the place of a drawing, a picture or an object in a run."""
    name = local(source)
    if source.tag == ALTERNATE:
        for child in branch(source):
            yield from drawn(child, draw)
    elif name == "drawing":
        yield from _drawing(source, draw)
    elif name == "pict":
        yield from _old(source, draw)
    elif name == "object":
        yield note("嵌入对象", draw)


def note(what: str, draw: Draw) -> Element:
    """Return the words that stand where something could not be kept, and remember it."""
    draw.left_out.append(what)
    text = element(f"{WORD}t")
    text.text = f"（此处的{what}未带入脱敏副本）"
    return text


def _drawing(source: Element, draw: Draw) -> Iterator[Element]:
    for frame in source:
        properties = next((one for one in frame if local(one) == "docPr"), None)
        if properties is not None and properties.get("hidden") in ("1", "true"):
            continue
        kinds = {local(one) for one in frame.iter()}
        if kinds & {"chart", "relIds", "wpc", "contentPart", "lockedCanvas"}:
            yield note("图表" if "chart" in kinds else "图形", draw)
            continue
        try:
            yield _wrapped(element(f"{WORD}drawing", _shape(frame, draw)))
        except LookupError:
            yield note("链接图片", draw)


def _wrapped(drawing: Element) -> Element:
    """Return a drawing with shapes as Word expects it: as something it may not know yet."""
    if not any(str(one.tag).startswith(SHAPES) for one in drawing.iter()):
        return drawing
    choice = element(CHOICE, drawing)
    choice.set("Requires", "wps")
    return element(ALTERNATE, choice)


def _shape(source: Element, draw: Draw) -> Element:
    """Copy a shape. Raises LookupError for a picture that is not in the file."""
    new = element(str(source.tag))
    if source.tag == BOX:
        new.extend(draw.text(source))
        return new
    for key, value in source.attrib.items():
        # The name of a guide (gd) is a word of geometry, not one that a person gave.
        if "}" not in str(key) and (str(key) not in TELLING or local(source) == "gd"):
            new.set(str(key), str(value))
    name = local(source)
    if name in ("docPr", "cNvPr"):
        number = str(draw.number())
        new.set("id", number)
        new.set("name", f"图形{number}")
    elif name in MEASURES:
        new.text = source.text
    elif name == "blip":
        crop = crop_of(source.getnext())
        id_ = draw.picture(attribute(source, "embed"), crop)
        if id_ is None:
            raise LookupError("picture")
        new.set(f"{RELATION}embed", id_)
    for child in source:
        node = branch(child)[0] if child.tag == ALTERNATE and len(branch(child)) else child
        is_ours = str(node.tag).startswith(DRAWN) or node.tag == BOX
        # The new picture is cropped for good.
        if is_ours and local(node) not in LEFT and local(node) != "srcRect":
            new.append(_shape(node, draw))
    return new


def crop_of(rectangle: Element | None) -> Crop:
    """Return how much of a picture its frame cuts off."""
    if rectangle is None or local(rectangle) != "srcRect":
        return Crop()
    sides = (int(rectangle.get(side, "0")) / PER_CENT_MILLE for side in "ltrb")
    left, top, right, bottom = (min(max(side, 0.0), 1.0) for side in sides)
    return Crop(left, top, right, bottom)


def _old(source: Element, draw: Draw) -> Iterator[Element]:
    """Yield what an old (VML) drawing shows: its picture as a new one."""
    if any(local(one) == "OLEObject" for one in source.iter()):
        yield note("嵌入对象", draw)
        return
    for box in source.iter(BOX):
        if any((one.text or "").strip() for one in box.iter(f"{WORD}t")):
            raise CopyRefused(OLD_BOX)
    images = [one for one in source.iter() if local(one) == "imagedata"]
    for image in images:
        id_ = draw.picture(attribute(image, "id"), _old_crop(image))
        holder = image.getparent()
        style = "" if holder is None else holder.get("style", "")
        lengths = {match[1]: _emu(match) for match in LENGTH.finditer(style)}
        if id_ is None or len(lengths) < 2:
            yield note("图片", draw)
        else:
            yield _inline(id_, lengths["width"], lengths["height"], draw.number())
    if not images:
        is_mark = any(local(one) == "textpath" for one in source.iter())
        draw.left_out.append("水印或者艺术字" if is_mark else "旧式图形")


def _emu(match: re.Match[str]) -> int:
    return round(float(match[2]) * UNITS[match[3]] * EMU_PER_POINT)


def _old_crop(image: Element) -> Crop:
    def part(side: str) -> float:
        text = image.get(f"crop{side}", "0")
        number = float(text.rstrip("f%") or 0)
        return min(max(number / 65536 if text.endswith("f") else number, 0.0), 1.0)

    return Crop(part("left"), part("top"), part("right"), part("bottom"))


def _inline(id_: str, width: int, height: int, number: int) -> Element:
    def new(prefix: str, tag: str, *children: Element, **values: object) -> Element:
        made = element(f"{{{NAMESPACES[prefix]}}}{tag}", *children)
        for key, value in values.items():
            made.set(key, str(value))
        return made

    blip = new("a", "blip")
    blip.set(f"{RELATION}embed", id_)
    picture = new(
        "pic",
        "pic",
        new(
            "pic",
            "nvPicPr",
            new("pic", "cNvPr", id=number, name=f"图形{number}"),
            new("pic", "cNvPicPr"),
        ),
        new("pic", "blipFill", blip, new("a", "stretch", new("a", "fillRect"))),
        new(
            "pic",
            "spPr",
            new("a", "xfrm", new("a", "off", x=0, y=0), new("a", "ext", cx=width, cy=height)),
            new("a", "prstGeom", new("a", "avLst"), prst="rect"),
        ),
    )
    inline = new(
        "wp",
        "inline",
        new("wp", "extent", cx=width, cy=height),
        new("wp", "docPr", id=number, name=f"图形{number}"),
        new("a", "graphic", new("a", "graphicData", picture, uri=PICTURE)),
    )
    return element(f"{WORD}drawing", inline)


def math(source: Element) -> Element:
    """Return a formula: its own elements, its characters, the look of its runs."""
    new = element(str(source.tag))
    for key, value in source.attrib.items():
        new.set(str(key), str(value))
    if local(source) == "t":
        new.text = source.text
    for child in source:
        if str(child.tag).startswith(f"{{{NAMESPACES['m']}}}"):
            new.append(math(child))
        elif local(child) == "rPr":
            fonts = child.find(f"{WORD}rFonts")
            if fonts is not None:
                kept = element(f"{WORD}rFonts")
                copy_attributes(fonts, kept)
                new.append(element(f"{WORD}rPr", kept))
    return new
