"""Links out of the site that no visitor sees (暗链): made by intruders for search engines.

A link that stands openly elsewhere, in the same words, is none of theirs, unless the words or the
way of hiding give it away: menus and tabs are folded, but nobody puts a partner off the page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from shenfa.patrol.checks.tampered_tags import SPAM
from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading.foreign import FOLDED, OUTSIDE, WHITE
from shenfa.patrol.record import Exit, Record, Sighting
from shenfa.patrol.survey import Survey

STEALTHY = frozenset({OUTSIDE, "字号过小"})
LEAST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Known:
    """What leads out of the site openly: links with their words, and credits at its foot."""

    words: frozenset[tuple[str, str]]
    credits: frozenset[str]

    def has(self, exit_: Exit) -> bool:
        """Whether a folded link is one of those."""
        if SPAM.search(exit_.words):
            return False
        return exit_.host in self.credits or (exit_.host, exit_.words) in self.words


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield each page that hides one, grouped by where it leads."""
    known = Known(_open_words(survey), _credits(survey))
    for record in survey.records:
        hiding = _hiding(record, survey)
        found: dict[str, list[tuple[Exit, str]]] = defaultdict(list)
        for exit_ in record.exits:
            reason = _reason(exit_, hiding, known)
            if reason:
                found[exit_.host].append((exit_, reason))
        for sheet in record.sheets:
            script = survey.technical.get(sheet)
            for exit_ in script.exits if script else ():
                found[exit_.host].append((exit_, exit_.reason))
        if found:
            yield _sighting(record, found)


def _sighting(record: Record, found: dict[str, list[tuple[Exit, str]]]) -> Sighting:
    links = [
        {"url": exit_.url, "words": exit_.words, "how": reason, "element": exit_.tag}
        for exits in found.values()
        for exit_, reason in exits
    ]
    group = f"{' '.join(sorted(found))} {links[0]['how']}"
    target = str(links[0]["url"])
    return Sighting(Kind.HIDDEN_LINK, target, record.url, {"links": links[:10]}, group)


def _hiding(record: Record, survey: Survey) -> frozenset[str]:
    return frozenset(
        name
        for sheet in record.sheets
        if (found := survey.technical.get(sheet))
        for name in found.hides
    )


def _reason(exit_: Exit, hiding: frozenset[str], known: Known) -> str:
    reason = exit_.reason
    if not reason and hiding.intersection(exit_.names):
        reason = "样式文件隐藏"
    if not reason and exit_.tag == "script":
        reason = "外部脚本"
    if reason == FOLDED and not SPAM.search(exit_.words):
        return ""
    if reason and exit_.tag == "a" and reason not in STEALTHY and known.has(exit_):
        return ""
    return reason


def _credits(survey: Survey) -> frozenset[str]:
    """The hosts to which white words lead on most pages: a credit on the dark foot of them all."""
    counts = Counter(
        host
        for record in survey.records
        for host in {exit_.host for exit_ in record.exits if exit_.reason == WHITE}
    )
    least = max(LEAST_PAGES, len(survey.records) // 2)
    return frozenset(host for host, count in counts.items() if count >= least)


def _open_words(survey: Survey) -> frozenset[tuple[str, str]]:
    """The hosts to which ordinary links lead somewhere on the site, with their words."""
    return frozenset(
        (exit_.host, exit_.words)
        for record in survey.records
        for exit_ in record.exits
        if exit_.tag == "a"
        and not exit_.reason
        and exit_.words
        and not SPAM.search(exit_.words)
        and not _hiding(record, survey).intersection(exit_.names)
    )
