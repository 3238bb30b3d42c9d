"""How the rules about official documents locate their hits and cite their clauses."""

import re

from shenfa.text import Basis, Hit, Level, Line, Located, Severity

PLAIN_COLON = re.compile(r"(?<=[\u3400-\u9fff〇”’》）】〕]):|(?<=[\u3400-\u9fff]\)):(?=\s*$)")


def is_plain_colon(text: str, at: int) -> bool:
    """Return whether the colon at ``at`` is half-width behind Chinese text.

    The punctuation rules find that in any text, so no other rule needs to tell it again.
    """
    return bool(PLAIN_COLON.match(text, at))


def mark(line: Line, span: tuple[int, int], message: str, fix: str | None = None) -> Located:
    """Return the hit on code points ``span`` of ``line``."""
    start, end = span
    return Located(line.passage, Hit(line.start + start, line.start + end, message, fix))


def mark_all(line: Line, message: str, fix: str | None = None) -> Located:
    """Return the hit on the whole line."""
    return mark(line, (0, len(line.text)), message, fix)


def mark_severely(line: Line, message: str, severity: Severity) -> Located:
    """Return the hit on the whole line, graver or milder than its rule."""
    return Located(
        line.passage,
        Hit(line.start, line.start + len(line.text), message, severity=severity),
    )


def missing(message: str, severity: Severity) -> Located:
    """Return the hit for an absent element, graver or milder than its rule."""
    return Located(None, Hit(0, 0, message, severity=severity))


def format_clause(clause: str) -> Basis:
    """Return the standard for the format of official documents, at one clause."""
    return Basis("党政机关公文格式", "GB/T 9704—2012", clause)


def handling_article(article: str) -> Basis:
    """Return the regulations on the handling of official documents, at one article."""
    return Basis("党政机关公文处理工作条例", "", article, Level.REGULATION)
