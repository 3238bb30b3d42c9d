"""The two sources that prescribe what an official document looks like, as rules cite them."""

from shenfa.text import Basis, Level


def format_clause(clause: str) -> Basis:
    """Return the standard for the format of official documents, at one clause."""
    return Basis("党政机关公文格式", "GB/T 9704—2012", clause)


def handling_article(article: str) -> Basis:
    """Return the regulations on the handling of official documents, at one article."""
    return Basis("党政机关公文处理工作条例", "", article, Level.REGULATION)
