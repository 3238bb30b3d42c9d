"""Dynamic codes (RFC 6238): six digits, thirty seconds, a step early or late, used once."""

import datetime
import re

import pyotp

ISSUER = "审发"
SECONDS = 30
TOLERANCE = 1


def new_secret() -> str:
    """Return a new secret: 160 random bits."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, login: str) -> str:
    """Return what the picture for the person's telephone says."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def matching_step(secret: str, code: str, at: datetime.datetime, after: int) -> int | None:
    """Return the step of which this is the code, if it comes after the last one used."""
    if not secret or not re.fullmatch("[0-9]{6}", code):
        return None
    hotp = pyotp.HOTP(secret)
    now = int(at.timestamp()) // SECONDS
    steps = range(max(after + 1, now - TOLERANCE), now + TOLERANCE + 1)
    return next((step for step in steps if hotp.verify(code, step)), None)
