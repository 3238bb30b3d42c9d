"""Give every digit of a text to at most one number: body, citizen, card, mobile, home phone."""

import re
from collections.abc import Iterator

from shenfa.rules.personal.accounts import belongs_to_body
from shenfa.rules.personal.digits import Run, grouped_runs, han_runs, misread_runs, runs
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.identity import identities, labelled_identities
from shenfa.rules.personal.labels import Label, has_unit, label_before
from shenfa.rules.personal.mobiles import mobiles
from shenfa.rules.personal.numbers import (
    LONGEST_CARD,
    SHORTEST_CARD,
    is_body_code,
    is_card_number,
    is_landline,
    is_likely_card_number,
)
from shenfa.rules.personal.people import ends_with_name
from shenfa.text import Certainty, Severity

BODY_CODE = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
)
MAY_HOLD_NUMBER = re.compile(r"\d(?:[^\u4e00-\u9fff\d]{0,6}\d){5}")
MAY_HOLD_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九幺][〇零一二三四五六七八九幺\d .-]{9}")
MAY_BE_GROUPED = re.compile(r"\d(?:[:,|;*+=、\\']\d|&[a-z#])")
MAY_BE_MISREAD = re.compile(r"\d[OoQDlIi|!SsBZzbgq]|[OoQDlIi|!SsBZzbgq]\d")
PERSONAL = ("identity", "mobile", "card", "account")
MOBILE_LENGTH = 11
Taken = set[int]


def scan_numbers(text: str, header: str = "", row: str = "") -> list[Found]:
    """Return the personal numbers of a folded text, which may be one cell below a header.

    ``row`` is the text of the whole row, for what it says about whose number it is.
    """
    has_digits = MAY_HOLD_NUMBER.search(text) is not None
    taken: Taken = set(_body_codes(text, header)) if has_digits else set()
    found: list[Found] = []
    for run, is_plain in _runs(text, header, has_digits=has_digits):
        look = _in_run if is_plain else _doubtless
        found += look(text, run, header, row, taken)
    return found


def _body_codes(text: str, header: str) -> Iterator[int]:
    for match in BODY_CODE.finditer(text):
        label = label_before(text, match.start(), header)
        if is_body_code(match[0]) and label.kind != "identity":
            yield from range(*match.span())


def _runs(text: str, header: str, *, has_digits: bool) -> Iterator[tuple[Run, bool]]:
    """Yield the runs of a text, and whether they are written as numbers usually are."""
    if has_digits:
        yield from ((run, True) for run in runs(text))
        if MAY_BE_GROUPED.search(text):
            yield from ((run, False) for run in grouped_runs(text))
    if MAY_HOLD_HAN_NUMBER.search(text):
        yield from ((run, True) for run in han_runs(text))
    if MAY_BE_MISREAD.search(text):
        for run in misread_runs(text):
            yield run, label_before(text, run.places[0], header).kind in PERSONAL


def _in_run(text: str, run: Run, header: str, row: str, taken: Taken) -> Iterator[Found]:
    for part in _free_parts(run, taken):
        yield from _claim(identities(text, part, header), taken)
    for part in _free_parts(run, taken):
        yield from _claim(labelled_identities(text, part, header), taken)
    for part in _free_parts(run, taken):
        yield from _claim(_cards(text, part, header, row), taken)
    for part in _free_parts(run, taken):
        yield from _claim(mobiles(text, part, header), taken)
    for part in _free_parts(run, taken):
        yield from _claim(_home_phones(text, part, header), taken)


def _doubtless(text: str, run: Run, header: str, row: str, taken: Taken) -> Iterator[Found]:
    """Yield what an oddly written run is by its check digits, or by the name before it."""
    for part in _free_parts(run, taken):
        yield from _claim(identities(text, part, header), taken)
    for part in _free_parts(run, taken):
        yield from _claim(_cards(text, part, header, row), taken)
    if len(run.digits) == MOBILE_LENGTH and (
        label_before(text, run.places[0], header).kind in ("mobile", "landline")
        or ends_with_name(text[: run.places[0]])
    ):
        yield from _claim(mobiles(text, run, header), taken)


def _claim(found: Iterator[Found], taken: Taken) -> Iterator[Found]:
    for one in found:
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            yield one


def _free_parts(run: Run, taken: Taken) -> list[Run]:
    """Return what is left of a run between the digits given away already."""
    if not taken or taken.isdisjoint(run.places):
        return [run]
    parts: list[Run] = []
    first: int | None = None
    for index, place in enumerate((*run.places, -1)):
        free = place != -1 and place not in taken
        if free and first is None:
            first = index
        elif not free and first is not None:
            parts.append(run.part(first, index))
            first = None
    return parts


def _cards(text: str, run: Run, header: str, row: str) -> Iterator[Found]:
    if len(run.digits) < SHORTEST_CARD or "X" in run.digits[:-1]:
        return
    first = 0
    while first + SHORTEST_CARD <= len(run.digits):
        window = _card_window(text, run, first, header)
        if window is None or not run.is_edge(first):
            first += 1
            continue
        last, label = window
        start, end = run.span(first, last)
        if not _is_somebody_elses(text, (start, end), label, row):
            known = is_card_number(run.digits[first:last])
            yield Found(
                Entity.BANK_CARD,
                start,
                end,
                Severity.BLOCKER,
                Certainty.CERTAIN if known else Certainty.SUSPECTED,
                "" if known else "号码像银行卡号，发卡行或者校验位核对不上",
                run.digits[first:last],
            )
        first = last


def _card_window(text: str, run: Run, first: int, header: str) -> tuple[int, Label] | None:
    label = label_before(text, run.places[first], header)
    longest = min(LONGEST_CARD, len(run.digits) - first)
    for length in range(longest, SHORTEST_CARD - 1, -1):
        last = first + length
        if not run.is_edge(last) or sum("\n" in gap for gap in run.inner_gaps(first, last)) > 1:
            continue
        number = run.digits[first:last]
        if is_card_number(number):
            return last, label
        if label.kind in ("card", "account") and is_likely_card_number(number):
            return last, label
        whole = first == 0 and last == len(run.digits)
        if label.kind == "card" and whole and number.isdigit():
            return last, label
    return None


def _is_somebody_elses(text: str, span: tuple[int, int], label: Label, row: str) -> bool:
    if label.kind in ("code", "amount", "organisation_account"):
        return True
    if has_unit(text, span[1]) and label.kind not in ("card", "account"):
        return True
    return belongs_to_body(text, span, row)


def _home_phones(text: str, run: Run, header: str) -> Iterator[Found]:
    label = label_before(text, run.places[0], header)
    first = 0
    while label.kind == "home_phone" and first + 7 <= len(run.digits):
        longest = min(12, len(run.digits) - first)
        for length in range(longest, 6, -1):
            last = first + length
            if run.is_edge(last) and is_landline(run.digits[first:last]):
                yield Found(
                    Entity.HOME_PHONE,
                    *run.span(first, last),
                    Severity.ERROR,
                    digits=run.digits[first:last],
                )
                first = last - 1
                break
        first += 1
