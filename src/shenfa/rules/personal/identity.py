"""Citizens' identity numbers in a run of digits: whole, inside longer numbers, old, misspelt."""

from collections.abc import Iterator
from itertools import pairwise

from shenfa.rules.personal.digits import Run
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.labels import label_before
from shenfa.rules.personal.numbers import (
    has_region_and_birth,
    is_identity_number,
    is_old_identity_number,
    is_permanent_residence_number,
)
from shenfa.rules.personal.people import ends_with_name
from shenfa.text import Certainty, Severity

LENGTH, OLD_LENGTH = 18, 15
SERIAL_SINCE = 2006
"""A file number of region, date and serial bears a late date; of 11 one has a fitting check digit."""


def identities(text: str, run: Run, header: str) -> Iterator[Found]:
    """Yield the windows that are a citizen's number, wherever in the run they lie."""
    first = 0
    while first + LENGTH <= len(run.digits):
        number = run.digits[first : first + LENGTH]
        if not _is_number(number) or _breaks(run, first, first + LENGTH) > 1:
            first += 1
            continue
        label = label_before(text, run.places[first], header)
        contrary = label.kind in ("code", "amount")
        if not contrary or int(number[6:10]) < SERIAL_SINCE:
            yield Found(
                Entity.ID_CARD,
                *run.span(first, first + LENGTH),
                Severity.WARNING if contrary else Severity.BLOCKER,
                Certainty.SUSPECTED if contrary else Certainty.CERTAIN,
                "所在项目不像身份证号，但是号码的地区、出生日期和校验位都对得上"
                if contrary
                else "",
                number,
            )
        first += LENGTH


def labelled_identities(text: str, run: Run, header: str) -> Iterator[Found]:
    """Yield what a label or a name calls an identity number though its form alone does not."""
    for first, last in _words(run):
        digits = run.digits[first:last]
        if not OLD_LENGTH <= len(digits) <= LENGTH + 1:
            continue
        if label_before(text, run.places[first], header).kind == "identity":
            if len(digits) == OLD_LENGTH and not is_old_identity_number(digits):
                continue
            yield _suspected(run, first, last)
        elif (
            len(digits) == OLD_LENGTH
            and is_old_identity_number(digits)
            and ends_with_name(text[: run.places[first]])
        ):
            yield _suspected(run, first, last)


def _suspected(run: Run, first: int, last: int) -> Found:
    digits = run.digits[first:last]
    whole = len(digits) == LENGTH and has_region_and_birth(digits)
    if len(digits) == OLD_LENGTH:
        severity, note = Severity.BLOCKER, "15位的旧身份证号"
    elif whole:
        severity, note = Severity.BLOCKER, "校验位不对，可能抄错一位，仍会泄露本人信息"
    else:
        severity, note = Severity.BLOCKER, "位数、地区或者出生日期不对，可能抄错"
    return Found(
        Entity.ID_CARD, *run.span(first, last), severity, Certainty.SUSPECTED, note, digits
    )


def _is_number(number: str) -> bool:
    if number[:17].isdigit() and number[0] != "0":
        return is_identity_number(number) or is_permanent_residence_number(number)
    return False


def _words(run: Run) -> Iterator[tuple[int, int]]:
    """Yield the whole run and, where gaps part it, the stretches between them."""
    yield 0, len(run.digits)
    cuts = [0, *(k + 1 for k in range(len(run.digits) - 1) if run.gaps[k]), len(run.digits)]
    if len(cuts) > 2:
        yield from ((first, last) for first, last in pairwise(cuts) if last - first >= OLD_LENGTH)


def _breaks(run: Run, first: int, last: int) -> int:
    return sum("\n" in gap for gap in run.inner_gaps(first, last))
