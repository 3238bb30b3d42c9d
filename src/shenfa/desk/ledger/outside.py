"""Looking at a page that stands elsewhere: as the public gets it, past the caches, its files.

A page that is gone cannot show a fault. One that does not answer has not been looked at.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from shenfa.desk.ledger.reading import (
    Bytes,
    look_at_file,
    look_at_text,
    look_for_people,
    read_page,
)
from shenfa.desk.patrol.models import WatchedSiteRecord
from shenfa.ledger import Nature, Verdict, place_of
from shenfa.ledger.matching import host_of_place
from shenfa.ledger.rechecking import Look, Searched
from shenfa.patrol.address import ATTACHMENT_SUFFIXES, suffix_of
from shenfa.patrol.fetch import Fetched, FetchFailed, Policy, Request, fetch
from shenfa.patrol.target import SiteFileError, read_site_file

GONE = frozenset({404, 410})
MOST_FILES = 10
PAST_CACHES = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
PAGE, CACHE, FILE, LINK = "网页", "网页（绕过缓存）", "附件", "链接"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, on which pages."""

    nature: Nature
    searched: Searched
    addresses: tuple[str, ...]


def look_outside(wanted: Wanted) -> Iterator[Look]:
    """Look at each address, with the files of the first one."""
    for number, address in enumerate(wanted.addresses):
        policy = policy_of(address)
        if suffix_of(address) in ATTACHMENT_SUFFIXES:
            yield from _file(wanted, address, policy)
        elif wanted.nature is Nature.LINK:
            yield from _link(wanted, address, policy)
        else:
            yield from _page(wanted, address, policy, most_files=MOST_FILES if not number else 0)


def policy_of(address: str) -> Policy:
    """Return what may be reached: the host itself, inside only where its site was registered so."""
    host = urlsplit(address).hostname or ""
    for site in WatchedSiteRecord.objects.filter(until=None, home__contains=host):
        if host_of_place(place_of(site.home)) == host:
            try:
                inside = read_site_file(site.site_file, site.home).allows_private
            except SiteFileError:
                inside = False
            return Policy(frozenset({host}), allows_private=inside)
    return Policy(frozenset({host}))


def _page(wanted: Wanted, address: str, policy: Policy, *, most_files: int) -> Iterator[Look]:
    files: tuple[str, ...] = ()
    for what, headers in ((PAGE, {}), (CACHE, PAST_CACHES)):
        got = _got(what, Request(address, headers=headers), policy)
        if isinstance(got, Look):
            yield got
            continue
        read = read_page(got)
        files = files or read.files
        if wanted.nature is Nature.PRIVACY:
            yield look_for_people(got, read.text)
        else:
            yield look_at_text(got, read.text, wanted.searched)
    own = (urlsplit(address).hostname or "").lower()
    near = [one for one in files if (urlsplit(one).hostname or "").lower() == own]
    for one in near[:most_files]:
        yield from _file(wanted, one, policy)


def _file(wanted: Wanted, address: str, policy: Policy) -> Iterator[Look]:
    got = _got(FILE, Request(address), policy)
    if isinstance(got, Look):
        yield got
    elif wanted.nature is Nature.LINK:
        is_empty = not got.body
        verdict = Verdict.SHOWS if is_empty else Verdict.CLEAN
        told = "附件是空文件" if is_empty else "附件可以打开"
        yield Look(FILE, address, verdict, told, got.sha256)
    else:
        yield look_at_file(got, wanted.nature, wanted.searched)


def _link(wanted: Wanted, address: str, policy: Policy) -> Iterator[Look]:
    target = wanted.searched.words
    got = _got(PAGE, Request(address), policy)
    if isinstance(got, Look):
        yield got
        return
    goals = {place_of(one) for one in read_page(got).links}
    if place_of(target) not in goals:
        yield Look(PAGE, address, Verdict.CLEAN, "网页上已没有这个链接", got.sha256)
        return
    yield Look(PAGE, address, Verdict.CLEAN, "网页上仍有这个链接，已打开链接核对", got.sha256)
    try:
        answer = fetch(Request(target), policy_of(target))
    except FetchFailed as failed:
        yield Look(LINK, target, Verdict.SHOWS, f"链接打不开：{failed}")
        return
    is_open = answer.status < 400 and bool(answer.body)
    verdict = Verdict.CLEAN if is_open else Verdict.SHOWS
    told = "链接可以打开" if is_open else f"链接打不开，服务器答复{answer.status}"
    yield Look(LINK, target, verdict, told, _digest(answer))


def _got(what: str, request: Request, policy: Policy) -> Bytes | Look:
    try:
        answer = fetch(request, policy)
    except FetchFailed as failed:
        return Look(what, request.url, Verdict.UNDETERMINED, f"没有打开：{failed}")
    if answer.status in GONE:
        told = f"已经撤下，服务器答复{answer.status}"
        return Look(what, request.url, Verdict.CLEAN, told, _digest(answer))
    if answer.status >= 300:
        told = f"没有打开，服务器答复{answer.status}"
        return Look(what, request.url, Verdict.UNDETERMINED, told)
    kind = answer.headers.get("content-type", "")
    return Bytes(what, request.url, answer.body, _digest(answer), kind)


def _digest(answer: Fetched) -> str:
    return hashlib.sha256(answer.body).hexdigest()
