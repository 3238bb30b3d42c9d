"""The shapes of a slide drawn anew: geometry, text that is seen, tables and pixels.

Groups stay groups, so that what stands in them keeps its place. What cannot be drawn anew
(charts, diagrams, embedded objects) gives way to a box that says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shenfa.readers.office.drawing import SHAPES, Shape, is_hidden
from shenfa.readers.office.package import Element, attribute, local
from shenfa.readers.slides.pptx import PAGE_NUMBER, is_off
from shenfa.writers.masked.picture import Crop
from shenfa.writers.masked.slide_looks import (
    A,
    P,
    R,
    element,
    heirs,
    looks,
    merged,
    style_of,
)
from shenfa.writers.masked.word_drawing import crop_of

TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
STYLE_ID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
FIELD_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Any number does: a field must have one."""
SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")


@dataclass(slots=True)
class Ground:
    """What shapes stand on: the roots they inherit from, nearest first, and how they are drawn.

    ``picture`` takes the id of a relation and a crop and returns the id in the copy, None
    where the picture is not in the file. ``text`` returns what is shown of the nodes of some
    paragraphs. ``number`` counts the shapes of the copy.
    """

    inherited: Sequence[Element]
    size: tuple[int, int] | None
    picture: Callable[[str, Crop], str | None]
    text: Callable[[Sequence[Element]], Mapping[Element, str]]
    number: Callable[[], int]
    left_out: list[str] = field(default_factory=list)


def drawn(tree: Element, ground: Ground, *, is_own: bool) -> Iterator[Element]:
    """Yield what is seen of a tree of shapes; of a layout (not ``is_own``) no placeholders."""
    for child in tree:
        name = local(child)
        if name == "AlternateContent" and len(child):
            yield from drawn(child[0], ground, is_own=is_own)
        elif name == "grpSp" and not is_hidden(child):
            yield _group(child, ground, is_own=is_own)
        elif name in SHAPES:
            shape = Shape(child, tree, is_hidden(child))
            is_prompt = bool(shape.placeholder) and not is_own
            is_away = ground.size is not None and is_off(shape, ground.size)
            if not (shape.is_hidden or is_prompt or is_away):
                yield from _drawn(shape, ground)


def _group(source: Element, ground: Ground, *, is_own: bool) -> Element:
    own = source.find("{*}grpSpPr")
    return element(
        f"{P}grpSp",
        _about("nvGrpSpPr", "cNvGrpSpPr", ground),
        element(f"{P}grpSpPr") if own is None else _renamed(looks(own), "grpSpPr"),
        *drawn(source, ground, is_own=is_own),
    )


def _drawn(shape: Shape, ground: Ground) -> Iterator[Element]:
    match local(shape.element):
        case "sp":
            yield _box(shape, ground)
        case "cxnSp":
            about = _about("nvCxnSpPr", "cNvCxnSpPr", ground)
            yield element(f"{P}cxnSp", about, *_dress(shape.element, ()))
        case "pic":
            yield _picture(shape, ground)
        case "graphicFrame" if shape.element.find(".//{*}tbl") is not None:
            yield from _tables(shape, ground)
        case _:
            is_chart = any("chart" in one.get("uri", "") for one in shape.element.iter())
            yield _note("图表" if is_chart else "图形或者嵌入对象", shape, ground)


def _about(holder: str, own: str, ground: Ground) -> Element:
    number = ground.number()
    about = element(f"{P}cNvPr", id=number, name=f"图形{number}")
    return element(f"{P}{holder}", about, element(f"{P}{own}"), element(f"{P}nvPr"))


def _renamed(new: Element, name: str) -> Element:
    new.tag = f"{P}{name}"
    return new


def _dress(source: Element, parents: Sequence[Element]) -> Iterator[Element]:
    """Yield the properties of a shape and its style."""
    everything = [one.find("{*}spPr") for one in (*parents, source)]
    properties = merged(f"{P}spPr", everything)
    names = {local(child) for child in properties}
    if not names & {"prstGeom", "custGeom"}:
        at = 1 if "xfrm" in names else 0
        properties.insert(at, element(f"{A}prstGeom", element(f"{A}avLst"), prst="rect"))
    yield properties
    style = source.find("{*}style")
    if style is not None:
        yield _renamed(looks(style), "style")


def _box(shape: Shape, ground: Ground) -> Element:
    parents = heirs(shape.element, ground.inherited)
    new = element(f"{P}sp", _about("nvSpPr", "cNvSpPr", ground), *_dress(shape.element, parents))
    body = shape.element.find("{*}txBody")
    if body is not None:
        chain = [*(one.find("{*}txBody") for one in parents), body]
        styles = [
            master.find(f"{{*}}txStyles/{{*}}{style_of(shape.placeholder)}")
            for master in ground.inherited[-1:]
            if shape.placeholder
        ]
        styles += [one.find("{*}lstStyle") for one in chain if one is not None]
        frame = merged(f"{A}bodyPr", [one.find("{*}bodyPr") for one in chain if one is not None])
        new.append(
            element(
                f"{P}txBody", frame, merged(f"{A}lstStyle", styles), *_lines(body, shape, ground)
            )
        )
    return new


def _lines(body: Element, shape: Shape, ground: Ground) -> Iterator[Element]:
    paragraphs = list(body.iterfind("{*}p"))
    shown = {} if shape.placeholder == PAGE_NUMBER else ground.text(paragraphs)
    for paragraph in paragraphs:
        yield _line(paragraph, shown)
    if not paragraphs:
        yield element(f"{A}p")


def _line(source: Element, shown: Mapping[Element, str]) -> Element:
    new = element(f"{A}p")
    for child in source:
        name = local(child)
        if name in ("pPr", "endParaRPr"):
            new.append(looks(child))
        elif name == "fld" and child.get("type") == "slidenum":
            new.append(_run(child, "‹#›", element(f"{A}fld", id=FIELD_ID, type="slidenum")))
        elif name in ("r", "fld"):
            text = "".join(shown.get(one, "") for one in child.iter("{*}t"))
            if text:
                new.append(_run(child, text, element(f"{A}r")))
        elif name == "br" and child in shown:
            new.append(looks(child))
    return new


def _run(source: Element, text: str, new: Element) -> Element:
    own = source.find("{*}rPr")
    if own is not None:
        new.append(looks(own))
    words = element(f"{A}t")
    words.text = text
    new.append(words)
    return new


def _picture(shape: Shape, ground: Ground) -> Element:
    blip = next(shape.element.iter("{*}blip"), None)
    rectangle = next(shape.element.iter("{*}srcRect"), None)
    id_ = None if blip is None else ground.picture(attribute(blip, "embed"), crop_of(rectangle))
    if id_ is None:
        return _note("链接图片", shape, ground)
    new = element(f"{A}blip")
    new.set(f"{R}embed", id_)
    stretch = element(f"{A}stretch", element(f"{A}fillRect"))
    return element(
        f"{P}pic",
        _about("nvPicPr", "cNvPicPr", ground),
        element(f"{P}blipFill", new, stretch),
        *_dress(shape.element, heirs(shape.element, ground.inherited)),
    )


def _tables(shape: Shape, ground: Ground) -> Iterator[Element]:
    for table in shape.element.iter("{*}tbl"):
        new = element(f"{A}tbl", *_frame(table))
        for row in table.iterfind("{*}tr"):
            line = element(f"{A}tr", **{str(key): value for key, value in row.attrib.items()})
            line.extend(_cell(cell, ground) for cell in row.iterfind("{*}tc"))
            new.append(line)
        data = element(f"{A}graphicData", new, uri=TABLE)
        yield element(
            f"{P}graphicFrame",
            _about("nvGraphicFramePr", "cNvGraphicFramePr", ground),
            _place(shape, f"{P}xfrm"),
            element(f"{A}graphic", data),
        )


def _frame(table: Element) -> Iterator[Element]:
    for name in ("tblPr", "tblGrid"):
        own = table.find(f"{{*}}{name}")
        if own is None:
            continue
        new = looks(own)
        for style in new.findall(f"{A}tableStyleId"):
            number = own.findtext("{*}tableStyleId") or ""
            if STYLE_ID.fullmatch(number):
                style.text = number
            else:
                new.remove(style)
        yield new


def _cell(source: Element, ground: Ground) -> Element:
    new = element(f"{A}tc", **{key: source.get(key) for key in SPANS if source.get(key)})
    body = source.find("{*}txBody")
    paragraphs = [] if body is None else list(body.iterfind("{*}p"))
    shown = ground.text(paragraphs)
    lines = [_line(one, shown) for one in paragraphs] or [element(f"{A}p")]
    words = element(f"{A}txBody", element(f"{A}bodyPr"), element(f"{A}lstStyle"), *lines)
    new.append(words)
    own = source.find("{*}tcPr")
    if own is not None:
        new.append(looks(own))
    return new


def _place(shape: Shape, tag: str) -> Element:
    own = shape.element.find("{*}xfrm")
    own = shape.element.find("{*}spPr/{*}xfrm") if own is None else own
    if own is not None:
        new = looks(own)
        new.tag = tag
        return new
    return element(tag, element(f"{A}off", x=0, y=0), element(f"{A}ext", cx=1, cy=1))


def _note(what: str, shape: Shape, ground: Ground) -> Element:
    ground.left_out.append(what)
    words = element(f"{A}t")
    words.text = f"（此处的{what}未带入脱敏副本）"
    geometry = element(f"{A}prstGeom", element(f"{A}avLst"), prst="rect")
    body = element(f"{P}txBody", element(f"{A}bodyPr", element(f"{A}normAutofit"), wrap="square"))
    body.append(element(f"{A}lstStyle"))
    body.append(element(f"{A}p", element(f"{A}r", words)))
    properties = element(f"{P}spPr", _place(shape, f"{A}xfrm"), geometry)
    return element(f"{P}sp", _about("nvSpPr", "cNvSpPr", ground), properties, body)
