"""Recognise the elements of an official document once, for all rules that ask about them.

``elements`` goes by the shape and order of the running text alone, since a document arrives as
paragraphs, as lines of plain text or as a web page. What it cannot tell it leaves in the body:
a rule that says something is absent must be able to trust what was found.
"""

from shenfa.rules.official.citations import format_clause, handling_article
from shenfa.rules.official.elements import Annex, Elements, Item, is_behind, joined
from shenfa.rules.official.lines import is_number, is_plain_colon, narrow_colon, tight, value_of
from shenfa.rules.official.once import once
from shenfa.rules.official.recognise import elements, is_attachment

__all__ = [
    "Annex",
    "Elements",
    "Item",
    "elements",
    "format_clause",
    "handling_article",
    "is_attachment",
    "is_behind",
    "is_number",
    "is_plain_colon",
    "joined",
    "narrow_colon",
    "once",
    "tight",
    "value_of",
]
