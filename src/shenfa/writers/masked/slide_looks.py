"""How the text and shapes of a slide look, with all that their layout and master say made their own.

A copied slide stands on an empty layout, so what it would inherit must be written into it.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from shenfa.readers.office.package import Element, local

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A, P, R = (f"{{{one}}}" for one in (DRAWING, SLIDE, RELATION))
NAMESPACES = {"a": DRAWING, "p": SLIDE, "r": RELATION}
LEFT = frozenset({"extLst", "hlinkClick", "hlinkHover", "hlinkMouseOver", "snd"})
TELLING = frozenset({"descr", "title", "tooltip", "name"})
NAMED = frozenset({"gd"})
"""Elements whose name is a word of geometry and no name that a person gave."""
ONE_OF = (
    frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"}),
    frozenset({"buNone", "buAutoNum", "buChar", "buBlip"}),
    frozenset({"prstGeom", "custGeom"}),
    frozenset({"noAutofit", "normAutofit", "spAutoFit"}),
    frozenset({"effectLst", "effectDag"}),
    frozenset({"buClrTx", "buClr"}),
    frozenset({"buSzTx", "buSzPct", "buSzPts"}),
    frozenset({"buFontTx", "buFont"}),
)
"""What excludes each other: the nearer one wins."""
ORDER = (
    "xfrm", "custGeom", "prstGeom",
    "lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts", "buFontTx",
    "buFont", "buNone", "buAutoNum", "buChar", "buBlip", "tabLst", "defRPr",
    "prstTxWarp", "noAutofit", "normAutofit", "spAutoFit",
    "ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill",
    "effectLst", "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill",
    "latin", "ea", "cs", "sym", "rtl", "scene3d", "sp3d",
)  # fmt: skip
"""The order in which the schema wants them; of a shape the fill stands before the line."""
SHAPE_ORDER = tuple(name for name in ORDER if name != "ln")
MERGED = frozenset({"defRPr", *(f"lvl{number}pPr" for number in range(1, 10)), "defPPr"})


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """Return a new element whose namespaces have the prefixes everybody uses."""
    new = etree.Element(tag, nsmap=NAMESPACES)
    for key, value in attributes.items():
        new.set(key, str(value))
    new.extend(children)
    return new


def looks(source: Element) -> Element:
    """Return a copy of a drawing's own elements and numbers: no text, names, links, pictures."""
    new = element(str(source.tag))
    for key, value in source.attrib.items():
        is_name = str(key) in TELLING and local(source) not in NAMED
        if "}" not in str(key) and not is_name:
            new.set(str(key), str(value))
    new.extend(
        looks(child)
        for child in source
        if str(child.tag).startswith(A) and local(child) not in LEFT and not _is_picture(child)
    )
    return new


def _is_picture(child: Element) -> bool:
    return local(child) in ("blipFill", "buBlip")


def merged(tag: str, sources: Iterable[Element | None]) -> Element:
    """Return one element of what several say, the later ones being nearer to the text."""
    new = element(tag)
    for source in sources:
        if source is not None:
            _lay_over(new, looks(source))
    return _ordered(new)


def _lay_over(new: Element, nearer: Element) -> None:
    for key, value in nearer.attrib.items():
        new.set(str(key), str(value))
    for child in list(nearer):
        name = local(child)
        rivals = next((group for group in ONE_OF if name in group), frozenset({name}))
        own = next((one for one in new if local(one) == name), None)
        if own is not None and name in MERGED:
            _lay_over(own, child)
            continue
        for rival in [one for one in new if local(one) in rivals]:
            new.remove(rival)
        new.append(child)


def _ordered(new: Element) -> Element:
    order = SHAPE_ORDER if local(new) == "spPr" else ORDER

    def place(child: Element) -> int:
        name = local(child)
        if name == "ln" and order is SHAPE_ORDER:
            return order.index("effectLst")
        return order.index(name) if name in order else len(order)

    children = sorted(new, key=place)
    new[:] = [_ordered(child) if local(child) in MERGED else child for child in children]
    return new


def heirs(shape: Element, grounds: Sequence[Element]) -> tuple[Element, ...]:
    """Return the placeholders a shape inherits from, the farthest (on the master) first."""
    own = shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    found = []
    for ground in grounds:
        if own is None:
            break
        fits = [
            one
            for one in ground.iterfind("{*}cSld/{*}spTree/{*}sp")
            if _fits(own, one.find("{*}nvSpPr/{*}nvPr/{*}ph"))
        ]
        if fits:
            found.append(fits[0])
            own = fits[0].find("{*}nvSpPr/{*}nvPr/{*}ph")
    return tuple(reversed(found))


def _fits(own: Element, other: Element | None) -> bool:
    if other is None:
        return False
    if own.get("idx") is not None and own.get("idx") == other.get("idx"):
        return True
    return _role(own) == _role(other)


def _role(placeholder: Element) -> str:
    kind = placeholder.get("type", "obj")
    return {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, kind)


def style_of(placeholder: str) -> str:
    """Return which style of the master the text of a placeholder has."""
    if placeholder in ("title", "ctrTitle"):
        return "titleStyle"
    return "otherStyle" if placeholder in ("dt", "ftr", "sldNum", "hdr") else "bodyStyle"
