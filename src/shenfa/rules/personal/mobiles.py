"""Mobile numbers in a run of digits."""

import re
from collections.abc import Iterator

from shenfa.rules.personal.digits import Run
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.labels import has_unit, label_before
from shenfa.rules.personal.numbers import is_mobile
from shenfa.text import Certainty, Severity

LENGTH = 11
COUNTRY = ("86", "086", "0086", "186086")
TRUNK = "0"
GROUPS = {
    (11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (5, 6), (6, 5), (4, 7), (3, 5, 3),
}  # fmt: skip
WORDS = re.compile(
    r".*(?:tel|phone|mobile|cell|mob|sjh|weixin|wechat|qq|contact|lxdh|call)|m|sj|wx|vx|v|t|p|to",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-z]+(?=[-_]?$)")
CODE = re.compile(r"(?:[A-Za-z]{1,6}[-_]?|[〔\[(]\d{4}[〕\])]|第|#|[¥$€]\s?)$")
PAGE = re.compile(r"\.(?:s?html?|aspx?|jsp|php)\b")
AFTER_IDENTITY = re.compile(r"\d{17}[Xx×]$")


def mobiles(text: str, run: Run, header: str) -> Iterator[Found]:
    """Yield the windows of eleven digits that are a mobile number and nothing larger."""
    first = 0
    while first + LENGTH <= len(run.digits):
        last = first + LENGTH
        if (
            is_mobile(run.digits[first:last])
            and _opens(run, first)
            and _closes(run, last)
            and _is_grouped(text, run, (first, last), header)
            and _is_called_so(text, run.span(first, last), header)
        ):
            yield Found(
                Entity.MOBILE,
                *run.span(first, last),
                Severity.BLOCKER,
                _certainty(text, run, first, header),
                digits=run.digits[first:last],
            )
            first = last
        else:
            first += 1


def _opens(run: Run, first: int) -> bool:
    if run.is_edge(first):
        return True
    before = run.digits[:first]
    return any(
        before.endswith(country) and run.is_edge(first - len(country)) for country in COUNTRY
    ) or (before.endswith(TRUNK) and run.is_edge(first - 1))


def _closes(run: Run, last: int) -> bool:
    if run.is_edge(last):
        # A decimal part belongs to an amount, unless a spreadsheet added it.
        gap = run.gaps[last - 1] if last < len(run.digits) else ""
        return gap != "." or run.digits[last:] == "0"
    return False


def _is_grouped(text: str, run: Run, window: tuple[int, int], header: str) -> bool:
    first, last = window
    gaps = run.inner_gaps(first, last)
    if not any(gaps):
        return True
    if sum("\n" in gap for gap in gaps) > 1:
        return False
    groups, size = [], 1
    for gap in gaps:
        if gap:
            groups.append(size)
            size = 1
        else:
            size += 1
    groups.append(size)
    whole = _is_whole(run, first, last)
    if tuple(groups) in GROUPS and (len({*gaps} - {""}) <= 2):
        return "." not in gaps or whole
    if label_before(text, run.places[0], header).kind in ("mobile", "home_phone", "landline"):
        return True
    return whole and not any("." in gap for gap in gaps)


def _is_whole(run: Run, first: int, last: int) -> bool:
    return last == len(run.digits) and (run.digits[:first] in ("", *COUNTRY))


def _is_called_so(text: str, span: tuple[int, int], header: str) -> bool:
    start, end = span
    label = label_before(text, start, header)
    if label.kind in ("code", "amount", "account", "organisation_account"):
        return False
    if label.kind in ("mobile", "home_phone", "landline", "identity", "card"):
        return True
    before = text[max(0, start - 12) : start]
    if PAGE.match(text, end) or AFTER_IDENTITY.search(text[max(0, start - 19) : start]):
        return PAGE.match(text, end) is None
    if latin := LATIN.search(before):
        return WORDS.fullmatch(latin[0]) is not None or (
            latin[0].isupper() is False and len(latin[0]) > 3
        )
    if CODE.search(before) or has_unit(text, end):
        return False
    follows = text[end : end + 1]
    return not (follows.isascii() and follows.isalpha())


def _certainty(text: str, run: Run, first: int, header: str) -> Certainty:
    if label_before(text, run.places[first], header).kind == "mobile":
        return Certainty.CERTAIN
    plain = not any(run.inner_gaps(first, first + LENGTH))
    return Certainty.CERTAIN if plain else Certainty.SUSPECTED
