"""Which openness marker an official document carries: exactly 此件公开发布, or none (R50, I11).

Read are the very text and the text of attached documents; never pictures, never file names. A
document that also says 依申请公开, 不予公开 or for whom it is meant contradicts itself: no marker.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shenfa.desk.manuscripts.models import Marker
from shenfa.rules.official.markers import markers
from shenfa.rules.official.wordings import Wording
from shenfa.text import Document, parts

LONGEST = 40
CLOSED = frozenset({Wording.ON_REQUEST, Wording.REFUSED, Wording.LIMITED})


@dataclass(frozen=True, slots=True)
class Marking:
    """What the texts say: whether they are marked, and the words that decided it."""

    marker: Marker
    words: str = ""


def marking_of(documents: Iterable[Document]) -> Marking:
    """Return what the markers in all texts come to."""
    found = [marker for one in documents for part in parts(one) for marker in markers(part)]
    closing = next((one for one in found if one.wording in CLOSED), None)
    if closing is not None:
        return Marking(Marker.NO, closing.words.text[:LONGEST])
    opening = next((one for one in found if one.wording is Wording.EXACT), None)
    if opening is not None:
        return Marking(Marker.YES, opening.words.text[:LONGEST])
    return Marking(Marker.NO, found[0].words.text[:LONGEST] if found else "")
