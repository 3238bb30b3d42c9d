"""Openness: whether an official document says that it may be published (R50)."""

from shenfa.rules.official.markers import Marker, markers
from shenfa.rules.official.wordings import ACCEPTED, Wording
from shenfa.text import Part


def agreed_marker(part: Part, wording: Wording) -> Marker | None:
    """Return the first marker of this wording, None where markers contradict each other.

    A contradiction has a rule of its own.
    """
    found = markers(part)
    if len({marker.wording.outcome for marker in found}) > 1:
        return None
    return next((marker for marker in found if marker.wording is wording), None)


def unaccepted_marker(part: Part, wording: Wording) -> Marker | None:
    """Return the first marker of this wording, None where another one has the accepted words."""
    if any(marker.wording is Wording.EXACT for marker in markers(part)):
        return None
    return agreed_marker(part, wording)


def repaired(marker: Marker) -> str:
    """Return the accepted words, in brackets where the marker is all that the line holds."""
    is_bare = marker.words.text == marker.line.text.strip()
    return f"（{ACCEPTED}）" if is_bare else ACCEPTED
