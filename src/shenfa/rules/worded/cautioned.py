"""The press agency's list of words to avoid, by group."""

from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.rules.worded.listed import Word, word_of
from shenfa.text import Basis, Level

COLUMNS = ("word", "group", "instead", "severity", "unless")
PRESS_LIST = Basis("新华社《新闻信息报道中的禁用词和慎用词》", level=Level.PRACTICE)
"""A rule of style of the press agency, no law: what stands on it advises."""


@cache
def cautioned(group: str) -> tuple[Word, ...]:
    """Return the words of one group."""
    return tuple(
        word_of(entry, COLUMNS)
        for entry in read_lexicon("wording_cautioned", COLUMNS)
        if entry.values[1] == group
    )
