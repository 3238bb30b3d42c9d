"""Words of a lexicon in a line, outside quotations, titles and the longer words that hold them."""

from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.lexicons import Confidence, Entry
from shenfa.text import Context, Hit, Severity
from shenfa.text.regions import quotations, titles

STRAIGHT = "\"'"


@dataclass(frozen=True, slots=True)
class Word:
    """A listed word: what to write instead ("" for no suggestion), how grave, where it may stand."""

    word: str
    instead: str
    severity: Severity
    unless: tuple[str, ...]
    entry: Entry


def word_of(entry: Entry, columns: tuple[str, ...]) -> Word:
    """Return the word of a row with the columns (word), (instead), severity and unless."""
    row = dict(zip(columns, entry.values, strict=True))
    severity = Severity(row["severity"])
    if entry.confidence is Confidence.RECALLED and severity is Severity.ERROR:
        severity = Severity.WARNING
    return Word(
        entry.values[0],
        row.get("instead", row.get("right", "")),
        severity,
        tuple(filter(None, row["unless"].split("；"))),
        entry,
    )


def listed_hits(text: str, words: tuple[Word, ...], context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed word that stands where it should not."""
    for one in words:
        start = text.find(one.word)
        while start != -1:
            end = start + len(one.word)
            if (
                (one.entry.valid_from is None or one.entry.holds_on(context.date))
                and not is_within(text, start, end, one.unless)
                and not is_quoted(text, start, end)
            ):
                advice = f"建议改为“{one.instead}”" if one.instead else "建议改用其他说法"
                yield Hit(
                    start,
                    end,
                    f"“{one.word}”{advice}",
                    one.instead if one.instead and "（" not in one.instead else None,
                    severity=one.severity,
                )
            start = text.find(one.word, end)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether the span stands inside a quotation or a title, marks and all."""
    return any(first <= start and end <= last for first, last in (*quotations(text), *titles(text)))


def is_within(text: str, start: int, end: int, longer: tuple[str, ...]) -> bool:
    """Return whether the span stands inside one of the longer words."""
    for word in longer:
        at = text.find(word, max(0, end - len(word)), start + len(word))
        if at != -1 and at <= start and end <= at + len(word):
            return True
    return False
