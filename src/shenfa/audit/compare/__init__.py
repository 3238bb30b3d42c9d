"""Compare the signed original (正式件) with the electronic copy (电子件), character by character.

Two copies are identical when they hold the same characters in the same order after the
normalisation in ``stream``, the same tables and the same attachments. Lay-out, page furniture
and seals are tolerated and named; what nobody could read is never called identical.
"""

from shenfa.audit.compare.comparison import (
    Comparison,
    Copy,
    Difference,
    DifferenceKind,
    Grade,
    Identity,
    Remark,
    Side,
    Span,
)
from shenfa.audit.compare.copies import compare
from shenfa.audit.compare.covering import Quotable, quotable
from shenfa.audit.compare.telling import comparison_row, comparison_text
from shenfa.audit.compare.tolerance import UNDER_SEAL

__all__ = [
    "UNDER_SEAL",
    "Comparison",
    "Copy",
    "Difference",
    "DifferenceKind",
    "Grade",
    "Identity",
    "Quotable",
    "Remark",
    "Side",
    "Span",
    "compare",
    "comparison_row",
    "comparison_text",
    "quotable",
]
