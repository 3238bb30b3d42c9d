"""How characters look, as far as somebody can read them: hidden, white on white, too small."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from shenfa.readers.office.package import Element
from shenfa.readers.word.xml import VALUE, WORD, is_on, value

WHITE = "FFFFFF"
UNKNOWN_GROUND = ""
"""A ground that may have any colour: a picture, a shape, a table style."""
NEAR = 0x10
"""Colours that differ by no more than this in every channel cannot be told apart."""
TINY = 4
"""Half-points; nobody reads 2 pt."""
HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": WHITE,
    "yellow": "FFFF00",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a run or a style says about its characters; None where it says nothing."""

    vanish: bool | None = None
    colour: str | None = None
    shade: str | None = None
    size: int | None = None

    def over(self, below: "Look") -> "Look":
        """This look, completed from the one below it."""
        if self == PLAIN:
            return below
        if below == PLAIN:
            return self
        return Look(
            below.vanish if self.vanish is None else self.vanish,
            below.colour if self.colour is None else self.colour,
            below.shade if self.shade is None else self.shade,
            below.size if self.size is None else self.size,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by their ids, each completed from what it is based on.

    ``grounds`` are the shadings of paragraph styles, ``painted`` the table styles with any.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    painted: frozenset[str] = frozenset()
    default: str = ""
    page: str = WHITE

    def look(self, properties: Element | None, paragraph_style: str) -> Look:
        """How a run with these properties looks in a paragraph of this style."""
        look = self.looks.get(paragraph_style or self.default, PLAIN)
        if properties is None:
            return look
        own = look_of(properties)
        style = value(properties, f"{WORD}rStyle")
        if style:
            own = own.over(self.looks.get(style, PLAIN))
        return own.over(look)


def read_styles(root: Element | None, body: Element) -> Styles:
    """Return the styles of styles.xml, with the page colour that the document asks for."""
    background = body.find(f"{WORD}background")
    page = WHITE if background is None else _colour(background.get(f"{WORD}color")) or WHITE
    if root is None:
        return Styles(page=page)
    elements = {one.get(f"{WORD}styleId", ""): one for one in root.iter(f"{WORD}style")}
    defaults = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr")
    ground = PLAIN if defaults is None else look_of(defaults)
    chains = {style: tuple(style_chain(style, elements)) for style in elements}
    return Styles(
        names={key: value(one, f"{WORD}name") or key for key, one in elements.items()},
        looks={
            # Word's defaults lie below paragraph styles only; a character style lies above.
            key: _completed(chain).over(ground if _is(chain[0], "paragraph") else PLAIN)
            for key, chain in chains.items()
        },
        grounds={
            key: shade
            for key, chain in chains.items()
            if (shade := next(filter(None, map(_paragraph_shade, chain)), None))
        },
        painted=frozenset(
            key
            for key, chain in chains.items()
            if _is(chain[0], "table")
            and any(shading(shade) for one in chain for shade in one.iter(f"{WORD}shd"))
        ),
        default=next(
            (
                key
                for key, one in elements.items()
                if _is(one, "paragraph") and is_on(one.get(f"{WORD}default", "0"))
            ),
            "",
        ),
        page=page,
    )


def look_of(properties: Element) -> Look:
    """What run properties say themselves."""
    vanish = colour = shade = size = None
    for child in properties:
        tag = child.tag
        if tag == f"{WORD}vanish":
            vanish = is_on(child.get(VALUE, ""))
        elif tag == f"{WORD}color":
            colour = child.get(VALUE, "auto").upper()
        elif tag == f"{WORD}highlight":
            shade = HIGHLIGHTS.get(child.get(VALUE, ""), shade)
        elif tag == f"{WORD}shd":
            shade = shade or shading(child)
        elif tag == f"{WORD}sz":
            size = _half_points(child.get(VALUE, ""))
    return Look(vanish, colour, shade, size)


def shading(shade: Element) -> str | None:
    """The colour a w:shd paints, None where it paints none."""
    is_solid = shade.get(VALUE) == "solid"
    return _colour(shade.get(f"{WORD}color" if is_solid else f"{WORD}fill"))


def why_unseen(look: Look, ground: str) -> str:
    """Why nobody sees such characters on this ground, in two words; "" where one does."""
    if look.vanish:
        return "隐藏文字"
    if look.size is not None and look.size <= TINY:
        return "极小字号文字"
    if look.colour is None or look.colour == "AUTO":
        return ""
    ground = look.shade or ground
    if not ground or not _is_same(look.colour, ground):
        return ""
    return "白色文字" if _is_same(look.colour, WHITE) else "与底色相同的文字"


def style_chain(style: str, elements: Mapping[str, Element]) -> Iterator[Element]:
    """Yield a style and those it is based on, which a damaged file may close to a ring."""
    seen: set[str] = set()
    while style in elements and style not in seen:
        seen.add(style)
        yield elements[style]
        style = value(elements[style], f"{WORD}basedOn") or ""


@lru_cache(maxsize=1024)
def _is_same(colour: str, ground: str) -> bool:
    try:
        return all(
            abs(one - other) < NEAR
            for one, other in zip(bytes.fromhex(colour), bytes.fromhex(ground), strict=True)
        )
    except ValueError:
        return False


def _completed(chain: Iterable[Element]) -> Look:
    look = PLAIN
    for style in chain:
        properties = style.find(f"{WORD}rPr")
        if properties is not None:
            look = look.over(look_of(properties))
    return look


def _paragraph_shade(style: Element) -> str | None:
    shade = style.find(f"{WORD}pPr/{WORD}shd")
    return None if shade is None else shading(shade)


def _is(style: Element, kind: str) -> bool:
    return style.get(f"{WORD}type") == kind


def _colour(text: str | None) -> str | None:
    return None if text is None or text.lower() in ("auto", "none", "") else text.upper()


def _half_points(text: str) -> int | None:
    try:
        # The strict standard may write a unit: 2pt.
        points = text.removesuffix("pt")
        return int(float(points) * 2) if points != text else int(float(text))
    except (ValueError, OverflowError):
        return None
