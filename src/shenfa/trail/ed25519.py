"""Signatures on the curve Ed25519 (RFC 8032): the arithmetic, and checking.

Slow and not constant in time, which does no harm where only public things are computed.
"""

import functools
import hashlib

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int, int, int]


def decode_point(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, if any."""
    y = int.from_bytes(data, "little") & ((1 << 255) - 1)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if len(data) != 32 or y >= PRIME or (x * x - square) % PRIME or (not x and data[31] >> 7):
        return None
    x = PRIME - x if x & 1 != data[31] >> 7 else x
    return x, y, 1, x * y % PRIME


def encode_point(point: Point) -> bytes:
    """Return the 32 bytes that stand for a point."""
    x, y = (value * pow(point[2], -1, PRIME) % PRIME for value in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add_points(p: Point, q: Point) -> Point:
    """Return the sum of two points in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


@functools.lru_cache(maxsize=64)
def doublings(point: Point) -> list[Point]:
    """Return the point times 1, 2, 4 and so on."""
    found = [point]
    while len(found) < 256:
        found.append(add_points(found[-1], found[-1]))
    return found


def multiply(number: int, point: Point) -> Point:
    """Return the point ``number`` times."""
    found = (0, 1, 1, 0)
    for place, doubled in enumerate(doublings(point)):
        found = add_points(found, doubled) if number >> place & 1 else found
    return found


BASE = decode_point(bytes([0x58]) + bytes([0x66]) * 31) or (0, 1, 1, 0)


def challenge(*parts: bytes) -> int:
    """Return the number that binds a signature to its key and message."""
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the holder of ``key`` signed the message."""
    point, scalar = decode_point(key), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or scalar >= ORDER:
        return False
    minus = (PRIME - point[0], point[1], 1, PRIME - point[3])
    again = multiply(challenge(signature[:32], key, message), minus)
    return encode_point(add_points(multiply(scalar, BASE), again)) == signature[:32]
