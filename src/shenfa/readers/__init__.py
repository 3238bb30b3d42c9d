"""Bytes to Document: every part of a file becomes a passage or a gap, nothing is skipped."""

from shenfa.readers.content import Limits, Options
from shenfa.readers.errors import UnreadableDocument
from shenfa.readers.open import open_document, supported_suffixes

__all__ = ["Limits", "Options", "UnreadableDocument", "open_document", "supported_suffixes"]
