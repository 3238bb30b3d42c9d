"""The vocabulary of the whole product: documents, passages, hits, findings, and plain-text tools.

Standard library only.
"""

from shenfa.text.context import (
    Belonging,
    Boundary,
    Context,
    County,
    OfficeNumber,
    RestrictedTopic,
    Scope,
    SensitiveWord,
)
from shenfa.text.document import (
    ANYWHERE,
    PRINTED,
    Cell,
    Document,
    Gap,
    GapKind,
    Line,
    Part,
    Passage,
    PassageKind,
    parts,
    split_lines,
)
from shenfa.text.finding import (
    FAMILY_CODES,
    Basis,
    Certainty,
    Family,
    Finding,
    Hit,
    Level,
    Located,
    Severity,
    absent,
)
from shenfa.text.folding import Folded, fold, squeeze, without
from shenfa.text.instruments import Citations, Instrument
from shenfa.text.kinds import EVERY_KIND, KIND_NAMES, ContentKind
from shenfa.text.roster import Alias, Leader

__all__ = [
    "ANYWHERE",
    "EVERY_KIND",
    "FAMILY_CODES",
    "KIND_NAMES",
    "PRINTED",
    "Alias",
    "Basis",
    "Belonging",
    "Boundary",
    "Cell",
    "Certainty",
    "Citations",
    "ContentKind",
    "Context",
    "County",
    "Document",
    "Family",
    "Finding",
    "Folded",
    "Gap",
    "GapKind",
    "Hit",
    "Instrument",
    "Leader",
    "Level",
    "Line",
    "Located",
    "OfficeNumber",
    "Part",
    "Passage",
    "PassageKind",
    "RestrictedTopic",
    "Scope",
    "SensitiveWord",
    "Severity",
    "absent",
    "fold",
    "parts",
    "split_lines",
    "squeeze",
    "without",
]
