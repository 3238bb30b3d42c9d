"""The parts of a Word file that say how it looks: styles, numbering, settings, theme."""

from collections.abc import Iterable

from lxml import etree

from shenfa.readers.office.package import Element, Package, local
from shenfa.readers.word.xml import WORD, parse
from shenfa.writers.masked import word_names as names
from shenfa.writers.masked.package import NewPackage
from shenfa.writers.masked.word_names import copy_attributes, element, properties

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LOOKS = (("tblPr", names.TABLE), ("trPr", names.ROW), ("tcPr", names.CELL))
SPECIAL = frozenset({"separator", "continuationSeparator"})


def add_looks(package: Package, main: str, copy: NewPackage) -> None:
    """Add what the text needs to look as it did."""
    rebuilt = (
        ("styles", _styles, TYPE.format("styles")),
        ("numbering", _numbering, TYPE.format("numbering")),
        ("theme", theme, THEME_TYPE),
    )
    for kind, rebuild, content_type in rebuilt:
        for part in package.related(main, kind)[:1]:
            copy.add(f"word/{kind}.xml", rebuild(parse(package.read(part))), content_type)
            copy.relate("word/document.xml", kind, f"{kind}.xml")
    own = [parse(package.read(part)) for part in package.related(main, "settings")]
    copy.add("word/settings.xml", _settings(own, copy), TYPE.format("settings"))
    copy.relate("word/document.xml", "settings", "settings.xml")


def notes_of(part: Element, wanted: Iterable[str]) -> tuple[Element, ...]:
    """Return the notes of a part that the text refers to, and the lines Word draws above."""
    used = frozenset(wanted)
    return tuple(
        one
        for one in part
        if local(one) in ("footnote", "endnote")
        and (one.get(f"{WORD}id", "") in used or one.get(f"{WORD}type", "") in SPECIAL)
    )


def theme(root: Element) -> Element:
    """Return the colours and fonts of a theme."""
    new = etree.Element(root.tag, nsmap={"a": DRAWING[1:-1]})
    for key, value in root.attrib.items():
        if "}" not in str(key):
            new.set(str(key), str(value))
    for child in root:
        if str(child.tag).startswith(DRAWING) and local(child) not in ("extLst", "blip"):
            new.append(theme(child))
    return new


def _styles(root: Element) -> Element:
    new = element(f"{WORD}styles")
    defaults = element(f"{WORD}docDefaults")
    for name in ("rPr", "pPr"):
        source = root.find(f"{WORD}docDefaults/{WORD}{name}Default/{WORD}{name}")
        allowed = names.RUN if name == "rPr" else names.PARAGRAPH
        own = properties(source, name, allowed)
        defaults.append(element(f"{WORD}{name}Default", *([] if own is None else [own])))
    new.append(defaults)
    new.extend(_style(one) for one in root.iterfind(f"{WORD}style"))
    return new


def _style(source: Element) -> Element:
    new = properties(source, "style", names.STYLE)
    new = element(f"{WORD}style") if new is None else new
    new.extend(_look(source))
    for part in source.iterfind(f"{WORD}tblStylePr"):
        own = element(f"{WORD}tblStylePr", *_look(part))
        copy_attributes(part, own)
        new.append(own)
    return new


def _look(source: Element) -> Iterable[Element]:
    paragraph = properties(source.find(f"{WORD}pPr"), "pPr", names.PARAGRAPH)
    if paragraph is not None:
        yield paragraph
    run = properties(source.find(f"{WORD}rPr"), "rPr", names.RUN)
    if run is not None:
        yield run
    for name, allowed in LOOKS:
        own = properties(source.find(f"{WORD}{name}"), name, allowed)
        if own is not None:
            yield own


def _numbering(root: Element) -> Element:
    new = element(f"{WORD}numbering")
    for source in root:
        if local(source) == "abstractNum":
            allowed = frozenset({"multiLevelType", "styleLink", "numStyleLink"})
        elif local(source) == "num":
            allowed = frozenset({"abstractNumId"})
        else:
            continue
        own = properties(source, local(source), allowed)
        if own is None:
            continue
        for override in source.iterfind(f"{WORD}lvlOverride"):
            start = properties(override, "lvlOverride", frozenset({"startOverride"}))
            start = element(f"{WORD}lvlOverride") if start is None else start
            start.extend(_level(level) for level in override.iterfind(f"{WORD}lvl"))
            own.append(start)
        own.extend(_level(level) for level in source.iterfind(f"{WORD}lvl"))
        new.append(own)
    return new


def _level(source: Element) -> Element:
    new = properties(source, "lvl", names.LEVEL)
    new = element(f"{WORD}lvl") if new is None else new
    new.attrib.pop(f"{WORD}tplc", "")
    new.extend(_look(source))
    return new


def _settings(own: Iterable[Element], copy: NewPackage) -> Element:
    new = element(f"{WORD}settings")
    for root in own:
        kept = properties(root, "settings", names.SETTINGS)
        new.extend([] if kept is None else list(kept))
        for name in ("footnotes", "endnotes"):
            if f"word/{name}.xml" in copy.parts:
                new.append(_note_settings(name))
        compatible = element(f"{WORD}compat")
        for switch in root.iterfind(f"{WORD}compat/*"):
            if local(switch) in names.COMPATIBLE:
                kept_switch = element(str(switch.tag))
                copy_attributes(switch, kept_switch)
                compatible.append(kept_switch)
        new.append(compatible)
    return new


def _note_settings(name: str) -> Element:
    own = element(f"{WORD}{name[:-1]}Pr")
    for number in ("-1", "0"):
        line = element(f"{WORD}{name[:-1]}")
        line.set(f"{WORD}id", number)
        own.append(line)
    return own
