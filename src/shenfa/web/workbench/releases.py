"""What belongs to a release: the responsibility card, to be printed and kept with it (R21–R23)."""

from django.http import HttpRequest, HttpResponseBase

from shenfa.desk.release.selectors import STATE_NAMES, release_get, release_state
from shenfa.web.workbench.frame import Visitor, show, signed_in


@signed_in
def card(request: HttpRequest, visitor: Visitor, release: str) -> HttpResponseBase:
    """Show the responsibility card as it was drawn when the text became public."""
    record = release_get(release=release, **visitor.looking)
    context = {
        "release": record,
        "card": record.card,
        "state": STATE_NAMES[release_state(record)],
        "decisions": record.revision.decisions.select_related("person").order_by("at"),
    }
    return show(request, visitor, "release/card.html", context)
