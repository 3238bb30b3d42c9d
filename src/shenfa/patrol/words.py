"""The lists of the patrol: certain misspellings, words of intruders, hosts above suspicion."""

from dataclasses import dataclass
from functools import cache

from shenfa.lexicons.load import read_lexicon


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A form that is wrong wherever it stands, except within one of ``unless``."""

    wrong: str
    right: str
    unless: tuple[str, ...]


@cache
def misspellings() -> tuple[Misspelling, ...]:
    """The fixed pairs."""
    return tuple(
        Misspelling(
            entry.values[0],
            entry.values[1],
            tuple(filter(None, entry.values[2].split("|"))),
        )
        for entry in read_lexicon("patrol_typos", ("wrong", "right", "unless"))
    )


@cache
def spam_words() -> tuple[str, ...]:
    """What intruders write into titles and tags to be found by."""
    return tuple(entry.values[0] for entry in read_lexicon("patrol_spam", ("word",)))


@cache
def trusted_hosts() -> frozenset[str]:
    """Hosts to which a government site may lead, also where the link is folded away."""
    return frozenset(entry.values[0] for entry in read_lexicon("patrol_hosts", ("host",)))
