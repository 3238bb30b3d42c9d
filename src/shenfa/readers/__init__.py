"""Bytes to Document: every part of a file becomes a passage or a gap, nothing is skipped."""

from shenfa.readers.content import Limits, Options, is_whole, whole
from shenfa.readers.errors import UnreadableDocument, why_refused
from shenfa.readers.open import open_document, supported_suffixes

__all__ = [
    "Limits",
    "Options",
    "UnreadableDocument",
    "is_whole",
    "open_document",
    "supported_suffixes",
    "whole",
    "why_refused",
]
