"""The checks, one a file: what is asked of every page, and what of the site as a whole."""

from collections.abc import Callable, Iterator

from shenfa.patrol.checks import (
    display_error,
    empty_article,
    homeward,
    public_mark,
    soft_404,
    tampered_refresh,
    tampered_tags,
    wrong_charset,
)
from shenfa.patrol.reading import Page
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site

PageCheck = Callable[[Page, Site], Iterator[Sighting]]

PAGE_CHECKS: tuple[PageCheck, ...] = (
    tampered_refresh.check,
    tampered_tags.check,
    wrong_charset.check,
    homeward.check,
    display_error.check,
    empty_article.check,
    public_mark.check,
    soft_404.check,
)
STUB_CHECKS = PAGE_CHECKS[:4]
"""What is asked of a page that only leads on."""
