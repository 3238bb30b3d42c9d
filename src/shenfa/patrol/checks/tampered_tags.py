"""Title and tags written over to be found by gamblers, while the page looks as before.

A notice against gambling has the same words, but in its text as well, and says what it is.
"""

import re
from collections.abc import Iterator

from shenfa.patrol.kinds import Kind
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site
from shenfa.patrol.words import spam_words

SPAM = re.compile("|".join(map(re.escape, spam_words())), re.IGNORECASE)
FIGHT = re.compile(
    r"打击|严禁|查处|整治|举报|防范|警惕|警示|治理|反诈|专项|通告|犯罪|违法|涉赌|涉黄|清理|提醒|案例|宣传"
)
TAGS = ("keywords", "description", "columnkeywords", "columndescription", "articletitle")


def check(page: Page, _site: Site) -> Iterator[Sighting]:
    """Yield a page whose head says what its text does not."""
    visible = "\n".join(page.lines)
    for text in (page.title, *(page.tags.get(name, "") for name in TAGS)):
        words = list(dict.fromkeys(SPAM.findall(text)))
        if words and not _is_about(text, words, visible):
            evidence = {"title": page.title, "quote": text[:120], "words": words[:10]}
            yield Sighting(Kind.TAMPER_SEO_META, page.url, page.url, evidence)
            return


def _is_about(text: str, words: list[str], visible: str) -> bool:
    """Whether a title or tag speaks of such things because the page is against them."""
    is_shown = all(word in visible for word in words)
    if FIGHT.search(text):
        return is_shown or len(words) < 3
    return is_shown and FIGHT.search(visible) is not None
