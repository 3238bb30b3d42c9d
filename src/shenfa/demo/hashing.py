"""Argon2id with little work while a month of decisions is played, each of which proves a PIN.

What is hashed meanwhile are random words of 99 bits and PINs of devices whose secret nobody has.
Whoever signs in later has changed the password before that, hashed like everybody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.signals import setting_changed


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm and the same format."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@contextmanager
def quick_hashing() -> Iterator[None]:
    """Hash with little work inside."""
    before = settings.PASSWORD_HASHERS
    _use([f"{QuickArgon2.__module__}.{QuickArgon2.__name__}"])
    try:
        yield
    finally:
        _use(before)


def _use(hashers: list[str]) -> None:
    settings.PASSWORD_HASHERS = hashers
    changed = {"setting": "PASSWORD_HASHERS", "value": hashers, "enter": True}
    setting_changed.send(sender=QuickArgon2, **changed)
