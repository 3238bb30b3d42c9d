"""Whether a cited article exists."""

import datetime
from collections.abc import Iterator

from shenfa.rules.citing.mentions import Article
from shenfa.text import Certainty, Context, Hit, Instrument, Severity

CHECKED_UNTIL = datetime.date(2025, 4, 19)
"""Up to this day the shipped table follows the changes of all laws it holds."""


def beyond_last(article: Article, instrument: Instrument, context: Context) -> Iterator[Hit]:
    """Yield the hit on an article with a greater number than the last one has."""
    if not instrument.articles or article.value <= instrument.articles:
        return
    version = instrument.version
    if context.date and version and context.date < version:
        return
    is_fresh = instrument.is_sure and (
        version is None or version > CHECKED_UNTIL or instrument.ended is not None
    )
    may_have_changed = context.date is not None and context.date > CHECKED_UNTIL and not is_fresh
    at = f"（{version.year}年{version.month}月{version.day}日文本）" if version else ""
    yield Hit(
        article.start,
        article.end,
        f"《{instrument.title}》{at}只有{instrument.articles}条，请核对条次",
        severity=None if instrument.is_sure else Severity.WARNING,
        certainty=Certainty.SUSPECTED if may_have_changed or not instrument.is_sure else None,
    )
