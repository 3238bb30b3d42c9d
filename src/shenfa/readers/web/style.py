"""What hides the text of an element: its attributes, its inline style, the page's style sheets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?![.\d])"
    r"|text-indent:-\d{3}|(?:left|top):-\d{4}|clip:rect\(0"
)
COLOUR = re.compile(r"(?<![\w-])color:([^;]+)")
SIZE = re.compile(r"(?<![\w-])font-size:([\d.]+)|(?<![\w-])font:[^;]*?(?<![\d.])(0)(?:px|pt|em)?/?")
GROUND = re.compile(r"(?<![\w-])background(?:-color|-image)?:([^;]+)")
WHITE = re.compile(r"white|#f{3,8}|rgba?\(25[0-5],25[0-5],25[0-5](?:,[\d.]+)?\)|transparent")
BARE = re.compile(r"white|#?f{3,8}|transparent|none|inherit|initial|unset|auto")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NESTED = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
SELECTOR = re.compile(r"\w*([.#][\w-]+)|([a-z]\w*)")
SMALLEST_FONT = 2


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks here: ``hidden`` for good, or white and tiny until a child says otherwise."""

    hidden: str = ""
    is_white: bool = False
    is_tiny: bool = False
    has_ground: bool = False

    @property
    def reason(self) -> str:
        """Why the text is not seen, empty if it is."""
        if self.hidden or not (self.is_white or self.is_tiny):
            return self.hidden
        if self.is_tiny:
            return "字号过小"
        return "" if self.has_ground else "白色文字"


PLAIN = Look()


def look_of(parent: Look, attributes: Mapping[str, str | None], hiding: frozenset[str]) -> Look:
    """Return the look of an element with these attributes inside ``parent``."""
    style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
    names = {f".{name}" for name in (attributes.get("class") or "").split()}
    names.add(f"#{attributes.get('id')}")
    if not (style or attributes):
        return parent
    is_hidden = "hidden" in attributes or HIDING.search(style) or names & hiding
    colour = COLOUR.search(style)
    painted = colour[1] if colour else attributes.get("color")
    size = SIZE.search(style)
    ground = GROUND.search(style)
    paper = ground[1] if ground else attributes.get("bgcolor") or attributes.get("background")
    return Look(
        parent.hidden or ("隐藏文字" if is_hidden else ""),
        WHITE.fullmatch(painted.lower().removesuffix("!important")) is not None
        if painted
        else parent.is_white,
        float(size[1] or 0) < SMALLEST_FONT if size else parent.is_tiny,
        parent.has_ground or (bool(paper) and BARE.match((paper or "").lower()) is None),
    )


def hiding_names(sheets: Iterable[str]) -> frozenset[str]:
    """Return the classes (.x) and ids (#x) that a style sheet hides on every screen."""
    names = set()
    for sheet in sheets:
        plain = NESTED.sub("", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
        for rule in RULE.finditer(plain):
            if HIDING.search(re.sub(r"\s+", "", rule[2]).lower()):
                for selector in rule[1].split(","):
                    match = SELECTOR.fullmatch(selector.strip())
                    if match and match[1]:
                        names.add(match[1])
    return frozenset(names)
