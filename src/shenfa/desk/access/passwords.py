"""Passwords and PINs: what is acceptable (GB/T 22239—2019 8.1.4.1 a), and Argon2id."""

import datetime
import re
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from shenfa.desk.access.models import CredentialRecord
from shenfa.desk.access.secret import new_token
from shenfa.desk.organisation.models import PersonRecord
from shenfa.desk.refusals import CommandRefused
from shenfa.trail.entry import is_plain

LONG, SHORT, LONGEST = 12, 8, 128
CLASSES = 3
REMEMBERED = 5
STARTING_DAYS = 7
PIN_SHORTEST, PIN_LONGEST = 6, 12


def hash_of(password: str) -> str:
    """Return the hash under which a password or PIN is kept."""
    return make_password(password)


def password_matches(password: str, kept: str) -> bool:
    """Return whether this is the password of a hash; as slow where there is no hash."""
    decoy = _decoy(tuple(settings.PASSWORD_HASHERS))
    is_possible = 0 < len(password) <= LONGEST and is_plain(password)
    matches = check_password(password if is_possible else "-", kept or decoy)
    return matches and is_possible and kept != ""


def set_password(credential: CredentialRecord, password: str, at: datetime.datetime) -> None:
    """Put a new password, which the person chose, into the row, or refuse it."""
    need_fit(password, credential.person)
    kept = [credential.password, *credential.previous][:REMEMBERED]
    if any(password_matches(password, one) for one in kept):
        raise CommandRefused("password", f"新口令不得与最近{REMEMBERED}次用过的口令相同")
    credential.previous = kept[: REMEMBERED - 1]
    credential.password = hash_of(password)
    credential.must_change = False
    credential.changed_at = at


def need_fit(password: str, person: PersonRecord) -> None:
    """Refuse a password that is too short, too plain, common, or made of who the person is."""
    length = len(password)
    if length > LONGEST or not is_plain(password):
        raise CommandRefused("password", f"口令不得超过{LONGEST}个字符")
    if length < LONG and (length < SHORT or _classes(password) < CLASSES):
        raise CommandRefused(
            "password",
            f"口令须有{LONG}个字符，或者有{SHORT}个字符并包含大写字母、小写字母、数字、符号中的三类",
        )
    if len(set(password)) < SHORT // 2:
        raise CommandRefused("password", "口令重复的字符太多，请换一个")
    own = (person.name, person.staff_number)
    if any(_tells(part) and part.casefold() in password.casefold() for part in own):
        raise CommandRefused("password", "口令不得包含姓名或工号")
    try:
        validate_password(password, person)  # type: ignore[arg-type]  # it reads two attributes
    except ValidationError as error:
        raise CommandRefused("password", "口令太常见或与姓名、工号相近，请换一个") from error


def need_pin(pin: str) -> None:
    """Refuse a PIN that is too short or that anybody would try first."""
    is_number = bool(re.fullmatch(f"[0-9]{{{PIN_SHORTEST},{PIN_LONGEST}}}", pin))
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(pin)}
    if not is_number or len(steps) < 2:
        raise CommandRefused(
            "pin", f"PIN 须为{PIN_SHORTEST}至{PIN_LONGEST}位数字，且不得全部相同或依次相连"
        )


def must_change(credential: CredentialRecord, at: datetime.datetime) -> bool:
    """Return whether the password must be changed first: it was issued, or has become old."""
    days: int = settings.PASSWORD_DAYS
    is_old = days > 0 and at >= credential.changed_at + datetime.timedelta(days=days)
    return credential.must_change or is_old


def has_lapsed(credential: CredentialRecord, at: datetime.datetime) -> bool:
    """Return whether a starting password was not used in time."""
    days = datetime.timedelta(days=STARTING_DAYS)
    return credential.must_change and at >= credential.changed_at + days


def _tells(part: str) -> bool:
    # A staff number of one or two digits stands in too many passwords by chance.
    return len(part) > 2 or not part.isascii()


def _classes(password: str) -> int:
    found = (
        any(sign.isupper() for sign in password),
        any(sign.islower() for sign in password),
        any(sign.isdigit() for sign in password),
        any(not sign.isalnum() for sign in password),
    )
    return sum(found)


@cache
def _decoy(_hashers: tuple[str, ...]) -> str:
    return hash_of(new_token())
