"""The automatic numbers of a Word file: what each paragraph shows before its text.

Word counts per definition of a list, not per list made from it: two lists of one definition
go on from each other unless the second says where to start. What is broken, and every form of
number nobody here knows, shows nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from shenfa.readers.office.package import Element
from shenfa.readers.word.number_format import written
from shenfa.readers.word.styles import style_chain
from shenfa.readers.word.xml import VALUE, WORD, is_on, value

LEVELS = 9
OFF = "0"
PLACEHOLDER = re.compile(r"%([1-9])")
UNSEEN = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``text`` holds %1 to %9 where the numbers of the levels go.

    ``restart`` is the level after which it starts again, counted from 1 (0 for never), None for
    any above it; ``style`` is the paragraph style that is numbered at this level.
    """

    start: int = 0
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that paragraphs refer to (w:num): its definition, and the starts it changes."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Numbered:
    """In which list and at which level paragraphs of a style are numbered; "" for no list."""

    list: str = ""
    level: int = 0


@dataclass(slots=True)
class Numbering:
    """All lists of a file, and how far the numbers have come: ``counts`` by definition."""

    lists: Mapping[str, NumberedList] = field(default_factory=dict)
    styles: Mapping[str, Numbered] = field(default_factory=dict)
    default: str = ""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """Count a paragraph and return its number as shown, "" for none."""
        numbered = self._numbered(paragraph)
        one = self.lists.get(numbered.list)
        if one is None or numbered.level not in one.levels:
            return ""
        self._count(numbered.list, one, numbered.level)
        return _shown(one.levels, numbered.level, self.counts[one.definition])

    def _numbered(self, paragraph: Element) -> Numbered:
        properties = paragraph.find(f"{WORD}pPr")
        if properties is None:
            return self.styles.get(self.default, Numbered())
        style = self.styles.get(value(properties, f"{WORD}pStyle") or self.default, Numbered())
        own = properties.find(f"{WORD}numPr")
        if own is None:
            return style
        return Numbered(
            _list_of(own) or style.list, _number(value(own, f"{WORD}ilvl"), style.level)
        )

    def _count(self, name: str, one: NumberedList, level: int) -> None:
        counts = self.counts.setdefault(one.definition, {})
        is_first = (name, level) not in self.started
        self.started.add((name, level))
        if is_first and level in one.starts:
            counts[level] = one.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = one.levels[level].start
        for below in [key for key in counts if key > level]:
            restart = one.levels[below].restart if below in one.levels else None
            if restart is None or level < restart:
                del counts[below]


def read_numbering(root: Element | None, styles: Element | None) -> Numbering:
    """Return the lists of numbering.xml, and which paragraph styles are numbered by them."""
    if root is None:
        return Numbering()
    elements = {} if styles is None else _by_id(styles, "style", "styleId")
    lists = dict(_lists(root, elements))
    chains = {key: tuple(style_chain(key, elements)) for key in elements}
    paragraphs = {
        key: chain
        for key, chain in chains.items()
        if chain[0].get(f"{WORD}type", "paragraph") == "paragraph"
    }
    return Numbering(
        lists,
        {key: _numbered_style(chain, lists) for key, chain in paragraphs.items()},
        next(
            (
                key
                for key, chain in paragraphs.items()
                if is_on(chain[0].get(f"{WORD}default", OFF))
            ),
            "",
        ),
    )


def is_gone(paragraph: Element) -> bool:
    """Return whether the mark of a paragraph is deleted or hidden, so that nothing counts it."""
    mark = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    if mark is None:
        return False
    vanish = mark.find(f"{WORD}vanish")
    is_hidden = vanish is not None and is_on(vanish.get(VALUE, ""))
    return is_hidden or mark.find(f"{WORD}del") is not None


def _shown(levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str:
    own = levels[level]
    if own.form in UNSEEN:
        return ""
    shown: list[str] = []
    end = 0
    for match in PLACEHOLDER.finditer(own.text):
        at = int(match[1]) - 1
        other = levels.get(at)
        number = "" if at > level or other is None else _written(other, own, counts.get(at))
        if number is None:
            return ""
        shown += own.text[end : match.start()], number
        end = match.end()
    return "".join((*shown, own.text[end:])).strip()


def _written(level: Level, own: Level, count: int | None) -> str | None:
    """The number of a level in the text of ``own``; one not yet counted shows its start."""
    if level.form in UNSEEN:
        return ""
    return written(
        "decimal" if own.is_legal else level.form, level.start if count is None else count
    )


def _lists(root: Element, styles: Mapping[str, Element]) -> Iterator[tuple[str, NumberedList]]:
    definitions = _by_id(root, "abstractNum", "abstractNumId")
    lists = _by_id(root, "num", "numId")
    for key, one in lists.items():
        name = value(one, f"{WORD}abstractNumId") or ""
        linked = definitions.get(name)
        style = styles.get((None if linked is None else value(linked, f"{WORD}numStyleLink")) or "")
        if style is not None:
            # The definition only points to a list style, which points to the real one.
            through = lists.get(_list_of(style.find(f"{WORD}pPr/{WORD}numPr")))
            name = name if through is None else value(through, f"{WORD}abstractNumId") or ""
        definition = definitions.get(name)
        if definition is not None and key != OFF:
            overrides = list(one.iterfind(f"{WORD}lvlOverride"))
            levels = dict(_levels(definition))
            for override in overrides:
                levels.update(_levels(override))
            yield key, NumberedList(name, levels, dict(_starts(overrides)))


def _starts(overrides: list[Element]) -> Iterator[tuple[int, int]]:
    for override in overrides:
        start = value(override, f"{WORD}startOverride")
        if start is not None:
            yield _number(override.get(f"{WORD}ilvl"), LEVELS), _number(start, 0)


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for one in parent.iterfind(f"{WORD}lvl"):
        level = _number(one.get(f"{WORD}ilvl"), LEVELS)
        legal = one.find(f"{WORD}isLgl")
        # A form of its own is stored twice, the first of the two being the one Word shows.
        form = next((each.get(VALUE, "") for each in one.iter(f"{WORD}numFmt")), "decimal")
        restart = value(one, f"{WORD}lvlRestart")
        found = Level(
            start=_number(value(one, f"{WORD}start"), 0),
            form=form,
            text=value(one, f"{WORD}lvlText") or "",
            is_legal=legal is not None and is_on(legal.get(VALUE, "")),
            style=value(one, f"{WORD}pStyle") or "",
        )
        if level < LEVELS:
            yield level, found if restart is None else replace(found, restart=_number(restart, 0))


def _numbered_style(chain: tuple[Element, ...], lists: Mapping[str, NumberedList]) -> Numbered:
    own = [style.find(f"{WORD}pPr/{WORD}numPr") for style in chain]
    name = next(filter(None, map(_list_of, own)), "")
    levels = lists[name].levels if name in lists else {}
    linked = {level.style: key for key, level in levels.items() if level.style}
    at = next((linked[key] for style in chain if (key := _id(style)) in linked), None)
    if at is None:
        written_down = (value(one, f"{WORD}ilvl") for one in own if one is not None)
        at = _number(next((text for text in written_down if text), None), 0)
    return Numbered(name, at)


def _list_of(properties: Element | None) -> str:
    return "" if properties is None else value(properties, f"{WORD}numId") or ""


def _id(style: Element) -> str:
    return style.get(f"{WORD}styleId", "")


def _by_id(root: Element, tag: str, attribute: str) -> dict[str, Element]:
    return {one.get(f"{WORD}{attribute}", ""): one for one in root.iterfind(f"{WORD}{tag}")}


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
