"""When two sightings are of the same problem: the same fault in the same place (R75).

A place is an address as everybody writes it alike. In a place a text fault is known by its
words: who reports it quotes more or less around them, so one may contain the other. A link is
known by where it leads, a fault of the page as a whole by its kind alone.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from shenfa.ledger.problem import Nature

PORTS = {"http": 80, "https": 443}
INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
COUNTED = re.compile(r"utm_\w+|from|share|spm|timestamp|_t")
"""Parts of a query that say how somebody came, not where they are."""
LETTER = re.compile(r"[\W_]+")
LONG_NUMBER = re.compile(r"[0-9０-９*＊]{5,}[Xx]?")
SHORTEST = 2
"""Characters of a quotation that can be known again inside a longer one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where. ``words`` are the wrong words, or the address of a broken link.

    ``rule`` tells faults of the page as a whole apart that have no words: the kind of patrol.
    """

    nature: Nature
    place: str
    words: str = ""
    rule: str = ""


def place_of(url: str) -> str:
    """Return an address without what differs between two ways of writing it; "" if it is none."""
    url = unicodedata.normalize("NFKC", url).strip()
    if url and "://" not in url and re.match(r"[\w-]+(\.[\w-]+)+(/|:|$)", url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in PORTS or "." not in host:
        return ""
    name = host if port in (None, *PORTS.values()) else f"{host}:{port}"
    path = INDEX.sub("/", unquote(parts.path)).rstrip("/")
    asked = [pair for pair in parse_qsl(parts.query) if not COUNTED.fullmatch(pair[0])]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{name}{path}{query}"


def host_of_place(place: str) -> str:
    """Return the host of a place, without its port."""
    return place.partition("/")[0].partition("?")[0].partition(":")[0]


def folded(words: str) -> str:
    """Return words as they are compared: no space, no signs, one width, long numbers covered."""
    plain = unicodedata.normalize("NFKC", words).lower()
    return LETTER.sub("", LONG_NUMBER.sub("数", plain))


def key_of(fault: Fault) -> str:
    """Return the digest that the very same sighting has again: at most one problem has it."""
    known = (fault.nature.value, fault.place, _known_by(fault), fault.rule)
    return hashlib.sha256("\0".join(known).encode()).hexdigest()


def group_of(fault: Fault) -> str:
    """Return the digest that the same fault has in every place: identical problems (R74)."""
    known = (fault.nature.value, _known_by(fault), "" if fault.words else fault.rule)
    return hashlib.sha256("\0".join(known).encode()).hexdigest()[:24]


def is_same(one: Fault, other: Fault) -> bool:
    """Return whether two sightings are of one problem."""
    if (one.nature, one.place) != (other.nature, other.place):
        return False
    ours, theirs = _known_by(one), _known_by(other)
    if not ours and not theirs:
        return one.rule == other.rule
    if one.nature is not Nature.TEXT:
        return ours == theirs
    short, long = sorted((ours, theirs), key=len)
    return short == long or (len(short) >= SHORTEST and short in long)


def same_among(fault: Fault, known: Iterable[tuple[str, Fault]]) -> str:
    """Return the id of the problem that a sighting is of, the exact one first; "" if it is new."""
    alike = [(number, one) for number, one in known if is_same(fault, one)]
    exact = [number for number, one in alike if _known_by(one) == _known_by(fault)]
    return next(iter([*exact, *(number for number, _ in alike)]), "")


def _known_by(fault: Fault) -> str:
    match fault.nature:
        case Nature.TEXT:
            return folded(fault.words)
        case Nature.LINK:
            return place_of(fault.words) or folded(fault.words)
        case Nature.PRIVACY:
            # The words of a person's data are never kept: which kind of them it is must do.
            return ""
        case _:
            return ""
