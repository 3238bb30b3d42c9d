"""Argon2id as the system uses it, with little memory and few rounds, so that tests are quick."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm and the same format."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
