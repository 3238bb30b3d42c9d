"""The page of the search: what was found, as citizens see it."""

from urllib.parse import quote_plus

from shenfa.desk.release.rendering import page, shown_pages
from shenfa.desk.release.searching import LONGEST_QUERY, public_search
from shenfa.desk.release.site import frame_get

PLACE = "search"


def search_page(query: str, number: int) -> bytes:
    """Return a page of what holds the words; without words only the form. Three queries."""
    query = query[:LONGEST_QUERY]
    found = public_search(query=query, number=number)
    here = f"search?q={quote_plus(query)}&page="
    return page(
        "search.html.j2",
        frame_get(is_served=True),
        PLACE,
        query=query,
        found=found,
        pages=[(one, f"{here}{one}") for one in shown_pages(found.number, found.pages)],
        before=f"{here}{found.number - 1}" if found.number > 1 else "",
        after=f"{here}{found.number + 1}" if found.number < found.pages else "",
    )
