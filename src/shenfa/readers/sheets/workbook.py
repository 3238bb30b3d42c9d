"""What the sheets of an Excel workbook share: their list, strings, styles and colours."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.escape import unescape

from shenfa.readers.office.package import Element, Package, attribute, local
from shenfa.readers.sheets.number_format import BUILT_IN, MAC_EPOCH, WINDOWS_EPOCH

STATES = {"hidden": "隐藏工作表", "veryHidden": "深度隐藏工作表"}
SHEETS = {"worksheet": "工作表", "chartsheet": "图表工作表", "dialogsheet": "对话框工作表"}
THEME = ("FFFFFF", "000000")
"""Light and dark text, where a file has no theme."""

Runs = tuple[tuple[str, str], ...]
"""Pieces of a text with their font colours, empty where it is the cell's."""


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a cell's style: colours as RRGGBB, empty for automatic or none."""

    code: str = "General"
    colour: str = ""
    fill: str = ""
    size: float = 11


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook; ``hidden`` says in words how, empty if it is not."""

    part: str
    title: str
    kind: str
    hidden: str

    @property
    def place(self) -> str:
        """How people find it."""
        return f"{SHEETS.get(self.kind, '宏表')}“{self.title}”"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The shared tables of a workbook."""

    part: str
    sheets: tuple[Sheet, ...]
    strings: tuple[Runs, ...]
    styles: tuple[Style, ...]
    theme: tuple[str, ...]
    epoch: datetime.datetime


def read_workbook(package: Package) -> Workbook:
    """Return the workbook. Raises XMLSyntaxError, KeyError or ValueError if it is damaged."""
    part = package.related("", "officeDocument")[0]
    root = package.xml(part)
    theme = _theme(package, part)
    return Workbook(
        part,
        tuple(_sheets(package, part, root)),
        tuple(_strings(package, part, theme)),
        tuple(_styles(package, part, theme)),
        theme,
        MAC_EPOCH if _is_mac(root) else WINDOWS_EPOCH,
    )


def runs(item: Element, theme: tuple[str, ...]) -> Runs:
    """Return the text of a shared or inline string, without its reading aids."""
    pieces = []
    for child in item:
        if local(child) == "t":
            pieces.append((_text(child), ""))
        elif local(child) == "r":
            text = "".join(_text(one) for one in child.iterfind("{*}t"))
            colour = child.find("{*}rPr/{*}color")
            pieces.append((text, "" if colour is None else colour_of(colour, theme)))
    return tuple(pieces)


def colour_of(element: Element | None, theme: tuple[str, ...]) -> str:
    """Return RRGGBB for a colour element, an empty string for automatic."""
    if element is None:
        return ""
    rgb, number = element.get("rgb", ""), element.get("theme")
    if not rgb and number is not None:
        rgb = theme[int(number)] if int(number) < len(theme) else ""
    elif not rgb and (index := int(element.get("indexed", "64"))) < len(COLOR_INDEX):
        rgb = COLOR_INDEX[index]
    return _tinted(rgb[-6:].upper(), float(element.get("tint", "0"))) if rgb else ""


def _tinted(rgb: str, tint: float) -> str:
    if not tint:
        return rgb
    parts = (int(rgb[index : index + 2], 16) for index in (0, 2, 4))
    shaded = (part * (1 + tint) if tint < 0 else part + (255 - part) * tint for part in parts)
    return "".join(f"{max(0, min(255, round(part))):02X}" for part in shaded)


def _text(element: Element) -> str:
    text = element.text or ""
    if "_x" in text:
        text = str(unescape(text))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_mac(root: Element) -> bool:
    properties = root.find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}


def _sheets(package: Package, part: str, root: Element) -> Iterator[Sheet]:
    relations = {relation.id: relation for relation in package.relations.get(part, ())}
    for element in root.iterfind("{*}sheets/{*}sheet"):
        relation = relations[attribute(element, "id")]
        hidden = STATES.get(element.get("state", ""), "")
        yield Sheet(relation.target, element.get("name", ""), relation.kind, hidden)


def _strings(package: Package, part: str, theme: tuple[str, ...]) -> Iterator[Runs]:
    for strings in package.related(part, "sharedStrings"):
        for item in package.xml(strings):
            yield runs(item, theme)


def _theme(package: Package, part: str) -> tuple[str, ...]:
    for theme in package.related(part, "theme"):
        scheme = package.xml(theme).find("{*}themeElements/{*}clrScheme")
        if scheme is not None:
            colours = [child[0].get("lastClr") or child[0].get("val") or "" for child in scheme]
            # The file lists dark before light; the numbers in the styles mean light first.
            return (*colours[1::-1], *colours[3:1:-1], *colours[4:])
    return THEME


def _styles(package: Package, part: str, theme: tuple[str, ...]) -> Iterator[Style]:
    for styles in package.related(part, "styles"):
        root = package.xml(styles)
        codes = {
            int(one.get("numFmtId", "0")): one.get("formatCode", "")
            for one in root.iterfind("{*}numFmts/{*}numFmt")
        }
        fonts = [
            (colour_of(font.find("{*}color"), theme), _size(font))
            for font in root.iterfind("{*}fonts/{*}font")
        ]
        fills = [_fill(fill, theme) for fill in root.iterfind("{*}fills/{*}fill")]
        for record in root.iterfind("{*}cellXfs/{*}xf"):
            number = int(record.get("numFmtId", "0"))
            code = codes.get(number, BUILT_IN.get(number, "General"))
            font, fill = int(record.get("fontId", "0")), int(record.get("fillId", "0"))
            colour, size = fonts[font] if font < len(fonts) else ("", 11)
            yield Style(code, colour, fills[fill] if fill < len(fills) else "", size)


def _size(font: Element) -> float:
    size = font.find("{*}sz")
    return 11 if size is None else float(size.get("val", "11"))


def _fill(fill: Element, theme: tuple[str, ...]) -> str:
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return "808080" if len(fill) else ""  # a gradient: neither white nor black
    if pattern.get("patternType", "none") == "none":
        return ""
    return colour_of(pattern.find("{*}fgColor"), theme)
