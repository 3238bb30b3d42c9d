"""What is random and handed out once: tokens, starting passwords, codes to be typed.

They are long enough to be kept as a plain digest; only what people choose needs Argon2id.
"""

import hashlib
import secrets

LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for each other on paper."""


def new_token() -> str:
    """Return a token for programs: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_word() -> str:
    """Return a password or code for people: 20 legible signs, 99 random bits."""
    signs = [secrets.choice(LEGIBLE) for _ in range(20)]
    return "-".join("".join(signs[start : start + 5]) for start in range(0, 20, 5))


def digest_of(token: str) -> str:
    """Return the digest under which a token is kept."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
