"""Keys and signatures for checkpoints. Not part of the verifier, which knows no private key.

The arithmetic is not constant in time; a checkpoint is signed once a day on the county's own
machine, where nobody can measure it from outside.
"""

import hashlib
import secrets
from dataclasses import replace

from shenfa.trail.checkpoint import Checkpoint, signed_part
from shenfa.trail.ed25519 import BASE, ORDER, challenge, encode_point, multiply
from shenfa.trail.entry import Entry


def generate_key() -> bytes:
    """Return a new private key of 32 bytes."""
    return secrets.token_bytes(32)


def public_key(private: bytes) -> bytes:
    """Return the public key that belongs to a private one."""
    return encode_point(multiply(_scalar(private), BASE))


def sign(private: bytes, message: bytes) -> bytes:
    """Return the 64 bytes by which the holder of the private key signs (RFC 8032, 5.1.6)."""
    scalar, public = _scalar(private), public_key(private)
    nonce = challenge(hashlib.sha512(private).digest()[32:], message)
    point = encode_point(multiply(nonce, BASE))
    answer = (nonce + challenge(point, public, message) * scalar) % ORDER
    return point + answer.to_bytes(32, "little")


def sign_checkpoint(private: bytes, origin: str, last: Entry, at: str) -> Checkpoint:
    """Return the signed checkpoint that ends with the entry ``last``."""
    draft = Checkpoint(origin, last.seq, last.hash, at, "")
    return replace(draft, signature=sign(private, signed_part(draft)).hex())


def write_key(public: bytes, comment: str) -> str:
    """Return the content of a public key file."""
    return f"ed25519 {public.hex()} {' '.join(comment.split())}\n"


def _scalar(private: bytes) -> int:
    number = int.from_bytes(hashlib.sha512(private).digest()[:32], "little")
    return number & ((1 << 254) - 8) | 1 << 254
