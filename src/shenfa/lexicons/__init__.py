"""Words, laws, bodies and other knowledge as dated, sourced data rows."""

from shenfa.lexicons.instruments import shipped_instruments
from shenfa.lexicons.load import Confidence, Entry, LexiconError, read_lexicon, read_table

__all__ = [
    "Confidence",
    "Entry",
    "LexiconError",
    "read_lexicon",
    "read_table",
    "shipped_instruments",
]
