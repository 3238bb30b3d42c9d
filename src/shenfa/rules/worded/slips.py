"""Whether two texts differ by one slip of the keyboard."""


def is_one_slip(one: str, other: str) -> bool:
    """Return whether two texts differ by one character changed, lost, added or swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    first = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, rest_other = one[first:], other[first:]
    is_swapped = rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:]
    return (
        rest[1:] == rest_other[1:]
        or rest[1:] == rest_other
        or rest == rest_other[1:]
        or (is_swapped and len(rest) > 1)
    )
