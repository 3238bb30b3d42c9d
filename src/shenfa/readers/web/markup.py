"""Web pages as runs of text: what a browser shows, and what it keeps to itself.

White space is collapsed as a browser would; U+00A0 stays. Hidden, deleted and inserted text
is told apart here and becomes passages in html.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from selectolax.lexbor import LexborNode

from shenfa.readers.web.style import PLAIN, Look, look_of

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
VERBATIM = frozenset({"pre", "textarea", "xmp", "listing"})
SPACE = re.compile(r"[ \t\r\n\f]+")
LINE_BREAK = "\v"
"""The text of a br, so that it is told apart from a line of the source."""
WIDE = r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]"
WRAP = re.compile(rf"(?<={WIDE})[ \t]*[\r\n]\s*(?={WIDE})")
"""A line break of the source between Chinese characters, which is no white space at all."""


class Mark(StrEnum):
    """What happened to a run of text in tracked changes."""

    NONE = ""
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class State:
    """What an element hands down to everything in it."""

    look: Look = PLAIN
    mark: Mark = Mark.NONE
    is_verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One step through a page: an element opens or closes, or there is a text or comment."""

    kind: str
    node: LexborNode
    state: State
    attributes: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one state; ``reason`` says why it is not seen."""

    text: str
    mark: Mark = Mark.NONE
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Woven:
    """A block of text: what is seen, which spans of it are insertions, and what is not seen."""

    text: str
    inserted: tuple[tuple[int, int], ...]
    unseen: tuple[Run, ...]


def walk(root: LexborNode, hiding: frozenset[str], opaque: frozenset[str]) -> Iterator[Event]:
    """Yield what is below ``root`` in order; the inside of ``opaque`` elements is left out."""
    stack: list[tuple[LexborNode, State, bool]] = [(root, State(), False)]
    while stack:
        node, state, is_left = stack.pop()
        tag = node.tag or ""
        if is_left:
            yield Event("close", node, state, {})
            continue
        if node.is_text_node:
            yield Event("text", node, state, {})
        elif node.is_comment_node:
            yield Event("comment", node, state, {})
        elif not tag.startswith("-") or node is root:
            attributes = dict(node.attributes)
            inner = _inside(state, tag, attributes, hiding)
            yield Event("open", node, inner, attributes)
            stack.append((node, inner, True))
            if tag not in opaque:
                stack.extend((child, inner, False) for child in reversed(list(_children(node))))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _inside(
    state: State, tag: str, attributes: dict[str, str | None], hiding: frozenset[str]
) -> State:
    mark = {"ins": Mark.INSERTED, "del": Mark.DELETED}.get(tag, state.mark)
    look = look_of(state.look, attributes, hiding) if attributes else state.look
    is_verbatim = state.is_verbatim or tag in VERBATIM
    if mark is state.mark and look is state.look and is_verbatim == state.is_verbatim:
        return state
    return State(look, mark, is_verbatim)


def weave(runs: Sequence[tuple[Run, bool]]) -> Woven:
    """Join the runs of a block; the flag says that white space is kept as it is (pre)."""
    text = ""
    inserted: list[tuple[int, int]] = []
    unseen: list[Run] = []
    for run, is_verbatim in runs:
        if run.reason or run.mark is Mark.DELETED:
            _append(unseen, run)
            continue
        piece = run.text.replace(LINE_BREAK, "\n") if is_verbatim else _collapsed(run.text)
        if piece == "\n":
            text = text.rstrip(" ") if not is_verbatim else text
        elif not is_verbatim and (not text or text[-1] in " \n"):
            piece = piece.lstrip(" ")
        if not text:
            piece = piece.lstrip(" \n")
        if run.mark is Mark.INSERTED and piece:
            inserted.append((len(text), len(text) + len(piece)))
        text += piece
    text = text.rstrip(" \n")
    spans = ((start, min(end, len(text))) for start, end in inserted if start < len(text))
    return Woven(text, tuple(spans), tuple(run for run in unseen if run.text.strip()))


def _append(unseen: list[Run], run: Run) -> None:
    text = _collapsed(run.text)
    last = unseen[-1] if unseen else None
    if last is not None and (last.mark, last.reason) == (run.mark, run.reason):
        unseen[-1] = Run(last.text + text, run.mark, run.reason)
    else:
        unseen.append(Run(text.lstrip(" "), run.mark, run.reason))


def _collapsed(text: str) -> str:
    return "\n" if text == LINE_BREAK else SPACE.sub(" ", WRAP.sub("", text))
