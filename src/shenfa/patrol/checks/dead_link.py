"""Links that lead nowhere: dead, too slow, going round, back to the home page, not public."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from shenfa.patrol.address import (
    ATTACHMENT_SUFFIXES,
    PAGE_SUFFIXES,
    Nature,
    canonical,
    is_home,
    suffix_of,
)
from shenfa.patrol.checks.tampered_tags import SPAM
from shenfa.patrol.fetch import Failure
from shenfa.patrol.kinds import Kind
from shenfa.patrol.record import Sighting
from shenfa.patrol.site import Site
from shenfa.patrol.survey import Survey
from shenfa.patrol.visits import Visit

BROKEN = {
    Nature.PAGE: Kind.BROKEN_PAGE,
    Nature.FRAME: Kind.BROKEN_PAGE,
    Nature.LIST: Kind.BROKEN_PAGE,
    Nature.ATTACHMENT: Kind.BROKEN_ATTACHMENT,
    Nature.PICTURE: Kind.BROKEN_IMAGE,
    Nature.STYLE: Kind.BROKEN_CSS,
    Nature.SCRIPT: Kind.BROKEN_JS,
    Nature.EXTERNAL: Kind.BROKEN_EXTERNAL,
}
NAME = re.compile(r"[a-zA-Z]")
NOT_REACHED = frozenset({Failure.UNKNOWN_HOST, Failure.SLOW, Failure.UNREACHABLE})
NO_VERDICT = frozenset({"blocked", Failure.LARGE, Failure.HOST})
SAYS_NOTHING = frozenset({401, 403, 405, 406, 407, 412, 416, 429, 451, 501, 503, 521, 999})
"""Answers of foreign sites that refuse robots: a person may well see the page."""


def check(survey: Survey) -> Iterator[Sighting]:
    """Yield a sighting for every page that refers to such an address."""
    is_cut_off = _is_cut_off(survey)
    hidden = _hidden(survey)
    for number, visit in survey.visits.items():
        found = _fault(visit) or _led_astray(visit, survey)
        if found is None or visit.url in hidden:
            continue
        if is_cut_off and _is_beyond(visit, survey.site):
            continue
        kind, why = found
        referrers = survey.referrers.get(number)
        pages = referrers.pages if referrers else []
        evidence: dict[str, object] = {
            "reason": why,
            "status": visit.status,
            "seconds": visit.seconds,
            "referrers": referrers.count if referrers else 0,
        }
        if visit.final:
            evidence["leads_to"] = visit.final
        for page in pages or [""]:
            yield Sighting(kind, visit.url, page, evidence)


def _led_astray(visit: Visit, survey: Survey) -> tuple[Kind, str] | None:
    """A document that leads to the page that says there is none."""
    if visit.final and visit.final in survey.soft and visit.url != visit.final:
        return Kind.SOFT_404, "跳转到提示不存在的页面"
    return None


def _is_cut_off(survey: Survey) -> bool:
    """Whether no foreign host with a name answered: then it is our own network that ends here.

    Without a way out a name is unknown on one day and its server silent on the next. Only of
    well-known hosts that proves anything; of others nobody knows that they exist.
    """
    named = [visit for visit in survey.visits.values() if _has_name(visit)]
    return bool(named) and not any(visit.status for visit in named)


def _has_name(visit: Visit) -> bool:
    return visit.nature is Nature.EXTERNAL and bool(NAME.search(urlsplit(visit.url).netloc))


def _is_beyond(visit: Visit, site: Site) -> bool:
    """Whether a well-known foreign host was not reached."""
    host = urlsplit(visit.url).hostname or ""
    return _has_name(visit) and visit.failure in NOT_REACHED and site.is_trusted(host)


def _hidden(survey: Survey) -> frozenset[str]:
    """Where hidden links lead; that these are dead too is no fault of its own."""
    return frozenset(
        url
        for record in (*survey.records, *survey.technical.values())
        for exit_ in record.exits
        if exit_.reason or exit_.tag != "a" or SPAM.search(exit_.words)
        if (url := canonical(exit_.url, record.url))
    )


def _fault(visit: Visit) -> tuple[Kind, str] | None:
    if visit.nature is Nature.LOCAL:
        return Kind.LOCAL_PATH_LINK, "链接写的是本机上的文件"
    if visit.nature is Nature.INTRANET or visit.failure == Failure.PRIVATE:
        return Kind.INTRANET_LINK, "链接指向内部网络的地址"
    if visit.failure in NO_VERDICT:
        return None
    if visit.nature is Nature.EXTERNAL:
        return _foreign_fault(visit)
    return _failure(visit) or _answer(visit)


def _failure(visit: Visit) -> tuple[Kind, str] | None:
    if visit.failure == Failure.REDIRECTS:
        return Kind.REDIRECT_LOOP, "多次跳转后仍没有内容"
    if visit.failure == Failure.SLOW and visit.nature in {Nature.PAGE, Nature.FRAME}:
        return Kind.TIMEOUT_PAGE, "多次访问均超过15秒"
    if visit.failure == "empty":
        return BROKEN[visit.nature], "图片是空文件"
    return (BROKEN[visit.nature], visit.failure) if visit.failure else None


def _answer(visit: Visit) -> tuple[Kind, str] | None:
    if visit.status >= 400:
        return BROKEN[visit.nature], f"状态码 {visit.status}"
    if visit.nature is Nature.PICTURE and visit.type == "text/html":
        return Kind.BROKEN_IMAGE, "返回的是网页"
    if visit.final and is_home(visit.final) and _is_document(visit):
        return Kind.REDIRECT_TO_HOME, "跳转到首页"
    return None


def _foreign_fault(visit: Visit) -> tuple[Kind, str] | None:
    if visit.failure == Failure.TLS:
        return None
    if visit.failure:
        return Kind.BROKEN_EXTERNAL, visit.failure
    if visit.status >= 400 and visit.status not in SAYS_NOTHING:
        return Kind.BROKEN_EXTERNAL, f"状态码 {visit.status}"
    return None


def _is_document(visit: Visit) -> bool:
    suffix = suffix_of(visit.url)
    return not is_home(visit.url) and suffix in PAGE_SUFFIXES | ATTACHMENT_SUFFIXES
