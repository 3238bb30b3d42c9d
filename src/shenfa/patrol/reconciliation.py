"""Live pages against what was approved: what nobody approved, changed since, or dated back (R26).

Matching is on text. A foreign system changes the HTML, the width of spaces and the kind of
quotation marks, and none of these is a change of the text; one other character is.
"""

import datetime
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from shenfa.text import fold

CHINA = datetime.timezone(datetime.timedelta(hours=8))
BLANK = re.compile(r"\s+")
QUOTES = str.maketrans("“”„‟＂「」『』‘’‚‛＇", '"""""""""' + "'''''")
INDEX = re.compile(r"(?:^|/)(?:index|default)\.(?:s?html?|jsp|aspx?|php)$")


@dataclass(frozen=True, slots=True)
class Approved:
    """One approved text: where it went, the digest of its text, when it was released."""

    url: str
    text_hash: str
    time: datetime.datetime


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page as the public sees it.

    ``text_hashes`` are the digests that the approved text may have had, see the function of that
    name. ``published`` is the day it shows, ``first_seen`` when patrol first met it.
    """

    url: str
    text_hashes: tuple[str, ...]
    published: datetime.date | None = None
    first_seen: datetime.datetime | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What is wrong with one page (or column), and the facts that show it."""

    kind: str
    target: str
    pages: tuple[str, ...]
    evidence: Mapping[str, str]


def text_hash(text: str) -> str:
    """Return the digest by which texts are compared: characters only, no blanks, one kind of quote."""
    return _sha256(BLANK.sub("", fold(text).text).translate(QUOTES))


def text_hashes(*texts: str) -> tuple[str, ...]:
    """Return the digests of the readings of a page, ours first: body; title and body; all of it.

    Whoever exports may have normalised less than we do, so a text has several digests. None of
    them is that of another text.
    """
    found: dict[str, None] = dict.fromkeys(map(text_hash, texts))
    for text in texts:
        lines = "\n".join(filter(None, map(str.strip, text.splitlines())))
        plain = unicodedata.normalize("NFKC", text)
        readings = (text, text.strip(), lines, " ".join(text.split()))
        tight = ("".join(text.split()), "".join(plain.split()))
        found |= dict.fromkeys(map(_sha256, (*readings, *tight)))
    return tuple(found)


def reconcile(
    pages: Iterable[LivePage],
    approved: Iterable[Approved],
    complete_visits: Sequence[datetime.datetime] = (),
) -> Iterator[Discrepancy]:
    """Yield every page that nobody approved, that shows another text, or that is dated back.

    ``complete_visits`` are the times at which patrol saw the whole site.
    """
    by_address: dict[str, list[Approved]] = defaultdict(list)
    known: set[str] = set()
    for one in approved:
        by_address[address_of(one.url)].append(one)
        known.add(one.text_hash.lower())
    for page in pages:
        own = sorted(by_address.get(address_of(page.url), ()), key=lambda one: one.time)
        yield from _unlike_approved(page, own, known)
        yield from _dated_back(page, own, sorted(complete_visits))


def surges(
    pages: Iterable[LivePage],
    complete_visits: Sequence[datetime.datetime],
    limits: Mapping[str, int],
) -> Iterator[Discrepancy]:
    """Yield columns that were filled in bulk at the latest visit, against what they did before."""
    visits = sorted(complete_visits)
    days = sorted({visit.astimezone(CHINA).date() for visit in visits})
    if len(days) < limits["surge_days"] + 1:
        return
    columns: dict[str, list[LivePage]] = defaultdict(list)
    for page in pages:
        if page.first_seen and page.first_seen > visits[0]:
            columns[page.column].append(page)
    for column, seen in columns.items():
        per_day = Counter(_day(page.first_seen) for page in seen if page.first_seen)
        new = [page for page in seen if page.first_seen and _day(page.first_seen) == days[-1]]
        usual = max((count for day, count in per_day.items() if day < days[-1]), default=0)
        if len(new) >= max(limits["surge_items"], limits["surge_factor"] * usual):
            first_seen = sorted(page.first_seen for page in new if page.first_seen)
            yield Discrepancy(
                "surge_update",
                column,
                tuple(sorted(page.url for page in new)),
                {
                    "count": str(len(new)),
                    "usual": str(usual),
                    "first_seen": f"{first_seen[0].isoformat()}/{first_seen[-1].isoformat()}",
                },
            )


def address_of(url: str) -> str:
    """Return what makes an address: scheme, default page and escapes do not."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:  # what is no address is compared as it is
        return url
    host = (parts.hostname or "").removeprefix("www.")
    path = INDEX.sub("/", unquote(parts.path)).rstrip("/")
    return f"{host}{port}{path}{'?' + parts.query if parts.query else ''}"


def _unlike_approved(
    page: LivePage, own: Sequence[Approved], known: set[str]
) -> Iterator[Discrepancy]:
    seen = frozenset(page.text_hashes)
    if own and own[-1].text_hash.lower() in seen:
        return
    shown = {"text_hash": page.text_hashes[0] if page.text_hashes else ""}
    if own:
        older = [one for one in own[:-1] if one.text_hash.lower() in seen]
        if older:
            shown["older"] = older[-1].time.isoformat()
        yield Discrepancy(
            "changed_after_approval",
            page.url,
            (page.url,),
            {**shown, "approved": own[-1].text_hash, "time": own[-1].time.isoformat()},
        )
    elif not seen & known:
        yield Discrepancy("unapproved_page", page.url, (page.url,), shown)


def _dated_back(
    page: LivePage, own: Sequence[Approved], visits: Sequence[datetime.datetime]
) -> Iterator[Discrepancy]:
    """A page that shows a day on which it cannot have been there.

    Either it was approved only later (the first approval counts: a correction keeps its day), or
    patrol saw the whole site after that day without it.
    """
    if page.published is None:
        return
    evidence = {"published": page.published.isoformat()}
    if own and page.published < _day(own[0].time):
        evidence["approved"] = own[0].time.isoformat()
    if page.first_seen:
        without = [
            visit for visit in visits if visit < page.first_seen and _day(visit) > page.published
        ]
        if without:
            evidence |= {
                "not_there": without[0].isoformat(),
                "first_seen": page.first_seen.isoformat(),
            }
    if len(evidence) > 1:
        yield Discrepancy("backdated", page.url, (page.url,), evidence)


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(CHINA).date()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
